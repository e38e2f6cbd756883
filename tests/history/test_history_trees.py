"""Trees with other entries in them, held against those that git's index makes."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pygit2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.history.effects import Entry
from anime_cli.history.errors import GitFailed
from anime_cli.history.trees import tree_with
from anime_cli.history.worktree import PLAIN, PROGRAM

if TYPE_CHECKING:
    from real_git import Git

    from anime_cli.history.repository import Repository

Files = dict[str, tuple[str, int]]
PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
CONTENTS = st.tuples(st.sampled_from(["one", "two", "three"]), st.sampled_from([PLAIN, PROGRAM]))


def possible(files: Files) -> Files:
    """Return FILES without those that stand where others need a folder."""
    folders = {str(parent) for path in files for parent in PurePosixPath(path).parents}
    return {path: content for path, content in files.items() if path not in folders}


FILES = st.dictionaries(PATHS, CONTENTS, max_size=8).map(possible)


def entries(repository: Repository, files: Files) -> dict[str, Entry]:
    """Return the entries of FILES, their contents in git."""
    handle = repository.handle
    return {path: Entry(mode, str(handle.create_blob(text.encode()))) for path, (text, mode) in files.items()}


def by_index(repository: Repository, files: dict[str, Entry]) -> str:
    """Return the tree that an index of FILES makes."""
    index = pygit2.Index()
    for path, entry in files.items():
        index.add(pygit2.IndexEntry(path, pygit2.Oid(hex=entry.id), pygit2.enums.FileMode(entry.mode)))
    return str(index.write_tree(repository.handle))


@given(before=FILES, after=FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tree_with_changes_is_the_tree_of_what_comes_of_them(
    repository: Repository, before: Files, after: Files
) -> None:
    """Files come, change and go, become folders and stop being some; a folder without files is no more."""
    old, new = entries(repository, before), entries(repository, after)
    changes = {path: new.get(path) for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert tree_with(repository, by_index(repository, old), changes) == by_index(repository, new)


def test_a_commit_stands_for_its_tree_and_what_was_never_there_may_go(repository: Repository, git: Git) -> None:
    """Taking away what is not there, be it the name of a folder, changes nothing."""
    gone = {"scenes": None, "scenes/nowhere.yaml": None, "nowhere/else.yaml": None, "nothing": None}
    assert tree_with(repository, repository.tip(), gone) == git("rev-parse", "HEAD^{tree}")


def test_a_blob_that_git_does_not_have_is_refused(repository: Repository) -> None:
    """No tree names what can't be read."""
    with pytest.raises(GitFailed):
        tree_with(repository, repository.tip(), {"a.yaml": Entry(PLAIN, "1" * 40)})
