"""The measurement behind docs/stats.md: its damages damage, its areas are chances, its figures are the page's."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stats_separation import DAMAGES, area, paired, stories, table

from anime_cli.model.script import Line

if TYPE_CHECKING:
    from anime_cli.story.snapshot import Story

PAGE = (Path(__file__).parents[2] / "docs" / "stats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sakura() -> Story:
    return next(iter(stories(0)))


def lines(story: Story) -> list[Line]:
    return [item for scene in story.told for item in scene.script if isinstance(item, Line)]


def test_an_area_is_a_chance() -> None:
    """1 where every sound value is greater, 0 where every damaged one is, a half where nothing tells them apart."""
    assert area([3, 4], [1, 2]) == 1
    assert area([1], [2, 3]) == 0
    assert area([1, 2], [1, 2]) == 0.5
    assert area([1, 3], [2]) == 0.5
    assert paired([1, 2, 3], [0, 2, 4]) == 0.5


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_changes_what_it_says(name: str, sakura: Story) -> None:
    """It is the same for the same chance, and leaves the sound story as it was."""
    before = [scene.id for scene in sakura.told], lines(sakura)
    hurt = DAMAGES[name](sakura, random.Random(1))
    again = DAMAGES[name](sakura, random.Random(1))
    assert ([scene.id for scene in hurt.told], lines(hurt)) == ([scene.id for scene in again.told], lines(again))
    assert ([scene.id for scene in hurt.told], lines(hurt)) != before
    assert ([scene.id for scene in sakura.told], lines(sakura)) == before
    assert len(hurt.told) == len(sakura.told) - (5 if name == "a third lost" else 0)


def test_the_page_says_what_the_measurement_finds() -> None:
    """Coherence tells a shuffled story; a figure that the page says describes only never separates."""
    head, columns, *rows = table(1)
    assert head.startswith("8 stories")
    assert columns.split("\t") == ["figure", *DAMAGES]
    found = {row.split("\t")[0]: row.split("\t")[1:] for row in rows}
    assert all(cell.endswith("*") for cell in found["coherence"][:3])
    assert found["stock phrases"] == ["0.50 (0.50)"] * len(DAMAGES)
    describing = [row.split("|")[1].strip() for row in PAGE.splitlines() if row.endswith("| describes only |")]
    names = {"emotions shown": "emotions", "bad ties": "negative ties"}
    assert {names.get(each, each) for each in describing} <= found.keys()
