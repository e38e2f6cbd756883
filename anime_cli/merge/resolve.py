"""Conflicts decided: each mark in a text gives way to the side that was picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.conflicts import MISSING, SIDES, MergeConflict, marks
from anime_cli.merge.engine import layout_for
from anime_cli.merge.errors import NoSuchConflict, NotASide
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.splice import Remove, Set, splice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Conflict
    from anime_cli.text.splice import Edit

ALL = "*"
"""Stands for every conflict of the document in `resolve`."""


def unresolved(text: str, path: str) -> tuple[tuple[str, Address], ...]:
    """Return id and address of every conflict still marked in TEXT; of several marks of one conflict the first.

    Raises:
        TextError: the text can't be read.
    """
    found: dict[str, Address] = {}
    for address, mark in _marks(text, path):
        found.setdefault(_name(mark), address)
    return tuple(found.items())


def resolve(text: str, path: str, picks: Mapping[str | Address, str]) -> str:
    """Return TEXT with the picked side, 'ours', 'theirs' or 'base', for each conflict named by id, address or `ALL`.

    A side that lacks the thing removes it. The order of picks makes no difference.

    Raises:
        NoSuchConflict: a pick names no conflict of the text.
        NotASide: a side has another name.
        TextError: the text can't be read.
    """
    found = list(_marks(text, path))
    names = {address: _name(mark) for address, mark in found}
    chosen: dict[str, str] = {}
    for pick, side in picks.items():
        if side not in SIDES:
            raise NotASide(side)
        for name in _named(pick, names, path):
            chosen[name] = side
    edits = [_decided(address, mark, chosen[_name(mark)]) for address, mark in reversed(found) if _name(mark) in chosen]
    return splice(text, edits, path, layout_for(path)) if edits else text


def resolve_whole(conflict: MergeConflict, side: str) -> str | None:
    """Return the text of the document on SIDE, for a conflict about the document itself; None: the side deleted it.

    Raises:
        NotASide: the side has another name.
    """
    if side not in SIDES:
        raise NotASide(side)
    value = conflict.value(side)
    return value if value is not MISSING and isinstance(value, str) else None


def _marks(text: str, path: str) -> list[tuple[Address, Conflict]]:
    return list(marks(plain(read(text, path).root)))


def _name(mark: Conflict) -> str:
    return str(mark.sides.get("id"))


def _named(pick: str | Address, names: Mapping[Address, str], path: str) -> set[str]:
    if pick == ALL:
        return set(names.values())
    if isinstance(pick, tuple) and pick in names:
        return {names[pick]}
    if pick in names.values():
        return {str(pick)}
    raise NoSuchConflict(path, str(pick), tuple(dict.fromkeys(names.values())))


def _decided(address: Address, mark: Conflict, side: str) -> Edit:
    return Set(address, mark.sides[side]) if side in mark.sides else Remove(address)
