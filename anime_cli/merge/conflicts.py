"""What a merge can't decide, as plain values, and the mark it leaves in the text.

A conflict leaves one mark in the merged document or, where the sides want a thing at different places, one at each
place with that side's value alone. Choosing a side puts its value where its mark stands and removes the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from anime_cli.text.plain import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

SIDES: Final = ("base", "ours", "theirs")


class Absence(Enum):
    """Stands for a value that is not there; None is a key with nothing after it."""

    MISSING = "missing"

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Absence.MISSING

if TYPE_CHECKING:
    Value = Plain | Absence


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """Something both sides changed in ways that only a person can bring together.

    `address` is where its first mark stands in the merged text, empty for the whole document; then values are texts.
    """

    id: str
    path: str
    address: Address
    entity: str
    field: str
    base: Value
    ours: Value
    theirs: Value
    reason: str

    @property
    def whole(self) -> bool:
        """Tell whether the conflict is about the document itself: one side deleted it, the other changed it."""
        return not self.address

    def value(self, side: str) -> Value:
        """Return the value of SIDE: 'base', 'ours' or 'theirs'."""
        return {"base": self.base, "ours": self.ours, "theirs": self.theirs}[side]


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the merge decided by itself.

    `what` is 'ours' or 'theirs' (that side alone changed it), 'both' (brought together), 'review' (both changed one
    sentence: to be read again), 'matched' (recognised without an id).
    """

    what: str
    path: str
    address: Address
    entity: str
    note: str = ""


def mark(number: str, values: Mapping[str, Value]) -> Conflict:
    """Make the mark that stands in the text; a side without a value has no key."""
    return Conflict({"id": number, **{side: value for side in SIDES if (value := values[side]) is not MISSING}})


def marks(value: Plain, address: Address = ()) -> Iterator[tuple[Address, Conflict]]:
    """Walk over every mark in VALUE, in the order of the text."""
    if isinstance(value, Conflict):
        yield address, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from marks(inner, (*address, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from marks(inner, (*address, index))


def to_json(conflict: MergeConflict) -> dict[str, Any]:
    """Return CONFLICT as JSON values; a side that lacks the thing has no key."""
    facts: dict[str, Any] = {
        "id": conflict.id,
        "path": conflict.path,
        "address": list(conflict.address),
        "entity": conflict.entity,
        "field": conflict.field,
        "reason": conflict.reason,
    }
    for side in SIDES:
        if (value := conflict.value(side)) is not MISSING:
            facts[side] = value
    return facts


def from_json(facts: Mapping[str, Any]) -> MergeConflict:
    """Make the conflict that `to_json` wrote."""
    sides = {side: facts.get(side, MISSING) for side in SIDES}
    words = {name: facts[name] for name in ("id", "path", "entity", "field", "reason")}
    return MergeConflict(**words, address=tuple(facts["address"]), **sides)
