"""What a resolution may put in the place of a conflict's mark: a side, both sides, or words of a person's own."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Final

from anime_cli.merge.conflicts import MISSING, SIDES
from anime_cli.merge.engine import layout_for
from anime_cli.merge.errors import NotBoth
from anime_cli.merge.identity import content, item_id
from anime_cli.merge.prose import BREAK, joined
from anime_cli.merge.rules import SHAPE, Way
from anime_cli.merge.sequence import matches
from anime_cli.merge.values import equivalent, normalised, rule_of
from anime_cli.model.ids import derived_id
from anime_cli.model.kinds import kind_of
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.prose import normal, sentences
from anime_cli.text.reader import read
from anime_cli.text.writer import write

if TYPE_CHECKING:
    from collections.abc import Container

    from anime_cli.merge.conflicts import MergeConflict, Value
    from anime_cli.merge.rules import Rule
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Conflict, Plain

BOTH: Final = "both"
"""Stands for both sides, where one place can hold them."""

WAYS: Final = (*SIDES, BOTH)
COMMENT = "#"
ONE_WAY = "One field holds one of the two."
GONE = "One side removed it, so there is only one to keep."


@dataclass(frozen=True, slots=True)
class Written:
    """A value that a person wrote instead of any side's."""

    value: Plain


Choice = str | Written


def rule_at(path: str, address: Address) -> Rule:
    """Return the rule of the value at ADDRESS of the document at PATH."""
    rule = rule_of(path)
    for part in address:
        rule = (rule.each or SHAPE) if isinstance(part, int) else rule.under(part)
    return rule


def same_value(conflict: MergeConflict, one: Value, other: Value) -> bool:
    """Tell whether two values mean the same where CONFLICT stands."""
    if one is MISSING or other is MISSING:
        return one is other
    rule = rule_at(conflict.path, conflict.address)
    return equivalent(normalised(one, rule), normalised(other, rule), rule)


def kept_both(path: str, address: Address, mark: Conflict, taken: Container[str] = ()) -> tuple[Plain, ...]:
    """Return what both sides of MARK come to: one value, or two entries for its list. No side goes first by itself.

    TAKEN are ids that a second entry may not get.

    Raises:
        NotBoth: one place can't hold both.
    """
    name = str(mark.sides.get("id"))
    if "ours" not in mark.sides or "theirs" not in mark.sides:
        raise NotBoth(name, GONE)
    ours, theirs = mark.sides["ours"], mark.sides["theirs"]
    way = rule_at(path, address).way
    if isinstance(ours, str) and isinstance(theirs, str) and way is Way.PROSE:
        return (both_texts(ours, theirs),)
    if address and isinstance(address[-1], int):
        return _two_entries(path, ours, theirs, taken)
    if way in {Way.SET, Way.NAMES, Way.ORDER} or (isinstance(ours, list) and isinstance(theirs, list)):
        return (_union(ours, theirs),)
    raise NotBoth(name, ONE_WAY)


def both_texts(ours: str, theirs: str) -> str:
    """Return one text with the sentences of both: what they share once, the rest in an order that no side decides."""
    first, second = sorted((_units(ours), _units(theirs)))
    out: list[str] = []
    i = j = 0
    for a, b in (*matches(first, second), (len(first), len(second))):
        out += [*first[i:a], *second[j:b], *first[a : a + 1]]
        i, j = a + 1, b + 1
    return joined(out)


def _units(text: str) -> list[str]:
    """Return the sentences of TEXT with the breaks between its paragraphs."""
    units: list[str] = []
    for paragraph in normal(text).split(BREAK):
        units += [BREAK, *sentences(paragraph)] if units else sentences(paragraph)
    return units


def _two_entries(path: str, ours: Plain, theirs: Plain, taken: Container[str]) -> tuple[Plain, Plain]:
    first, second = sorted((ours, theirs), key=content)
    clash = item_id(second)
    if isinstance(second, dict) and clash is not None and clash == item_id(first):
        second = {**second, "id": _fresh(path, second, taken)}
    return first, second


def _fresh(path: str, entry: dict[str, Plain], taken: Container[str]) -> str:
    """Return an id for ENTRY that follows from its words, so that two who keep both agree on it."""
    scene = (kind_of(path) or ("", path))[1]
    words = {key: value for key, value in entry.items() if key != "id"}
    occurrence = 0
    while (name := derived_id(scene, words, occurrence)) in taken:
        occurrence += 1
    return name


def _union(ours: Plain, theirs: Plain) -> list[Plain]:
    lists = [value if isinstance(value, list) else [value] for value in (ours, theirs)]
    first, second = sorted(lists, key=repr)
    return [*first, *(each for each in second if each not in first)]


def written(conflict: MergeConflict, text: str) -> Written:
    """Return TEXT as a value for the field of CONFLICT: words as they are, lists and maps as YAML.

    Raises:
        TextError: a list or a map was asked for, and the text is no YAML.
    """
    if conflict.whole:
        return Written(text if text.endswith("\n") else f"{text}\n")
    if _is_text(conflict):
        return Written(text.strip())
    block = indent(dedent(text.strip("\n")), "  ")
    read_back = plain(read(f"value:\n{block}\n", "the text", layout_for(conflict.path)).root)
    return Written(read_back["value"] if isinstance(read_back, dict) else None)


def _is_text(conflict: MergeConflict) -> bool:
    way = rule_at(conflict.path, conflict.address).way
    shaped = any(isinstance(conflict.value(side), (dict, list)) for side in SIDES)
    return not shaped and way in {Way.PROSE, Way.SCALAR, Way.SHAPE}


def draft(conflict: MergeConflict, name: str) -> str:
    """Return the file in which a person writes the resolution: every side as a comment, then ours to begin with."""
    field = f", {conflict.field}" if conflict.field else ""
    lines = [f"{name}: {conflict.entity}{field}  ({conflict.path})"]
    for side in SIDES if not conflict.whole else ():
        first, *more = _as_text(conflict, side).splitlines() or [""]
        lines += [f"{side + ':':<8}{first}", *(f"        {line}" for line in more)]
    lines.append("What stands below these lines is taken. Left as it is, or emptied, it settles nothing.")
    start = "theirs" if conflict.ours is MISSING else "ours"
    return "".join(f"{COMMENT} {line}\n" for line in lines) + _as_text(conflict, start).rstrip("\n") + "\n"


def without_comments(text: str) -> str:
    """Return TEXT without the comment lines above it; later lines that look like comments are words."""
    lines = text.splitlines(keepends=True)
    start = next((number for number, line in enumerate(lines) if not line.startswith(COMMENT)), len(lines))
    return "".join(lines[start:])


def _as_text(conflict: MergeConflict, side: str) -> str:
    value = conflict.value(side)
    if value is MISSING:
        return "(not there)"
    if isinstance(value, (dict, list)):
        return write({"value": value}, PLAIN).removeprefix("value:").strip("\n") if value else "[]"
    return str(value or "")
