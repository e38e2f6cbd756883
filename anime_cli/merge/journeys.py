"""Where the entries of lists stand on each side: which document a line or a scene left, and which it came to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge import identity
from anime_cli.merge.conflicts import MISSING
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.merge.following import Sides
    from anime_cli.merge.shelf import Shelf
    from anime_cli.text.plain import Plain


LISTS = {"scene": "script", "chapter": "scenes"}
"""The lists between which entries travel, by kind of document."""


class Place(NamedTuple):
    """The document that has an entry (None: nowhere), its key there, and what it says there."""

    path: str | None
    key: str
    says: Value


class Arrival(NamedTuple):
    """An entry that is new to a document. `homely`: it is like one that stood there before."""

    path: str
    says: Plain
    homely: bool


NOWHERE = Place(None, "", MISSING)


def list_key(path: str) -> str | None:
    """Return the key of the list in the document at PATH whose entries may travel; None where there is none."""
    known = kind_of(path)
    return LISTS.get(known[0]) if known else None


def entry_key(entry: Plain) -> str:
    """Return the key of an entry wherever it stands: its id, or what it says."""
    if isinstance(entry, str):
        return entry
    return identity.own_key(entry)


class Journeys:
    """The entries of all documents that a side changed, looked up when they are asked for."""

    def __init__(self, shelf: Shelf, sides: Sides) -> None:
        self.shelf = shelf
        self.sides = sides
        self._arrivals: dict[tuple[str, str], dict[str, Arrival]] = {}

    def lists(self, path: str) -> Mapping[str, Mapping[str, Plain]]:
        """Return the list of the document at PATH on three sides, as ordered maps by key."""
        base, ours, theirs = (self.entries(path, self.sides.of(side).get(path)) for side in ("base", "ours", "theirs"))
        if list_key(path) != "script":
            return identity.by_value(base, ours, theirs).lists
        return identity.by_id(base, ours, theirs, elsewhere=partial(self.elsewhere, path)).lists

    def entries(self, path: str, text: str | None) -> Sequence[Plain]:
        """Return the list of the document at PATH that says TEXT."""
        found = self.shelf.value(path, text).get(list_key(path) or "")
        return found if isinstance(found, list) else ()

    def arrived(self, side: str, path: str, key: str, says: Plain) -> Place:
        """Return where SIDE put the entry KEY of the document at PATH; SAYS is what the base has it say.

        An entry that has no id, or lost it on the way, is known by what it says.
        """
        kind = list_key(path) or ""
        if (side, kind) not in self._arrivals:
            self._arrivals[side, kind] = dict(self._index(side, kind))
        index = self._arrivals[side, kind]
        nameless = identity.LOOSE + identity.content(says)
        found = next((name for name in (key, nameless) if name in index), None) or self._alike(index, says)
        return NOWHERE if found is None else Place(index[found].path, found, index[found].says)

    def _alike(self, index: Mapping[str, Arrival], says: Plain) -> str | None:
        """Return the key of the arrival without an id that is most like SAYS; None where none is like it.

        What says the very words of an entry of another document is that one.
        """
        scores = (
            (identity.likeness(says, each.says), key)
            for key, each in index.items()
            if key[0] == identity.LOOSE and not each.homely
        )
        alike = sorted((score for score in scores if score[0] >= identity.SIMILAR), reverse=True)
        return next((key for _, key in alike if not self.came(index[key].path, key)), None)

    def elsewhere(self, path: str, side: str, says: Plain) -> identity.Elsewhere:
        """Tell whether SIDE moved the entry that SAYS so from the document at PATH; None where it is only like one."""
        place = self.arrived(side, path, entry_key(says), says)
        if place is NOWHERE:
            return False
        named = identity.item_id(says) == place.key
        same = place.key == identity.LOOSE + identity.content(says) and identity.telling(says)
        return True if named or same else None

    def _index(self, side: str, kind: str) -> Iterator[tuple[str, Arrival]]:
        """Yield what came new to the documents that SIDE changed; what came to two of them is no journey."""
        index: dict[str, list[Arrival]] = {}
        for path, text in self.sides.of(side).items():
            before = self.sides.base.get(path)
            if list_key(path) == kind and before != text:
                for key, each in _fresh(path, self.entries(path, before), self.entries(path, text)):
                    index.setdefault(key, []).append(each)
        yield from ((key, places[0]) for key, places in index.items() if len(places) == 1)

    def came(self, path: str, key: str) -> bool:
        """Tell whether the entry KEY, new to the document at PATH, stood in another one before."""
        kind = list_key(path)
        return any(
            entry_key(each) == key
            for other, text in self.sides.base.items()
            if other != path and list_key(other) == kind and (key.startswith(identity.LOOSE) or key in text)
            for each in self.entries(other, text)
        )


def _fresh(path: str, before: Sequence[Plain], after: Sequence[Plain]) -> Iterator[tuple[str, Arrival]]:
    """Yield what is new in the list of the document at PATH, by key; an entry that only lost its id is not."""
    old = {entry_key(each) for each in before}
    new = [(at, key) for at, each in enumerate(after) if (key := entry_key(each)) not in old]
    known = identity.recognised(before, after) if any(key.startswith(identity.LOOSE) for _, key in new) else {}
    for at, key in new:
        was = before[known[at]] if at in known and key.startswith(identity.LOOSE) else None
        if was is None or identity.content(was) != identity.content(after[at]):
            yield key, Arrival(path, after[at], homely=was is not None)
