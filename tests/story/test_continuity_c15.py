"""C15: people who change towards each other have met, and first bonds show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

TRUSTS = {"event": "relation", "from": "mio", "to": "ren", "trust": "+0.3"}
ALONE: dict[str, Any] = {"cast": {"mio": {}}, "script": [TRUSTS]}
BOND = {"from": "ren", "to": "mio", "trust": "0.2"}


def test_strangers(tell: Tell) -> None:
    """It is told at their first change alone."""
    (finding,) = found(tell({"a": ALONE, "b": ALONE}), "C15")
    assert finding.message == 'In "A", Mio changes towards Ren, but no scene has shown them together yet.'
    assert finding.hint == (
        "Tell the reason in `because`, add a first bond to `relations` in story.yaml, or let them meet before."
    )
    assert (finding.path, finding.address, finding.severity) == ("scenes/a.yaml", ("script", 0), "warning")


def test_each_mend_mends(tell: Tell) -> None:
    """A reason, a first bond that shows, a meeting before, a meeting in this scene, as a voice too."""
    hears = {"event": "feels", "who": "mio", "emotion": "happy", "id": "hears"}
    reason = {"cast": {"mio": {}}, "script": [hears, {**TRUSTS, "because": "hears"}]}
    both: dict[str, Any] = {"cast": {"ren": {}, "mio": {}}}
    assert found(tell({"a": reason}), "C15") == ()
    assert found(tell({"a": {**ALONE, "mentions": ["ren"]}}, relations=[BOND]), "C15") == ()
    assert found(tell({"a": both, "b": ALONE}), "C15") == ()
    assert found(tell({"a": {**ALONE, **both}}), "C15") == ()
    assert found(tell({"a": {**ALONE, "cast": {"ren": {"as": "voice"}, "mio": {}}}}), "C15") == ()


def test_a_meeting_that_comes_later_or_in_a_dream_is_none(tell: Tell) -> None:
    both: dict[str, Any] = {"cast": {"ren": {}, "mio": {}}}
    assert len(found(tell({"a": ALONE, "b": both}), "C15")) == 1
    assert len(found(tell({"a": {**both, "mode": "dream"}, "b": ALONE}), "C15")) == 1
    assert found(tell({"a": {**ALONE, "mode": "dream"}}), "C15") == ()


def test_kin_need_not_meet(tell: Tell) -> None:
    people = {"ren": {"name": "Ren", "family": {"sister": "mio"}}, "mio": {"name": "Mio"}}
    assert found(tell({"a": ALONE}, people=people), "C15") == ()


def test_a_change_is_one_persons_own(tell: Tell) -> None:
    """Ren has a reason; Mio, who has changed in no way so far, has none. A second change needs none."""
    reads = {"event": "feels", "who": "ren", "emotion": "happy", "id": "reads"}
    loves = {"event": "relation", "from": "ren", "to": "mio", "affection": "+0.5", "because": "reads"}
    first: dict[str, Any] = {"cast": {"ren": {}}, "script": [reads, loves]}
    again = {"cast": {"ren": {}}, "script": [{"event": "relation", "from": "ren", "to": "mio", "trust": "+0.1"}]}
    assert [each.scene for each in found(tell({"a": first, "b": again, "c": ALONE}), "C15")] == ["c"]


def test_a_first_bond_shows(tell: Tell) -> None:
    """In one cast, in a mention, or in an event between the two; not between people who don't exist."""
    apart: dict[str, Any] = {"a": {"cast": {"ren": {}}}, "b": {"cast": {"mio": {}}}}
    (finding,) = found(tell(apart, relations=[BOND]), "C15")
    assert finding.message == "Ren stands in a relation to Mio from the start, but no scene shows the two together."
    assert finding.hint == "Write a scene with both in its `cast`, or with one there and the other in `mentions`."
    assert (finding.path, finding.address, finding.severity) == ("story.yaml", ("relations", 0), "warning")
    assert found(tell({"a": {"cast": {"ren": {}, "mio": {}}}}, relations=[BOND]), "C15") == ()
    assert found(tell({"a": {"cast": {"mio": {}}, "mentions": ["ren"]}}, relations=[BOND]), "C15") == ()
    assert found(tell({"a": {"script": [TRUSTS]}}, relations=[BOND]), "C15") == ()
    assert found(tell(apart, relations=[{**BOND, "to": "nobody"}]), "C15") == ()
