"""Two branches that both change a small story, for the tests of open merges."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/rooftop-dusk.yaml"
PLATFORM = "scenes/the-platform.yaml"
BELL = "scenes/first-bell.yaml"
LINE = "It's warm. Like it knows me."
ALTERNATE = "ending/alternate"

Edit = tuple[str, str, str]
"""A path, some text of its file, and the text in its place."""

SAID_HERE: tuple[Edit, ...] = ((SCENE, LINE, "It burns."), (SCENE, "angle: low", "angle: dutch"))
SAID_THERE: tuple[Edit, ...] = ((SCENE, LINE, "It's cold."), (SCENE, "angle: low", "angle: high"))
"""Edits of one line and one angle that can't both be: c1 is the angle, c2 the line."""


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it said."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Put NEW in the place of OLD, which must be there."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def part(anime: Callable[..., Any], story: Path, theirs: tuple[Edit, ...], ours: tuple[Edit, ...]) -> None:
    """Let ending/alternate make the edits THEIRS and main, which is worked on then, OURS."""
    for words, edits, subject in (
        (("switch", "-c", ALTERNATE), theirs, "Theirs"),
        (("switch", "main"), ours, "Ours"),
    ):
        assert anime("-C", story, "story", *words).code == 0
        for each in edits:
            edit(story, *each)
        assert anime("-C", story, "story", "commit", "-m", subject).code == 0


def git_merge(story: Path) -> None:
    """Let git itself begin the merge, by lines, as in a clone that lacks the driver."""
    (story / ".git/info").mkdir(exist_ok=True)
    (story / ".git/info/attributes").write_text("*.yaml !merge\n")
    subprocess.run(["git", "merge", "-q", ALTERNATE], cwd=story, capture_output=True, check=False)
