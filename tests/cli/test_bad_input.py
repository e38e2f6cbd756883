"""Bad input through the command line: one clear error, the right exit code, and all as it was."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/first-bell.yaml"


def git(story: Path, *arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", *arguments], cwd=story, capture_output=True, text=True, check=check)
    return done.stdout


def seen(story: Path) -> tuple[object, ...]:
    """Return files, index, branches and HEAD."""
    files = {path: path.read_bytes() for path in story.rglob("*") if path.is_file() and ".git" not in path.parts}
    return (
        files,
        git(story, "ls-files", "-s"),
        git(story, "for-each-ref", "refs/heads"),
        (story / ".git/HEAD").read_text(),
    )


def refused(done: Any, code: int, *words: str) -> None:
    """Assert that a command printed one error with WORDS in it and no result, and ended with CODE."""
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("Error: ")
    assert done.err.count("Error: ") == 1
    assert "Traceback" not in done.err
    assert "defect" not in done.err
    for word in words:
        assert word in done.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: [open\n", (f"{SCENE}:2",)),
        ("title: One\ntitle: Two\nplace: roof\n", (f"{SCENE}:2",)),
        ("title: One\nplace: roof\nday: tomorrow\n", (f"{SCENE}:3", "tomorrow")),
        ("title: One\nplace: roof\nscript:\n  - event: explodes\n", (f"{SCENE}:4", "explodes")),
        ("title: One\nplace: &anchor roof\n", (f"{SCENE}:2",)),
        ("title: One\nplace: roof\nscript: just words\n", (f"{SCENE}:3",)),
        ("<<<<<<< HEAD\ntitle: One\n=======\n", (f"{SCENE}:1",)),
        ("title: One\n\tplace: roof\n", (f"{SCENE}:2",)),
        ("title: \x07\n", (SCENE,)),
    ],
)
def test_a_broken_document(text: str, words: tuple[str, ...], story: Path, anime: Callable[..., Any]) -> None:
    """Reading and checking name the file and the line; nothing is changed."""
    (story / SCENE).write_text(text)
    before = seen(story)
    for command in ("read", "check"):
        refused(anime("-C", story, "story", command), 1, *words)
    assert seen(story) == before


def test_bytes_that_are_no_text(story: Path, anime: Callable[..., Any]) -> None:
    """A document that is not UTF-8 is named."""
    (story / SCENE).write_bytes(b"title: caf\xe9\n")
    refused(anime("-C", story, "story", "read"), 1, SCENE)


def test_one_id_twice(story: Path, anime: Callable[..., Any]) -> None:
    """Two lines of one id are an error or a finding that names the file and a line."""
    text = (story / SCENE).read_text()
    (story / SCENE).write_text(text.replace("p9x2m7q", "k3f9a2c"))
    done = anime("-C", story, "story", "check")
    assert done.code in {1, 3}
    assert f"{SCENE}:" in done.out + done.err
    assert "k3f9a2c" in done.out + done.err


@pytest.mark.parametrize("path", ["../outside.yaml", "/etc/passwd", ".git/config", "scenes/../../outside.yaml"])
def test_a_path_out_of_the_story(path: str, story: Path, anime: Callable[..., Any]) -> None:
    """It is refused wherever a file may be named."""
    (story / SCENE).write_text("title: New\nplace: roof\nscript: []\n")
    before = seen(story)
    refused(anime("-C", story, "story", "commit", "-m", "x", path), 1)
    assert seen(story) == before


def test_a_folder_that_is_a_link(story: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Documents that stand elsewhere are not this story's."""
    (tmp_path / "away").mkdir()
    (story / "places").rename(tmp_path / "away/places")
    (story / "places").symlink_to(tmp_path / "away/places")
    refused(anime("-C", story, "story", "read"), 1, "'places'", "link")


@pytest.fixture
def two(story: Path) -> Path:
    """A story with a branch `other`, each branch with a change of its own."""
    git(story, "switch", "-q", "-c", "other")
    (story / "places/shed.yaml").write_text("name: The shed\n")
    git(story, "add", "-A")
    git(story, "commit", "-q", "-m", "Shed")
    git(story, "switch", "-q", "main")
    (story / "places/pier.yaml").write_text("name: The pier\n")
    git(story, "add", "-A")
    git(story, "commit", "-q", "-m", "Pier")
    return story


@pytest.mark.parametrize("command", ["switch other", "merge other", "undo", "commit -m x"])
def test_a_locked_index(command: str, two: Path, anime: Callable[..., Any]) -> None:
    """The lock is named and stays; with it gone the command succeeds."""
    (two / "style.yaml").write_text("theme: ink\n")
    assert anime("-C", two, "story", "commit", "-m", "Ink").code == 0
    (two / "style.yaml").write_text("theme: chalk\n") if command.startswith("commit") else None
    before, lock = seen(two), two / ".git/index.lock"
    lock.write_text("")
    refused(anime("-C", two, "story", *command.split()), 1, "locked", f"rm {lock}")
    assert lock.exists()
    assert seen(two) == before
    lock.unlink()
    assert anime("-C", two, "story", *command.split()).code == 0


@pytest.mark.parametrize("command", ["switch other", "merge other", "commit -m x"])
@pytest.mark.parametrize("mark", ["rebase-merge", "CHERRY_PICK_HEAD", "REVERT_HEAD"])
def test_git_amid_something_else(mark: str, command: str, two: Path, anime: Callable[..., Any]) -> None:
    """A rebase, a cherry-pick or a revert is finished first, with git's own commands."""
    (two / "style.yaml").write_text("theme: ink\n")
    (two / ".git" / mark).write_text(git(two, "rev-parse", "HEAD"))
    before = seen(two)
    refused(anime("-C", two, "story", *command.split()), 1, "is not finished", "--abort")
    assert seen(two) == before


def test_an_octopus(two: Path, anime: Callable[..., Any]) -> None:
    """One branch at a time: two names are wrong usage, three branches that git merges are refused."""
    git(two, "branch", "third", "main~1")
    said = "A merge brings in one branch, not 2 at once."
    refused(
        anime("-C", two, "story", "merge", "other", "third"),
        2,
        said,
        "anime story merge other, then anime story merge third",
    )
    head = git(two, "rev-parse", "other")
    (two / ".git/MERGE_HEAD").write_text(head * 2)
    before = seen(two)
    for command in (("merge", "--continue"), ("merge", "--abort"), ("conflicts",), ("commit", "-m", "x")):
        refused(anime("-C", two, "story", *command), 1, "2 branches at once", "git merge --abort")
    assert seen(two) == before


@pytest.mark.parametrize("kind", ["sha256", "bare", "nowhere", "sparse"])
def test_repositories_of_other_kinds(kind: str, story: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Each is refused in one sentence."""
    folder = tmp_path / kind
    if kind == "sha256":
        git(tmp_path, "init", "-q", "--object-format=sha256", kind)
        (folder / "story.yaml").write_text("title: x\n")
        words = "SHA-256"
    elif kind == "bare":
        git(tmp_path, "clone", "-q", "--bare", str(story), kind)
        words = "bare git repository"
    elif kind == "nowhere":
        folder.mkdir()
        (folder / "story.yaml").write_text("title: x\n")
        (folder / ".git").write_text("gitdir: /nowhere\n")
        words = "could not open the repository"
    else:
        git(story, "sparse-checkout", "set", "--no-cone", "/scenes", "/story.yaml")
        folder, words = story, "Only a part of the story"
    refused(anime("-C", folder, "story", "status"), 1, words)


def test_names_that_are_no_text(two: Path, anime: Callable[..., Any]) -> None:
    """A file's name in another encoding is refused by name; in a message such letters are replaced."""
    odd = two / "caf\udce9.txt"
    odd.write_text("x")
    before = seen(two)
    refused(anime("-C", two, "story", "commit", "-m", "x"), 1, "caf\\udce9.txt", "UTF-8")
    assert seen(two) == before
    odd.unlink()
    (two / "style.yaml").write_text("theme: ink\n")
    assert anime("-C", two, "story", "commit", "-m", "caf\udce9").code == 0
    assert git(two, "log", "-1", "--format=%s") == "caf\ufffd\n"


def test_a_missing_chapter_and_a_missing_story(story: Path, anime: Callable[..., Any]) -> None:
    """A hole is a finding with its line; a story without its first file says what is missing."""
    (story / "chapters/awakening.yaml").unlink()
    done = anime("-C", story, "story", "check")
    assert done.code == 3
    assert "story.yaml:5" in done.out
    (story / "story.yaml").unlink()
    refused(anime("-C", story, "story", "read"), 5, "story.yaml is missing")
