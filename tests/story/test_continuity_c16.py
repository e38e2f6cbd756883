"""C16: feelings change for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

GLAD = {"who": "ren", "say": "What a night!", "emotion": "joyful", "intensity": "0.9"}
WILD = {"who": "ren", "say": "Get out.", "emotion": "furious", "intensity": "0.9"}


def between(tell: Tell, *script: dict[str, Any], **scene: Any) -> Story:
    """Return a story of one scene in which Ren is glad, then SCRIPT happens, then he is wild."""
    return tell({"a": {"cast": {"ren": {}, "mio": {}}, "script": [GLAD, *script, WILD], **scene}})


def test_a_jump(tell: Tell) -> None:
    (finding,) = found(between(tell), "C16")
    assert finding.message == (
        'Ren is furious in "A" and was joyful just before; nothing between the two could be a reason.'
    )
    assert finding.hint == "Let something happen in between, or tell the reason: a `feels` event may have a `because`."
    assert (finding.path, finding.address, finding.severity) == ("scenes/a.yaml", ("script", 1), "warning")
    assert [each.address for each in finding.evidence] == [("script", 0)]


@pytest.mark.parametrize(
    "item",
    [
        {"who": "mio", "say": "I sold the boat."},
        {"action": "The lamp falls."},
        {"action": "They shake hands.", "who": ["ren", "mio"]},
        {"event": "injured", "who": "mio", "injury": "a cut"},
    ],
)
def test_whatever_happens_may_be_a_reason(tell: Tell, item: dict[str, Any]) -> None:
    assert found(between(tell, item), "C16") == ()


@pytest.mark.parametrize(
    "item", [{"who": "ren", "say": "Well."}, {"action": "Ren nods.", "who": ["ren"]}, {"shot": "wide", "on": ["mio"]}]
)
def test_what_a_person_does_alone_is_none(tell: Tell, item: dict[str, Any]) -> None:
    assert len(found(between(tell, item), "C16")) == 1


def test_a_reason_may_be_told(tell: Tell) -> None:
    letter = {"event": "learns", "who": "ren", "fact": "f", "id": "reads"}
    feels = {"event": "feels", "who": "ren", "emotion": "furious", "intensity": "0.9"}
    first: dict[str, Any] = {"cast": {"ren": {}}, "script": [letter, GLAD, feels]}
    assert len(found(tell({"a": first}, facts={"f": {"text": "F"}}), "C16")) == 1
    first["script"] = [letter, GLAD, {**feels, "because": "reads"}]
    assert found(tell({"a": first}, facts={"f": {"text": "F"}}), "C16") == ()


def test_from_one_scene_to_the_next(tell: Tell) -> None:
    """A day is long enough for any feeling; scenes of others don't count."""
    cast: dict[str, Any] = {"ren": {"emotion": "furious", "intensity": "1"}}
    first: dict[str, Any] = {"cast": {"ren": {}}, "time": "10:00", "script": [GLAD]}
    other = {"cast": {"mio": {}}, "script": [{"who": "mio", "say": "Hm."}]}
    (finding,) = found(tell({"a": first, "b": other, "c": {"cast": cast, "time": "18:00"}}), "C16")
    assert finding.message.startswith('Ren is furious in "C" and was joyful in "A"')
    assert finding.address == ("cast", "ren", "emotion")
    assert found(tell({"a": first, "b": other, "c": {"cast": cast, "day": "1", "time": "10:00"}}), "C16") == ()


def test_what_is_no_jump(tell: Tell) -> None:
    """Dreams, what follows a flashback, two good feelings, and weak ones."""
    assert found(between(tell, mode="dream"), "C16") == ()
    cast: dict[str, Any] = {"ren": {"emotion": "furious", "intensity": "1"}}
    past = {"mode": "flashback", "day": "-9", "time": "10:00"}
    story = {"a": {"cast": {"ren": {}}, "script": [GLAD]}, "b": past, "c": {"cast": cast}}
    assert found(tell(story), "C16") == ()
    for emotion, intensity in (("proud", "0.9"), ("furious", "0.1")):
        second = {**WILD, "emotion": emotion, "intensity": intensity}
        assert found(tell({"a": {"cast": {"ren": {}}, "script": [GLAD, second]}}), "C16") == ()
