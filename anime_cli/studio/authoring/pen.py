"""Let a person write a document in their editor, again and again until it is right or they leave it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from anime_cli.errors import AnimeError, UsageError
from anime_cli.studio.manuscript import Manuscript, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    with kept(Manuscript(studio.repository.state_dir, f"DRAFT-{name}", ".yaml", SIGN)) as manuscript:
        yield _until_right(studio, manuscript, text, attempt, advice)


def _until_right(
    studio: Studio, manuscript: Manuscript, text: str, attempt: Callable[[str], Made], advice: str
) -> Made | None:
    said, note, error = text, advice, None
    while True:
        after = _edited(studio, manuscript, said, note, error)
        if after == said or not after.strip():
            if error is not None:
                raise error
            return None
        said = after
        try:
            return attempt(said)
        except AnimeError as wrong:
            error = wrong
            note = "\n".join(filter(None, (wrong.message, wrong.cause, wrong.hint, "Leave this as it is to give up.")))


def _edited(studio: Studio, manuscript: Manuscript, text: str, note: str, error: AnimeError | None) -> str:
    """Return TEXT as the person left it, shown with NOTE, which tells ERROR, above it; one without room is raised."""
    from anime_cli.history.editor import NoEditor
    from anime_cli.store.errors import StoreUnwritable

    head = "".join(f"{SIGN} {line}\n" for line in note.splitlines())
    try:
        manuscript.write(head + text)
        return manuscript.edit(studio.environment)
    except NoEditor as missing:
        raise NothingSaid from missing
    except StoreUnwritable as full:
        raise error or full from full
