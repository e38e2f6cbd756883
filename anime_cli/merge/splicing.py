"""From two values to the edits that turn the text of one into the text of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.identity import content, item_id, kind_key, match
from anime_cli.merge.rules import SHAPE
from anime_cli.merge.sequence import edits
from anime_cli.merge.values import equivalent
from anime_cli.text.edits import Insert, Remove, Set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.text.edits import Edit
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain


def changes(old: Plain, new: Plain, rule: Rule, address: Address = ()) -> Iterator[Edit]:
    """Yield the edits that turn OLD into NEW, to be made one after the other."""
    if equivalent(old, new, rule):
        return
    if isinstance(old, dict) and isinstance(new, dict) and new:
        yield from _in_map(old, new, rule, address)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _in_list(old, new, rule, address)
    else:
        yield Set(address, new)


def _in_map(old: dict[str, Plain], new: dict[str, Plain], rule: Rule, address: Address) -> Iterator[Edit]:
    for key, value in new.items():
        if key in old:
            yield from changes(old[key], value, rule.under(key), (*address, key))
        else:
            yield Insert((*address, key), value)
    for key in old:
        if key not in new:
            yield Remove((*address, key))


def _in_list(old: Sequence[Plain], new: Sequence[Plain], rule: Rule, address: Address) -> Iterator[Edit]:
    """Work from the end of the list backwards, so that no edit shifts the place of one to come."""
    each = rule.each or SHAPE
    tokens = _tokens(old, new)
    done_old, done_new = len(old), len(new)
    found = edits(*tokens)
    for edit in reversed(found):
        yield from _kept(old[edit.end : done_old], new[edit.new_end : done_new], each, address, edit.end)
        yield from _replaced(edit.start, old[edit.start : edit.end], new[edit.new_start : edit.new_end], each, address)
        done_old, done_new = edit.start, edit.new_start
    yield from _kept(old[:done_old], new[:done_new], each, address, 0)


def _tokens(old: Sequence[Plain], new: Sequence[Plain]) -> tuple[list[str], list[str]]:
    """Return a token for each entry, equal where the entry is the same and may differ inside."""
    if not any(isinstance(item, dict) for item in (*old, *new)):
        return [content(item) for item in old], [content(item) for item in new]
    pairs = match(old, new)
    return [f"={i}" for i in range(len(old))], [f"={pairs[j]}" if j in pairs else f"+{j}" for j in range(len(new))]


def _kept(old: Sequence[Plain], new: Sequence[Plain], rule: Rule, address: Address, start: int) -> Iterator[Edit]:
    """Change entries that are the same by their token and may differ inside."""
    for offset in reversed(range(len(old))):
        yield from _in_place(old[offset], new[offset], rule, (*address, start + offset))


def _replaced(start: int, old: Sequence[Plain], new: Sequence[Plain], rule: Rule, address: Address) -> Iterator[Edit]:
    """Change as many entries as both have in place, then add or remove the rest."""
    shared = min(len(old), len(new))
    for item in reversed(new[shared:]):
        yield Insert((*address, start + shared), item)
    for offset in reversed(range(shared, len(old))):
        yield Remove((*address, start + offset))
    for offset in reversed(range(shared)):
        yield from _in_place(old[offset], new[offset], rule, (*address, start + offset))


def _in_place(old: Plain, new: Plain, rule: Rule, address: Address) -> Iterator[Edit]:
    """Change an entry field by field, or write it anew where it became another kind of thing."""
    if isinstance(old, dict) and isinstance(new, dict) and _same_kind(old, new):
        yield from changes(old, new, rule, address)
    elif not equivalent(old, new, rule):
        yield Set(address, new)


def _same_kind(old: dict[str, Plain], new: dict[str, Plain]) -> bool:
    if item_id(old) and item_id(new) and item_id(old) != item_id(new):
        return False
    return kind_key(old) == kind_key(new) and old.get("event") == new.get("event")
