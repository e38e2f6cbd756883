"""The invariants of the merge, on generated scenes and edits."""

from __future__ import annotations

import itertools
import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import PATH, STYLES, restyled, text, triples, words

from anime_cli.merge.conflicts import MISSING, MergeConflict, marks
from anime_cli.merge.engine import Merged, merge_document, values_of
from anime_cli.merge.lists import moved
from anime_cli.merge.resolve import ALL, resolve, unresolved
from anime_cli.merge.values import equivalent, rule_of

if TYPE_CHECKING:
    from anime_cli.text.nodes import Address

QUICK = settings(
    max_examples=500 if "CI" in os.environ else 150, deadline=None, suppress_health_check=list(HealthCheck)
)
EXAMPLES = int(os.environ.get("MERGE_EXAMPLES", "5000"))
"""What a deep run tries; `MERGE_EXAMPLES=20000 pytest -m slow tests/merge` tries more."""
DEEP = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
Scene = dict[str, Any]
Triple = tuple[Scene, Scene, Scene]


def merged(triple: Triple) -> Merged:
    return merge_document(*map(text, triple), PATH)


def same(one: str, other: str) -> bool:
    return equivalent(values_of(one, PATH), values_of(other, PATH), rule_of(PATH))


def check_identity(triple: Triple) -> None:
    """What one side left alone is the other side's, byte by byte."""
    base, ours, _ = map(text, triple)
    assert merge_document(base, base, ours, PATH).text == ours
    assert merge_document(base, ours, base, PATH).text == ours
    assert merge_document(base, ours, ours, PATH).text == ours


def check_idempotence(triple: Triple) -> None:
    """Merging a side that was merged already changes nothing."""
    result = merged(triple)
    if not result.conflicts:
        for side in triple[1:]:
            assert merge_document(text(side), result.text, text(side), PATH).text == result.text
            assert same(merge_document(text(triple[0]), result.text, result.text, PATH).text or "", result.text or "")


def check_commutativity(triple: Triple) -> None:
    """Which side is ours makes no difference but for the names in the conflicts."""
    base, ours, theirs = triple
    one, other = merged((base, ours, theirs)), merged((base, theirs, ours))
    assert sorted(map(told, one.conflicts)) == sorted(map(swapped, other.conflicts))
    if not one.conflicts:
        assert same(one.text or "", other.text or "")


def told(conflict: MergeConflict) -> str:
    facts = (conflict.field, conflict.base, conflict.ours, conflict.theirs, conflict.reason.split(" Ours:")[0])
    return json.dumps(facts, sort_keys=True, default=repr)


def swapped(conflict: MergeConflict) -> str:
    return told(replace(conflict, ours=conflict.theirs, theirs=conflict.ours))


def check_no_loss(triple: Triple) -> None:
    """Every new word of a side and every id that nobody deleted is in the result."""
    result = merged(triple)
    base, ours, theirs = triple
    for side in (ours, theirs):
        assert words(text(side)) - words(text(base)) <= words(result.text or "")
    ids = [item["id"] for item in values_of(result.text or "", PATH)["script"] if isinstance(item, dict)]
    assert len(ids) == len(set(ids))
    torn = {sides["id"] for conflict in result.conflicts for sides in _values(conflict) if isinstance(sides, dict)}
    before, mine, yours = ({item["id"] for item in scene["script"]} for scene in triple)
    assert (mine & yours) | (mine - before) | (yours - before) == set(ids) | (torn & mine & yours)
    assert not torn & set(ids)


def _values(conflict: MergeConflict) -> list[object]:
    return [
        value for value in (conflict.base, conflict.ours, conflict.theirs) if isinstance(value, dict) and "id" in value
    ]


def check_no_invention(triple: Triple) -> None:
    """No word of the result is from nowhere."""
    result = merged(triple)
    known = set().union(*(words(text(scene)) for scene in triple))
    marks_of = {"conflict", "base", "ours", "theirs", *(conflict.id for conflict in result.conflicts)}
    assert words(result.text or "") <= known | marks_of


def check_order(triple: Triple) -> None:
    """Pairs that both sides order alike stay so, but for two that were moved past each other, each by another side.

    What a side inserted stays together.
    """
    result = merged(triple)
    base = [item["id"] for item in triple[0]["script"]]
    script = [item["id"] for item in values_of(result.text or "", PATH)["script"] if isinstance(item, dict)]
    sides = [[item["id"] for item in scene["script"]] for scene in triple[1:]]
    both = [name for name in script if name in sides[0] and name in sides[1]]
    for index, first in enumerate(both):
        for second in both[index + 1 :]:
            orders = {side.index(first) < side.index(second) for side in sides}
            apart = all({first, second} & moved(base, side) for side in sides)
            assert orders != {False} or apart
    for side, own in zip(sides, ("nxo", "nyt"), strict=True):
        for first, second in itertools.pairwise(side):
            if first.startswith(own) and second.startswith(own):
                assert script.index(second) == script.index(first) + 1


def check_round_trip(triple: Triple) -> None:
    """Picking ours everywhere takes ours at the conflicted addresses and changes nothing else."""
    result = merged(triple)
    if not result.conflicts:
        return
    assert {name for name, _ in unresolved(result.text or "", PATH)} == {c.id for c in result.conflicts}
    value = values_of(result.text or "", PATH)
    for side in ("ours", "theirs", "base"):
        resolved = resolve(result.text or "", PATH, {ALL: side})
        assert equivalent(values_of(resolved, PATH), picked(value, side), rule_of(PATH))
    one_by_one = result.text or ""
    for conflict in reversed(result.conflicts):
        one_by_one = resolve(one_by_one, PATH, {conflict.id: "ours"})
    assert same(one_by_one, resolve(result.text or "", PATH, {ALL: "ours"}))


def picked(value: Any, side: str) -> Any:
    found = dict(marks(value))
    return _picked(value, (), found, side)


def _picked(value: Any, address: Address, found: dict[Address, Any], side: str) -> Any:
    if address in found:
        return found[address].sides.get(side, MISSING)
    if isinstance(value, dict):
        inner = {key: _picked(each, (*address, key), found, side) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each is not MISSING}
    if isinstance(value, list):
        listed = [_picked(each, (*address, index), found, side) for index, each in enumerate(value)]
        return [each for each in listed if each is not MISSING]
    return value


PROPERTIES = [
    check_identity,
    check_idempotence,
    check_commutativity,
    check_no_loss,
    check_no_invention,
    check_order,
    check_round_trip,
]


@QUICK
@given(triples())
def test_invariants(triple: Triple) -> None:
    for check in PROPERTIES:
        check(triple)


@pytest.mark.slow
@DEEP
@given(triples())
def test_invariants_deep(triple: Triple) -> None:
    for check in PROPERTIES:
        check(triple)


@QUICK
@given(triples(), st.tuples(*[st.sampled_from(STYLES)] * 3))
def test_format_is_no_change(triple: Triple, styles: tuple[str, str, str]) -> None:
    """Key order, wrapping, quotes, flow style, comments and line ends change nothing of what the merge says."""
    plain = merged(triple)
    result = merge_document(*map(restyled, triple, styles), PATH)
    assert sorted(map(told, result.conflicts)) == sorted(map(told, plain.conflicts))
    if not plain.conflicts:
        assert same(result.text or "", plain.text or "")
    if "commented" in styles[1:]:
        assert "# a note at the top" in (result.text or "") or styles[0] == "commented"
