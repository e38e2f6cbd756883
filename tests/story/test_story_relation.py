"""What stands between two people at a moment is the sum of its history, whatever order the files come in."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.values import LEVELS
from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at
from anime_cli.story.network import graph, readings
from anime_cli.story.references import documents_of
from anime_cli.story.relation import Tie, diff, history, tie, ties
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]
    Telling = tuple[dict[str, Any], list[dict[str, str]]]

PEOPLE = ("ren", "mio", "hana")
CHANGES = st.dictionaries(
    st.sampled_from(LEVELS), st.integers(-20, 20).map(lambda tenth: f"{tenth / 10:+g}"), min_size=1
)
EVENTS = st.tuples(st.permutations(PEOPLE), CHANGES).map(lambda one: changes(*one[0][:2], **one[1]))
TIMES = st.integers(0, 5)


def changes(source: str, to: str, **fields: Any) -> dict[str, Any]:
    """Return a plain relation event."""
    return {"event": "relation", "from": source, "to": to, **fields}


@st.composite
def tellings(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Draw scenes that happen in any order and change what people are to each other, and what holds before them."""
    scenes = {
        f"s{number}": {"day": str(draw(TIMES)), "time": "10:00", "script": draw(st.lists(EVENTS, max_size=4))}
        for number in range(draw(st.integers(0, 5)))
    }
    first = [{"from": "ren", "to": "mio", "trust": "0.4", "fear": "-0.2"}] if draw(st.booleans()) else []
    return scenes, first


@given(telling=tellings())
@settings(max_examples=60, deadline=None)
def test_levels_are_the_sum_of_their_history_and_stay_in_bounds(tell: Tell, telling: Telling) -> None:
    """Each step begins where the one before ended, the last ends at the level, and none leaves -1…1."""
    story = tell(telling[0], relations=telling[1])
    state = moment_at(fold(story)).state
    for pair in state.relations:
        now = dict.fromkeys(LEVELS, 0.0)
        for turn in history(story, state, *pair):
            for step in turn.steps:
                assert step.before == now[step.level]
                assert -1 <= step.after <= 1
                now[step.level] = step.after
        assert {name: value for name, value in now.items() if value} == tie(state, *pair).levels


@given(telling=tellings(), chance=st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_graph_does_not_depend_on_the_order_of_files(tell: Tell, telling: Telling, chance: random.Random) -> None:
    story = tell(telling[0], relations=telling[1])
    documents = list(documents_of(story))
    chance.shuffle(documents)
    one, other = (graph(ties(moment_at(fold(each)).state)) for each in (story, assemble(documents)))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert readings(one) == readings(other)


@given(before=tellings(), then=tellings())
@settings(max_examples=40, deadline=None)
def test_a_difference_leads_from_one_side_to_the_other(tell: Tell, before: Telling, then: Telling) -> None:
    """Nothing differs from itself; what is added one way is gone the other way; both sides stand as they are."""
    tellings = (tell(scenes, relations=first) for scenes, first in (before, then))
    one, other = (ties(moment_at(fold(each)).state) for each in tellings)
    assert diff(one, one) == ()
    swapped = {"added": "gone", "gone": "added", "changed": "changed"}
    assert [each.kind for each in diff(other, one)] == [swapped[each.kind] for each in diff(one, other)]
    after = {(each.source, each.to): each for each in one}
    for each in diff(one, other):
        after.pop((each.source, each.to), None)
        if each.after is not None:
            after[each.source, each.to] = each.after
    assert sorted(after) == [(each.source, each.to) for each in other]


def test_a_flashback_comes_first_in_a_history_and_a_dream_not_at_all(tell: Tell) -> None:
    """The chain runs in story order."""
    story = tell(
        {
            "now": {"day": "2", "time": "10:00", "script": [changes("ren", "mio", trust="+0.2", id="e1")]},
            "then": {"mode": "flashback", "day": "1", "time": "10:00", "script": [changes("ren", "mio", trust="+0.3")]},
            "dream": {"mode": "dream", "day": "3", "time": "10:00", "script": [changes("ren", "mio", trust="-1")]},
        }
    )
    whole = fold(story)
    told = history(story, moment_at(whole).state, "ren", "mio")
    assert [turn.cause.scene for turn in told if turn.cause] == ["then", "now"]
    assert tie(moment_at(whole).state, "ren", "mio").levels == {"trust": 0.5}
    dreamt = history(story, moment_at(whole, "dream").state, "ren", "mio")
    assert [turn.cause.scene for turn in dreamt if turn.cause] == ["then", "now", "dream"]


def test_a_history_follows_the_path(tell: Tell) -> None:
    """What happened on another way through the story did not happen here."""
    choice = [{"choice": "Left", "to": "left"}, {"choice": "Right", "to": "right"}]
    story = tell(
        {
            "fork": {"script": choice},
            "left": {"script": [changes("ren", "mio", trust="+0.2")], "next": "join"},
            "right": {"script": [changes("ren", "mio", fear="+0.4")], "next": "join"},
            "join": {"script": [changes("ren", "mio", trust="+0.1")]},
        }
    )
    for way, levels in (("left", {"trust": 0.3}), ("right", {"trust": 0.1, "fear": 0.4})):
        state = moment_at(fold(story, (way,)), "join").state
        assert tie(state, "ren", "mio").levels == levels
        assert [turn.cause.scene for turn in history(story, state, "ren", "mio") if turn.cause] == [way, "join"]


def test_a_change_tells_its_reason(tell: Tell) -> None:
    """The event named by `because` is found in the change's own scene first; a note comes along."""
    cause = {"event": "injured", "who": "mio", "injury": "a cut", "id": "e1"}
    moved = changes("ren", "mio", affection="+0.2", because="e1", note="He looks away.")
    story = tell({"other": {"script": [cause]}, "here": {"script": [{**cause, "injury": "a burn"}, moved]}})
    (turn,) = history(story, moment_at(fold(story)).state, "ren", "mio")
    assert turn.because is not None
    assert (turn.because[0], turn.note) == ("here", "He looks away.")


def test_a_change_that_finds_no_room_is_told_without_steps(tell: Tell) -> None:
    story = tell({"s": {"script": [changes("ren", "mio", trust="+1"), changes("ren", "mio", trust="+0.2", id="e2")]}})
    last = history(story, moment_at(fold(story)).state, "ren", "mio")[-1]
    assert (last.cause and last.cause.item, last.steps) == ("e2", ())


@pytest.mark.parametrize(
    ("levels", "sign"),
    [
        ({"trust": 0.3}, 1),
        ({"trust": -0.3}, -1),
        ({"affection": 0.4, "fear": 0.4}, 0),
        ({"rivalry": 0.2}, -1),
        ({"debt": 0.9}, 0),
    ],
)
def test_the_sign_of_a_tie(levels: dict[str, float], sign: int) -> None:
    assert Tie("a", "b", levels).sign == sign


def network(*pairs: tuple[str, str, float]) -> list[Tie]:
    return [Tie(source, to, {"affection": warmth}) for source, to, warmth in pairs]


def test_readings_of_a_small_network() -> None:
    """Two circles with one quarrel between them; whoever stands between two enemies is out of balance."""
    bonds = network(("a", "b", 0.8), ("b", "c", 0.6), ("a", "c", -0.5), ("d", "e", 0.4), ("e", "d", 0.3))
    read = readings(graph(bonds, ["f"]))
    assert (read.people, read.ties, read.density) == (6, 5, pytest.approx(5 / 30))
    assert read.clusters == (("a", "b", "c"), ("d", "e"))
    assert read.centre[0] == ("b", 1.4)
    assert read.unbalanced == (("a", "b", "c"),)
    assert read.negative == pytest.approx(0.2)


def test_readings_of_nobody_and_of_strangers() -> None:
    assert readings(graph([])).negative is None
    assert readings(graph([], ["a", "b"])).density == 0
    assert readings(graph(network(("a", "b", -0.4)))).clusters == (("a",), ("b",))
    assert readings(graph(network(("a", "a", 0.4)))).unbalanced == ()


@pytest.mark.parametrize("seed", range(8))
def test_threes_out_of_balance_as_counted_one_by_one(seed: int) -> None:
    """The search over edges finds what trying every three finds."""
    chance = random.Random(seed)
    names = "abcdefgh"
    bonds = network(*((a, b, chance.choice((-0.5, 0.5))) for a, b in combinations(names, 2) if chance.random() < 0.6))
    signs = {frozenset((bond.source, bond.to)): bond.sign for bond in bonds}
    expected = []
    for three in combinations(names, 3):
        product = 1
        for pair in combinations(three, 2):
            product *= signs.get(frozenset(pair), 0)
        if product < 0:
            expected.append(three)
    assert list(readings(graph(bonds)).unbalanced) == expected


def test_ten_thousand_people_do_not_hang() -> None:
    """A large cast is read in seconds."""
    chance = random.Random(1)
    bonds = network(*((f"p{n}", f"p{chance.randrange(10_000)}", chance.choice((-0.4, 0.6))) for n in range(10_000)))
    read = readings(graph({(bond.source, bond.to): bond for bond in bonds if bond.source != bond.to}.values()))
    assert read.people > 9_000
    assert sum(map(len, read.clusters)) == read.people


def test_relations_load_no_graph_library_until_one_is_asked_for() -> None:
    code = (
        "import sys; from anime_cli.story import network, relation; import anime_cli.studio.relating;"
        "print('networkx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
