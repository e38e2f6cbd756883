"""Change documents in place: the fields that change, and no other byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.studio.studio import Studio
    from anime_cli.text.splice import Edit


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of a file that gave way to others; `line` is where they begin, from 1."""

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """The document at `path` before and after an edit, as text."""

    path: str
    before: str
    after: str

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """What changed, line by line."""
        from difflib import SequenceMatcher

        old, new = self.before.splitlines(), self.after.splitlines()
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return tuple(
            _slid(old[start - 1 :: -1] if start else [], Hunk(start + 1, tuple(old[start:end]), tuple(new[first:last])))
            for kind, start, end, first, last in codes
            if kind != "equal"
        )


def _slid(above: Sequence[str], hunk: Hunk) -> Hunk:
    """Return HUNK as far up as it may stand for the same change: an item is then shown from its own first line.

    ABOVE has the lines before it, the nearest first.
    """
    for line in above:
        changed = hunk.added or hunk.removed
        if (hunk.added and hunk.removed) or changed[-1] != line:
            break
        slid = (line, *changed[:-1])
        hunk = Hunk(hunk.line - 1, *(((), slid) if hunk.added else (slid, ())))
    return hunk


def edit_document(studio: Studio, path: str, edits: Sequence[Edit], *, dry_run: bool = False) -> Edited:
    """Apply EDITS to the document at PATH in the work tree; nothing is written unless the result is valid.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
        ChangedMeanwhile: another program changed the file at the same time.
        AnimeError: the result says what no document may say.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file
    from anime_cli.merge.engine import layout_for
    from anime_cli.model.load import load
    from anime_cli.text.splice import splice

    data, expected = read_file(studio.repository, path)
    text = data.decode("utf-8")
    edited = Edited(path, text, splice(text, edits, path, layout_for(path)))
    load(edited.after.encode(), path)
    if not dry_run:
        write_file(studio.repository, path, edited.after.encode(), expected)
    return edited
