"""Documents as values in one form: prose without its line breaks, one name for a list of one.

Equal meaning is then equal value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.conflicts import SIDES
from anime_cli.merge.rules import RULES, SHAPE, UNORDERED, Way
from anime_cli.model.kinds import kind_of
from anime_cli.text.nodes import Mapping, Sequence
from anime_cli.text.plain import Conflict, raw_plain
from anime_cli.text.prose import normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.merge.rules import Rule
    from anime_cli.text.nodes import Raw
    from anime_cli.text.plain import Plain


def rule_of(path: str) -> Rule:
    """Return the rule of the document at PATH."""
    kind = kind_of(path)
    return RULES[kind[0]] if kind else SHAPE


def normalised(value: Plain, rule: Rule) -> Plain:
    """Return VALUE in the one form that its rule compares."""
    way = rule.way
    if isinstance(value, str):
        if way is Way.PROSE:
            return value if _even(value) else normal(value)
        return [value] if way is Way.SET or way is Way.ORDER else value
    if isinstance(value, dict):
        mapped = way is Way.MAP or way is Way.SHAPE
        return {key: normalised(inner, rule.under(key)) for key, inner in value.items()} if mapped else value
    if isinstance(value, list):
        one = way is Way.NAMES and len(value) == 1
        return value[0] if one else [normalised(inner, rule.each) for inner in value] if rule.each else value
    if isinstance(value, Conflict):
        return Conflict({key: normalised(each, rule) if key in SIDES else each for key, each in value.sides.items()})
    return value


def value_of(raw: Raw, rule: Rule, prose: Callable[[str], str] = normal) -> Plain:
    """Return what RAW says in the one form that its rule compares; PROSE makes that form of prose.

    The same as `normalised(plain(…), rule)`, without making the value twice.
    """
    way = rule.way
    if isinstance(raw, Mapping):
        if raw.conflict or not (way is Way.MAP or way is Way.SHAPE):
            return normalised(raw_plain(raw), rule)
        fields, each = rule.fields, rule.each or SHAPE
        return {
            key.value: value_of(value, fields.get(key.value) or each, prose)
            for key, value in zip(raw.keys, raw.values, strict=True)
        }
    if isinstance(raw, Sequence):
        if rule.each is None or (way is Way.NAMES and len(raw.values) == 1):
            return normalised(raw_plain(raw), rule)
        return [value_of(value, rule.each, prose) for value in raw.values]
    text = raw.value
    if way is Way.PROSE and text and not _even(text):
        return prose(text)
    return text if text and way is not Way.SET and way is not Way.ORDER else normalised(raw_plain(raw), rule)


def _even(text: str) -> bool:
    """Tell quickly whether prose is surely in its one form."""
    return not ("\n" in text or "  " in text or "\t" in text or text[:1] == " " or text[-1:] == " ")


def equivalent(a: Plain, b: Plain, rule: Rule) -> bool:
    """Tell whether two values in one form mean the same: the order of keys, sets and records counts for nothing."""
    if a == b:
        return True
    if isinstance(a, Conflict) and isinstance(b, Conflict):
        return a.sides.keys() == b.sides.keys() and all(
            equivalent(a.sides[side], b.sides[side], rule) for side in a.sides
        )
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equivalent(a[key], b[key], rule.under(key)) for key in a)
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        if rule.way in UNORDERED:
            return sorted(map(repr, a)) == sorted(map(repr, b))
        return all(equivalent(x, y, rule.each or SHAPE) for x, y in zip(a, b, strict=True))
    return False
