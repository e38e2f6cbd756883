"""What the bible gathers: how people, things and knowledge begin and end, and where they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from wild import documents, wild

from anime_cli.story.bible.book import Spot
from anime_cli.story.bible.gathering import gather
from anime_cli.story.bible.naming import length_of, when_of
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.bible.book import Bible, CharacterEntry
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

REN = {
    "name": "Ren",
    "want": "To leave.",
    "traits": ["shy"],
    "voice": {"register": "dry"},
    "outfits": {"coat": {"kind": "coat", "top": "grey"}, "suit": {}},
    "look": {"hair": {"colour": "black", "style": "short"}, "eyes": "amber", "height": "1.74m"},
    "born": {"year": "2007", "day": "200"},
    "family": {"mother": "hana"},
}
PEOPLE = {"ren": REN, "hana": {"name": "Hana"}, "mio": {"name": "Mio"}}
CAST = {"cast": {"ren": {}, "hana": {}}}


def person(bible: Bible, name: str) -> CharacterEntry:
    return next(each for each in bible.characters if each.id == name)


def changed(tell: Tell, *events: dict[str, Any], **more: Any) -> Bible:
    """Return the bible of a story whose second scene is a script of EVENTS."""
    scenes = {"a": {**CAST, "script": []}, "b": {**CAST, "script": list(events)}}
    return gather(tell(scenes, people=PEOPLE, **more))


@pytest.mark.parametrize(
    ("event", "what", "first", "last"),
    [
        ({"event": "grows", "field": "want", "to": "To stay."}, "want", "To leave.", "To stay."),
        ({"event": "grows", "field": "need", "to": "Rest."}, "need", None, "Rest."),
        ({"event": "grows", "field": "voice", "to": "warm"}, "voice", "dry", "warm"),
        ({"event": "grows", "field": "trait", "from": "shy", "to": "brave"}, "traits", "shy", "brave"),
        ({"event": "wears", "outfit": "suit"}, "wears", "coat", "suit"),
        ({"event": "injured", "injury": "a cut"}, "injury", None, "a cut"),
        ({"event": "dies"}, "life", "alive", "dead"),
        ({"event": "born"}, "life", "not born", "alive"),
    ],
)
def test_how_somebody_changes(event: dict[str, str], what: str, first: str | None, last: str, tell: Tell) -> None:
    """Each change has both ends and the scene that made it."""
    ren = person(changed(tell, {**event, "who": "ren", "id": "turn"}), "ren")
    change = next(each for each in ren.changes if each.what == what)
    assert (change.first, change.last) == (first, last)
    assert change.since == Spot(scene="b", title="B", number=2, item="turn")


def test_what_never_changes_has_no_spot(tell: Tell) -> None:
    ren = person(changed(tell), "ren")
    assert [(each.what, each.since) for each in ren.changes] == [("want", None), ("voice", None), ("traits", None)]
    about = dict(ren.about)
    assert about["look"] == "short black hair, amber eyes, 1.74 m"
    assert about["outfit coat"] == "coat, grey top"
    assert (about["born"], about["mother"]) == ("2007, day 200", "Hana")
    assert (ren.scenes, ren.first, ren.last) == (
        2,
        Spot(scene="a", title="A", number=1),
        Spot(scene="b", title="B", number=2),
    )


def test_ties_things_and_secrets_have_both_ends(tell: Tell) -> None:
    bible = changed(
        tell,
        {"event": "relation", "from": "ren", "to": "hana", "trust": "+0.3", "fear": "-0.1"},
        {"event": "gives", "by": "ren", "to": "hana", "item": "key", "id": "give"},
        {"event": "destroys", "item": "key", "id": "burn"},
        {"event": "reveals", "by": "hana", "to": ["ren"], "fact": "magic", "id": "tell"},
        relations=[{"from": "ren", "to": "hana", "trust": "0.2"}],
        items={"key": {"name": "a key", "holder": "ren"}},
        facts={"magic": {"text": "Magic.", "secret": "true", "known_by": ["hana"]}, "sea": {"text": "Sea."}},
    )
    ren = person(bible, "ren")
    assert ren.ties[0].levels == {"trust": (0.2, 0.5), "fear": (0, -0.1)}
    assert next(each for each in ren.changes if each.what == "holds").first == "a key"
    assert [(each.fact, each.source) for each in ren.knows] == [("magic", "Hana")]
    hands = bible.items[0].hands
    assert [(hand.who, hand.gone) for hand in hands] == [("Ren", False), ("Hana", False), (None, True)]
    assert [(each.name, each.source) for each in bible.facts[0].knowers] == [("Hana", None), ("Ren", "Hana")]
    assert bible.chapters[0].scenes[1].changes == (
        "Ren changes towards Hana: trust +0.3, fear -0.1.",
        "Ren gives Hana a key.",
        "A key is destroyed.",
        "Hana tells Ren: Magic.",
    )


def test_scenes_say_when_and_where_they_lead(tell: Tell) -> None:
    scenes = {
        "a": {"day": "1", "time": "08:30", "lasts": "1h5m", "script": [{"choice": "Run", "to": "c"}]},
        "b": {"day": "-2", "time": "09:00", "mode": "flashback", "next": "end"},
        "c": {"cast": {"mio": {"as": "ghost"}}, "pov": "nobody"},
    }
    bible = gather(tell(scenes, people=PEOPLE, calendar={"epoch": "2024-04-08"}))
    first, _, last = bible.chapters[0].scenes
    assert (first.when.day, first.when.time, first.when.date, first.lasts) == (1, "08:30", "2024-04-09", "1h5m")
    assert [(way.to, way.choice) for way in first.ways] == [("c", "Run")]
    assert (last.who, last.pov) == (("Mio (ghost)",), "'nobody'")
    assert bible.branching
    assert bible.timeline == ("b", "a", "c")


def test_times_beyond_any_calendar_have_no_date(tell: Tell) -> None:
    story = tell({}, calendar={"epoch": "2024-04-08", "day": "20h"})
    assert when_of(story, 72_000 + 90 * 60).date == "2024-04-08"
    assert (when_of(story, 72_000 + 90 * 60).day, when_of(story, 72_000 + 90 * 60).time) == (1, "01:30")
    assert when_of(story, 10**15).date is None
    assert when_of(tell({}), 0).date is None


def test_lengths_are_written_as_in_a_file(tell: Tell) -> None:
    story = tell({"a": {"lasts": "2d3h20m5s"}, "b": {}})
    assert length_of(story.scenes["a"].lasts) == "2d3h20m5s"
    assert length_of(story.scenes["b"].lasts) is None


@settings(max_examples=40, deadline=None)
@given(wild())
def test_any_story_has_a_bible(drawn: Wild) -> None:
    """Every told scene stands in it once, and in the timeline once."""
    story = assemble(documents(drawn))
    bible = gather(story)
    scenes = [scene.spot.scene for chapter in bible.chapters for scene in chapter.scenes]
    assert sorted(scenes) == sorted(story.told_ids) == sorted(bible.timeline)
    assert {each.id for each in bible.characters} == set(story.characters)
