"""What left one document and came to another: documents under a new name, entries in another list."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.identity import PAIR_LIMIT, SIMILAR, content
from anime_cli.merge.mentions import mentions, renamed
from anime_cli.merge.naming import document_spot
from anime_cli.merge.words import is_word, tokens
from anime_cli.model.kinds import FOLDERS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.merge.change import Change
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

SHARED = 6
"""Words that two documents with different titles must share to count as one: boilerplate alone is no kinship."""

TELLING = 3
"""Words from which on an entry without an id is known again in another document by what it says."""

LISTS = ("scenes", "script")
"""The lists whose entries can move to another document."""

ENTRY = 2
"""Parts in the address of an entry of a document's list."""


class Rename(NamedTuple):
    """A document that has a new id; `updates` are the places that name it, where both states agree about that."""

    kind: str
    source: str
    path: str
    former: str
    updates: tuple[tuple[str, Address], ...] = ()

    @property
    def names(self) -> tuple[str, str]:
        """The id before and after."""
        old, new = (kind_of(path) or ("", path) for path in (self.source, self.path))
        return old[1], new[1]


def made(renames: Sequence[Rename], documents: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return DOCUMENTS under their new names, with the new ids in every document that the `updates` name."""
    paths = {each.source: each.path for each in renames}
    done = {paths.get(path, path): value for path, value in documents.items()}
    for each in renames:
        for path in {path for path, _ in each.updates} & done.keys():
            done[path] = renamed(done[path], path, each.kind, *each.names)[0]
    return done


def rename_of(change: Change) -> Rename | None:
    """Return the rename that CHANGE tells; None where it tells something else."""
    kind = kind_of(change.path)
    if change.kind != "renamed" or kind is None or change.source is None:
        return None
    updates = tuple((update.path, update.address) for update in change.updates)
    return Rename(kind[0], change.source, change.path, change.former, updates)


def renames(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> tuple[Rename, ...]:
    """Return the documents of BEFORE that AFTER has under another id; at most one for each."""
    pairs: list[Rename] = []
    for kind in FOLDERS:
        gone = [path for path in before if path not in after and _is(kind, path)]
        fresh = [path for path in after if path not in before and _is(kind, path)]
        for source, path in _pairs(gone, fresh, before, after) if gone and fresh else ():
            pairs.append(Rename(kind, source, path, document_spot(source, before[source]).entity))
    there = made(pairs, before)
    return tuple(_followed(rename, there, after) for rename in pairs)


def _is(kind: str, path: str) -> bool:
    found = kind_of(path)
    return found is not None and found[0] == kind


def _followed(rename: Rename, before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Rename:
    """Find the places that follow RENAME: all those of a document that does not name the old id any more.

    BEFORE has every document under the name that it has in AFTER.
    """
    old, new = rename.names
    updates: list[tuple[str, Address]] = []
    for path, value in before.items():
        places = renamed(value, path, rename.kind, old, new)[1]
        later = after.get(path)
        if places and later is not None and not mentions(later, path, rename.kind, old):
            updates += [(path, place) for place in places if mentions(later, path, rename.kind, new)]
    return Rename(rename.kind, rename.source, rename.path, rename.former, tuple(updates))


def _pairs(
    gone: Sequence[str], fresh: Sequence[str], before: Mapping[str, Plain], after: Mapping[str, Plain]
) -> Iterator[tuple[str, str]]:
    """Pair equal documents, then the most similar ones."""
    by_content: dict[str, list[str]] = {}
    for source in gone:
        by_content.setdefault(content(before[source]), []).append(source)
    twins = ((path, by_content.get(content(after[path]), [])) for path in fresh)
    same = {path: sources.pop(0) for path, sources in twins if sources}
    yield from ((source, path) for path, source in same.items())
    left = [source for source in gone if source not in same.values()]
    open_new = [path for path in fresh if path not in same]
    if len(left) * len(open_new) <= PAIR_LIMIT:
        yield from _similar({path: before[path] for path in left}, {path: after[path] for path in open_new})


def _similar(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    bags = [{path: Counter(_words(value)) for path, value in side.items()} for side in (old, new)]
    scores = ((-_kinship(bags[0][a], bags[1][b], old[a], new[b]), a, b) for a in old for b in new)
    taken: set[str] = set()
    for score, source, path in sorted(scores):
        if -score >= SIMILAR and not taken & {source, path}:
            taken |= {source, path}
            yield source, path


def _kinship(one: Counter[str], other: Counter[str], old: Plain, new: Plain) -> float:
    """Return the share of words that two documents have in common; 0 where that proves nothing."""
    shared = (one & other).total()
    if shared < SHARED and _title(old) != _title(new):
        return 0.0
    return 2 * shared / max(1, one.total() + other.total())


def _title(value: Plain) -> Plain:
    return (value.get("title") or value.get("name")) if isinstance(value, dict) else None


def _words(value: Plain, key: str = "") -> Iterator[str]:
    """Yield the words of a document, each with the key it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner, key)
    elif isinstance(value, str):
        yield from (f"{key}:{token}" for token in tokens(value) if is_word(token))


def origins(changes: Iterable[Change]) -> dict[int, Change]:
    """Return for the `id()` of each change that adds an entry the one that removed the same from another document."""
    listed = list(changes)
    gone: dict[tuple[str, str], list[Change]] = {}
    for change in listed:
        if change.kind == "removed" and (name := _identity(change, change.before)):
            gone.setdefault(name, []).append(change)
    found: dict[int, Change] = {}
    for change in listed if gone else ():
        name = _identity(change, change.after) if change.kind == "added" else None
        origin = next((each for each in gone.get(name, ()) if each.path != change.path), None) if name else None
        if name and origin:
            gone[name].remove(origin)
            found[id(change)] = origin
    return found


def _identity(change: Change, value: object) -> tuple[str, str] | None:
    """Return what tells an entry of a list wherever it stands; None for what has no identity outside its place."""
    if len(change.address) != ENTRY or not isinstance(change.address[1], int):
        return None
    if change.address[0] == "scenes" and isinstance(value, str):
        return "scenes", value
    if change.address[0] != "script" or not isinstance(value, dict):
        return None
    if change.item:
        return "script", change.item
    return ("script", content(value)) if sum(1 for _ in _words(value)) >= TELLING else None
