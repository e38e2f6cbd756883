"""The entries of a list by names that do not shift: an id, the name itself, some fields, or the hash of what one says.

The keys of a list follow from that list alone. In a later list, an entry that an earlier one has too has its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge import identity
from anime_cli.merge.rules import Way
from anime_cli.model.ids import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.text.plain import Plain

LOOSE = "~"
"""First character of the key of an entry without an id; the hash of what it says follows."""


def keyed(rule: Rule, *lists: Sequence[Plain]) -> Way | None:
    """Return how the entries of LISTS are told apart, or None where a list can only be told whole."""
    if rule.way in {Way.RECORDS, Way.SCRIPT}:
        return rule.way
    entries = [entry for each in lists for entry in each]
    if all(isinstance(entry, str) for entry in entries):
        return Way.ORDER
    return Way.SCRIPT if all(identity.item_id(entry) for entry in entries) else None


def keys_of(items: Sequence[Plain], rule: Rule, way: Way) -> list[str]:
    """Return the key of each of ITEMS; no two are equal."""
    return list(_unique(_key(item, rule, way) for item in items))


def aligned(old: Sequence[Plain], new: Sequence[Plain], rule: Rule) -> tuple[list[str], list[str]] | None:
    """Return the keys of two lists, equal where two entries are the same one; None for lists to be told whole."""
    way = keyed(rule, old, new)
    if way is None:
        return None
    before, after = keys_of(old, rule, way), keys_of(new, rule, way)
    if way is not Way.SCRIPT:
        return before, after
    pairs = identity.match(old, new)
    fresh = iter(_unique((after[index] for index in range(len(new)) if index not in pairs), set(before)))
    return before, [before[pairs[index]] if index in pairs else next(fresh) for index in range(len(new))]


def _key(item: Plain, rule: Rule, way: Way) -> str:
    if way is Way.ORDER:
        return str(item)
    if way is Way.SCRIPT:
        return identity.item_id(item) or LOOSE + _hash(item)
    return identity.by_words(rule.keys, item) if isinstance(item, dict) else LOOSE + _hash(item)


def _hash(item: Plain) -> str:
    return spelled(identity.content(item).encode("utf-8", "surrogatepass"))


def _unique(keys: Iterable[str], taken: set[str] | None = None) -> Iterator[str]:
    """Tell equal keys apart by their occurrence."""
    seen = set(taken or ())
    for key in keys:
        number, free = 1, key
        while free in seen:
            number += 1
            free = f"{key} #{number}"
        seen.add(free)
        yield free
