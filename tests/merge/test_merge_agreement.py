"""What both sides put at one place stands there once, whatever else either of them did beside it."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge.agreement import agreed
from anime_cli.merge.prose import merge_prose
from anime_cli.text.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Callable

DEEP = settings(max_examples=int(os.environ.get("MERGE_EXAMPLES", "500")), deadline=None)
NAMES = ["Alma", "Bela", "Cora", "Dina", "Elin", "Faye", "Gwen", "Hana", "Iris", "June", "Kira", "Lena"]
PLACES = 4


def _never(_: str, __: str) -> float:
    return 0.0


def test_an_insertion_of_both_is_taken_as_if_it_had_stood_there_before() -> None:
    assert agreed("abc", "axbc", "axc", _never) == tuple("axbc")
    assert agreed("abc", "abx", "abxc", _never) == tuple("abxc")


def test_what_both_put_in_the_place_of_the_same_may_be_its_new_wording() -> None:
    assert agreed("abc", "axc", "axc", _never) == tuple("abc")


def test_the_same_words_at_two_places_are_two_insertions() -> None:
    assert agreed("abc", "axbc", "abxc", _never) == tuple("abc")


def test_a_reworded_neighbour_bounds_the_place() -> None:
    """With `B` for a new wording of `b`, the insertion stands before it and nowhere else."""

    def alike(one: str, other: str) -> float:
        return float(one == other.lower())

    assert agreed("abc", "axBc", "axc", alike) == tuple("axbc")
    assert agreed("abc", "axBc", "axc", _never) == tuple("abc")


def test_what_is_kept_apart_is_nobodys_news() -> None:
    assert agreed("ab", "a¶xb", "a¶xb", _never, apart="¶") == tuple("axb")


class Told:
    """What two people did to a text: the base, what both, one and the other put after a sentence, who dropped what."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        names = iter(NAMES)
        places = st.integers(0, PLACES)
        size = draw(st.integers(1, PLACES))
        self.base = [f"{next(names)}." for _ in range(size)]
        self.put: list[dict[int, list[str]]] = [{}, {}]
        for owners in ((0, 1), (0, 1), (0,), (1,), (0,), (1,))[: draw(st.integers(0, 6))]:
            place, said, first = draw(places) % (size + 1), f"{next(names)}.", draw(st.integers(0, 1))
            for owner in owners:
                run = self.put[owner].setdefault(place, [])
                run.insert(0 if first and len(owners) == 1 else len(run), said)
        self.dropped = [{n for n in range(size) if draw(st.integers(0, 3)) == 0} for _ in range(2)]

    def __repr__(self) -> str:
        return f"{self.base}: {self.side(0)} | {self.side(1)}"

    def side(self, owner: int) -> list[str]:
        """Return the sentences as OWNER left them."""
        told = list(self.put[owner].get(0, ()))
        for n, said in enumerate(self.base):
            told += [said] if n not in self.dropped[owner] else []
            told += self.put[owner].get(n + 1, ())
        return told

    def right(self) -> Counter[str]:
        """Count the sentences that must stand in the end."""
        stays = [said for n, said in enumerate(self.base) if n not in self.dropped[0] | self.dropped[1]]
        runs = [run for put in self.put for run in put.values()]
        return Counter(stays) + Counter({said: 1 for run in runs for said in run})


@st.composite
def tellings(draw: Callable[[st.SearchStrategy[int]], int]) -> Told:
    """Make up what two people did to a text of a few sentences that have no word in common."""
    return Told(draw)


@DEEP
@given(tellings())
def test_every_sentence_that_a_side_put_there_stands_once(told: Told) -> None:
    merged = merge_prose(" ".join(told.base), " ".join(told.side(0)), " ".join(told.side(1)))
    if not merged.conflict:
        assert Counter(sentences(merged.ours)) == told.right()
