"""The further kinds are sound: their texts are stories, their sides differ, and what they expect is a story too."""

from __future__ import annotations

import random
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
from further_kinds import KINDS, cases, layout, structure

from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import PROSE, layout_of
from anime_cli.model.load import build, load
from anime_cli.text.plain import plain
from anime_cli.text.prose import normal
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from case import Case

SEEDS = range(20)
MOVING = {structure.scene_split, structure.chapters_merged, structure.character_renamed, structure.line_moved}
"""Kinds in which what one side says moves to another document."""


def _name(kind: Any) -> str:
    return kind.__name__


@cache
def _made(kind: Any) -> list[Case]:
    return [kind(random.Random(seed)) for seed in SEEDS]


def _data(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what TEXTS, all of them valid documents, say: prose by its words, one name as a list of one."""
    return {path: _document(text, path) for path, text in texts.items()}


@cache
def _document(text: str, path: str) -> Any:
    load(text, path)
    return _said(plain(read(text, path, layout_of(_kind(path))).root))


def _kind(path: str) -> str:
    known = kind_of(path)
    assert known is not None
    return known[0]


def _said(value: Any, key: str = "") -> Any:
    if key in {"who", "on", "uses"} and isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return {name: _said(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_said(part) for part in value]
    return normal(value) if key in PROSE and isinstance(value, str) else value


def test_there_are_fifteen_and_cases_goes_round_them() -> None:
    found = [case.kind for case in islice(cases(random.Random(1)), 30)]
    assert len(KINDS) == 15 == len(set(found))
    assert found[:15] == found[15:]


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_a_seed_gives_the_same_case_again_and_another_seed_another(kind) -> None:
    made = _made(kind)
    assert made == [kind(random.Random(seed)) for seed in SEEDS]
    assert len({str(case.base) for case in made}) == len(made)


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_every_text_is_a_document_and_both_sides_changed_something(kind) -> None:
    for case in _made(kind):
        base, ours, theirs = _data(case.base), _data(case.ours), _data(case.theirs)
        assert case.ours != case.base != case.theirs
        assert ours != theirs
        assert kind is layout.reformatted or ours != base != theirs


@pytest.mark.parametrize("kind", KINDS, ids=_name)
def test_what_is_right_is_a_story_of_both_and_neither_side_alone(kind) -> None:
    decided = 0
    for case in _made(kind):
        sides = [_data(texts) for texts in (case.base, case.ours, case.theirs)]
        for right in () if case.expected is None else (case.expected, *case.either):
            decided += 1
            for path, data in right.items():
                _, name = kind_of(path)
                build(_kind(path), name, data)
            alone = sides[:1] if kind is layout.reformatted else sides
            assert {path: _said(data) for path, data in right.items()} not in alone
    assert decided >= len(SEEDS) // 3


@pytest.mark.parametrize("kind", sorted(set(KINDS) - MOVING, key=_name), ids=_name)
def test_what_only_one_side_says_is_what_is_right(kind) -> None:
    """A document that one side alone changed is expected as that side has it."""
    for case in _made(kind):
        base, ours, theirs = _data(case.base), _data(case.ours), _data(case.theirs)
        for path in set(base) | set(ours) | set(theirs) if case.expected else ():
            was, one, other = (side.get(path) for side in (base, ours, theirs))
            right = case.expected.get(path)
            if was in (one, other):
                assert _said(right) == (other if one == was else one)
