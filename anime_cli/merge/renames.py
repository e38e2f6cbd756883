"""What a side renamed, and the same names in a text that does not know of it yet.

A document that left and one of its kind that came are one document renamed where they say the same, or nearly. Facts,
items, threads, emotions and outfits are names within a document and are found in the same way.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.mentions import DECLARED
from anime_cli.merge.pointers import Pointer, pointers
from anime_cli.merge.words import bare_words
from anime_cli.model.kinds import FOLDERS, kind_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.shelf import Shelf, Texts
    from anime_cli.text.plain import Plain

ALIKE = 0.8
"""Least share of words that two documents have in common to be one that was renamed."""

NAMED_ALIKE = 0.6
"""The same where their name or title is the same, or where every mention of the one became one of the other."""

PAIR_LIMIT = 2_500
"""More pairs of left and come documents of a kind are compared only for equality."""

SPOKEN = {"uses": ("fact", "item"), "next": ("scene",)}
"""What a name may mean where its field does not say."""


class Name(NamedTuple):
    """What can be renamed: a kind and a name; of an outfit, whose."""

    kind: str
    name: str
    owner: str | None = None


Renames = dict[Name, str]


def renames_of(shelf: Shelf, base: Texts, side: Texts, other: Texts) -> Renames:
    """Return what SIDE renamed since BASE. A new name that OTHER gave to something else is not followed."""
    documents = dict(_documents(shelf, base, side, other))
    return {**documents, **dict(_keys(shelf, base, side, other, documents))}


def _documents(shelf: Shelf, base: Texts, side: Texts, other: Texts) -> Iterator[tuple[Name, str]]:
    for kind in FOLDERS:
        for old, new in _paired(shelf, base, side, other, kind):
            yield Name(kind, _stem(old)), _stem(new)


def _is(path: str, kind: str) -> bool:
    known = kind_of(path)
    return known is not None and known[0] == kind


def _stem(path: str) -> str:
    return (kind_of(path) or ("", path))[1]


def _paired(shelf: Shelf, base: Texts, side: Texts, other: Texts, kind: str) -> Iterator[tuple[str, str]]:
    """Pair the most similar documents of KIND first."""
    gone = [path for path in base if path not in side and _is(path, kind)]
    come = [path for path in side if path not in base and _is(path, kind)] if gone else []
    few = len(gone) * len(come) <= PAIR_LIMIT
    scored = []
    for old in gone:
        for new in come:
            score = 1.0 if base[old] == side[new] else _likeness(shelf, base, side, (old, new)) if few else 0.0
            if score and _free(shelf, base, side, other, (old, new)):
                scored.append((-score, old, new))
    taken: set[str] = set()
    for _, old, new in sorted(scored):
        if old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def _free(shelf: Shelf, base: Texts, side: Texts, other: Texts, pair: tuple[str, str]) -> bool:
    """Tell whether OTHER has nothing of the new name, or the same: the document itself, which it gave that name too."""
    old, new = pair
    if new not in other or other[new] == side[new]:
        return True
    return old not in other and _likeness(shelf, base, other, pair) > 0


def _likeness(shelf: Shelf, base: Texts, side: Texts, pair: tuple[str, str]) -> float:
    """Return the share of words in common, 0 where it is too small."""
    old, new = pair
    before, after = shelf.value(old, base[old]), shelf.value(new, side[new])
    score = _share(before, after)
    if NAMED_ALIKE <= score < ALIKE:
        named = any(before.get(key) and before.get(key) == after.get(key) for key in ("name", "title"))
        return score if named or _mentions_moved(shelf, base, side, pair) else 0.0
    return score if score >= ALIKE else 0.0


def _mentions_moved(shelf: Shelf, base: Texts, side: Texts, pair: tuple[str, str]) -> bool:
    """Tell whether what pointed at the old document points at the new one, wherever SIDE changed a text."""
    kind = (kind_of(pair[0]) or ("", ""))[0]
    old, new = map(_stem, pair)
    changed = [path for path in base.keys() & side.keys() if base[path] != side[path]]
    before = sum(_mentions(shelf, path, base[path], kind, old) for path in changed)
    after = sum(_mentions(shelf, path, side[path], kind, new) for path in changed)
    return 0 < before <= after and not any(_mentions(shelf, path, side[path], kind, old) for path in changed)


def _mentions(shelf: Shelf, path: str, text: str, kind: str, name: str) -> int:
    if name not in text:
        return 0
    found = pointers(shelf.parsed(path, text), path)
    return sum(each.name == name and kind in SPOKEN.get(each.kind, (each.kind,)) for each in found)


def _share(one: Plain, other: Plain) -> float:
    a, b = Counter(_words(one)), Counter(_words(other))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def _words(value: Plain, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, name)
    elif isinstance(value, list):
        for each in value:
            yield from _words(each, key)
    elif isinstance(value, str):
        yield from (f"{key}:{word}" for word in bare_words(value))


def _keys(
    shelf: Shelf, base: Texts, side: Texts, other: Texts, documents: Mapping[Name, str]
) -> Iterator[tuple[Name, str]]:
    """Yield the names within documents that SIDE renamed."""
    for path, text in base.items():
        kind, stem = kind_of(path) or ("", "")
        now = path_of(kind, new) if (new := documents.get(Name(kind, stem))) else path
        if now not in side or side[now] == text:
            continue
        for (holder, key), named in DECLARED.items():
            if holder == kind:
                maps = [shelf.value(path, text), shelf.value(now, side[now]), shelf.value(path, other.get(path))]
                for old, new in _renamed_keys(*(_map(value.get(key)) for value in maps)):
                    yield Name(named, old, stem if named == "outfit" else None), new


def _map(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _renamed_keys(
    base: Mapping[str, Plain], side: Mapping[str, Plain], other: Mapping[str, Plain]
) -> Iterator[tuple[str, str]]:
    gone = [key for key in base if key not in side]
    come = [key for key in side if key not in base]
    pairs = [(old, new) for old in gone for new in come if _free_key(base, side, other, (old, new))]
    equal = [(old, new) for old, new in pairs if base[old] == side[new]]
    if len(gone) == len(pairs) == 1 and _share(base[pairs[0][0]], side[pairs[0][1]]) >= NAMED_ALIKE:
        equal = pairs
    taken: set[str] = set()
    for old, new in equal:
        if old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def _free_key(
    base: Mapping[str, Plain], side: Mapping[str, Plain], other: Mapping[str, Plain], pair: tuple[str, str]
) -> bool:
    """Tell whether OTHER has nothing of the new name, or the same: the thing itself, which it gave that name too."""
    old, new = pair
    if new not in other or other[new] == side[new]:
        return True
    return old not in other and _share(base[old], other[new]) >= NAMED_ALIKE


def contested(ours: Renames, theirs: Renames) -> set[Name]:
    """Return what the sides renamed differently, and what they gave one name."""
    differ = {name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]}
    taken = {(name.kind, new, name.owner): name for name, new in ours.items()}
    clash = {name for name, new in theirs.items() if taken.get((name.kind, new, name.owner), name) != name}
    return differ | clash | {taken[name.kind, theirs[name], name.owner] for name in clash}


def renamed(shelf: Shelf, path: str, text: str, names: Renames) -> str:
    """Return TEXT with every name that points at something by its old name changed to the new one; no other byte."""
    if not any(name.name in text for name in names):
        return text
    parts: list[str] = []
    end = len(text)
    found_at = ((each.span, _new(each, names)) for each in pointers(shelf.parsed(path, text), path))
    spots = {span.start: (span, new) for span, new in found_at if new is not None}
    for start in sorted(spots, reverse=True):
        span, new = spots[start]
        parts += [text[span.end : end], new]
        end = start
    return "".join([text[:end], *reversed(parts)])


def _new(pointer: Pointer, names: Renames) -> str | None:
    kinds = SPOKEN.get(pointer.kind, (pointer.kind,))
    known = (Name(kind, pointer.name, pointer.owner if kind == "outfit" else None) for kind in kinds)
    return next((names[name] for name in known if name in names), None)
