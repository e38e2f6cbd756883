"""C08: one person in two places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

ROOF = {"place": "roof", "time": "18:00", "lasts": "30m", "cast": {"ren": {}}}
LEAVES = {"event": "leaves", "who": ["ren"]}


def both(tell: Tell, later: dict[str, Any], **earlier: Any) -> Story:
    """Return a story of Ren on the roof from 18:00 to 18:30, and then LATER on the island, which no way leads to."""
    return tell({"a": {**ROOF, **earlier}, "b": {"place": "island", "cast": {"ren": {}}, **later}})


def test_two_scenes_that_overlap(tell: Tell) -> None:
    (finding,) = found(both(tell, {"time": "18:10"}), "C08")
    assert finding.message == (
        'Ren is in "B" (Island) on day 0 at 18:10, but "A" (Roof), which Ren does not leave, ends on day 0 at 18:30.'
    )
    assert (finding.path, finding.scene, finding.severity) == ("scenes/b.yaml", "b", "error")
    assert [each.path for each in finding.evidence] == ["scenes/a.yaml"]
    assert finding.hint == "Move one of the two scenes in time, or add `leaves` for ren to the earlier one."


def test_either_mend_mends(tell: Tell) -> None:
    assert found(both(tell, {"time": "18:30"}), "C08") == ()
    assert found(both(tell, {"time": "18:10"}, script=[LEAVES]), "C08") == ()
    arrives = {"event": "arrives", "who": ["ren"], "at": "18:40"}
    assert found(both(tell, {"time": "18:10", "lasts": "1h", "script": [arrives]}), "C08") == ()
    early = {**arrives, "at": "18:20"}
    assert len(found(both(tell, {"time": "18:10", "lasts": "1h", "script": [early]}), "C08")) == 1


def test_one_moment_is_enough(tell: Tell) -> None:
    """Both start at once, the first takes no time; who leaves may have gone at once, but not before."""
    assert len(found(both(tell, {"time": "18:00"}, lasts="0m"), "C08")) == 1


@pytest.mark.parametrize(
    "later",
    [
        {},
        {"time": "18:10", "cast": {"ren": {"as": "voice"}}},
        {"time": "18:10", "cast": {"ren": {"as": "ghost"}}},
        {"time": "18:10", "mode": "dream"},
        {"time": "18:10", "mode": "imagined"},
        {"time": "18:10", "place": "roof"},
        {"time": "18:10", "cast": {"mio": {}}},
    ],
)
def test_what_is_no_fault(tell: Tell, later: dict[str, Any]) -> None:
    """A scene without a time, voices, ghosts, dreams, one place, another person."""
    assert found(both(tell, later), "C08") == ()
