"""What changed between two states of a story, in story terms: things by id, moves as moves, prose word by word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge import relocated
from anime_cli.merge.change import Change, Keys, Update
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.entries import aligned
from anime_cli.merge.identity import item_id
from anime_cli.merge.lists import moved
from anime_cli.merge.naming import MEMBERS, Spot, document_spot, entry_name
from anime_cli.merge.rules import SHAPE, UNORDERED, Rule, Way
from anime_cli.merge.shelf import Shelf
from anime_cli.merge.values import equivalent, rule_of
from anime_cli.merge.words import WordEdit, is_word, tokens, word_diff
from anime_cli.model.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.merge.conflicts import Value
    from anime_cli.text.plain import Plain

__all__ = ["Change", "Update", "as_lists", "diff_documents", "diff_values", "unsaid"]

WORDY = 3
"""Other texts than prose are compared by word too from this many words on."""


def diff_documents(
    before: Mapping[str, str | None], after: Mapping[str, str | None], shelf: Shelf | None = None
) -> tuple[Change, ...]:
    """Compare two states of some documents, given as texts by path; None or no path is absent.

    What SHELF remembers is not read again.

    Raises:
        TextError: a document can't be read.
    """
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    shelf = shelf or Shelf()
    return diff_values(_values(before, paths, shelf), _values(after, paths, shelf))


def diff_values(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> tuple[Change, ...]:
    """Compare two states of some documents, given as values in normal form by path; what is no document is its text."""
    renames = relocated.renames(before, after)
    before = relocated.made(renames, before)
    found: dict[str, list[Change]] = {rename.path: [_renamed(rename, after[rename.path])] for rename in renames}
    for path in sorted(before.keys() | after.keys()):
        found.setdefault(path, []).extend(_document(path, before.get(path, MISSING), after.get(path, MISSING)))
    return tuple(_across([change for path in sorted(found) for change in found[path]], before))


def unsaid(
    before: Mapping[str, str | None], after: Mapping[str, str | None], changes: Sequence[Change]
) -> tuple[str, ...]:
    """Return the paths whose texts differ although no change speaks of them: formatting, order of keys, comments."""
    said = {path for change in changes for path in change.paths}
    both = (path for path in before.keys() & after.keys() if before[path] is not None and after[path] is not None)
    return tuple(sorted(path for path in both if before[path] != after[path] and path not in said))


def _values(texts: Mapping[str, str | None], paths: Sequence[str], shelf: Shelf) -> dict[str, Plain]:
    present = ((path, text) for path in paths if (text := texts.get(path)) is not None)
    return {path: shelf.value(path, text) if kind_of(path) else text for path, text in present}


def _renamed(rename: relocated.Rename, after: Plain) -> Change:
    entity = document_spot(rename.path, after).entity
    updates = tuple(Update(path, address) for path, address in rename.updates)
    return Change(
        rename.path,
        "renamed",
        entity,
        "",
        (),
        source=rename.source,
        former=rename.former,
        updates=updates,
        document=entity,
    )


def _document(path: str, old: Value, new: Value) -> Iterator[Change]:
    spot = document_spot(path, new, old)
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _Walk(path, spot.entity).compare(old, new, rule_of(path), _Place(spot))
    elif old != new:
        yield Change(path, _kind(old, new), spot.entity, "", (), old, new, document=spot.entity)


def _kind(old: Value, new: Value) -> str:
    return "added" if old is MISSING else "removed" if new is MISSING else "changed"


class _Place(NamedTuple):
    """Where a comparison stands: the spot by positions, the way by names, the script item around it."""

    spot: Spot
    keys: Keys = ()
    item: str | None = None

    def under(self, key: str) -> _Place:
        return _Place(self.spot.under(key), (*self.keys, key), self.item)

    def entry(self, index: int, key: str, value: Value) -> _Place:
        keys = (*self.keys, key)
        if isinstance(value, str) and self.spot.field not in MEMBERS:
            return _Place(self.spot._replace(address=(*self.spot.address, index)), keys, self.item)
        name = entry_name(self.spot.field, value, value if isinstance(value, str) else key)
        return _Place(self.spot.entry(index, name), keys, item_id(value) if isinstance(value, dict) else None)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Compares the values of one document."""

    path: str
    document: str

    def compare(self, old: Value, new: Value, rule: Rule, place: _Place) -> Iterator[Change]:
        """Yield the changes between two values."""
        if old is MISSING or new is MISSING:
            if old is not new:
                yield self.change(_kind(old, new), place, old, new)
        elif equivalent(old, new, rule):
            return
        elif isinstance(old, dict) and isinstance(new, dict):
            for key in dict.fromkeys((*new, *old)):
                mine, yours = old.get(key, MISSING), new.get(key, MISSING)
                if mine != yours:
                    yield from self.compare(mine, yours, rule.under(key), place.under(key))
        elif (lists := as_lists(old, new, rule)) is not None:
            yield from self._lists(*lists, rule, place)
        else:
            yield self.change("changed", place, old, new, _words(old, new, rule))

    def change(self, kind: str, place: _Place, old: Value, new: Value, words: tuple[WordEdit, ...] = ()) -> Change:
        """Make a change of what stands at PLACE."""
        spot = place.spot
        return Change(
            path=self.path,
            kind=kind,
            entity=spot.entity,
            field=spot.field,
            address=spot.address,
            before=old,
            after=new,
            words=words,
            item=place.item,
            keys=place.keys,
            document=self.document,
        )

    def _lists(self, old: list[Plain], new: list[Plain], rule: Rule, place: _Place) -> Iterator[Change]:
        keys = aligned(old, new, rule)
        if keys is None:
            yield self.change("changed", place, old, new)
            return
        before, after = (dict(zip(names, values, strict=True)) for names, values in zip(keys, (old, new), strict=True))
        yield from self.entries(before, after, rule, place)

    def entries(
        self, before: Mapping[str, Plain], after: Mapping[str, Plain], rule: Rule, place: _Place
    ) -> Iterator[Change]:
        """Yield the changes between two lists, their entries by key."""
        for index, (key, entry) in enumerate(before.items()):
            if key not in after:
                yield self.change("removed", place.entry(index, key, entry), entry, MISSING)
        yield from self._later(before, after, rule, place)

    def _later(
        self, before: Mapping[str, Plain], after: Mapping[str, Plain], rule: Rule, place: _Place
    ) -> Iterator[Change]:
        """Yield what happened to the entries of the later list, in its order."""
        ordered = rule.way not in UNORDERED
        shifted = moved(list(before), list(after)) if ordered else set()
        for index, (behind, key) in enumerate(zip((None, *after), after, strict=False)):
            old, entry = before.get(key, MISSING), after[key]
            stays = key in before and key not in shifted
            if stays and old == entry:
                continue
            inner = place.entry(index, key, entry)
            if not stays:
                where = _where(place, behind, after) if ordered else ""
                change = self.change("moved" if key in before else "added", inner, old, entry)
                yield replace(change, behind=behind, place=where)
            if key in before:
                yield from self.compare(old, entry, rule.each or SHAPE, inner)


def as_lists(old: Value, new: Value, rule: Rule) -> tuple[list[Plain], list[Plain]] | None:
    """Return two values as lists where they are; one name is a list of one where the other side has several."""
    if rule.way is Way.NAMES and not (isinstance(old, str) and isinstance(new, str)):
        return as_lists(_several(old), _several(new), SHAPE)
    return (old, new) if isinstance(old, list) and isinstance(new, list) else None


def _several(value: Value) -> Value:
    return [value] if isinstance(value, str) else value


def _where(place: _Place, behind: str | None, entries: Mapping[str, Plain]) -> str:
    """Say where an entry stands: 'first', or after which other."""
    if behind is None:
        return "first"
    before = entries[behind]
    return f"after {entry_name(place.spot.field, before, before if isinstance(before, str) else behind)}"


def _words(old: Value, new: Value, rule: Rule) -> tuple[WordEdit, ...]:
    if not (isinstance(old, str) and isinstance(new, str)):
        return ()
    wordy = min(sum(map(is_word, tokens(text))) for text in (old, new)) >= WORDY
    return word_diff(old, new) if rule.way is Way.PROSE or wordy else ()


def _across(changes: Sequence[Change], before: Mapping[str, Plain]) -> Iterator[Change]:
    """Join what left one document and came to another into one move, followed by what was edited on the way.

    The entries of a document that is new or gone move as well: a scene cut in two, two made one.
    """
    inside = {id(change): list(_inside(change)) for change in changes if change.whole}
    every = [entry for change in changes for entry in (change, *inside.get(id(change), ()))]
    origins = relocated.origins(every)
    left = {id(origin) for origin in origins.values()}
    for change in changes:
        origin = origins.get(id(change))
        if origin is not None:
            yield from _arrived(origin, change, before)
        elif id(change) not in left:
            yield change
        for entry in inside.get(id(change), ()):
            if id(entry) in origins:
                yield from _arrived(origins[id(entry)], entry, before)


def _inside(change: Change) -> Iterator[Change]:
    """Yield the entries of a document that was added or removed as changes of their own."""
    value = change.after if change.kind == "added" else change.before
    for field in relocated.LISTS if isinstance(value, dict) else ():
        entries = value.get(field) if isinstance(value, dict) else None
        rule = rule_of(change.path).under(field)
        keys = aligned(entries, [], rule) if isinstance(entries, list) and rule is not SHAPE else None
        if keys and isinstance(entries, list):
            listed = dict(zip(keys[0], entries, strict=True))
            place = _Place(Spot((), change.entity)).under(field)
            sides = ({}, listed) if change.kind == "added" else (listed, {})
            yield from _Walk(change.path, change.document).entries(*sides, rule, place)


def _arrived(origin: Change, change: Change, before: Mapping[str, Plain]) -> Iterator[Change]:
    former = document_spot(origin.path, before.get(origin.path)).entity
    yield replace(change, kind="moved", before=origin.before, source=origin.path, former=former, origin=origin.keys)
    rule = rule_of(change.path).under(change.keys[0]).each or SHAPE
    place = _Place(Spot(change.address, change.entity, change.field), change.keys, change.item)
    yield from _Walk(change.path, change.document).compare(origin.before, change.after, rule, place)
