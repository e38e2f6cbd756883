"""Cloning a story, whole or not at all."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from anime_cli.errors import NotAStory, WorldError
from anime_cli.history import program
from anime_cli.history.errors import FolderNotEmpty
from anime_cli.history.repository import STORY, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HUMANISH = re.compile(r"([^/:\\]+?)(?:\.git|\.bundle)?(?:/\.git)?/*$")


class CloneFailed(WorldError):
    """Git could not clone."""

    def __init__(self, url: str, said: str) -> None:
        super().__init__(
            f"{url} could not be cloned; nothing is left behind.",
            cause=said or None,
            hint=f"git ls-remote {url} shows whether git can reach it.",
        )


class ClonedNoStory(NotAStory):
    """What was cloned holds no story."""

    def __init__(self, url: str) -> None:
        super().__init__(url, "Its main branch has no story.yaml; the clone was removed again.")


def name_of(url: str) -> str:
    """Return the folder that a clone of URL gets, as git names it: `petals` for `host:stories/petals.git`."""
    match = HUMANISH.search(url.rstrip("/"))
    return match[1] if match else "story"


def clone(url: str, start: Path, name: str, *, tell: Callable[[str], None], progress: bool) -> Repository:
    """Clone the story at URL into the folder NAME, new or empty; a relative URL or NAME is seen from START.

    TELL hears each line that git says, with PROGRESS also how far it is.

    Raises:
        FolderNotEmpty: something stands there already.
        CloneFailed: git can't reach or read it.
        ClonedNoStory: it holds no story.
    """
    place = (start / name).absolute()
    fresh = not place.exists()
    if not fresh and (not place.is_dir() or any(place.iterdir())):
        raise FolderNotEmpty(start / name)
    try:
        _fetch(url, start, place, tell=tell, progress=progress)
    except BaseException:
        _clear(place, keep=not fresh)
        raise
    return Repository(place, place / ".git")


def _fetch(url: str, start: Path, place: Path, *, tell: Callable[[str], None], progress: bool) -> None:
    shown = ("--progress",) if progress else ()
    status, said = program.follow(start, "clone", *shown, "--", url, str(place), tell=tell)
    if status:
        raise CloneFailed(url, said)
    if not (place / STORY).is_file():
        raise ClonedNoStory(url)


def _clear(place: Path, *, keep: bool) -> None:
    if not keep:
        shutil.rmtree(place, ignore_errors=True)
        return
    for child in place.iterdir():
        shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
