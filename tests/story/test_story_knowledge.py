"""Who knows what, from whom and since where."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from wild import documents, wild

from anime_cli.story.errors import ItemNotFound, PathNotFound, SceneNotFound
from anime_cli.story.fold import fold
from anime_cli.story.knowledge import knowledge_at
from anime_cli.story.order import ordered
from anime_cli.story.snapshot import assemble
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.knowledge import Chain
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

FACTS = {
    "magic": {"text": "Ren has magic.", "secret": "true", "known_by": ["ren"]},
    "letter": {"text": "There is a letter.", "secret": "true"},
    "town": {"text": "The town lies by the sea."},
}
CAST = {"cast": {"ren": {}, "mio": {}, "hana": {}}}


def reveals(by: str, to: str, fact: str = "magic", name: str = "tells") -> dict[str, Any]:
    return {"event": "reveals", "by": by, "to": [to], "fact": fact, "id": name}


def learns(who: str, fact: str = "magic", name: str = "finds", **more: str) -> dict[str, Any]:
    return {"event": "learns", "who": who, "fact": fact, "id": name, **more}


def told(tell: Tell, *scripts: list[dict[str, Any]], **more: Any) -> Story:
    return tell({f"s{n}": {**CAST, "script": script} for n, script in enumerate(scripts)}, facts=FACTS, **more)


def people(chain: Chain) -> list[str]:
    return [link.who for link in chain]


def test_a_secret_goes_from_mouth_to_mouth(tell: Tell) -> None:
    """Every knower has the event that taught them, and the chain leads back to who knew it first."""
    story = told(tell, [reveals("ren", "mio")], [reveals("mio", "hana")])
    knowledge, moment = knowledge_at(story)
    assert moment.scene == "s1"
    assert [(each.who, each.cause, each.source) for each in knowledge.knowers("magic")] == [
        ("ren", None, None),
        ("mio", Cause("s0", "tells"), "ren"),
        ("hana", Cause("s1", "tells"), "mio"),
    ]
    assert [people(chain) for chain in knowledge.leaks("magic")] == [["ren", "mio"], ["ren", "mio", "hana"]]


def test_what_is_found_out_begins_a_chain(tell: Tell) -> None:
    """`learns` without `from` has no source, `from` names one."""
    story = told(tell, [learns("mio", "letter"), learns("hana", "letter", "asks", **{"from": "mio"})])
    knowledge, _ = knowledge_at(story)
    assert [(each.who, each.source) for each in knowledge.knowers("letter")] == [("mio", None), ("hana", "mio")]
    assert [people(chain) for chain in knowledge.leaks("letter")] == [["mio"], ["mio", "hana"]]


def test_a_teller_who_does_not_know_ends_the_chain(tell: Tell) -> None:
    """A chain begins with somebody who was told by one who didn't know it then, even if they learn it later."""
    story = told(tell, [reveals("mio", "hana")], [reveals("hana", "mio")])
    knowledge, _ = knowledge_at(story)
    chains = {chain[-1].who: chain for chain in knowledge.leaks("magic")}
    assert people(chains["hana"]) == ["hana"]
    assert chains["hana"][0].source == "mio"
    assert people(chains["mio"]) == ["hana", "mio"]


def test_a_moment_inside_a_scene(tell: Tell) -> None:
    """At an item holds what holds once it has happened; what comes later is told as what they will learn."""
    story = told(tell, [{"action": "Rain.", "id": "rain"}, reveals("ren", "mio")], [reveals("mio", "hana")])
    before, _ = knowledge_at(story, "s0:rain")
    after, _ = knowledge_at(story, "s0:tells")
    assert before.of("mio") == ()
    assert [each.fact for each in after.of("mio")] == ["magic"]
    lacking = {each.fact: each.later for each in before.unknown("hana")}
    assert lacking["letter"] is None
    assert lacking["magic"] is not None
    assert (lacking["magic"].cause, lacking["magic"].source) == (Cause("s1", "tells"), "mio")


def test_what_is_no_secret_is_known_without_a_word(tell: Tell) -> None:
    """A fact that everybody knows is nobody's in particular, and never leaks."""
    knowledge, _ = knowledge_at(told(tell, [learns("mio", "town")]))
    assert set(knowledge.secrets) == {"magic", "letter"}
    assert knowledge.of("mio") == ()
    assert [each.who for each in knowledge.knowers("town")] == ["mio"]
    assert knowledge.leaks("town") == ()


def test_a_dream_teaches_nobody(tell: Tell) -> None:
    """It is known in the dream, and forgotten after it."""
    scenes = {
        "night": {**CAST, "mode": "dream", "script": [reveals("ren", "mio")]},
        "day": {**CAST, "script": []},
    }
    story = tell(scenes, facts=FACTS)
    assert [each.who for each in knowledge_at(story, "night")[0].knowers("magic")] == ["ren", "mio"]
    assert [each.who for each in knowledge_at(story)[0].knowers("magic")] == ["ren"]


def test_a_flashback_is_known_before_it_is_told(tell: Tell) -> None:
    """Knowledge follows story order."""
    scenes = {
        "now": {**CAST, "day": "1", "time": "10:00", "script": []},
        "then": {**CAST, "day": "-5", "time": "10:00", "mode": "flashback", "script": [learns("mio")]},
    }
    knowledge, _ = knowledge_at(tell(scenes, facts=FACTS), "now")
    assert [each.fact for each in knowledge.of("mio")] == ["magic"]


def test_paths_know_different_things(tell: Tell) -> None:
    """A path through a scene knows what is told there, the other doesn't; a moment's future is on its own path."""
    scenes = {
        "fork": {**CAST, "script": [{"choice": "Tell", "to": "yes"}, {"choice": "Don't", "to": "no"}]},
        "yes": {**CAST, "script": [reveals("ren", "mio")], "next": "end"},
        "no": {**CAST, "script": [learns("hana", "letter")], "next": "end"},
    }
    story = tell(scenes, facts=FACTS)
    assert [each.who for each in knowledge_at(story)[0].knowers("magic")] == ["ren", "mio"]
    other, moment = knowledge_at(story, path=("no",))
    assert moment.scene == "no"
    assert [each.who for each in other.knowers("magic")] == ["ren"]
    assert [each.later for each in knowledge_at(story, "no")[0].unknown("mio")] == [None, None]
    with pytest.raises(PathNotFound):
        knowledge_at(story, path=("yes", "no"))
    with pytest.raises(SceneNotFound):
        knowledge_at(story, "yes", path=("no",))


def test_a_scene_in_no_chapter_stands_alone(tell: Tell) -> None:
    story = tell({"a": {}, "lone": {**CAST, "script": [reveals("ren", "mio")]}}, {"one": ["a"]}, facts=FACTS)
    assert [each.who for each in knowledge_at(story, "lone")[0].knowers("magic")] == ["ren", "mio"]
    assert [each.who for each in knowledge_at(story)[0].knowers("magic")] == ["ren"]


def test_a_story_without_scenes_knows_its_beginning(tell: Tell) -> None:
    knowledge, moment = knowledge_at(tell({}, facts=FACTS))
    assert moment.scene is None
    assert [each.who for each in knowledge.knowers("magic")] == ["ren"]
    assert knowledge.unknown("mio")[0].later is None


def test_what_is_not_there_is_an_error(tell: Tell) -> None:
    story = told(tell, [])
    with pytest.raises(SceneNotFound):
        knowledge_at(story, "nowhere")
    with pytest.raises(ItemNotFound):
        knowledge_at(story, "s0:nothing")


@settings(max_examples=40, deadline=None)
@given(wild())
def test_any_story_answers_and_agrees_with_its_fold(drawn: Wild) -> None:
    """Known and unknown make all secrets, and chains run forwards in time."""
    story = assemble(documents(drawn))
    folded = fold(story)
    for scene in story.scenes:
        knowledge, _ = knowledge_at(story, scene)
        for who in folded.after(scene).people:
            known = {each.fact for each in knowledge.of(who)} & set(knowledge.secrets)
            lacking = {each.fact for each in knowledge.unknown(who)}
            assert known | lacking == set(knowledge.secrets)
            assert not known & lacking
        for fact in story.document.facts:
            for chain in knowledge.leaks(fact):
                times = [knowledge.since(link) for link in chain]
                assert times == sorted(times)
                assert all(after.source == before.who for before, after in pairwise(chain))


@settings(max_examples=40, deadline=None)
@given(wild())
def test_nothing_is_forgotten(drawn: Wild) -> None:
    """Along a path, in story order, what somebody knows only grows."""
    story = assemble(documents(drawn))
    path = story.paths.through(())
    folded = fold(story, path)
    knowing: dict[str, set[str]] = {}
    for here in ordered(story, path):
        if here.scene.mode not in {"dream", "imagined"}:
            for who, person in folded.after(here.scene.id).people.items():
                assert knowing.get(who, set()) <= set(person.knows)
                knowing[who] = set(person.knows)
