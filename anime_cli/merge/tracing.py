"""Where each place of a document was in an earlier state: the way back along a diff.

What the diff says was added or changed has no earlier place. All else has one: elsewhere in its list, in another
document, under another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.diff import as_lists, diff_values
from anime_cli.merge.entries import aligned, keyed, keys_of
from anime_cli.merge.relocated import made, rename_of
from anime_cli.merge.rules import SHAPE
from anime_cli.merge.values import rule_of
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.merge.rules import Rule
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

HERE = ("added", "changed")
"""Kinds of changes that write something."""
ITEM = 2
"""Parts in the address of a script's item."""


class Place(NamedTuple):
    """A place in a document: the document's path, the way by keys and positions."""

    path: str
    address: Address

    def under(self, part: str | int) -> Place:
        """Return the place of PART of what stands here."""
        return Place(self.path, (*self.address, part))


class _There(NamedTuple):
    """A place and what stands there."""

    place: Place
    value: Plain

    def under(self, part: str | int) -> _There:
        return _There(self.place.under(part), at(self.value, (part,)))


def _there(documents: Mapping[str, Plain], place: Place) -> _There:
    return _There(place, at(documents.get(place.path), place.address))


def leaves(value: Plain, address: Address = ()) -> Iterator[Address]:
    """Yield the addresses below ADDRESS, where VALUE stands, at which something is said.

    What holds nothing counts as one; the id of a script's item says nothing.
    """
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            if not (key == "id" and len(address) == ITEM and address[0] == "script"):
                yield from leaves(inner, (*address, key))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, (*address, index))
    else:
        yield address


def at(value: Plain, address: Address) -> Plain:
    """Return what stands in VALUE at ADDRESS, None where nothing does."""
    for part in address:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


class Trace:
    """Two states of some documents, as values in normal form by path, and the way back from the later one."""

    def __init__(self, before: Mapping[str, Plain], after: Mapping[str, Plain]) -> None:
        self.changes = diff_values(before, after)
        renames = [rename for change in self.changes if (rename := rename_of(change)) is not None]
        self._first = before
        self._before = made(renames, before)
        self._after = after
        self._sources = {rename.path: rename.source for rename in renames}
        self._former_ids = dict(_ids(self._sources))
        self._at: dict[str, dict[Address, list[Change]]] = {}
        self._steps: dict[tuple[Place, Place], Mapping[int, int]] = {}
        for change in self.changes:
            if change.kind != "removed":
                self._at.setdefault(change.path, {}).setdefault(change.address, []).append(change)

    def former(self, path: str, address: Address) -> Place | None:
        """Return where what stands at ADDRESS of the later document at PATH was; None where it was written since."""
        changed = self._at.get(path, {})
        for depth in range(len(address) if changed else 0, -1, -1):
            head = address[:depth]
            changes = changed.get(head, ())
            if any(change.kind in HERE for change in changes):
                return None
            move = next((change for change in changes if change.kind == "moved" and change.source), None)
            if move is not None or not depth:
                origin = Place(path, ()) if move is None else self._origin(move)
                there = self._down(
                    _there(self._before, origin), _there(self._after, Place(path, head)), address[depth:]
                )
                return None if there is None else self._called(there)
        return None

    def document(self, path: str) -> str:
        """Return the path at which the document at PATH was, or would have been."""
        return self._sources.get(path, path)

    def _origin(self, move: Change) -> Place:
        """Return where an entry that came from another document stood there."""
        field, key = move.origin[0], move.origin[-1]
        assert move.source is not None
        entries = at(self._before.get(move.source), (field,))
        listed = entries if isinstance(entries, list) else []
        rule = rule_of(move.source).under(field)
        way = keyed(rule, listed)
        assert way is not None
        return Place(move.source, (field, keys_of(listed, rule, way).index(key)))

    def _down(self, old: _There, new: _There, rest: Address) -> Place | None:
        """Return where what stands at REST below NEW is below OLD, which is the same thing earlier."""
        if not rest:
            one_of = isinstance(old.value, list) and isinstance(new.value, str)
            index = self._step(old, new).get(0) if one_of else None
            return old.place if not one_of else None if index is None else old.place.under(index)
        part = rest[0]
        if isinstance(part, int):
            index = self._step(old, new).get(part)
            there = None if index is None else old if isinstance(old.value, str) else old.under(index)
        else:
            there = old.under(part) if isinstance(old.value, dict) and part in old.value else None
        return None if there is None else self._down(there, new.under(part), rest[1:])

    def _step(self, old: _There, new: _There) -> Mapping[int, int]:
        """Return for each position in the list at NEW the position of the same entry in the one at OLD."""
        name = (old.place, new.place)
        if name not in self._steps:
            rule = _rule(new.place)
            lists = as_lists(old.value, new.value, rule)
            self._steps[name] = {} if lists is None else _positions(*lists, rule)
        return self._steps[name]

    def _called(self, place: Place) -> Place:
        """Return PLACE with the names that documents had before they were renamed."""
        if not self._sources:
            return place
        path = self.document(place.path)
        value: Plain = self._first.get(path)
        address: list[str | int] = []
        for part in place.address:
            known = isinstance(value, dict) and part not in value and isinstance(part, str)
            address.append(self._former_ids.get(str(part), part) if known else part)
            value = at(value, (address[-1],))
        return Place(path, tuple(address))


def _ids(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, source in sources.items():
        yield (kind_of(path) or ("", path))[1], (kind_of(source) or ("", source))[1]


def _rule(place: Place) -> Rule:
    rule = rule_of(place.path)
    for part in place.address:
        rule = rule.under(part) if isinstance(part, str) else rule.each or SHAPE
    return rule


def _positions(old: Sequence[Plain], new: Sequence[Plain], rule: Rule) -> dict[int, int]:
    keys = aligned(old, new, rule)
    if keys is None:
        return {index: index for index in range(min(len(old), len(new)))}
    places = {key: index for index, key in enumerate(keys[0])}
    return {index: places[key] for index, key in enumerate(keys[1]) if key in places}
