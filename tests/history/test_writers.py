"""Several writers at one story at once, as processes: nothing any of them committed is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from real_git import Git

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.history.repository import Repository

WRITER = Path(__file__).with_name("writer.py")


def work(folders: Sequence[Path], count: int) -> list[tuple[str, str, str | None]]:
    """Let a writer work in each of FOLDERS, all at one time; return what they did."""
    calls = [
        [sys.executable, str(WRITER), str(folder), f"w{number}", str(count), str(number)]
        for number, folder in enumerate(folders)
    ]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for call in calls]
    said = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * len(calls), [errors for _, errors in said if errors]
    return [tuple(json.loads(line)) for out, _ in said for line in out.splitlines()]


def check(git: Git, done: Sequence[tuple[str, str, str | None]]) -> None:
    """Assert that every commit is held by a ref, that no lock is left, and that git finds nothing wrong."""
    git.sound()
    held = set(git("rev-list", "--all", "--reflog").splitlines())
    assert {made for _, _, made in done if made} <= held
    assert list((git.folder / ".git").rglob("*.lock")) == []
    unexpected = {what for _, what, _ in done if what.startswith("refused")} - EXPECTED
    assert not unexpected
    kinds = Counter(what for _, what, _ in done)
    assert kinds["commit"]
    assert kinds["branch"]


EXPECTED = {
    f"refused {name}"
    for name in (
        "BranchExists", "BranchNotFound", "BranchElsewhere", "ChangedMeanwhile", "ConflictsLeft", "CurrentBranch",
        "LaterEdits", "NoMerge", "NoSuchFile", "NothingToCommit", "NothingToUndo", "RefMoved",
        "UnfinishedMerge", "UnmergedBranch", "WouldLoseWork",
    )
}  # fmt: skip
"""What writers in each other's way may hear, such as that a file is gone whose writing another took back."""


def only_commits_that_were_taken_back_are_gone(git: Git, done: Sequence[tuple[str, str, str | None]]) -> None:
    """Assert that a commit which no branch holds was taken back by somebody."""
    held = set(git("rev-list", "--branches").splitlines())
    gone = {made for _, what, made in done if what == "commit" and made and made not in held}
    assert not gone or "take_back" in {what for _, what, _ in done}


def one_story(repository: Repository, writers: int, count: int) -> None:
    done = work([repository.folder] * writers, count)
    assert len(done) == writers * count
    check(Git(repository.folder), done)
    only_commits_that_were_taken_back_are_gone(Git(repository.folder), done)


def linked_work_trees(repository: Repository, git: Git, writers: int, count: int) -> None:
    folders = [repository.folder.with_name(f"linked{number}") for number in range(writers)]
    for number, folder in enumerate(folders):
        git("worktree", "add", "-q", "-b", f"own{number}", str(folder))
    done = work(folders, count)
    assert len(done) == writers * count
    check(git, done)
    for folder in folders:
        assert Git(folder)("fsck", "--strict", "--no-dangling") == ""


def test_three_writers_in_one_folder(repository: Repository) -> None:
    """They wait for each other; what one would lose of another is refused."""
    one_story(repository, 3, 8)


def test_three_writers_in_linked_work_trees(repository: Repository, git: Git) -> None:
    """Each has files of its own; branches, objects and the lease are shared."""
    linked_work_trees(repository, git, 3, 8)


@pytest.mark.slow
def test_eight_writers_in_one_folder(repository: Repository) -> None:
    """A hundred commands each."""
    one_story(repository, 8, 100)


@pytest.mark.slow
def test_eight_writers_in_linked_work_trees(repository: Repository, git: Git) -> None:
    """A hundred commands each."""
    linked_work_trees(repository, git, 8, 100)


def test_commits_by_many_are_a_line(repository: Repository, git: Git) -> None:
    """Commits alone, from several processes, all end up on the branch, one after the other."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom anime_cli.history.committing import commit\n"
        "from anime_cli.history.repository import Repository\n"
        "story = Repository.discover(Path(sys.argv[1]))\n"
        "for number in range(5):\n"
        "    path = f'scenes/{sys.argv[2]}{number}.yaml'\n"
        "    (story.folder / path).write_text(f'title: {path}\\n')\n"
        "    commit(story, path, [path])\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(repository.folder), name]) for name in "pqrs"]
    assert [process.wait() for process in running] == [0] * 4
    assert git("rev-list", "--count", "--first-parent", "main") == "21"
    assert git("status", "--porcelain") == ""
    assert len(git("ls-tree", "--name-only", "HEAD", "scenes/").splitlines()) == 22
