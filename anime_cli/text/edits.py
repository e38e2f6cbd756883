"""Changes to a document as plain values, and what they do to its plain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.text.errors import AlreadyThere, NothingThere
from anime_cli.text.plain import Conflict, Plain
from anime_cli.text.prose import same as same_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Address

Branch = dict[str, Plain] | list[Plain]


@dataclass(frozen=True, slots=True)
class Set:
    """Give what stands at ADDRESS this value; a key that is missing is added, and the keys above it."""

    address: Address
    value: Plain


@dataclass(frozen=True, slots=True)
class Insert:
    """Add a value; the last part of ADDRESS is the new key, or the index in its list."""

    address: Address
    value: Plain


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away what stands at ADDRESS, with the comment lines directly above it."""

    address: Address


@dataclass(frozen=True, slots=True)
class Move:
    """Put the item or key at ADDRESS at INDEX of its own collection, with the comment lines directly above it."""

    address: Address
    index: int


Edit = Set | Insert | Remove | Move


def steps(edit: Edit, value: Plain, path: str) -> Iterator[Edit]:
    """Yield the smallest edits that together make EDIT on a document whose plain value is VALUE."""
    if isinstance(edit, Set):
        yield from _set(edit, value, path)
    elif isinstance(edit, Insert) and edit.address:
        above = at(value, edit.address[:-1], path)
        if above is None:
            new: Plain = [edit.value] if isinstance(edit.address[-1], int) else {edit.address[-1]: edit.value}
            yield Set(edit.address[:-1], new)
        else:
            yield edit
    else:
        yield edit


def made(edit: Edit, value: Plain, path: str) -> Plain:
    """Return VALUE with EDIT made in it; VALUE itself changes.

    Raises:
        NothingThere, AlreadyThere: the address is no place for the edit.
    """
    if not edit.address:
        if isinstance(edit, Set):
            return edit.value
        raise NothingThere(path, edit.address)
    above = branch(at(value, edit.address[:-1], path))
    if above is None:
        raise NothingThere(path, edit.address)
    if isinstance(above, list):
        _in_list(edit, above, path)
    else:
        _in_dict(edit, above, path)
    return value


def at(value: Plain, address: Address, path: str) -> Plain:
    """Return what stands at ADDRESS in VALUE.

    Raises:
        NothingThere: nothing does.
    """
    for part in address:
        above = branch(value)
        if isinstance(above, list):
            here = isinstance(part, int) and 0 <= part < len(above)
        else:
            here = above is not None and part in above
        if not here:
            raise NothingThere(path, address)
        value = above[part]  # type: ignore[index]
    return value


def branch(value: Plain) -> Branch | None:
    """Return what VALUE holds others in, if it is a list, a mapping or a conflict."""
    if isinstance(value, Conflict):
        return value.sides
    return value if isinstance(value, dict | list) else None


def same(one: Plain, other: Plain, layout: Layout, key: str = "") -> bool:
    """Tell whether two values are equal, prose being equal where only its lines differ."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other or (key in layout.prose and same_prose(one, other))
    if isinstance(one, Conflict) and isinstance(other, Conflict):
        pairs = one.sides.keys() | other.sides.keys()
        return one.sides.keys() == other.sides.keys() and all(
            same(one.sides[side], other.sides[side], layout, key) for side in pairs
        )
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name], layout, name) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            same(mine, theirs, layout, key) for mine, theirs in zip(one, other, strict=True)
        )
    return one is None and other is None


def _set(edit: Set, value: Plain, path: str) -> Iterator[Edit]:
    found: Plain = value
    for depth, part in enumerate(edit.address):
        above = branch(found)
        if isinstance(part, str) and (above is None or (isinstance(above, dict) and part not in above)):
            yield from _added(edit, depth, found, path)
            return
        found = at(found, (part,), path)
    yield from changes(edit.address, found, edit.value)


def _added(edit: Set, depth: int, found: Plain, path: str) -> Iterator[Edit]:
    """Yield the edit that adds what is missing from part DEPTH of the address on, below FOUND."""
    new = edit.value
    for part in reversed(edit.address[depth + 1 :]):
        if isinstance(part, int):
            raise NothingThere(path, edit.address)
        new = {part: new}
    last = edit.address[depth]
    if found is None:
        yield Set(edit.address[:depth], {str(last): new})
    elif isinstance(found, str):
        raise NothingThere(path, edit.address)
    else:
        yield Insert(edit.address[: depth + 1], new)


def changes(address: Address, old: Plain, new: Plain) -> Iterator[Edit]:
    """Yield edits that turn OLD at ADDRESS into NEW and leave alone what both have, to be made one after the other."""
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _in_mapping(address, old, new)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _in_items(address, old, new)
    elif old != new:
        yield Set(address, new)


def _in_mapping(address: Address, old: dict[str, Plain], new: dict[str, Plain]) -> Iterator[Edit]:
    for key, value in new.items():
        if key in old:
            yield from changes((*address, key), old[key], value)
        else:
            yield Insert((*address, key), value)
    for key in old:
        if key not in new:
            yield Remove((*address, key))


def _in_items(address: Address, old: list[Plain], new: list[Plain]) -> Iterator[Edit]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    before, after = len(old) - tail, len(new) - tail
    for index in range(start, min(before, after)):
        yield from changes((*address, index), old[index], new[index])
    for index in range(before, after):
        yield Insert((*address, index), new[index])
    for index in reversed(range(after, before)):
        yield Remove((*address, index))


def _in_list(edit: Edit, above: list[Plain], path: str) -> None:
    index = edit.address[-1]
    last = len(above) if isinstance(edit, Insert) else len(above) - 1
    if not isinstance(index, int) or not 0 <= index <= last:
        raise NothingThere(path, edit.address)
    match edit:
        case Set(_, value):
            above[index] = value
        case Insert(_, value):
            above.insert(index, value)
        case Remove():
            del above[index]
        case Move(_, to):
            if not 0 <= to <= last:
                raise NothingThere(path, (*edit.address[:-1], to))
            above.insert(to, above.pop(index))


def _in_dict(edit: Edit, above: dict[str, Plain], path: str) -> None:
    key = edit.address[-1]
    if not isinstance(key, str) or (key not in above) != isinstance(edit, Insert):
        raise (
            AlreadyThere(path, edit.address)
            if isinstance(edit, Insert) and key in above
            else NothingThere(path, edit.address)
        )
    match edit:
        case Set(_, value) | Insert(_, value):
            above[key] = value
        case Remove():
            del above[key]
        case Move(_, to):
            if not 0 <= to < len(above):
                raise NothingThere(path, (*edit.address[:-1], to))
            pairs = list(above.items())
            pairs.insert(to, pairs.pop(list(above).index(key)))
            above.clear()
            above.update(pairs)
