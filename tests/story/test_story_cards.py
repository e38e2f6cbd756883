"""A check that knows the cards of the documents finds what one finds that reads every document."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from graver import check
from hypothesis import HealthCheck, given, settings
from wild import documents, wild

from anime_cli.model.kinds import kind_of
from anime_cli.model.load import file_of
from anime_cli.story.check import RULES, cards_of, judged
from anime_cli.story.check import check as whole_check
from anime_cli.story.continuity.brief import kept_of
from anime_cli.story.continuity.card import Card, cards_in, decides
from anime_cli.story.continuity.check import findings
from anime_cli.story.continuity.presence import ABSENT, DEAD, LIVING, barred, doers
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.continuity.waiving import waive
from anime_cli.story.fold import fold
from anime_cli.story.references import references
from anime_cli.story.snapshot import assemble
from anime_cli.story.wording import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wild import Wild

    from anime_cli.model.documents import Scene
    from anime_cli.story.continuity.visit import Step, Visit
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause

    Tell = Callable[..., Story]

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
few = settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
many = settings(max_examples=3000, deadline=None, suppress_health_check=SLOW)


class Watched(dict[str, "Scene"]):
    """Scenes that note which of them were read."""

    def __init__(self, scenes: Mapping[str, Scene]) -> None:
        super().__init__(scenes)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Scene:
        self.read.add(name)
        return super().__getitem__(name)


class Whole(Reading):
    """A story that is read with all of every scene."""

    @property
    def brief(self) -> Story:  # type: ignore[override]
        return self.story

    @property
    def course(self) -> Story:  # type: ignore[override]
        return self.story

    def step_place(self, visit: Visit, step: Step) -> int:  # noqa: ARG002
        """Return the place of STEP."""
        return step.at

    def place(self, scene: str, at: int) -> int:  # noqa: ARG002
        """Return AT: nothing is left out of the script of SCENE."""
        return at


def agree_on_states(story: Story) -> None:
    """Compare the states of whole scenes with those of scenes in brief."""
    brief = Reading(story, cards_of(story)).brief
    whole, short = fold(story), fold(brief)
    for name in brief.scenes:
        states, places = whole.states(name), [at for at, _ in kept_of(story.scenes[name])]
        assert [states[at] for at in places] == list(short.states(name)[:-1])
        assert states[-1] == short.states(name)[-1]


def remembered(story: Story) -> dict[str, Card]:
    """Return the cards of STORY after a way through JSON."""
    return cards_in({path: card.row() for path, card in cards_of(story).items()})


def suspected(story: Story) -> dict[str, Card]:
    """Return cards of STORY that settle nothing: every rule has to read every document."""
    return {path: card._replace(faults=tuple(RULES)) for path, card in cards_of(story).items()}


def agree(drawn: Wild) -> None:
    """Compare what is found with cards, without any, and with cards that settle nothing; scenes may lie elsewhere."""
    story = assemble(documents(drawn))
    found = whole_check(story)
    apart = [each for each in documents(drawn) if each.id not in drawn["scene"]]
    assert whole_check(assemble(apart, unread=dict(story.scenes)), cards=remembered(story)) == found
    assert whole_check(story, cards=suspected(story)) == found
    assert waive(story.document, findings(Whole(story, cards_of(story)))) == found
    agree_on_states(story)
    assert {(each.path, each.address) for each in found if each.rule == "C01"} >= set(_dangling(story))
    assert {(each.scene, each.item) for each in found if each.rule == "C07"} == set(_barred(story))


def _dangling(story: Story) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    groups = {"scene": story.scenes, "chapter": story.chapters, "character": story.characters, "place": story.places}
    for each in references(story):
        if each.kind in groups and each.target not in groups[each.kind]:
            yield each.path, each.address


def _barred(story: Story) -> Iterator[tuple[str, str]]:
    """Yield who does what they can't, by the states of the fold, once for each person, scene and reason."""
    states = fold(story)
    for scene in story.told:
        told = set()
        for item, state in zip(scene.script, states.states(scene.id), strict=False):
            for name, _ in doers(item, LIVING):
                person = state.person(name)
                why = barred(scene, item, name, person)
                cause = {DEAD: person.alive.cause, ABSENT: person.present.cause}.get(why or "")
                reason = (name, why, None if cause is None else _when(story, scene, cause))
                if why is not None and reason not in told:
                    told.add(reason)
                    yield scene.id, item.id


def _when(story: Story, scene: Scene, cause: Cause) -> str:
    """Tell the moment of CAUSE as a finding in SCENE does."""
    return ("here" if cause.item else "at the door") if cause.scene == scene.id else titled(story.scenes[cause.scene])


@few
@given(wild())
def test_cards_settle_what_reading_everything_finds(drawn: Wild) -> None:
    agree(drawn)


@pytest.mark.slow
@many
@given(wild())
def test_cards_settle_what_reading_everything_finds_in_depth(drawn: Wild) -> None:
    agree(drawn)


def test_whoever_only_speaks_leaves_nothing_behind(tell: Tell) -> None:
    """A scene in brief leaves what the whole scene leaves, also where somebody speaks who is nowhere to be found."""
    lines = [{"who": "ren", "say": "Hm."}, {"who": "nobody", "say": "Hm."}]
    past = {"mode": "flashback", "day": "-1", "time": "10:00", "script": lines}
    agree_on_states(tell({"a": {"script": lines}, "b": past, "c": {}}))


def test_no_scene_of_a_sound_story_is_read(tell: Tell) -> None:
    story = tell(
        {
            "a": {"cast": {"ren": {}, "mio": {}}, "script": [{"event": "dies", "who": "ren", "id": "e1"}]},
            "b": {"cast": {"ren": {"as": "ghost"}}, "script": [{"who": "ren", "say": "Boo."}]},
            "c": {"cast": {"mio": {}}, "script": [{"event": "feels", "who": "mio", "emotion": "sad", "because": "e1"}]},
        }
    )
    scenes = Watched(story.scenes)
    cards = cards_of(story)
    assert check(replace(story, scenes=scenes), cards=cards) == ()
    assert scenes.read == set()


def test_only_scenes_that_speak_of_a_fault_are_read(tell: Tell) -> None:
    story = tell(
        {
            "a": {"cast": {"ren": {}}, "script": [{"event": "dies", "who": "ren"}]},
            "b": {"cast": {"mio": {}}, "script": [{"who": "mio", "say": "Hm."}]},
            "c": {"cast": {"ren": {}}, "script": [{"who": "ren", "say": "Hm."}]},
        }
    )
    scenes = Watched(story.scenes)
    (found,) = check(replace(story, scenes=scenes), cards=cards_of(story))
    assert (found.rule, found.scene) == ("C07", "c")
    assert scenes.read == {"a", "c"}


def test_what_a_card_says_changes_with_its_version(tell: Tell) -> None:
    """Cards are remembered: whatever changes here, a rule that judges one document included, needs a new VERSION."""
    script = [
        {"who": "ren", "say": "Hm.", "emotion": "sad", "uses": ["key"], "id": "e1"},
        {"event": "wears", "who": "ren", "outfit": "coat", "because": "e1"},
        {"event": "dies", "who": "mio", "because": "x9", "id": "e2"},
        {"event": "dies", "who": "mio", "because": "x9", "id": "e2"},
        {"choice": "Go", "to": "b"},
    ]
    scene = {"day": "1", "time": "06:00", "lasts": "1d1h", "mode": "parallel", "cast": {"ren": {}}, "script": script}
    story = tell({"a": scene})
    ids = [item.id for item in story.scenes["a"].script]
    assert list(RULES) == [f"C{number:02}" for number in range(1, 21) if number != 19]
    card, wording = judged(story.scenes["a"], ["Odd."]).pack()
    assert wording == ("A", [0, 1, 2, 3, 4])
    assert json.loads(json.dumps(card)) == [
        5,
        [
            "character mio",
            "character ren",
            "emotion sad",
            "event x9",
            "outfit ren coat",
            "place roof",
            "scene b",
            "uses key",
        ],
        ["C01", "C02", "C07"],
        ["Odd."],
        *("roof", 1, 360, [1, 3600], "parallel", None),
        ["b"],
        ["mio", "ren"],
        ["ren"],
        [["ren"]],
        [
            ["say", "e1", "ren", "", None, "sad", None, ["key"], True],
            ["wears", ids[1], "ren", "coat", "e1"],
            ["dies", "e2", "mio", None, "x9", None, True],
            ["dies", "e2", "mio", None, "x9", None, True],
            ["choice", "", "", "b"],
        ],
        *("e2 e2", "e1", "e1 x9"),
    ]


def test_a_card_of_another_version_is_none(tell: Tell) -> None:
    card = judged(tell({"a": {}}).scenes["a"])
    (version, *row), wording = card.pack()
    assert wording is not None
    assert Card.unpack([version, *row], list(wording)) == card
    assert Card.unpack([version + 1, *row], list(wording)) is None


def test_words_decide_nothing(tell: Tell) -> None:
    """A title and a line may be written anew, one may come in between: what decides of a card stays."""
    script = [{"who": "ren", "say": "Hm.", "emotion": "sad"}, {"event": "feels", "who": "ren", "emotion": "sad"}]
    other = [{"who": "ren", "say": "Oh."}, {**script[0], "say": "No."}, {"shot": "wide"}, script[1]]
    one, two = (judged(tell({"a": {"script": each}}).scenes["a"]) for each in (script, other))
    assert decides(one.row()) == decides(two.row())
    assert one.wording != two.wording
    titled_anew = replace(tell({"a": {"script": script}}).scenes["a"], title="Another")
    assert decides(judged(titled_anew).row()) == decides(one.row())


def test_something_destroyed_by_nobody_is_no_fault(tell: Tell) -> None:
    story = tell({"a": {"script": [{"event": "destroys", "item": "key"}]}}, items={"key": {"name": "a key"}})
    assert check(story) == ()


def test_a_document_is_found_by_its_path(tell: Tell) -> None:
    story = tell({"a": {}})
    everything = [story.document, story.style, *story.chapters.values(), *story.characters.values()]
    for document in [*everything, *story.scenes.values(), *story.places.values()]:
        assert story.at(file_of(document)) is document
    assert kind_of("notes/a.yaml") is None
    with pytest.raises(LookupError):
        story.at("notes/a.yaml")
