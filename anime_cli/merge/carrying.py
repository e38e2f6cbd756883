"""Bring what changed between two readings of a document into the document itself.

A reading says the same as the document in canonical form. What is the same in both readings stays as the document has
it: a number's zeros, a key that says nothing, an entry that is a list of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.identity import item_id, match
from anime_cli.merge.values import equivalent

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.text.plain import Plain

SCRIPT = "script"


def carried(
    document: Mapping[str, Plain], old: Mapping[str, Plain], new: Mapping[str, Plain], rule: Rule
) -> dict[str, Plain]:
    """Return a scene's DOCUMENT with what changed from its reading OLD to NEW, all three in normal form."""
    items, before, after = document.get(SCRIPT), old.get(SCRIPT), new.get(SCRIPT)
    if not isinstance(items, list) or not isinstance(before, list) or not isinstance(after, list):
        return _map(document, old, new, rule)
    each = rule.under(SCRIPT).each or rule
    pairs = match(before, after)
    script = [
        _carried(items[pairs[place]], before[pairs[place]], item, each) if place in pairs else item
        for place, item in enumerate(after)
    ]
    return {**_map(document, old, new, rule), SCRIPT: script}


def _map(
    document: Mapping[str, Plain], old: Mapping[str, Plain], new: Mapping[str, Plain], rule: Rule
) -> dict[str, Plain]:
    kept = {key: value for key, value in document.items() if key in new or key not in old}
    changed = {
        key: _carried(document[key], old[key], value, rule.under(key)) if key in document and key in old else value
        for key, value in new.items()
    }
    return kept | changed


def _carried(document: Plain, old: Plain, new: Plain, rule: Rule) -> Plain:
    if equivalent(old, new, rule):
        return document
    if isinstance(document, dict) and isinstance(old, dict) and isinstance(new, dict):
        return _map(document, old, new, rule)
    return new


def with_ids(old: Sequence[Plain], new: Sequence[Plain], derived: Collection[str]) -> list[Plain]:
    """Return the items NEW of a script with the ids that the same items of OLD have.

    DERIVED are the ids of OLD that stand in no file: an item keeps one of them only where `because` names it.
    """
    pairs = match(old, new)
    taken = {name for item in new if (name := item_id(item)) is not None}
    causes = {item.get("because") for item in new if isinstance(item, dict)}
    found: list[Plain] = []
    for place, item in enumerate(new):
        name = item_id(item) or (item_id(old[pairs[place]]) if place in pairs else None)
        spare = name in derived and name not in causes
        mine = item_id(item) == name or name not in taken
        found.append(_named(item, None if spare or not mine else name))
    return found


def _named(item: Plain, name: str | None) -> Plain:
    if not isinstance(item, dict):
        return item
    bare = {key: value for key, value in item.items() if key != "id"}
    return bare if name is None else {**bare, "id": name}
