"""The benchmark of the check measures sound stories, and sets each check beside the bare parse of the same run."""

from __future__ import annotations

import pytest
from continuity_speed import BARE, Case, Limit, measured, row, table
from eventful_story import Size, documents, forks
from merge_speed import Done

from anime_cli.model.documents import Scene
from anime_cli.model.load import load
from anime_cli.model.script import Event
from anime_cli.story.check import check
from anime_cli.story.snapshot import assemble


def test_an_eventful_story_is_sound_and_the_same_every_time() -> None:
    written = dict(documents(Size(60, 25)))
    assert written == dict(documents(Size(60, 25)))
    story = assemble([load(text, path).document for path, text in written.items()])
    assert not [each for each in check(story) if each.severity == "error"]
    items = [item for scene in story.told for item in scene.script]
    assert len(items) == 60 * 25
    assert sum(isinstance(item, Event) for item in items) == 60 * 5


def test_a_story_of_forks_has_two_ways_at_each() -> None:
    read = [load(text, path).document for path, text in forks(7)]
    story = assemble(read)
    assert sum(isinstance(each, Scene) for each in read) == 3 * 7 + 1
    assert sum(len(nexts) > 1 for nexts in story.paths.after.values()) == 7
    assert {each.severity for each in check(story)} <= {"info"}


def test_a_ratio_compares_neighbours_in_time() -> None:
    samples = {
        BARE: [Done(1, 1, 40, ""), Done(10, 10, 41, "")],
        "cold": [Done(4, 3, 90, ""), Done(50, 50, 91, "")],
    }
    line = row("A story", "cold", samples, Limit(2.5))
    assert line == "| A story | cold | 27000 ms | 26500 ms | 4.00x | 91 MB | 2500 ms |\n"
    assert row("A story", "cold", samples, Limit(memory=1000)).endswith("| 1000 MB |\n")


@pytest.mark.slow
def test_the_benchmark_runs_on_a_small_story() -> None:
    samples = measured(Case("small", Size(30, 10), {}), 1)
    assert {name: len(done) for name, done in samples.items()} == dict.fromkeys(
        (BARE, "cold", "warm", "words", "feeling", "event"), 1
    )
    assert "60 choices" in table(1, ["60"])
