"""Conflicts read back from the marks in a text: what a merge noted elsewhere may be lost, the marks say it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.choosing import rule_at
from anime_cli.merge.conflicts import MISSING, SIDES, MergeConflict, from_json
from anime_cli.merge.fields import BOTH_ADDED, BOTH_CHANGED, BOTH_MOVED, REMOVED_CHANGED, REMOVED_MOVED
from anime_cli.merge.naming import spot_of
from anime_cli.merge.resolve import sound_marks
from anime_cli.merge.values import normalised
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from anime_cli.merge.conflicts import Value
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Conflict


def recorded(record: object) -> tuple[MergeConflict, ...]:
    """Return the conflicts that RECORD holds as `to_json` wrote them; none where it is missing or damaged."""
    facts = record.get("conflicts") if isinstance(record, dict) else None
    try:
        return tuple(from_json(each) for each in facts or ())
    except (KeyError, TypeError, AttributeError):
        return ()


def conflicts_in(text: str, path: str) -> tuple[MergeConflict, ...]:
    """Return the conflicts that are marked in TEXT, in the order of the text.

    Raises:
        TextError: the text can't be read.
        BrokenMark: a mark was edited halfway.
    """
    document = plain(read(text, path).root)
    found: dict[str, list[tuple[Address, Conflict]]] = {}
    for address, mark in sound_marks(text, path):
        found.setdefault(str(mark.sides["id"]), []).append((address, mark))
    return tuple(_conflict(name, path, document, places) for name, places in found.items())


def _conflict(name: str, path: str, document: object, places: list[tuple[Address, Conflict]]) -> MergeConflict:
    address = places[0][0]
    rule = rule_at(path, address)
    values: dict[str, Value] = dict.fromkeys(SIDES, MISSING)
    for _, mark in reversed(places):
        values |= {side: normalised(mark.sides[side], rule) for side in SIDES if side in mark.sides}
    spot = spot_of(path, document, address)
    reason = _reason(values, scattered=len(places) > 1)
    return MergeConflict(name, path, address, spot.entity, spot.field, **values, reason=reason)


def _reason(values: dict[str, Value], *, scattered: bool) -> str:
    gone = MISSING in (values["ours"], values["theirs"])
    if scattered:
        return REMOVED_MOVED if gone else BOTH_MOVED
    return REMOVED_CHANGED if gone else BOTH_ADDED if values["base"] is MISSING else BOTH_CHANGED
