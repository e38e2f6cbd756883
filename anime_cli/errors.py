"""The tree of errors and the exit codes.

An error owns its sentence (what happened), its cause (why) and its hint (the command that mends it). Only the terminal
and the server turn one into an exit code or a status.

    AnimeError
    ├── UsageError        2  the call itself is wrong
    ├── WorldError        1  the story or the machine said no
    ├── FoundProblems     3  conflicts or problems were found
    ├── EngineError       4  an engine or a service is missing or unreachable
    └── NotAStory         5  the folder holds no story

Each room keeps its own leaves of this tree in its `errors.py`.
"""

from __future__ import annotations

import errno
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ExitCode(IntEnum):
    """What the command tells the shell."""

    DONE = 0
    NO = 1
    USAGE = 2
    FOUND = 3
    ENGINE = 4
    NOT_A_STORY = 5
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class AnimeError(Exception):
    """Anything that a person can cause or meet, in one clear sentence."""

    exit_code = ExitCode.NO

    def __init__(self, message: str, *, cause: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        self.hint = hint


class UsageError(AnimeError):
    """The call itself is wrong."""

    exit_code = ExitCode.USAGE


class WorldError(AnimeError):
    """The story or the machine said no."""


class FoundProblems(AnimeError):
    """Conflicts or problems stand in the way."""

    exit_code = ExitCode.FOUND


class EngineError(AnimeError):
    """An engine or a service is missing or unreachable."""

    exit_code = ExitCode.ENGINE


class NotAStory(AnimeError):
    """The folder holds no story."""

    exit_code = ExitCode.NOT_A_STORY

    def __init__(self, folder: object, cause: str | None = None) -> None:
        super().__init__(
            f"There is no story {'here' if str(folder) == '.' else f'in {folder}'}.",
            cause=cause or "No folder from here upwards is a git repository with a story.yaml.",
            hint="anime new DIR --premise TEXT",
        )


NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM})
IN_THE_WAY = frozenset({errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY})
REFUSALS = NO_ROOM | FORBIDDEN | IN_THE_WAY | {errno.EROFS, errno.ENAMETOOLONG}
"""The numbers by which a system refuses to write."""


def way_to_write(number: int | None, path: object) -> str | None:
    """Say what lets PATH be written where the system refused it with NUMBER (an errno); None where nothing is known."""
    if number in NO_ROOM:
        return "Free some space, or raise the limit (df, quota and ulimit -f tell), then run the command again."
    if number in FORBIDDEN:
        return f"ls -ld '{_standing(path)}' tells whose it is, and who may use it."
    if number in IN_THE_WAY:
        return "Move what stands there out of the way, then run the command again."
    if number == errno.EROFS:
        return "The disk is mounted to be read only; work in a clone on another (anime story clone SOURCE DIR)."
    return "Take a shorter name." if number == errno.ENAMETOOLONG else None


def _standing(path: object) -> object:
    """Return PATH, or the nearest folder above it that is there."""
    from pathlib import Path

    place = Path(str(path))
    return next((each for each in (place, *place.parents) if each.exists()), place)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Name the known word nearest to WORD as a hint, or None when nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else None
