"""Watch a story's files and check it whenever they change: what is new, and what is gone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.model.kinds import FOLDERS, SINGLE
from anime_cli.studio.checking import check_story, explain_rule, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from anime_cli.studio.checking import Checked, Located
    from anime_cli.studio.studio import Studio

    Look = frozenset[tuple[str, int, int, int]]
    """What files look like from outside: path, number, time and size of each."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a change of the files brought: findings that are new, and those that are gone.

    `checked` is all that is found now; it is None where a file can't be read, and `broken` says why.
    """

    new: tuple[Located, ...] = ()
    gone: tuple[Located, ...] = ()
    checked: Checked | None = None
    broken: AnimeError | None = None


def watch_story(
    studio: Studio, pause: Callable[[], None], *, rules: Sequence[str] = (), since: str | None = None
) -> Iterator[Turn]:
    """Check the story, and again whenever its files change; yield the first findings, then what each change brought.

    PAUSE waits between two looks. A change is checked once the files look alike twice: an editor may be amid saving.
    While a file can't be read the findings before count.

    Raises:
        UnknownRule, RevisionNotFound: as `check_story`, for what was asked.
    """
    for rule in rules:
        explain_rule(rule)
    if since is not None:
        studio.repository.files(since)
    seen = look(studio.repository.folder)
    last = _turn(studio, None, rules, since)
    yield last
    known = last.checked
    while True:
        pause()
        now = look(studio.repository.folder)
        if now == seen:
            continue
        seen = _settled(studio.repository.folder, now, pause)
        turn = _turn(studio, known, rules, since)
        if turn.new or turn.gone or _words(turn) != _words(last):
            yield turn
        known, last = turn.checked or known, turn


def _settled(folder: Path, seen: Look, pause: Callable[[], None]) -> Look:
    """Return what the files look like once two looks in a row are alike."""
    while True:
        pause()
        now = look(folder)
        if now == seen:
            return now
        seen = now


def _words(turn: Turn) -> str | None:
    return None if turn.broken is None else turn.broken.message


def _turn(studio: Studio, known: Checked | None, rules: Sequence[str], since: str | None) -> Turn:
    try:
        checked = check_story(studio, rules=rules, since=since)
    except AnimeError as error:
        return Turn(broken=error)
    except FileNotFoundError:  # it went away between two looks, so that the next one finds another change
        return Turn()
    before = known.findings if known is not None else ()
    return Turn(_unlike(checked.findings, before), _unlike(before, checked.findings), checked)


def _unlike(found: Sequence[Located], known: Sequence[Located]) -> tuple[Located, ...]:
    """Return those of FOUND whose finding is not among KNOWN."""
    kept = {id(each) for each in unknown((each.finding for each in found), (each.finding for each in known))}
    return tuple(each for each in found if id(each.finding) in kept)


def look(folder: Path) -> Look:
    """Return what the documents in FOLDER look like from outside; none is opened."""
    found: set[tuple[str, int, int, int]] = set()
    for name in ("", *FOLDERS.values()):
        try:
            with os.scandir(folder / name) as entries:
                found.update(
                    (f"{name}/{entry.name}", told.st_ino, told.st_mtime_ns, told.st_size)
                    for entry in entries
                    if (entry.name in SINGLE.values() if not name else entry.name.endswith(".yaml"))
                    and (told := entry.stat(follow_symlinks=False))
                )
        except FileNotFoundError:
            continue
    return frozenset(found)
