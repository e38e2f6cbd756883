"""C14: causes come before what they cause."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graver import found

from anime_cli.story.continuity.check import cards_of
from anime_cli.story.continuity.reading import Reading
from anime_cli.story.continuity.rules import causality

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL: dict[str, Any] = {"ren": {}, "mio": {}}


def feels(name: str, because: str | None = None) -> dict[str, Any]:
    """Return an event NAME that happens because of another."""
    made = {"event": "grows", "who": "ren", "field": "want", "to": name, "id": name}
    return made if because is None else {**made, "because": because}


def scene(*script: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"cast": ALL, "script": list(script), **more}


def test_a_cause_later_in_the_script(tell: Tell) -> None:
    (finding,) = found(tell({"a": scene(feels("one", "two"), feels("two"))}), "C14")
    assert (
        finding.message == "In \"A\", the event 'grows' happens because of the event 'grows', which comes later in it."
    )
    assert finding.hint == "Let `because` name an event before it, or take `because: two` out."
    assert (finding.path, finding.address, finding.item) == ("scenes/a.yaml", ("script", 0), "one")
    assert [each.address for each in finding.evidence] == [("script", 1)]
    assert found(tell({"a": scene(feels("two"), feels("one", "two"))}), "C14") == ()


def test_a_cause_in_a_later_scene(tell: Tell) -> None:
    """Later is later in story order: a flashback told later happened before."""
    first, later = scene(feels("one", "two")), scene(feels("two"))
    (finding,) = found(tell({"a": first, "b": later}), "C14")
    assert finding.message.endswith('which comes later, in "B".')
    past = {**later, "mode": "flashback", "day": "-3", "time": "10:00"}
    assert found(tell({"a": first, "b": past}), "C14") == ()


def test_a_ring_of_causes_is_one_fault(tell: Tell) -> None:
    story = tell({"a": scene(feels("one", "three"), feels("two", "one"), feels("three", "two"))})
    (finding,) = found(story, "C14")
    assert finding.message.endswith("stands in a ring of 3 causes: each because of the next, the last of the first.")
    assert len(finding.evidence) == 2


def test_nothing_happens_because_of_itself(tell: Tell) -> None:
    (finding,) = found(tell({"a": scene(feels("one", "one"))}), "C14")
    assert finding.message.endswith("happens because of itself.")
    assert finding.evidence == ()


def test_a_cause_on_another_path_or_nowhere_is_no_fault(tell: Tell) -> None:
    fork = {"script": [{"choice": "L", "to": "l"}, {"choice": "R", "to": "r"}]}
    story = tell({"a": fork, "l": scene(feels("one", "two"), next="end"), "r": scene(feels("two"))})
    assert found(story, "C14") == ()
    assert found(tell({"a": scene(feels("one", "nothing"))}), "C14") == ()


def test_a_long_chain_of_causes_is_walked_once(tell: Tell) -> None:
    """The bound leaves room for a busy machine."""
    chain = [feels(f"e{at}", f"e{at - 1}" if at else None) for at in range(3000)]
    story = tell({"a": scene(*chain)})
    reading = Reading(story, cards_of(story))
    begin = time.process_time()
    assert list(causality.find(reading)) == []
    assert time.process_time() - begin < 2
