"""Change documents in place: the fields that change, and no other byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.studio.studio import Studio
    from anime_cli.text.splice import Edit


@dataclass(frozen=True, slots=True)
class Edited:
    """A document with edits made, not written yet: its text before and after, and the document that it then is.

    `expected` is the hash of the file that was read; None for a document that is not there yet.
    """

    before: str
    after: str
    document: Document
    expected: str | None


def edit_document(studio: Studio, path: str, edits: Sequence[Edit]) -> None:
    """Apply EDITS to the document at PATH in the work tree; nothing is written unless the result is valid.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
        ChangedMeanwhile: another program changed the file at the same time.
        AnimeError: the result says what no document may say.
    """
    from anime_cli.history.writing import write_file

    made = edited(studio, path, edits)
    write_file(studio.repository, path, made.after.encode(), made.expected)


def edited(studio: Studio, path: str, edits: Sequence[Edit]) -> Edited:
    """Return the document at PATH in the work tree with EDITS made; nothing is written.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
        AnimeError: the result says what no document may say.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.merge.engine import layout_for
    from anime_cli.model.load import load
    from anime_cli.text.splice import splice

    data, expected = read_file(studio.repository, path)
    before = data.decode("utf-8")
    after = splice(before, edits, path, layout_for(path))
    return Edited(before, after, load(after.encode(), path).document, expected)


def added(document: Document) -> Edited:
    """Return a new DOCUMENT as one that is not written yet."""
    from anime_cli.model.load import to_text

    return Edited("", to_text(document), document, None)


def write_edited(studio: Studio, made: Mapping[str, Edited], command: str, arguments: Sequence[str] = ()) -> None:
    """Write several documents, all or none, as one COMMAND that can be taken back.

    Raises:
        UnsafePath, ChangedMeanwhile, ReadOnlyFolder: nothing is written then.
    """
    from anime_cli.history.undo import recording
    from anime_cli.history.writing import write_files

    with recording(studio.repository, command, arguments):
        contents = {path: each.after.encode() for path, each in made.items()}
        write_files(studio.repository, contents, {path: each.expected for path, each in made.items()})
