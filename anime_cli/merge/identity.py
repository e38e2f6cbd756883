"""Which entry of one list is which entry of another.

An `id` decides. Entries without one (a tool may strip ids) are matched by exact content where they stand, then by exact
content anywhere, then by similarity, then by their place: between the same neighbours, in the same role.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.merge.lists import moved
from anime_cli.merge.rules import KIND_KEYS
from anime_cli.merge.sequence import matches
from anime_cli.merge.words import bare_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from anime_cli.text.plain import Plain

SIMILAR = 0.6
"""Least share of words that two entries of one kind have in common to count as the same entry."""

PAIR_LIMIT = 40_000
"""More pairs than this are not compared by similarity."""

CONTAINED = 0.6
"""Least share of the shorter entry's words in the longer one for two entries at one place to be the same."""

TELLING = 6
"""Words, those that name its kind and its speaker counted, from which on an entry is known again in another list."""

LOOSE = "+"
"""First character of the key of an entry that has no id and was matched with nothing."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """Three lists as ordered maps by key; `guessed` holds the keys of entries matched without ids.

    `replaced` has, by side, the keys of those that share no more than their place with the entry of the base: the side
    may as well have removed that one and written another.
    """

    lists: Mapping[str, Mapping[str, Plain]]
    guessed: frozenset[str]
    replaced: Mapping[str, frozenset[str]] = field(default_factory=dict)


def item_id(item: Plain) -> str | None:
    """Return the id that stands in ITEM, if any."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and found else None


def kind_key(item: Plain) -> str | None:
    """Return the key that says what ITEM is: 'say', and so on."""
    return next((key for key in KIND_KEYS if isinstance(item, dict) and key in item), None)


NONE: Mapping[str, str] = {}


Elsewhere = bool | None
"""Whether a side has an entry of the base in another document: surely, surely not, or (None) nobody knows."""


def unknown(_side: str, _entry: Plain) -> Elsewhere:
    """Know of no entry where else its side has it."""
    return None


_unknown = partial(unknown, "")


def by_id(
    base: Sequence[Plain],
    ours: Sequence[Plain],
    theirs: Sequence[Plain],
    known: Mapping[str, str] = NONE,
    elsewhere: Callable[[str, Plain], Elsewhere] = unknown,
) -> Keyed:
    """Give the entries of three scripts their keys.

    KNOWN has keys that mean one entry wherever the sides have it, each with the key to use; ELSEWHERE tells of a side
    and an entry of the base whether the side moved it to another document.
    """
    plain = None if known else _by_own_id(base, ours, theirs)
    if plain is not None:
        return plain
    keys = {"base": _own_keys(base)}
    guessed: set[str] = set()
    replaced: dict[str, frozenset[str]] = {}
    paired = {
        side: match(base, items, partial(elsewhere, side)) for side, items in (("ours", ours), ("theirs", theirs))
    }
    for side, items, other, others in (("ours", ours, "theirs", theirs), ("theirs", theirs, "ours", ours)):
        contested = _contested(base, items, paired[side], others, paired[other])
        pairs = {j: i for j, i in paired[side].items() if j not in contested}
        pairs = {j: i for j, i in pairs.items() if not known or _no_stranger(base[i], items[j], known)}
        taken = {keys["base"][old] for old in pairs.values()}
        own = _own_keys(items, avoid=set(keys["base"]) | taken)
        keys[side] = [keys["base"][pairs[i]] if i in pairs else own[i] for i in range(len(items))]
        guessed.update(keys[side][i] for i, old in pairs.items() if item_id(items[i]) is None and base[old] != items[i])
        replaced[side] = frozenset(keys[side][j] for j, i in pairs.items() if _strange(base[i], items[j]))
        keys[side] = [key if known.get(key, key) in keys[side] else known[key] for key in keys[side]]
    _part_strangers(keys, known)
    values = {"base": base, "ours": ours, "theirs": theirs}
    lists = {side: dict(zip(keys[side], values[side], strict=True)) for side in keys}
    for side in ("ours", "theirs"):
        _rename_stripped(lists["base"], lists[side])
    return Keyed(lists, frozenset(guessed), replaced)


def _contested(
    base: Sequence[Plain],
    items: Sequence[Plain],
    pairs: Mapping[int, int],
    others: Sequence[Plain],
    other_pairs: Mapping[int, int],
) -> set[int]:
    """Return the positions of ITEMS that share only their place with an entry of the BASE, and are taken for new ones.

    Those that the other side wrote too, and those of whose entry both sides changed the same words: whether it was
    reworded or removed can't be told, and now it matters. It is taken for removed, so that what the other side wrote is
    asked about. Where both sides put another entry into its place, both are asked about.
    """
    changed = {i: others[j] for j, i in other_pairs.items() if not _strange(base[i], others[j])}
    fresh = {content(item) for j, item in enumerate(others) if j not in other_pairs}
    return {
        j
        for j, i in pairs.items()
        if _strange(base[i], items[j])
        and (content(items[j]) in fresh or (i in changed and _both_changed(base[i], items[j], changed[i])))
    }


def _both_changed(base: Plain, one: Plain, other: Plain) -> bool:
    """Tell whether a key of an entry, its id apart, has another value on each side."""
    if not (isinstance(base, dict) and isinstance(one, dict) and isinstance(other, dict)):
        return base not in (one, other)
    return any(value not in (one.get(key), other.get(key)) for key, value in base.items() if key != "id")


def _by_own_id(*lists: Sequence[Plain]) -> Keyed | None:
    """Key entries that all have an id of their own; None where they don't, or where an id may have become another."""
    keyed = [{item_id(item): item for item in items} for items in lists]
    base = keyed[0].keys()
    for found, items in zip(keyed, lists, strict=True):
        names = found.keys()
        if None in names or len(names) < len(items) or not (names <= base or base <= names):
            return None
    sides = zip(("base", "ours", "theirs"), keyed, strict=True)
    return Keyed(dict(sides), frozenset())  # type: ignore[arg-type]  # no key is None


def _rename_stripped(base: Mapping[str, Plain], side: dict[str, Plain]) -> None:
    """Give entries that lost their id on the way through some tool the id they had."""
    for key, item in side.items():
        name = item_id(base.get(key))
        if name is not None and isinstance(item, dict) and "id" not in item:
            side[key] = {**item, "id": name}


def by_value(base: Sequence[Plain], ours: Sequence[Plain], theirs: Sequence[Plain]) -> Keyed:
    """Key the entries of three lists of names by themselves."""
    values = {"base": base, "ours": ours, "theirs": theirs}
    lists = {side: dict(zip(_numbered(map(str, items)), items, strict=True)) for side, items in values.items()}
    return Keyed(lists, frozenset())


def by_fields(fields: Sequence[str], *lists: Sequence[Plain]) -> Keyed:
    """Key the entries of three lists of records by some of their fields."""
    keyed = {}
    for side, items in zip(("base", "ours", "theirs"), lists, strict=True):
        keyed[side] = dict(zip(_numbered(_record_key(item, fields) for item in items), items, strict=True))
    return Keyed(keyed, frozenset())


def _record_key(item: Plain, fields: Sequence[str]) -> str:
    return by_words(fields, item) if isinstance(item, dict) else repr(item)


def by_words(fields: Sequence[str], record: Mapping[str, Plain]) -> str:
    """Return the key of a RECORD: the values of those of its FIELDS that it has."""
    return " → ".join(str(record[field]) for field in fields if record.get(field) is not None)


def _numbered(keys: Iterable[str]) -> Iterator[str]:
    """Tell equal keys apart by their occurrence."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key} #{seen[key]}"


def _own_keys(items: Sequence[Plain], avoid: Iterable[str] = ()) -> list[str]:
    """Key entries by id, else by content, apart from the keys to AVOID."""
    blocked = set(avoid)
    keys = []
    for key in _numbered(item_id(item) or LOOSE + content(item) for item in items):
        free = key
        while free in blocked:
            free += "'"
        blocked.add(free)
        keys.append(free)
    return keys


def _no_stranger(old: Plain, new: Plain, known: Mapping[str, str]) -> bool:
    """Tell whether NEW may be OLD: not where it is known to have come from elsewhere."""
    key = own_key(new)
    return key not in known or key == own_key(old)


def own_key(item: Plain) -> str:
    """Return the key of an entry wherever it stands: its id, or what it says."""
    return item_id(item) or LOOSE + content(item)


def content(item: Plain) -> str:
    """Return what ITEM says besides its id, in a form to compare."""
    if isinstance(item, dict):
        return repr(sorted((key, value) for key, value in item.items() if key != "id"))
    return repr(item)


def _part_strangers(keys: dict[str, list[str]], known: Collection[str]) -> None:
    """Tell equal new entries without ids apart when the sides put them after different neighbours."""
    base = set(keys["base"])
    common = base & set(keys["ours"]) & set(keys["theirs"])
    common -= moved(keys["base"], keys["ours"]) | moved(keys["base"], keys["theirs"])
    near = {side: dict(_neighbours(keys[side], common)) for side in ("ours", "theirs")}
    for key in (set(keys["ours"]) & set(keys["theirs"])) - base - set(known):
        if key.startswith(LOOSE) and near["ours"][key] != near["theirs"][key]:
            for side in ("ours", "theirs"):
                keys[side][keys[side].index(key)] = f"{key} after {near[side][key]}"


def _neighbours(keys: Sequence[str], common: set[str]) -> Iterator[tuple[str, str | None]]:
    last = None
    for key in keys:
        yield key, last
        if key in common:
            last = key


def match(
    old: Sequence[Plain], new: Sequence[Plain], elsewhere: Callable[[Plain], Elsewhere] = _unknown
) -> dict[int, int]:
    """Return for positions in NEW the position in OLD of the same entry; ELSEWHERE as for `by_id`."""
    pairs = recognised(old, new, elsewhere)
    _match_by_place(old, new, pairs, elsewhere)
    return pairs


def recognised(
    old: Sequence[Plain], new: Sequence[Plain], elsewhere: Callable[[Plain], Elsewhere] = _unknown
) -> dict[int, int]:
    """Return the same for the entries that are known by their id or by what they say, wherever they stand."""
    old_ids = {name: i for i, item in reversed(list(enumerate(old))) if (name := item_id(item))}
    new_ids = {name: i for i, item in reversed(list(enumerate(new))) if (name := item_id(item))}
    pairs = {new_ids[name]: old_ids[name] for name in new_ids if name in old_ids}
    if len(pairs) == len(old) or len(pairs) == len(new):
        return pairs
    shared = {name for name in new_ids if name in old_ids}
    tokens = [[name if (name := item_id(item)) in shared else content(item) for item in items] for items in (old, new)]
    taken = set(pairs.values())
    for i, j in matches(*tokens):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    _match_anywhere(old, new, pairs, tokens)
    _match_similar(old, new, pairs, elsewhere)
    return pairs


def _match_anywhere(
    old: Sequence[Plain], new: Sequence[Plain], pairs: dict[int, int], tokens: Sequence[Sequence[str | None]]
) -> None:
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in taken]
    open_new = [j for j in range(len(new)) if j not in pairs]
    for j in list(open_new):
        i = next((i for i in left if tokens[0][i] == tokens[1][j]), None)
        if i is not None:
            pairs[j] = i
            left.remove(i)
            open_new.remove(j)


def _match_similar(
    old: Sequence[Plain], new: Sequence[Plain], pairs: dict[int, int], elsewhere: Callable[[Plain], Elsewhere]
) -> None:
    """Pair the most similar entries first; two different ids never match so, nor what surely went elsewhere."""
    taken = set(pairs.values())
    left, open_new = [i for i in range(len(old)) if i not in taken], [j for j in range(len(new)) if j not in pairs]
    if not left or not open_new or len(left) * len(open_new) > PAIR_LIMIT:
        return
    left = [i for i in left if elsewhere(old[i]) is not True]
    bags = {i: _bag(old[i]) for i in left}
    scored = []
    for j in open_new:
        bag = _bag(new[j])
        scores = ((_share(bags[i], bag), i) for i in left if not _both_named(old[i], new[j]))
        scored += [(-score, abs(i - j), i, j) for score, i in scores if score >= SIMILAR]
    gone: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in gone and j not in pairs:
            pairs[j] = i
            gone.add(i)


def _match_by_place(
    old: Sequence[Plain], new: Sequence[Plain], pairs: dict[int, int], elsewhere: Callable[[Plain], Elsewhere]
) -> None:
    """Pair what is left between two matched neighbours, role by role where both sides have as many of it."""
    if len(pairs) in {len(old), len(new)}:
        return
    taken = set(pairs.values())
    bounds = [(-1, -1), *sorted((j, i) for j, i in pairs.items()), (len(new), len(old))]
    for (j0, i0), (j1, i1) in pairwise(bounds):
        fresh = _by_role(new, range(j0 + 1, j1))
        gone = _by_role(old, (i for i in range(i0 + 1, i1) if i not in taken)) if fresh else {}
        for role, places in fresh.items():
            if len(places) == len(gone.get(role, ())):
                twins = zip(places, gone[role], strict=True)
                pairs.update((j, i) for j, i in twins if _at_one_place(old[i], new[j], elsewhere))


def _by_role(items: Sequence[Plain], places: Iterable[int]) -> dict[tuple[object, ...], list[int]]:
    """Sort PLACES by what stands there and, of a line or an event, whose it is."""
    found: dict[tuple[object, ...], list[int]] = {}
    for place in places:
        item = items[place]
        if isinstance(item, dict) and (kind := kind_key(item)) is not None:
            role = (kind, item[kind] if kind == "event" else None, repr(item.get("who", item.get("by"))))
            found.setdefault(role, []).append(place)
    return found


def _at_one_place(old: Plain, new: Plain, elsewhere: Callable[[Plain], Elsewhere]) -> bool:
    """Tell whether two entries of one role at one place are the same: a shot, words that grew, or what stayed here.

    What came with an id of its own is another entry, unless its words grew, and nothing is what surely left.
    """
    if _both_named(old, new):
        return False
    if kind_key(old) == "shot" or _grown(old, new):
        return elsewhere(old) is not True
    return item_id(new) is None and elsewhere(old) is False


def _grown(old: Plain, new: Plain) -> bool:
    """Tell whether most words of the shorter of two entries stand in the other."""
    before, after = _bag(old)[1], _bag(new)[1]
    return (before & after).total() >= CONTAINED * min(before.total(), after.total())


def _strange(old: Plain, new: Plain) -> bool:
    """Tell whether two entries that were taken for one share neither an id nor words."""
    if old == new or (item_id(new) is not None and item_id(new) == item_id(old)):
        return False
    return content(old) != content(new) and not _grown(old, new) and likeness(old, new) < SIMILAR


def _both_named(old: Plain, new: Plain) -> bool:
    return item_id(old) is not None and item_id(new) is not None


def _bag(item: Plain) -> tuple[str | None, Counter[str]]:
    """Return what ITEM is and its words, each field's own."""
    words: Counter[str] = Counter()
    if isinstance(item, dict):
        for key, value in item.items():
            if key != "id":
                words.update(f"{key}:{word}" for word in bare_words(str(value)))
    return kind_key(item), words


def telling(item: Plain) -> bool:
    """Tell whether ITEM has words enough to be known again by them alone, wherever it stands."""
    return _bag(item)[1].total() >= TELLING


def likeness(one: Plain, other: Plain) -> float:
    """Return the share of words that two entries of one kind have in common, 0 for entries of two kinds."""
    return _share(_bag(one), _bag(other))


def _share(a: tuple[str | None, Counter[str]], b: tuple[str | None, Counter[str]]) -> float:
    if a[0] != b[0] or not a[1] or not b[1]:
        return 0.0
    return 2 * (a[1] & b[1]).total() / (a[1].total() + b[1].total())
