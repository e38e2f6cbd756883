"""Causality: which events say what caused them, and how far one leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from anime_cli.model.script import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.story.snapshot import Story

Link = tuple[str, str]
"""An event: its scene and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Causality:
    """How many events there are, the share of them with a cause that exists, and the longest chain of causes.

    `chain` names its events as SCENE:ITEM, first cause first; a cycle is cut where it closes.
    """

    events: Annotated[int, "How many events there are."]
    caused: Annotated[float | None, "The share of them with a cause that exists; None: there are none."]
    longest: Annotated[int, "How many events the longest chain of causes has."]
    chain: Annotated[tuple[str, ...], "Its events as SCENE:ITEM, the first cause first."]
    mean_depth: Annotated[
        float | None, "The mean number of events that lead to one, itself counted; None: there are none."
    ]


def causality(story: Story) -> Causality:
    """Follow the `because` of every event of the told scenes of STORY."""
    causes = _causes(story)
    if not causes:
        return Causality(events=0, caused=None, longest=0, chain=(), mean_depth=None)
    depth = _depths(causes)
    last = max(depth, key=depth.__getitem__)
    return Causality(
        events=len(causes),
        caused=sum(cause is not None for cause in causes.values()) / len(causes),
        longest=depth[last],
        chain=tuple(f"{scene}:{item}" for scene, item in reversed(_back(causes, last))),
        mean_depth=sum(depth.values()) / len(depth),
    )


def _causes(story: Story) -> dict[Link, Link | None]:
    """Return the cause of every event: of its own scene where the id stands there, else the first told of that id."""
    events = [(scene.id, item) for scene in story.told for item in scene.script if isinstance(item, Event)]
    own = {(scene, event.id) for scene, event in events}
    first: dict[str, Link] = {}
    for scene, event in events:
        first.setdefault(event.id, (scene, event.id))
    found: dict[Link, Link | None] = {}
    for scene, event in events:
        named = event.because
        cause = None if named is None else (scene, named) if (scene, named) in own else first.get(named)
        found.setdefault((scene, event.id), cause)
    return found


def _depths(causes: Mapping[Link, Link | None]) -> dict[Link, int]:
    """Return how many events lead to each, itself counted."""
    depth: dict[Link, int] = {}
    for start in causes:
        way: list[Link] = []
        here: Link | None = start
        met: set[Link] = set()
        while here is not None and here not in depth and here not in met:
            way.append(here)
            met.add(here)
            here = causes[here]
        below = 0 if here is None or here in met else depth[here]
        for steps, event in enumerate(reversed(way), 1):
            depth[event] = below + steps
    return depth


def _back(causes: Mapping[Link, Link | None], last: Link) -> list[Link]:
    way: dict[Link, None] = {}
    here: Link | None = last
    while here is not None and here not in way:
        way[here] = None
        here = causes[here]
    return list(way)
