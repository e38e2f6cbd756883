"""What an edit changes in a document's text, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of a file that give way to others; `line` is where they begin, from 1."""

    line: int
    removed: tuple[str, ...]
    added: tuple[str, ...]


def hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """Return what must change in the text BEFORE for it to become AFTER."""
    from difflib import SequenceMatcher

    old, new = before.splitlines(), after.splitlines()
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
