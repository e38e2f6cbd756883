"""The order of merged lists, and sequences compared."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge import identity, lists
from anime_cli.merge.lists import Hearsay, Slot, merge_order, moved
from anime_cli.merge.sequence import Edit, edits, increasing, matches, three_way

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
        ("abcd", "aXcdb", "abXcd", "aXcdb"),  # both inserted the same, one moved what stood before it
        ("abcd", "aXcd", "abXcd", "aXcd"),  # or removed it
        ("abcde", "acdbe", "cabde", "cadbe"),  # two moves that cross
    ],
)
def test_order(base: str, ours: str, theirs: str, merged: str) -> None:
    found = slots(base, ours, theirs)
    assert shown(found) == merged
    assert slots(base, theirs, ours) == found


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("azbw", "awzb", "acdzbw", "awcdzb"),  # `z` may be the last line of their run
        ("abzec", "abzce", "abzxyec", "abzxyce"),  # or its first
    ],
)
def test_a_run_stays_beside_what_its_side_may_have_written_with_it(
    base: str, ours: str, theirs: str, merged: str
) -> None:
    """Of `z` nobody knows whether theirs is the old line in other words or a new one that took its place."""
    keys = {"base": list(base), "ours": list(ours), "theirs": list(theirs)}
    found = merge_order(keys, set(base + theirs), hearsay=Hearsay(replaced={"theirs": {"z"}}))
    assert shown(found) == merged
    turned = {"base": keys["base"], "ours": keys["theirs"], "theirs": keys["ours"]}
    assert merge_order(turned, set(base + theirs), hearsay=Hearsay(replaced={"ours": {"z"}})) == found


def test_two_moves_past_each_other() -> None:
    """Each stands where its mover put it, though both sides have the two in one order."""
    found = slots("abcdefgh", "acdefbgh", "abgcdefh")
    assert shown(found) == "agcdefbh"
    assert slots("abcdefgh", "abgcdefh", "acdefbgh") == found


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


@st.composite
def three_lists(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(st.text("abcdefgh", max_size=8).map(lambda text: "".join(dict.fromkeys(text))))
    return base, draw(edited(base, "XYZ")), draw(edited(base, "UVW"))


@st.composite
def edited(draw: st.DrawFn, base: str, new: str) -> str:
    keys = list(base)
    for name in (*new[: draw(st.integers(0, 3))], *"m" * draw(st.integers(0, 2)), *"d" * draw(st.integers(0, 1))):
        at = draw(st.integers(0, len(keys)))
        if name in new:
            keys.insert(at, name)
        elif keys:
            key = keys.pop(at % len(keys))
            if name == "m":
                keys.insert(draw(st.integers(0, len(keys))), key)
    return "".join(keys)


@QUICK
@given(three_lists())
def test_every_list_keeps_its_promises(triple: tuple[str, str, str]) -> None:
    """Nothing twice, nothing lost, sides alike, agreement kept, runs whole, one side's order its own.

    Agreement about a pair ends where each side moved one of the two.
    """
    base, ours, theirs = triple
    found = slots(base, ours, theirs)
    settled = [slot.key for slot in found if slot.side is None]
    torn = {slot.key for slot in found if slot.side}
    alive = (set(ours) & set(theirs)) | (set(ours + theirs) - set(base))
    assert sorted(settled) == sorted(alive - torn)
    assert swapped(slots(base, theirs, ours)) == found or torn
    assert sorted(map(repr, swapped(slots(base, theirs, ours)))) == sorted(map(repr, found))
    both = [key for key in settled if key in ours and key in theirs]
    for first in both:
        for second in both[both.index(first) + 1 :]:
            apart = {first, second} & moved(base, ours) and {first, second} & moved(base, theirs)
            assert ours.index(first) < ours.index(second) or theirs.index(first) < theirs.index(second) or apart
    assert shown(slots(base, base, theirs)) == theirs
    assert shown(slots(base, ours, base)) == ours
    assert shown(slots(base, ours, ours)) == ours


def test_a_huge_list_is_quick() -> None:
    """A hundred thousand entries, shuffled by one side and added to by the other, merge without comparing all pairs."""
    base = [str(number) for number in range(100_000)]
    ours = base.copy()
    random.Random(1).shuffle(ours)
    keys = {"base": base, "ours": ours, "theirs": [*base, "new"]}
    assert len(merge_order(keys, {*base, "new"})) == len(base) + 1


def test_two_reorderings_of_a_huge_list_are_a_conflict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAIR_LIMIT", 3)
    assert "<" in shown(slots("abcd", "bcda", "dabc"))


def test_a_set_never_conflicts() -> None:
    assert shown(slots("abc", "caXb", "Xbca", moves=False)) == "aXbc"


def test_moved_takes_the_fewest() -> None:
    assert moved("abcde", "bcdae") == {"a"}
    assert moved("abc", "abc") == set()


@QUICK
@given(st.lists(st.integers(0, 9)))
def test_increasing(values: list[int]) -> None:
    found = [values[place] for place in increasing(values)]
    assert all(a < b for a, b in pairwise(found))
    assert bool(found) == bool(values)


@QUICK
@given(letters, letters)
def test_matches_pair_equals_in_order(a: str, b: str) -> None:
    pairs = matches(a, b)
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))
    assert a != b or len(pairs) == len(a)
    assert bool(pairs) == bool(SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size)


@QUICK
@given(letters, letters)
def test_edits_rebuild_the_other_side(a: str, b: str) -> None:
    for alike in (None, lambda one, other: 1.0 if abs(ord(one) - ord(other)) == 1 else 0.0):
        out, done = "", 0
        for edit in edits(a, b, alike):
            out += a[done : edit.start] + b[edit.new_start : edit.new_end]
            done = edit.end
        assert out + a[done:] == b


def test_a_gap_without_anchors_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anime_cli.merge.sequence.GAP_LIMIT", 3)
    assert edits("aabb", "bbaa") == [Edit(0, 4, 0, 4)]


@QUICK
@given(letters, letters, letters)
def test_three_way_keeps_each_side(base: str, ours: str, theirs: str) -> None:
    """Joined, the stretches are the three sequences again; nobody's change is called unchanged."""
    chunks = list(three_way(base, ours, theirs))
    assert "".join("".join(chunk.base) for chunk in chunks) == base
    assert "".join("".join(chunk.ours) for chunk in chunks) == ours
    assert "".join("".join(chunk.theirs) for chunk in chunks) == theirs
    for chunk in chunks:
        assert chunk.source in {"ours", "both"} or chunk.ours == chunk.base
        assert chunk.source in {"theirs", "both"} or chunk.theirs == chunk.base


ITEMS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["Rain.", "Snow.", "The petals fall."])),
    max_size=6,
    unique_by=lambda item: item[0],
).map(lambda items: [{"who": "mio", "say": words, "id": name} for name, words in items])


@given(base=ITEMS, ours=ITEMS, theirs=ITEMS)
@QUICK
def test_ids_alone_key_what_a_closer_look_keys(base: list[Any], ours: list[Any], theirs: list[Any]) -> None:
    """Where all have ids, nothing is compared; a key that nobody has lets everything be compared."""
    quick, close = (identity.by_id(base, ours, theirs, known) for known in ({}, {"nobody": "nobody"}))
    assert quick.guessed == close.guessed
    assert {side: [*entries.items()] for side, entries in quick.lists.items()} == {
        side: [*entries.items()] for side, entries in close.lists.items()
    }
