"""C11: things are used, given and lost by those who hold them, while they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ALL: dict[str, Any] = {"ren": {}, "mio": {}}
USES = {"action": "Ren opens the door.", "who": ["ren"], "uses": ["key"]}
GIVES = {"event": "gives", "by": "mio", "to": "ren", "item": "key"}


def thing(tell: Tell, *script: dict[str, Any], holder: str | None = "mio", **scene: Any) -> Story:
    """Return a story with a key that HOLDER holds."""
    item = {"name": "the key"} if holder is None else {"name": "the key", "holder": holder}
    return tell({"a": {"cast": ALL, "script": list(script), **scene}}, items={"key": item})


def test_a_thing_in_the_wrong_hands(tell: Tell) -> None:
    """It is told once, however often it goes on; the hint mends it."""
    (finding,) = found(thing(tell, USES, USES), "C11")
    assert finding.message == (
        'In "A", the action "Ren opens the door." needs the key in the hands of Ren, but Mio holds it then.'
    )
    assert finding.hint == (
        "Add `event: gives` with `by: mio`, `to: ren` and `item: key` before it, or set the `holder` in story.yaml."
    )
    assert (finding.path, finding.address, finding.severity) == ("scenes/a.yaml", ("script", 0), "error")
    assert found(thing(tell, GIVES, USES), "C11") == ()


def test_nobody_holds_it(tell: Tell) -> None:
    (finding,) = found(thing(tell, USES, holder=None), "C11")
    assert finding.message.endswith("needs the key in the hands of Ren, but nobody holds it then.")
    assert "`event: takes` with `by: ren` and `item: key`" in str(finding.hint)
    assert found(thing(tell, {"event": "takes", "by": "ren", "item": "key"}, USES, holder=None), "C11") == ()


@pytest.mark.parametrize(
    "event",
    [
        {"event": "gives", "by": "ren", "to": "mio", "item": "key"},
        {"event": "loses", "who": "ren", "item": "key"},
        {"event": "takes", "by": "mio", "from": "ren", "item": "key"},
        {"who": "ren", "say": "Here it is.", "uses": ["key"]},
    ],
)
def test_only_the_holder_gives_loses_and_shows_it(tell: Tell, event: dict[str, Any]) -> None:
    assert len(found(thing(tell, event), "C11")) == 1
    assert found(thing(tell, event, holder="ren"), "C11") == ()


def test_what_somebody_holds_is_taken_from_them(tell: Tell) -> None:
    takes = {"event": "takes", "by": "ren", "item": "key"}
    (finding,) = found(thing(tell, takes), "C11")
    assert finding.message.endswith("needs the key to be free, but Mio holds it then.")
    assert finding.hint == "Write `from: mio` into the event, or let mio lose 'key' before it."
    assert found(thing(tell, {**takes, "from": "mio"}), "C11") == ()
    assert found(thing(tell, {"event": "loses", "who": "mio", "item": "key"}, takes), "C11") == ()


def test_what_is_destroyed_is_gone(tell: Tell) -> None:
    """The evidence is the event that destroyed it."""
    burns = {"event": "destroys", "by": "ren", "item": "key", "id": "burns"}
    (finding,) = found(thing(tell, burns, GIVES, USES), "C11")
    assert finding.message == "In \"A\", the event 'gives' needs the key, which is destroyed by then."
    assert finding.hint == "Move the `destroys` event behind it, or let this item do without 'key'."
    assert [each.address for each in finding.evidence] == [("script", 0)]
    assert found(thing(tell, GIVES, USES, burns), "C11") == ()


def test_it_is_given_to_somebody_who_is_there(tell: Tell) -> None:
    """A ghost holds nothing."""
    (absent,) = found(thing(tell, {**GIVES, "to": "hana"}), "C11")
    assert absent.message == 'In "A", Mio gives the key to Hana, who is not there.'
    assert str(absent.hint).startswith("Add hana to the `cast` of scenes/a.yaml")
    (ghost,) = found(thing(tell, GIVES, cast={"ren": {"as": "ghost"}, "mio": {}}), "C11")
    assert ghost.message.endswith("gives the key to Ren, who is only there as a ghost.")
    assert str(ghost.hint).startswith("Take `as: ghost` out of the `cast`")


def test_what_is_no_fault(tell: Tell) -> None:
    """An action of nobody, a dream, a holder who is away, and destroying what another holds."""
    assert found(thing(tell, {"action": "The key turns.", "uses": ["key"]}), "C11") == ()
    assert found(thing(tell, USES, mode="imagined"), "C11") == ()
    assert (
        found(thing(tell, {"event": "takes", "by": "ren", "from": "hana", "item": "key"}, holder="hana"), "C11") == ()
    )
    assert found(thing(tell, {"event": "destroys", "by": "ren", "item": "key"}), "C11") == ()
