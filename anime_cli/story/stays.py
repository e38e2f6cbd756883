"""Who is in a scene, and from where to where in its script.

An item of a script has no time of its own: it is placed within its scene by its place in the script.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.story.entering import first_moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.story.fold import Fold
    from anime_cli.story.order import Placed
    from anime_cli.story.state import Person, State

PRESENT = "present"
"""How somebody is there in the flesh; the other ways are those of a cast's `as`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Somebody in a scene, from `start` to `end`: `how` is present, voice or ghost.

    `since` and `until` are the items that brought and took them, None where the scene's own ends do. `opens` and
    `closes` are the shares of the script, 0 to 1, between which they are there.
    """

    who: str
    scene: str
    how: str
    start: int
    end: int
    since: str | None = None
    until: str | None = None
    opens: float = 0.0
    closes: float = 1.0


def stays_of(fold: Fold, here: Placed) -> Iterator[Stay]:
    """Yield who is in a scene, and from where to where in its script, in the order of the cast."""
    scene = here.scene
    states = fold.states(scene.id)
    for name in dict.fromkeys((*scene.cast, *first_moves(scene))):
        yield from _stays(name, here, states)


def _stays(name: str, here: Placed, states: Sequence[State]) -> Iterator[Stay]:
    script = here.scene.script
    items = len(script)
    index = 0
    for how, run in groupby(_how(state.person(name)) for state in states):
        first, index = index, index + len(list(run))
        if how is None:
            continue
        opens, closes = (first / items, min(1.0, index / items)) if items else (0.0, 1.0)
        yield Stay(
            who=name,
            scene=here.scene.id,
            how=how,
            start=here.start + round(opens * (here.end - here.start)),
            end=here.start + round(closes * (here.end - here.start)),
            since=script[first - 1].id if first else None,
            until=script[index - 1].id if index <= items else None,
            opens=opens,
            closes=closes,
        )


def _how(person: Person) -> str | None:
    if person.presence is not None:
        return person.presence
    return PRESENT if person.present.value else None
