"""The stories that rules are measured on: each one loads, and what is expected of a faulty one can be found in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from expected import expected_in
from fault import Fault, judged
from one_file import documents_in, made

from anime_cli.model.script import EVENTS, Event
from anime_cli.story.finding import Finding

FAULTY = Path(__file__).parent / "faulty"
SOUND = sorted((Path(__file__).parent / "sound").glob("*.yaml"))
EXPECTED = expected_in(FAULTY / "expected.yaml")
STORIES = sorted(set(FAULTY.glob("*.yaml")) - {FAULTY / "expected.yaml"})
RULES = {f"C{number:02}" for number in range(1, 21)} - {"C19"}


def test_every_story_is_expected_to_be_faulty() -> None:
    assert [path.stem for path in STORIES] == sorted(EXPECTED)
    assert len(STORIES) == 60
    assert all(EXPECTED.values())


def test_every_rule_has_three_stories_or_more() -> None:
    stories = Counter(rule for faults in EXPECTED.values() for rule in {fault.rule for fault in faults})
    assert stories.keys() == RULES
    assert min(stories.values()) >= 3, stories


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_faulty_story_is_a_story(path: Path) -> None:
    """It loads with no key unknown, has three scenes or more, and holds every place that a finding should name."""
    documents = documents_in(path)
    story = made(documents)
    assert len(story.scenes) >= 3
    assert not any(scene.extra or any(item.extra for item in scene.script) for scene in story.scenes.values())
    items = {item.id for scene in story.scenes.values() for item in scene.script if item.named}
    for fault in EXPECTED[path.stem]:
        assert fault.scenes <= story.scenes.keys()
        assert fault.items <= items
        assert fault.paths <= documents.keys()
        assert (fault.because is not None) == (fault.rule == "C17")


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_a_sound_story_is_a_story(path: Path) -> None:
    """It loads with no key unknown, and is rich: five scenes or more, and ten events or more of five kinds or more."""
    story = made(documents_in(path))
    items = [item for scene in story.scenes.values() for item in scene.script]
    events = [item.kind for item in items if isinstance(item, Event)]
    assert len(story.told) >= 5
    assert not any(each.extra for each in (*story.scenes.values(), *story.characters.values(), *items))
    assert len(events) >= 10
    assert len(set(events)) >= 5


def test_sound_stories_have_every_event_and_every_mode() -> None:
    stories = [made(documents_in(path)) for path in SOUND]
    scenes = [scene for story in stories for scene in story.told]
    assert len(stories) == 12
    assert {item.kind for scene in scenes for item in scene.script if isinstance(item, Event)} == EVENTS.keys()
    assert {scene.mode for scene in scenes} == {None, "flashback", "dream", "imagined", "parallel"}
    assert {entry.presence for scene in scenes for entry in scene.cast.values()} == {None, "voice", "ghost"}


def found(rule: str, scene: str, *, waived: bool = False) -> Finding:
    return Finding(rule=rule, message="", path=f"scenes/{scene}.yaml", scene=scene, waived=waived)


FAULT = Fault("C07", frozenset({"court"}), also=(Fault("C11", frozenset({"court"})),))


def test_a_fault_is_met_by_its_rule_at_its_scene_alone() -> None:
    assert judged([FAULT], [found("C07", "court")]).met == (FAULT,)
    for other in (found("C07", "bridge"), found("C08", "court")):
        verdict = judged([FAULT], [other])
        assert (verdict.met, verdict.missed, verdict.false) == ((), (FAULT,), (other,))


def test_a_consequence_is_neither_the_fault_nor_false() -> None:
    verdict = judged([FAULT], [found("C11", "court")])
    assert (verdict.missed, verdict.false) == ((FAULT,), ())


def test_a_fault_may_be_found_and_called_too_slight() -> None:
    error = Fault("C07", frozenset({"court"}), severity="error")
    assert error.is_graded_by(found("C07", "court"))
    assert not Fault("C07", severity="warning").is_graded_by(found("C07", "court"))


def test_what_is_waived_is_not_found() -> None:
    verdict = judged([FAULT], [found("C07", "court", waived=True), found("C18", "court", waived=True)])
    assert (verdict.missed, verdict.false) == ((FAULT,), ())
