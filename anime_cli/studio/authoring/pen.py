"""Let a person write a document in their editor, again and again until it is right or they leave it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from anime_cli.errors import AnimeError, UsageError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from anime_cli.studio.studio import Studio

SIGN = "#!"
"""What the lines begin with that are said to the person and are no part of the document."""

Made = TypeVar("Made")


class NothingSaid(UsageError):
    """Nothing was said to be written, and no editor is set in which it could be."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was said to be written, and no editor is set.",
            hint="Say it with --set FIELD=VALUE, give a document on stdin with -, or set VISUAL or EDITOR.",
        )


class DraftKept(WorldError):
    """What a person wrote could not be written into the story; it is kept."""

    def __init__(self, path: Path, error: AnimeError) -> None:
        super().__init__(
            error.message,
            cause=error.cause,
            hint=" ".join(filter(None, (error.hint, f"What you wrote is kept in {path}."))),
        )
        self.exit_code = error.exit_code


@contextmanager
def written(
    studio: Studio, name: str, text: str, attempt: Callable[[str], Made], advice: str = ""
) -> Iterator[Made | None]:
    """Let the person change TEXT; give the block what ATTEMPT makes of it, None where they left it as it was.

    Where ATTEMPT refuses the text the editor opens again with the reason above it, until the person leaves it as it is;
    the reason is raised then. If that, or the block, fails, what was written stays in a file that the error names.

    Raises:
        NothingSaid: no editor is set.
        EditorFailed: the editor could not be started, or ended with an error.
        DraftKept: the text was not taken over.
    """
    from anime_cli.store.files import write_whole

    path = _free(studio.repository.state_dir, name)
    said = text
    try:
        said, made = _until_right(studio, path, text, attempt, advice)
        yield made
    except AnimeError as error:
        said = _found(path, said)
        if said.strip() in {text.strip(), ""}:
            path.unlink(missing_ok=True)
            raise
        write_whole(path, said.encode())
        raise DraftKept(path, error) from error
    path.unlink(missing_ok=True)


def _free(folder: Path, name: str) -> Path:
    """Return a path in FOLDER where no earlier draft is kept."""
    from itertools import count

    folder.mkdir(parents=True, exist_ok=True)
    paths = (folder / f"DRAFT-{name}{f'-{number}' if number > 1 else ''}.yaml" for number in count(1))
    return next(path for path in paths if not path.exists())


def _until_right(
    studio: Studio, path: Path, text: str, attempt: Callable[[str], Made], advice: str
) -> tuple[str, Made | None]:
    said, note, error = text, advice, None
    while True:
        after = _edited(studio, path, said, note)
        if after == said or not after.strip():
            if error is not None:
                raise error
            return text, None
        said = after
        try:
            return said, attempt(said)
        except AnimeError as wrong:
            error = wrong
            note = "\n".join(filter(None, (wrong.message, wrong.cause, wrong.hint, "Leave this as it is to give up.")))


def _edited(studio: Studio, path: Path, text: str, note: str) -> str:
    """Return TEXT as the person left it, shown with NOTE above it."""
    from anime_cli.history import program

    head = "".join(f"{SIGN} {line}\n" for line in note.splitlines())
    path.write_text(head + text, encoding="utf-8", newline="")
    try:
        program.edit(path, studio.environment)
    except program.NoEditor as error:
        raise NothingSaid from error
    return _found(path, text)


def _found(path: Path, text: str) -> str:
    """Return what stands in the file at PATH, without what was said to the person; TEXT where there is none."""
    if not path.exists():
        return text
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return "".join(line for line in file if not line.startswith(SIGN))
