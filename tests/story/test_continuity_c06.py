"""C06: what a story declares and no scene takes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL = {"ren": {}, "mio": {}, "hana": {}}
DECLARED = {
    "items": {"key": {"name": "a key"}},
    "facts": {"will": {"text": "W", "secret": "true"}, "sea": {"text": "The sea is near."}},
    "threads": {"who": {"question": "Who?"}},
}


def test_people_and_places_are_warnings(tell: Tell) -> None:
    """The yard and the station are stages of ways; nobody need be there."""
    lost = found(tell({"a": {"cast": {"ren": {}}, "mentions": ["mio"]}}), "C06")
    assert [(each.path, each.severity) for each in lost] == [
        ("characters/hana.yaml", "warning"),
        ("places/island.yaml", "warning"),
    ]
    assert lost[0].message == "No scene, relation or family names Hana."
    assert lost[0].hint == "Let a scene name it, or delete characters/hana.yaml."


def test_entries_of_the_story_are_infos(tell: Tell) -> None:
    """A fact that is no secret needs no scene."""
    lost = found(tell({"a": {"cast": ALL}, "b": {"place": "island"}}, **DECLARED), "C06")
    assert [(each.address, each.severity) for each in lost] == [
        (("facts", "will"), "info"),
        (("items", "key"), "info"),
        (("threads", "who"), "info"),
    ]
    assert lost[1].message == "No scene takes up the thing 'key'."
    assert lost[1].hint == "Let a scene name it, or delete 'key' from `items` in story.yaml."


def test_what_a_scene_names_is_taken_up(tell: Tell) -> None:
    script = [{"action": "A.", "uses": ["key", "will"]}, {"event": "sets_up", "thread": "who"}]
    story = tell({"a": {"cast": ALL, "script": script}, "b": {"place": "island"}}, **DECLARED)
    assert found(story, "C06") == ()


def test_relations_family_and_holders_name_people(tell: Tell) -> None:
    people: dict[str, Any] = {name: {"name": name.title()} for name in ("ren", "mio", "hana", "kei", "aoi")}
    people["ren"]["family"] = {"aunt": "kei"}
    story = tell(
        {"a": {"cast": {"ren": {}}}, "b": {"place": "island"}},
        people=people,
        relations=[{"from": "ren", "to": "mio", "trust": "0.1"}],
        items={"key": {"name": "a key", "holder": "hana"}},
        facts={"will": {"text": "W", "secret": "true", "known_by": ["aoi"]}},
    )
    assert [each.path for each in found(story, "C06")] == ["story.yaml", "story.yaml"]
