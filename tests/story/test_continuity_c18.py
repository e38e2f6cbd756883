"""C18: a scene is told by somebody who perceives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def seen(tell: Tell, **scene: Any) -> Story:
    """Return a story of one scene that is told through the eyes of Mio."""
    return tell({"a": {"pov": "mio", "cast": {"ren": {}}, **scene}})


def test_eyes_that_are_not_there(tell: Tell) -> None:
    (finding,) = found(seen(tell), "C18")
    assert finding.message == '"A" is told through the eyes of Mio, who is not in its cast.'
    assert finding.hint == "Add `mio: {}` to `cast`, or let `pov` name somebody who is there."
    assert (finding.path, finding.address, finding.severity) == ("scenes/a.yaml", ("pov",), "error")


def test_whoever_perceives_may_tell(tell: Tell) -> None:
    """In the flesh, as a voice or a ghost, and if they come late."""
    for entry in ({}, {"as": "voice"}, {"as": "ghost"}):
        assert found(seen(tell, cast={"mio": entry}), "C18") == ()
    arrives = {"event": "arrives", "who": ["mio"]}
    assert found(seen(tell, cast={"ren": {}, "mio": {}}, script=[arrives]), "C18") == ()
    assert found(seen(tell, pov="ren"), "C18") == ()


def test_dreams_flashbacks_and_strangers_are_left_alone(tell: Tell) -> None:
    """Somebody who doesn't exist is a reference that leads nowhere."""
    for mode in ("dream", "imagined", "flashback"):
        assert found(seen(tell, mode=mode, day="-1", time="10:00"), "C18") == ()
    assert found(seen(tell, pov="nobody"), "C18") == ()
