"""The shortest ways between places."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.model.documents import Place


@dataclass(frozen=True)
class Routes:
    """How long each road takes, in seconds, from one place to its neighbours."""

    roads: Mapping[str, Mapping[str, int]]
    _known: dict[str, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, places: Iterable[Place], day: int) -> Routes:
        """Collect the roads of PLACES: each goes both ways, unless the other place says otherwise."""
        told = {place.id: {to: lasts.total(day) for to, lasts in place.routes.items()} for place in places}
        roads: dict[str, dict[str, int]] = {}
        for start, ways in told.items():
            for to, seconds in ways.items():
                roads.setdefault(start, {})[to] = seconds
                if start not in told.get(to, {}):
                    roads.setdefault(to, {})[start] = seconds
        return cls(roads)

    def way(self, start: str, goal: str) -> int | None:
        """Return the shortest time from START to GOAL in seconds, or None where no road leads."""
        if start == goal:
            return 0
        if start not in self.roads:
            return None
        if start not in self._known:
            self._known[start] = self._from(start)
        return self._known[start].get(goal)

    def _from(self, start: str) -> dict[str, int]:
        """Measure every way from START (Dijkstra's algorithm)."""
        known: dict[str, int] = {}
        queue = [(0, start)]
        while queue:
            seconds, place = heappop(queue)
            if place in known:
                continue
            known[place] = seconds
            for to, road in self.roads.get(place, {}).items():
                heappush(queue, (seconds + road, to))
        return known
