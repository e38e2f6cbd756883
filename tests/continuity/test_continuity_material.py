"""The faulty stories that rules are measured on: each one loads, and what is expected of it can be found in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from expected import Expected, expected_in, judged
from one_file import documents_in, made

from anime_cli.story.finding import Finding

FAULTY = Path(__file__).parent / "faulty"
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


def found(rule: str, scene: str, *, waived: bool = False) -> Finding:
    return Finding(rule=rule, message="", path=f"scenes/{scene}.yaml", scene=scene, waived=waived)


FAULT = Expected("C07", frozenset({"court"}), also=(Expected("C11", frozenset({"court"})),))


def test_a_fault_is_met_by_its_rule_at_its_scene_alone() -> None:
    assert judged([FAULT], [found("C07", "court")]).met == (FAULT,)
    for other in (found("C07", "bridge"), found("C08", "court")):
        verdict = judged([FAULT], [other])
        assert (verdict.met, verdict.missed, verdict.false) == ((), (FAULT,), (other,))


def test_a_consequence_is_neither_the_fault_nor_false() -> None:
    verdict = judged([FAULT], [found("C11", "court")])
    assert (verdict.missed, verdict.false) == ((FAULT,), ())


def test_what_is_waived_is_not_found() -> None:
    verdict = judged([FAULT], [found("C07", "court", waived=True), found("C18", "court", waived=True)])
    assert (verdict.missed, verdict.false) == ((FAULT,), ())
