"""What a shell offers: names of the story, without opening it, and nothing where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from test_manners import VERBS, modules_after

from anime_cli.history.names import names
from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

ANIME = [sys.executable, "-m", "anime_cli"]
NAMING = {
    "SCENE",
    "CHARACTER",
    "CHARACTER...",
    "BRANCH",
    "REVISION",
    "REMOTE",
    "CHECKPOINT",
    "SCENE[:ITEM]",
    "REV1",
    "REV2",
    "A",
    "B",
}
"""What stands for a name of the story in help."""


def offered(folder: Path, words: str) -> list[str]:
    """Return what bash offers for the last of WORDS."""
    count = str(len(words.split(" ")) - 1)
    environment = {**os.environ, "_ANIME_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    done = subprocess.run(ANIME, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.split()


@pytest.fixture
def branched(story: Path) -> Path:
    """The story with branches and checkpoints, some of them packed."""
    for words in (
        ("branch", "ending/alternate"),
        ("tag", "-a", "first-draft", "-m", "x"),
        ("pack-refs", "--all"),
        ("branch", "ending/bitter"),
        ("update-ref", "refs/remotes/studio/ending/theirs", "HEAD"),
        ("symbolic-ref", "refs/remotes/studio/HEAD", "refs/remotes/studio/ending/theirs"),
        ("tag", "-a", "second-draft", "-m", "x"),
    ):
        subprocess.run(["git", *words], cwd=story, check=True)
    return story


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("anime story switch ", ["ending/alternate", "ending/bitter", "main"]),
        ("anime story merge ending/a", ["ending/alternate"]),
        ("anime story revert --to f", ["first-draft"]),
        ("anime story checkpoint -d s", ["second-draft"]),
        ("anime story diff main...end", ["main...ending/alternate", "main...ending/bitter"]),
        ("anime story diff main..f", ["main..first-draft"]),
        ("anime story log m", ["main"]),
        ("anime story read r", ["rooftop-dusk"]),
        ("anime story read a", ["awakening"]),
        ("anime story timeline --character ", ["ren", "sakura"]),
        ("anime character show s", ["sakura"]),
        ("anime place show c", ["classroom"]),
        ("anime character show sakura --at the", ["the-platform"]),
        ("anime character show sakura --path first-bell,r", ["first-bell,rooftop-dusk"]),
        ("anime relation show ren s", ["sakura"]),
        ("anime config get j", ["jobs"]),
        ("anime story pick --scene the", ["the-platform"]),
        ("anime story sync ", ["studio"]),
        ("anime story sync --branch ", ["ending/alternate", "ending/bitter", "ending/theirs", "main"]),
    ],
)
def test_names_of_the_story(words: str, names: list[str], branched: Path) -> None:
    """Each kind of name where it is asked for."""
    assert offered(branched, words) == names


def test_the_folder_of_the_call_counts(branched: Path, tmp_path: Path) -> None:
    """`-C` moves what is offered as well, and a linked work tree knows the branches of its repository."""
    assert offered(tmp_path, f"anime -C {branched} story switch m") == ["main"]
    subprocess.run(["git", "worktree", "add", "-q", str(tmp_path / "other"), "ending/bitter"], cwd=branched, check=True)
    assert offered(tmp_path / "other", "anime story switch ending/") == ["ending/alternate", "ending/bitter"]


@pytest.mark.parametrize("words", ["anime story switch ", "anime story read ", "anime -C nowhere character show "])
def test_nothing_is_offered_where_no_story_is(words: str, tmp_path: Path) -> None:
    """Neither outside of git, nor in a repository without a story, nor in a broken one; and nothing fails."""
    assert offered(tmp_path, words) == []
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert offered(tmp_path, words) == []
    (tmp_path / ".git/HEAD").write_bytes(b"\xff")
    assert offered(tmp_path, words) == []


def test_hostile_names_are_not_offered(branched: Path) -> None:
    """A file whose name is no id is none of a document, whatever it holds."""
    (branched / "scenes/$(touch x).yaml").write_text("")
    assert offered(branched, "anime story read $") == []


def test_names_are_those_that_git_lists(branched: Path) -> None:
    """Loose and packed ones, none twice; a lock is none."""
    (branched / ".git/refs/heads/main.lock").write_text("")
    said = subprocess.run(
        ["git", "for-each-ref", "--format=%(refname:strip=2)", "refs/heads"],
        cwd=branched,
        capture_output=True,
        text=True,
        check=True,
    )
    assert list(names(branched / ".git", "refs/heads/")) == sorted(said.stdout.split())


def test_no_library_of_git_is_loaded(branched: Path) -> None:
    """What is offered must be there at once."""
    code = f"""
from pathlib import Path
from anime_cli.history.names import names
from anime_cli.history.repository import Repository
names(Repository.discover(Path({str(branched)!r})).common_dir, "refs/heads/")
"""
    assert not {"pygit2", "yaml", "subprocess"} & modules_after(code)
    assert Repository.discover(branched).folder == branched


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_what_names_something_is_completed(words: tuple[str, ...]) -> None:
    """No argument that stands for a branch, a scene or a person is left to be typed."""
    for parameter in VERBS[words].params:
        metavar = (parameter.metavar or "").strip("[]")
        if metavar in NAMING or metavar == "SCENE[:ITEM":
            assert parameter._custom_shell_complete is not None, parameter.name
