"""Conflicts numbered by where they stand in meaning, so that the order of a file's keys counts for nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.text.layout import child, item
from anime_cli.text.plain import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.merge.conflicts import MergeConflict, Value
    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

Step = tuple[int, str]


def renumbered(
    value: Value, conflicts: Sequence[MergeConflict], layout: Layout
) -> tuple[Value, tuple[MergeConflict, ...]]:
    """Return a merged VALUE and its CONFLICTS, their names dealt out by the layout's order of keys, then by place."""
    shapes = layout.shapes()
    ordered = sorted(conflicts, key=lambda conflict: tuple(_steps(conflict.address, layout, shapes)))
    names = {conflict.id: known.id for conflict, known in zip(ordered, conflicts, strict=True)}
    if all(old == new for old, new in names.items()):
        return value, tuple(ordered)
    renamed = tuple(replace(conflict, id=names[conflict.id]) for conflict in ordered)
    return _renamed(value, names), renamed  # type: ignore[arg-type]


def position(address: Address, layout: Layout) -> tuple[Step, ...]:
    """Return what addresses of a document are sorted by: keys as LAYOUT orders them, unknown ones by name after them.

    Entries of a list stand in the list's order, keys that are ids in the alphabet's.
    """
    return tuple(_steps(address, layout, layout.shapes()))


def _steps(address: Address, layout: Layout, shapes: frozenset[str]) -> Iterable[Step]:
    shape = ""
    for part in address:
        if isinstance(part, int):
            yield part, ""
            shape = item(shape)
        else:
            order = layout.order.get(shape, ())
            yield order.index(part) if part in order else len(order), part
            shape = child(shapes, shape, part)


def _renamed(value: Plain, names: Mapping[str, str]) -> Plain:
    if isinstance(value, Conflict):
        number = str(value.sides.get("id"))
        return Conflict({**value.sides, "id": names.get(number, number)})
    if isinstance(value, dict):
        return {key: _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    return value
