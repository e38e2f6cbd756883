"""C10: a secret is known before it is told or used, and is not told for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL: dict[str, Any] = {"ren": {}, "mio": {}}
SAYS = {"who": "ren", "say": "It is forged.", "uses": ["will"]}
LEARNS = {"event": "learns", "who": "ren", "fact": "will", "id": "told"}


def secret(tell: Tell, *script: dict[str, Any], **scene: Any) -> Story:
    """Return a story in which Mio knows a secret and Ren does not."""
    facts = {"will": {"text": "W", "secret": "true", "known_by": ["mio"]}, "sea": {"text": "S"}}
    return tell({"a": {"cast": ALL, "script": list(script), **scene}}, facts=facts)


def test_a_line_uses_what_its_speaker_does_not_know(tell: Tell) -> None:
    (finding,) = found(secret(tell, SAYS, SAYS), "C10")
    assert finding.message == (
        'In "A", the line "It is forged.": Ren uses the secret \'will\', but has not learned it by then.'
    )
    assert finding.hint == (
        "Add `event: learns` with `who: ren` and `fact: will` before it, or ren to its `known_by` in story.yaml."
    )
    assert (finding.path, finding.address, finding.severity) == ("scenes/a.yaml", ("script", 0), "error")
    assert found(secret(tell, LEARNS, SAYS), "C10") == ()


def test_one_of_those_who_act_must_know(tell: Tell) -> None:
    acts = {"action": "They burn it.", "uses": ["will"]}
    assert found(secret(tell, {**acts, "who": ["ren", "mio"]}), "C10") == ()
    assert found(secret(tell, acts), "C10") == ()
    assert len(found(secret(tell, {**acts, "who": ["ren"]}), "C10")) == 1


def test_who_tells_must_know(tell: Tell) -> None:
    """What the other then knows is known: it follows from a fault that is told."""
    tells = {"event": "reveals", "by": "ren", "to": ["hana"], "fact": "will"}
    (finding,) = found(secret(tell, tells, {**SAYS, "who": "hana"}), "C10")
    assert "Ren tells the secret 'will'" in finding.message
    assert len(found(secret(tell, {**LEARNS, "from": "hana"}, SAYS), "C10")) == 1
    assert found(secret(tell, {**LEARNS, "from": "mio"}, SAYS), "C10") == ()


def test_what_is_no_fault(tell: Tell) -> None:
    """A fact that is no secret, and dreams."""
    assert found(secret(tell, {**SAYS, "uses": ["sea"]}), "C10") == ()
    assert found(secret(tell, SAYS, mode="dream"), "C10") == ()


def test_a_flashback_counts_from_its_day_on(tell: Tell) -> None:
    facts = {"will": {"text": "W", "secret": "true"}}
    past = {"mode": "flashback", "day": "-3", "time": "10:00", "cast": ALL, "script": [LEARNS]}
    assert found(tell({"a": {"cast": ALL, "script": [SAYS]}, "b": past}, facts=facts), "C10") == ()


def test_a_secret_that_is_told_for_nothing(tell: Tell) -> None:
    """It is an info at the first telling, unless the story ends with it."""
    facts = {"will": {"text": "W", "secret": "true"}}
    first: dict[str, Any] = {"cast": ALL, "script": [LEARNS]}
    (finding,) = found(tell({"a": first, "b": {}}, facts=facts), "C10")
    assert (finding.severity, finding.item) == ("info", "told")
    assert finding.message == "\"A\" tells the secret 'will', and nothing in the story relies on it."
    assert finding.hint == "Let a later line or action say `uses: will`, or an event `because: told`."
    assert found(tell({"a": first}, facts=facts), "C10") == ()
    feels = {"event": "feels", "who": "ren", "emotion": "sad", "because": "told"}
    assert found(tell({"a": first, "b": {"cast": ALL, "script": [feels]}}, facts=facts), "C10") == ()
    assert found(tell({"a": first, "b": {"cast": ALL, "script": [SAYS]}}, facts=facts), "C10") == ()
