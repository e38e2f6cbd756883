"""Cloning a story, whole or not at all."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from anime_cli.errors import NotAStory, WorldError
from anime_cli.history import program, transport
from anime_cli.history.errors import FolderNotEmpty
from anime_cli.history.names import tellings
from anime_cli.history.repository import STORY, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.errors import AnimeError
    from anime_cli.history.program import Listener

NOTHING_LEFT = "nothing is left behind"
FIRST = "main"
HUMANISH = re.compile(r"([^/:\\]+?)(?:\.git|\.bundle)?(?:/\.git)?/*$")


class CloneFailed(WorldError):
    """Git could not clone; WHY is what it amounts to."""

    def __init__(self, url: str, why: AnimeError) -> None:
        where = transport.redacted(url)
        nowhere = isinstance(why, transport.NoRepositoryThere)  # no remote has been set up whose address could be wrong
        hint = transport.look(where) if nowhere else why.hint
        super().__init__(f"{where} could not be cloned; {NOTHING_LEFT}.", cause=why.cause, hint=hint)
        self.exit_code = why.exit_code


class ClonedNoStory(NotAStory):
    """What was cloned holds no story."""

    def __init__(self, url: str, *, empty: bool) -> None:
        cause = "Nothing was shared there yet" if empty else "Its main branch has no story.yaml"
        super().__init__(transport.redacted(url), f"{cause}; the clone was removed again.")
        if empty:
            where = transport.redacted(url)
            self.hint = f"In the folder of a story: git remote add origin {where}, then anime story sync"


def name_of(url: str) -> str:
    """Return the folder that a clone of URL gets, as git names it: `petals` for `host:stories/petals.git`."""
    match = HUMANISH.search(url.rstrip("/"))
    return match[1] if match else "story"


def clone(url: str, start: Path, name: str, listener: Listener = program.SILENT) -> Repository:
    """Clone the story at URL into the folder NAME, new or empty; a relative URL or NAME is seen from START.

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
        _fetch(url, start, place, listener)
    except BaseException:
        _clear(place, keep=not fresh)
        raise
    return Repository(place, place / ".git")


def _fetch(url: str, start: Path, place: Path, listener: Listener) -> None:
    shown = ("--progress",) if listener.progress else ()
    done = program.follow(start, "clone", *shown, "--", url, str(place), listener=transport.progress(listener))
    if done.status:
        raise CloneFailed(url, transport.failure(url, done.said, NOTHING_LEFT))
    if not (place / STORY).is_file():
        _land(place)
    if not (place / STORY).is_file():
        raise ClonedNoStory(url, empty=not program.output(place, "for-each-ref", "--count=1"))


def _land(place: Path) -> None:
    """Work on main, or on the only branch, where the other side's HEAD names a branch that nobody has begun.

    A bare repository is made with a HEAD of git's own choice, which the first push to it doesn't change.
    """
    if not program.run(place, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        return
    listed = program.output(place, "for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin")
    names = tellings(listed.decode(errors="replace").splitlines())
    chosen = FIRST if FIRST in names else names[0] if len(names) == 1 else None
    if chosen is not None:
        program.output(place, "checkout", "--quiet", chosen)


def _clear(place: Path, *, keep: bool) -> None:
    if not keep:
        shutil.rmtree(place, ignore_errors=True)
        return
    for child in place.iterdir():
        shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
