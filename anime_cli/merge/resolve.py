"""Conflicts decided: each mark in a text gives way to what was picked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.merge.choosing import BOTH, WAYS, Written, kept_both
from anime_cli.merge.conflicts import MISSING, SIDES, MergeConflict, marks
from anime_cli.merge.engine import layout_for
from anime_cli.merge.errors import BrokenMark, NoSuchConflict, NotASide, NotBoth, NotWritten
from anime_cli.merge.identity import item_id
from anime_cli.text.plain import Conflict, plain
from anime_cli.text.reader import place, read
from anime_cli.text.splice import Insert, Remove, Set, splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.choosing import Choice
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed
    from anime_cli.text.splice import Edit

ALL = "*"
"""Stands for every conflict of the document in `resolve`."""

SEVERAL_PLACES = "The sides want it at different places, and it can stand at one only."
KEYS = {"id", *SIDES}


def unresolved(text: str, path: str) -> tuple[tuple[str, Address], ...]:
    """Return id and address of every conflict still marked in TEXT; of several marks of one conflict the first.

    Raises:
        TextError: the text can't be read.
        BrokenMark: a mark was edited halfway.
    """
    found: dict[str, Address] = {}
    for address, mark in sound_marks(text, path):
        found.setdefault(_name(mark), address)
    return tuple(found.items())


def sound_marks(text: str, path: str) -> list[tuple[Address, Conflict]]:
    """Return every mark of TEXT with its address, in the order of the text.

    Raises:
        TextError: the text can't be read.
        BrokenMark: a mark was edited halfway.
    """
    parsed = read(text, path)
    value = plain(parsed.root)
    for address in _untagged(value):
        raise BrokenMark(path, place(parsed, address)[0], "The mark of a conflict has lost its `!conflict`.")
    found = list(marks(value))
    told: dict[str, set[str]] = {}
    for _, mark in found:
        told.setdefault(_name(mark), set()).update(mark.sides)
    for address, mark in found:
        _refuse_broken(parsed, address, mark, told[_name(mark)])
    return found


def _untagged(value: Plain, address: Address = ()) -> Iterator[Address]:
    """Yield where the keys of a mark stand without its tag: no map of a story has `ours` and `theirs`."""
    if isinstance(value, dict):
        if value.keys() <= KEYS and len(value.keys() & set(SIDES)) > 1:
            yield address
        for key, inner in value.items():
            yield from _untagged(inner, (*address, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _untagged(inner, (*address, index))


def _refuse_broken(parsed: Parsed, address: Address, mark: Conflict, told: set[str]) -> None:
    """Refuse a MARK that lacks what every mark has; TOLD is what all marks of its conflict say together."""
    line = place(parsed, address)[0]
    name = mark.sides.get("id")
    if not isinstance(name, str) or not name:
        raise BrokenMark(parsed.path, line, "The mark of a conflict has lost its `id`.")
    odd = next((key for key in mark.sides if key not in KEYS), None)
    if odd is not None:
        raise BrokenMark(parsed.path, line, f"The mark of conflict {name} says '{odd}', which no mark says.")
    if not told & {"ours", "theirs"} or not mark.sides.keys() & set(SIDES):
        raise BrokenMark(parsed.path, line, f"The mark of conflict {name} has lost the words of its sides.")


def resolve(text: str, path: str, picks: Mapping[str | Address, Choice]) -> str:
    """Return TEXT with what is picked for each conflict named by id, address or `ALL`.

    A pick is 'ours', 'theirs', 'base', 'both' or a `Written` value. A side that lacks the thing removes it. The order
    of picks makes no difference.

    Raises:
        NoSuchConflict: a pick names no conflict of the text.
        NotASide: a pick has another name.
        NotBoth, NotWritten: this conflict can't be settled so.
        BrokenMark: a mark was edited halfway.
        TextError: the text can't be read.
    """
    found = sound_marks(text, path)
    names = {address: _name(mark) for address, mark in found}
    places = Counter(names.values())
    chosen: dict[str, Choice] = {}
    for pick, choice in picks.items():
        if not isinstance(choice, Written) and choice not in WAYS:
            raise NotASide(choice)
        for name in _named(pick, names, path):
            _refuse_scattered(name, choice, places[name])
            chosen[name] = choice
    taken = _ids(plain(read(text, path).root)) if BOTH in chosen.values() else set()
    edits: list[Edit] = []
    for address, mark in reversed(found):
        if _name(mark) in chosen:
            edits += _decided(path, address, mark, chosen[_name(mark)], taken)
    return splice(text, edits, path, layout_for(path)) if edits else text


def _refuse_scattered(name: str, choice: Choice, places: int) -> None:
    """Refuse for a conflict with marks at several places what only one place can take."""
    if places > 1 and isinstance(choice, Written):
        raise NotWritten(name, SEVERAL_PLACES)
    if places > 1 and choice == BOTH:
        raise NotBoth(name, SEVERAL_PLACES)


def resolve_whole(conflict: MergeConflict, side: str) -> str | None:
    """Return the text of the document on SIDE, for a conflict about the document itself; None: the side deleted it.

    Raises:
        NotASide: the side has another name.
    """
    if side not in SIDES:
        raise NotASide(side)
    value = conflict.value(side)
    return value if value is not MISSING and isinstance(value, str) else None


def _name(mark: Conflict) -> str:
    return str(mark.sides.get("id"))


def _named(pick: str | Address, names: Mapping[Address, str], path: str) -> set[str]:
    if pick == ALL:
        return set(names.values())
    if isinstance(pick, tuple) and pick in names:
        return {names[pick]}
    if pick in names.values():
        return {str(pick)}
    raise NoSuchConflict(path, str(pick), tuple(dict.fromkeys(names.values())))


def _decided(path: str, address: Address, mark: Conflict, choice: Choice, taken: set[str]) -> list[Edit]:
    if isinstance(choice, Written):
        return [Set(address, choice.value)]
    if choice == BOTH:
        first, *others = kept_both(path, address, mark, taken)
        taken.update(filter(None, map(item_id, others)))
        after = (*address[:-1], int(address[-1]) + 1) if others else address
        return [Set(address, first), *(Insert(after, other) for other in others)]
    return [Set(address, mark.sides[choice]) if choice in mark.sides else Remove(address)]


def _ids(value: Plain) -> set[str]:
    """Return every id of a list's entry in VALUE, also inside marks."""
    inner: list[Plain] = []
    if isinstance(value, Conflict):
        inner = [value.sides[side] for side in SIDES if side in value.sides]
    elif isinstance(value, dict):
        inner = [*value.values()]
    elif isinstance(value, list):
        inner = value
    own = item_id(value)
    return {name for each in inner for name in _ids(each)} | ({own} if own else set())
