"""What the studio refuses.

AnimeError
├── UsageError
│   ├── UnknownDocument    nothing in the story has this id
│   ├── UnknownRule        the check has no rule of this id
│   ├── BadJobs            a number of jobs is none
│   └── NothingChosen      a choice was needed, and none was made
└── WorldError
    ├── BrokenDocuments    several files can't be read
    ├── NotAFile           a story's file is a link or a folder
    └── UnknownConflict    no conflict has this name
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from anime_cli.errors import AnimeError

SHOWN = 10
"""How many broken files one error lists."""


class BrokenDocuments(WorldError):
    """Several files can't be read; each is named with what is wrong."""

    def __init__(self, errors: Sequence[AnimeError]) -> None:
        lines = [error.message for error in errors[:SHOWN]]
        if len(errors) > SHOWN:
            lines.append(f"… and {len(errors) - SHOWN} more.")
        hint = next((error.hint for error in errors if error.hint), None)
        super().__init__("\n".join([f"{len(errors)} files can't be read.", *lines]), hint=hint)


class NotAFile(WorldError):
    """A place where a document should stand holds a link or a folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no ordinary file.",
            cause="A story is made of ordinary files: links could lead out of it.",
            hint="Put the file itself in the link's place.",
        )


class UnknownDocument(UsageError):
    """Nothing in the story has this id."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no chapter and no scene called '{name}'.",
            hint=did_you_mean(name, known) or "anime story read",
        )


class UnknownRule(UsageError):
    """The check has no rule of this id."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no rule called '{name}'.",
            cause=f"The rules are {', '.join(known)}.",
            hint="anime story check --explain C01",
        )


class NothingChosen(UsageError):
    """Conflicts were to be resolved, and none was named."""

    def __init__(self) -> None:
        super().__init__(
            "No conflict was named.",
            hint="anime story conflicts lists them; anime story resolve c1 --ours, or --all --theirs.",
        )


class UnknownConflict(WorldError):
    """No conflict of the unfinished merge has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        listed = ", ".join(names)
        super().__init__(
            f"There is no conflict called '{name}'.",
            cause=f"The conflicts left are: {listed}." if names else "Every conflict is resolved.",
            hint="anime story conflicts" if names else "anime story merge --continue",
        )


class BadJobs(UsageError):
    """A number of jobs that is none."""

    def __init__(self, jobs: str) -> None:
        super().__init__(f"'{jobs}' is no number of jobs.", hint="A number such as 2, or 0: one for each core.")
