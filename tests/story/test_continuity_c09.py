"""C09: everybody has the time for their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def walk(tell: Tell, minute: int, **later: Any) -> Story:
    """Return a story of Ren on the roof until 18:10 and at the station, a quarter of an hour away, at 18:MINUTE."""
    roof = {"place": "roof", "time": "18:00", "lasts": "10m", "cast": {"ren": {}}, "script": later.pop("before", [])}
    return tell({"a": roof, "b": {"place": "station", "time": f"18:{minute}", "cast": {"ren": {}}, **later}})


def test_a_way_that_takes_too_long(tell: Tell) -> None:
    """The hint says how much later the scene must start: then it is just enough."""
    (finding,) = found(walk(tell, 20), "C09")
    assert finding.message == 'Ren has 10m between "A" (Roof) and "B" (Station), but the way takes 15m.'
    assert finding.hint == 'Let "B" start 5m later, or shorten a route in `places/`.'
    assert (finding.path, finding.scene, finding.severity) == ("scenes/b.yaml", "b", "error")
    assert [each.path for each in finding.evidence] == ["scenes/a.yaml"]
    assert found(walk(tell, 25), "C09") == ()


def test_who_leaves_sets_out_when_the_scene_starts(tell: Tell) -> None:
    leaves = {"event": "leaves", "who": ["ren"], "to": "yard"}
    assert found(walk(tell, 15, before=[leaves]), "C09") == ()
    (finding,) = found(walk(tell, 10, before=[{**leaves, "to": "roof"}]), "C09")
    assert finding.message == 'Ren has 10m between "A" (Roof) and "B" (Station), but the way takes 15m.'


def test_who_arrives_must_be_there_by_then(tell: Tell) -> None:
    arrives = {"event": "arrives", "who": ["ren"]}
    assert found(walk(tell, 15, lasts="10m", script=[arrives]), "C09") == ()
    assert found(walk(tell, 15, lasts="30m", script=[{**arrives, "at": "18:25"}]), "C09") == ()
    assert len(found(walk(tell, 15, lasts="30m", script=[{**arrives, "at": "18:24"}]), "C09")) == 1


def test_scenes_that_overlap_are_told_of_by_c08_alone(tell: Tell) -> None:
    story = walk(tell, 15)
    assert found(story, "C08") == ()
    overlapping = tell(
        {
            "a": {"place": "roof", "time": "18:00", "lasts": "1h", "cast": {"ren": {}}},
            "b": {"place": "station", "time": "18:20", "cast": {"ren": {}}},
        }
    )
    assert (len(found(overlapping, "C08")), found(overlapping, "C09")) == (1, ())


def test_what_is_no_fault(tell: Tell) -> None:
    """A place that no way leads to, a voice, a dream, a scene without a time."""
    assert found(walk(tell, 20, place="island"), "C09") == ()
    assert found(walk(tell, 20, cast={"ren": {"as": "voice"}}), "C09") == ()
    assert found(walk(tell, 20, mode="dream"), "C09") == ()
    story = tell({"a": {"cast": {"ren": {}}}, "b": {"place": "station", "cast": {"ren": {}}}})
    assert found(story, "C09") == ()
