"""What changed between two states of a story, in story terms: things by id, moves as moves, prose word by word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from anime_cli.merge import identity
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.engine import values_of
from anime_cli.merge.lists import moved
from anime_cli.merge.naming import Spot, document_spot, entry_name
from anime_cli.merge.rules import SHAPE, UNORDERED, Rule, Way
from anime_cli.merge.values import equivalent, rule_of
from anime_cli.merge.words import WordEdit, marked, word_diff
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.conflicts import Value
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

WORDY = 3
"""Other texts than prose are compared by word too from this many words on."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `kind` is 'added', 'removed', 'changed', 'moved' or 'renamed'.

    `address` leads to the thing in the later document, or in the earlier one where it was removed; empty: the document
    itself. `item` is the id of the script item, if it has one. `source` is the path that a moved or renamed thing came
    from, where that is another. `words` compares prose word by word.
    """

    path: str
    kind: str
    entity: str
    field: str
    address: Address
    before: Value = MISSING
    after: Value = MISSING
    words: tuple[WordEdit, ...] = ()
    item: str | None = None
    source: str | None = None

    def line(self) -> str:
        """Tell the change on one line."""
        what = f"{self.entity} > {self.field}" if self.field else self.entity
        if self.words:
            return f"changed {what}: {marked(self.words)}"
        if self.kind == "changed":
            return f"changed {what}: {_told(self.before)} → {_told(self.after)}"
        if self.kind in {"moved", "renamed"}:
            return f"{self.kind} {what}" + (f" (from {self.source})" if self.source else "")
        value = self.after if self.kind == "added" else self.before
        return f"{self.kind} {what}: {_told(value)}" if self.address else f"{self.kind} {what}"

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON values; what does not apply has no key."""
        facts: dict[str, Any] = {
            name: getattr(self, name) for name in ("path", "kind", "entity", "field", "item", "source")
        }
        facts = {name: value for name, value in facts.items() if value}
        facts["address"] = list(self.address)
        for side in ("before", "after"):
            if (value := getattr(self, side)) is not MISSING:
                facts[side] = value
        if self.words:
            facts["words"] = [[edit.kind, edit.text] for edit in self.words]
        return facts


def diff_documents(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> tuple[Change, ...]:
    """Compare two states of some documents, given as texts by path; None or no path is absent.

    Raises:
        TextError: a document can't be read.
    """
    found: list[Change] = []
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        if old != new:
            found += _document(path, old, new)
    return tuple(_across(found))


def _document(path: str, old: str | None, new: str | None) -> Iterator[Change]:
    if kind_of(path) is None:
        yield Change(path, _kind(old, new), f"file {path}", "", (), _present(old), _present(new))
        return
    values: list[Value] = [MISSING if text is None else values_of(text, path) for text in (old, new)]
    spot = document_spot(path, *reversed(values))
    if old is None or new is None:
        yield Change(path, _kind(old, new), spot.entity, "", (), values[0], values[1])
    else:
        yield from _Walk(path).compare(values[0], values[1], rule_of(path), spot)


def _kind(old: object, new: object) -> str:
    return "added" if old is None or old is MISSING else "removed" if new is None or new is MISSING else "changed"


def _present(text: str | None) -> Value:
    return MISSING if text is None else text


@dataclass(frozen=True, slots=True)
class _Walk:
    """Compares the values of one document; `item` is the id of the script item that is being compared."""

    path: str
    item: str | None = None

    def compare(self, old: Value, new: Value, rule: Rule, spot: Spot) -> Iterator[Change]:
        """Yield the changes between two values."""
        if old is MISSING or new is MISSING:
            yield self._change(_kind(old, new), spot, old, new)
        elif equivalent(old, new, rule):
            return
        elif isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys((*new, *old)):
                pair = old.get(key, MISSING), new.get(key, MISSING)
                yield from self.compare(*pair, rule.under(key), spot.under(key))
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._lists(old, new, rule, spot)
        else:
            yield self._change("changed", spot, old, new, _words(old, new, rule))

    def _change(self, kind: str, spot: Spot, old: Value, new: Value, words: tuple[WordEdit, ...] = ()) -> Change:
        return Change(self.path, kind, spot.entity, spot.field, spot.address, old, new, words, self.item)

    def _lists(self, old: list[Plain], new: list[Plain], rule: Rule, spot: Spot) -> Iterator[Change]:
        keyed = _keyed(old, new, rule)
        if keyed is None:
            yield self._change("changed", spot, old, new)
            return
        before, after = keyed
        ordered = rule.way not in UNORDERED
        shifted = moved(list(before), list(after)) if ordered else set()
        for index, (key, item) in enumerate(before.items()):
            if key not in after:
                yield from self._entry(key, item, MISSING, rule, spot, index)
        for index, (key, item) in enumerate(after.items()):
            if key in shifted:
                place = spot.entry(index, entry_name(spot.field, item, key))
                yield replace(self._change("moved", place, before[key], item), item=identity.item_id(item))
            yield from self._entry(key, before.get(key, MISSING), item, rule, spot, index)

    def _entry(self, key: str, old: Value, new: Value, rule: Rule, spot: Spot, index: int) -> Iterator[Change]:
        item = old if new is MISSING else new
        name = entry_name(spot.field, item, key)
        walk = replace(self, item=identity.item_id(item) if isinstance(item, dict) else None)
        yield from walk.compare(old, new, rule.each or SHAPE, spot.entry(index, name))


def _keyed(old: list[Plain], new: list[Plain], rule: Rule) -> tuple[Mapping[str, Plain], Mapping[str, Plain]] | None:
    """Return both lists as ordered maps by key, or None for lists that can only be told whole."""
    if rule.way is Way.RECORDS:
        keyed = identity.by_fields(rule.keys, old, new, [])
    elif rule.way is Way.SCRIPT:
        keyed = identity.by_id(old, new, [])
    elif all(isinstance(item, str) for item in (*old, *new)):
        keyed = identity.by_value(old, new, [])
    else:
        return None
    return keyed.lists["base"], keyed.lists["ours"]


def _words(old: Value, new: Value, rule: Rule) -> tuple[WordEdit, ...]:
    if not (isinstance(old, str) and isinstance(new, str)):
        return ()
    wordy = min(len(old.split()), len(new.split())) >= WORDY
    return word_diff(old, new) if rule.way is Way.PROSE or wordy else ()


def _told(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_told(inner)}" for key, inner in value.items() if key != "id")
    if isinstance(value, list):
        return "[" + ", ".join(map(_told, value)) + "]"
    return "nothing" if value in (MISSING, None) else str(value)


def _across(changes: list[Change]) -> Iterator[Change]:
    """Join what left one place and came to another: a renamed document, an entry moved to another document."""
    gone: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind == "removed" and (name := _identity(change)):
            gone.setdefault(name, []).append(change)
    joined: dict[int, Change] = {}
    left: set[int] = set()
    for change in changes:
        name = _identity(change) if change.kind == "added" else None
        origin = next((each for each in gone.get(name, ()) if each.path != change.path), None) if name else None
        if name and origin:
            gone[name].remove(origin)
            left.add(id(origin))
            joined[id(change)] = _travelled(origin, change)
    for change in changes:
        if id(change) not in left:
            yield joined.get(id(change), change)


def _identity(change: Change) -> tuple[str, str] | None:
    """Return what tells an entry or document wherever it stands; None for what has no identity outside its place."""
    value = change.before if change.kind == "removed" else change.after
    if not change.address:
        kind = kind_of(change.path)
        return (kind[0], identity.content(value)) if kind and isinstance(value, dict) else None
    if change.address[0] == "scenes" and isinstance(value, str):
        return "scenes", value
    if change.address[0] == "script" and len(change.address) == 2 and change.item:  # noqa: PLR2004 (an entry, not its fields)
        return "script", change.item
    return None


def _travelled(origin: Change, change: Change) -> Change:
    kind = "moved" if change.address else "renamed"
    words = ()
    return replace(change, kind=kind, before=origin.before, source=origin.path, words=words)
