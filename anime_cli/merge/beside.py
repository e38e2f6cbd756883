"""Two states of one scene's script side by side: the same entry in the same row, what moved at both its places."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.entries import aligned
from anime_cli.merge.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.merge.words import WordEdit
    from anime_cli.text.plain import Plain

ENTRY = 2
"""Keys that lead to an item of a script."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a script on both sides; `before` or `after` is None where it has no place there.

    `kind` is 'same', 'changed', 'added', 'removed', 'moved' (it stands here now) or 'left' (it stood here). `move` is
    the change that tells where it came from or went, `edits` are those of its fields.
    """

    kind: str
    key: str
    before: Plain = None
    after: Plain = None
    move: Change | None = None
    edits: tuple[Change, ...] = ()

    def words(self, field: str) -> tuple[WordEdit, ...]:
        """Return a field's prose compared word by word; empty where it did not change."""
        return next((edit.words for edit in self.edits if edit.keys[ENTRY:] == (field,)), ())


def rows(path: str, before: Plain, after: Plain, changes: Sequence[Change]) -> tuple[Row, ...]:
    """Align the script of the scene at PATH in both states; BEFORE is None for a new scene, AFTER for one that is gone.

    BEFORE has the ids of documents as AFTER has them, `changes` is the whole diff.
    """
    old, new = _script(before), _script(after)
    keys = aligned(old, new, RULES["scene"].under("script")) or ([], [])
    return tuple(_Aligned(path, dict(zip(keys[0], old, strict=True)), dict(zip(keys[1], new, strict=True)), changes)())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in a row; `folded` ones are as before and far from any change."""

    rows: tuple[Row, ...]
    folded: bool


def stretches(found: Sequence[Row], context: int = 2) -> Iterator[Stretch]:
    """Part the rows into those with CONTEXT unchanged ones around each change, and the folded ones between."""
    far = [
        all(row.kind == "same" for row in found[max(0, index - context) : index + context + 1])
        for index in range(len(found))
    ]
    for folded, group in groupby(zip(far, found, strict=True), key=lambda pair: pair[0]):
        yield Stretch(tuple(row for _, row in group), folded)


def _script(value: Plain) -> list[Plain]:
    script = value.get("script") if isinstance(value, dict) else None
    return script if isinstance(script, list) else []


class _Aligned:
    """Makes the rows of one script."""

    def __init__(
        self, path: str, old: Mapping[str, Plain], new: Mapping[str, Plain], changes: Sequence[Change]
    ) -> None:
        self.old = old
        self.new = new
        self.moves: dict[str, Change] = {}
        self.gone: dict[str, Change] = {}
        self.edits: dict[str, list[Change]] = {}
        for change in changes:
            if change.source == path and change.origin[:1] == ("script",):
                self.gone[change.origin[1]] = change
            if change.path == path and change.keys[:1] == ("script",) and len(change.keys) >= ENTRY:
                self._note(change)

    def _note(self, change: Change) -> None:
        if len(change.keys) > ENTRY:
            self.edits.setdefault(change.keys[1], []).append(change)
        elif change.kind == "moved":
            self.moves[change.keys[1]] = change

    def __call__(self) -> Iterator[Row]:
        """Yield what left a place before what came to it, then the entry that both sides have there."""
        old = iter(self.old)
        fresh: list[Row] = []
        for key in self.new:
            if key not in self.old or key in self.moves:
                fresh.append(self._came(key))
                continue
            yield from map(self._left, takewhile(key.__ne__, old))
            yield from fresh
            yield self._both(key)
            fresh = []
        yield from map(self._left, old)
        yield from fresh

    def _came(self, key: str) -> Row:
        move = self.moves.get(key)
        if move is None:
            return Row("added", key, None, self.new[key])
        before = None if move.before is MISSING else move.before
        return Row("moved", key, before, self.new[key], move, tuple(self.edits.get(key, ())))

    def _left(self, key: str) -> Row:
        move = self.moves.get(key) or self.gone.get(key)
        return Row("left" if move else "removed", key, self.old[key], None, move)

    def _both(self, key: str) -> Row:
        edits = tuple(self.edits.get(key, ()))
        return Row("changed" if edits else "same", key, self.old[key], self.new[key], None, edits)
