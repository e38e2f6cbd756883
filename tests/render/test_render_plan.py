"""Plans: what would be drawn, what is there, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from drawings import Tiny, line, sakura, tell

from anime_cli.render.cache import KIND, RenderCache, open_cache
from anime_cli.render.errors import ShotNotFound
from anime_cli.render.executor import run
from anime_cli.render.plan import plan
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from anime_cli.render.plan import Plan
    from anime_cli.story.snapshot import Story

SCRIPT = [
    {"shot": "wide", "id": "a"},
    line("aki", "One."),
    {"shot": "close-up", "on": ["bo"], "id": "b"},
    line("bo", "Two."),
    {"shot": "establishing", "id": "c"},
]


@pytest.fixture
def cache(tmp_path: Path) -> RenderCache:
    return open_cache(tmp_path)


def planned(story: Story, cache: RenderCache, **rest: Any) -> Plan:
    return plan(story, fold(story), cache, rest.pop("renderer", Tiny()), **rest)


def drawn(story: Story, cache: RenderCache, **rest: Any) -> None:
    run(planned(story, cache, **rest), cache, rest.get("renderer", Tiny()), jobs=1)


def with_hair(story: Story, who: str, colour: str) -> Story:
    person = story.characters[who]
    look = replace(person.look, hair=replace(person.look.hair, colour=colour))
    return replace(story, characters={**story.characters, who: replace(person, look=look)})


def test_what_was_never_drawn_is_new(cache: RenderCache) -> None:
    entries = planned(tell(SCRIPT), cache).entries
    assert [(entry.address, entry.status, entry.why) for entry in entries] == [
        ("s1:a", "draw", ("new",)),
        ("s1:b", "draw", ("new",)),
        ("s1:c", "draw", ("new",)),
    ]


def test_what_is_drawn_is_not_drawn_again(cache: RenderCache) -> None:
    story = tell(SCRIPT)
    drawn(story, cache)
    again = planned(story, cache)
    assert again.to_draw == ()
    assert [entry.status for entry in again.cached] == ["cached"] * 3


def test_a_changed_hair_colour_draws_the_shots_that_show_it_and_says_so(cache: RenderCache) -> None:
    story = tell(SCRIPT)
    drawn(story, cache)
    dyed = planned(with_hair(story, "aki", "#f59cb8"), cache)
    assert [(entry.address, entry.why) for entry in dyed.to_draw] == [("s1:a", ("Aki: hair colour black → #f59cb8",))]


def test_in_a_whole_story_a_changed_hair_colour_draws_exactly_the_shots_that_show_it(cache: RenderCache) -> None:
    story = sakura()
    drawn(story, cache)
    dyed = planned(with_hair(story, "mio", "black"), cache)
    showing = [each.address for each in dyed.entries if any(figure.id == "mio" for figure in each.request.figures)]
    assert showing
    assert [entry.address for entry in dyed.to_draw] == showing
    assert {entry.why for entry in dyed.to_draw} == {("Mio: hair colour #2f4858 → black",)}


def test_a_picture_that_was_deleted_is_drawn_again(cache: RenderCache) -> None:
    story = tell(SCRIPT)
    drawn(story, cache)
    cache.path(planned(story, cache).entries[0].key).unlink()
    assert [entry.why for entry in planned(story, cache).to_draw] == [("its picture is gone",)]


def test_a_new_version_of_the_renderer_draws_all_again(cache: RenderCache) -> None:
    story = tell(SCRIPT)
    drawn(story, cache)
    newer = planned(story, cache, renderer=Tiny(version="2"))
    assert {entry.why for entry in newer.entries} == {("renderer tiny 1 → tiny 2",)}


def test_going_back_to_what_was_drawn_before_draws_nothing(cache: RenderCache) -> None:
    story = tell(SCRIPT)
    drawn(story, cache)
    drawn(with_hair(story, "aki", "red"), cache)
    back = planned(story, cache)
    assert back.to_draw == ()
    run(back, cache, Tiny())
    assert planned(with_hair(story, "aki", "blue"), cache).to_draw[0].why == ("Aki: hair colour black → blue",)


CHANGES: list[tuple[Callable[[], Story], tuple[str, ...]]] = [
    (lambda: tell(SCRIPT, weather="rain"), ("place: weather clear → rain",)),
    (lambda: tell(SCRIPT, time="22:00"), ("place: light dusk → night",)),
    (lambda: tell(SCRIPT, title="Other"), ("title A scene → Other",)),
    (
        lambda: tell(SCRIPT, cast={"aki": {"outfit": "coat"}, "bo": {}}),
        ("Aki: top of the outfit white → none", "Aki: kind sailor → coat"),
    ),
    (lambda: tell(SCRIPT, cast={"aki": {"pose": "hip"}, "bo": {}}), ("Aki: pose none → hip",)),
    (lambda: tell([SCRIPT[0], line("aki", "Other."), *SCRIPT[2:]]), ("what is said in it",)),
    (
        lambda: tell([SCRIPT[0], line("bo", "One."), *SCRIPT[2:]]),
        ("Aki is no longer in it", "Bo is in it now", "what is said in it"),
    ),
    (lambda: tell([{**SCRIPT[0], "on": ["bo", "aki"]}, *SCRIPT[1:]]), ("Bo is in it now",)),
    (lambda: tell(SCRIPT, style={"words": {"positive": ["ink"]}}), ("words for the picture",)),
    (lambda: tell(SCRIPT, style={"size": "640x360"}), ("height 720 → 360", "width 1280 → 640")),
]


@pytest.mark.parametrize(("change", "why"), CHANGES)
def test_every_change_is_told_in_words(cache: RenderCache, change: Callable[[], Story], why: tuple[str, ...]) -> None:
    drawn(tell(SCRIPT), cache)
    told = planned(change(), cache).entries[0].why
    for words in why:
        assert any(words in sentence for sentence in told), told


def test_people_who_only_change_places_are_told_of(cache: RenderCache) -> None:
    first, other = (
        [{"shot": "wide", "id": "a", "on": on}, line("aki", "One.")] for on in (["aki", "bo"], ["bo", "aki"])
    )
    drawn(tell(first), cache)
    assert "people stand in another order" in planned(tell(other), cache).entries[0].why


def test_scenes_and_single_shots_can_be_named_in_any_order(cache: RenderCache) -> None:
    story = tell(SCRIPT, [{"shot": "wide", "id": "a"}])
    found = planned(story, cache, scenes=["s2", "s1:b", "s1:b"])
    assert [entry.address for entry in found.entries] == ["s1:b", "s2:a"]


def test_key_shots_are_one_a_scene(cache: RenderCache) -> None:
    story = tell(SCRIPT, [])
    assert [entry.shot.scene for entry in planned(story, cache, key_only=True).entries] == ["s1"]
    assert [entry.shot.scene for entry in planned(story, cache, scenes=["s1"], key_only=True).entries] == ["s1"]


@pytest.mark.parametrize(
    ("name", "hint"), [("s11", "Did you mean 's1'?"), ("s1:d", "Did you mean"), ("moon", "anime story read")]
)
def test_an_unknown_name_is_an_error_with_a_hint(cache: RenderCache, name: str, hint: str) -> None:
    with pytest.raises(ShotNotFound) as caught:
        planned(tell(SCRIPT), cache, scenes=[name])
    assert name in caught.value.message
    assert hint in (caught.value.hint or "")


def test_a_size_given_rules_over_the_style(cache: RenderCache) -> None:
    entry = planned(tell(SCRIPT, style={"size": "640x360"}), cache, size=(320, 180)).entries[0]
    assert (entry.request.width, entry.request.height) == (320, 180)


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"key": 1}', '{"key": "k", "renderer": "r", "version": "1", "request": 3}']
)
def test_a_record_of_another_shape_counts_as_none(cache: RenderCache, text: str) -> None:
    cache.database.put_many({"s1:a": text}, KIND)
    assert planned(tell(SCRIPT), cache).entries[0].why == ("new",)
