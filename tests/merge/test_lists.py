"""The order of merged lists, and sequences compared."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from anime_cli.merge.lists import Slot, merge_order

QUICK = settings(max_examples=200, deadline=None)
letters = st.text("abcd", max_size=12)


def slots(base: str, ours: str, theirs: str, *, moves: bool = True) -> list[Slot]:
    removed = set(base) - (set(ours) & set(theirs))
    keys = {"base": list(base), "ours": list(ours), "theirs": list(theirs)}
    return merge_order(keys, set(base + ours + theirs) - removed, moves=moves)


def shown(found: list[Slot]) -> str:
    return "".join(slot.key if slot.side is None else f"<{slot.key} {slot.side}>" for slot in found)


def swapped(found: list[Slot]) -> list[Slot]:
    names = {"ours": "theirs", "theirs": "ours"}
    return [Slot(slot.key, names.get(slot.side or "", slot.side)) for slot in found]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "aXYbc", "aZbc", "aXYZbc"),  # two runs at one place stay whole
        ("abc", "Xabc", "abcY", "XabcY"),
        ("abcd", "bcda", "dabc", "dbca"),  # two moves that both fit
        ("abc", "acb", "acb", "acb"),  # the same move twice
        ("abcd", "bcd", "abdc", "bdc"),  # a removal, and a move elsewhere
        ("abcde", "bacde", "bcdae", "bcdae"),  # one way, one of them farther
        ("abcd", "bcad", "abcd", "bcad"),
        ("", "XY", "Z", "XYZ"),
        ("abc", "bca", "cab", "cba"),
        ("abc", "aXbc", "aXbYc", "aXbYc"),  # both inserted the same
        ("abcde", "acdbe", "cabde", "<a base><c theirs><a ours><c ours><a theirs>"),
    ],
)
def test_order(base: str, ours: str, theirs: str, merged: str) -> None:
    found = slots(base, ours, theirs)
    if "<" not in merged:
        assert shown(found) == merged
        assert slots(base, theirs, ours) == found


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [("abcde", "bcade", "bcdea"), ("abc", "bac", "acb"), ("aSb", "Sab", "abS"), ("abc", "aXbc", "abcX")],
)
def test_places_that_cannot_both_be_right(base: str, ours: str, theirs: str) -> None:
    """Each side's wish is marked at its own place, so that picking a side gives that side's order."""
    found = slots(base, ours, theirs)
    if all(slot.side is None for slot in found):
        pytest.fail(shown(found))
    for side, order in (("ours", ours), ("theirs", theirs)):
        assert "".join(slot.key for slot in found if slot.side in {None, side}) == order
