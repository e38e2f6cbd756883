"""What a drawing of a timeline asks again and again: who is in which scene, since when, and what is told where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.story.timeline import clashes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.story.stays import Stay
    from anime_cli.story.timeline import Happening, Timeline


@dataclass(frozen=True)
class Weave:
    """A timeline, and what is looked up in it."""

    line: Timeline

    @cached_property
    def real(self) -> tuple[Happening, ...]:
        """What really happens, in story order."""
        return tuple(each for each in self.line.happenings if each.real)

    @cached_property
    def apart(self) -> tuple[Happening, ...]:
        """What is dreamt or imagined, in story order."""
        return tuple(each for each in self.line.happenings if not each.real)

    @cached_property
    def stays(self) -> Mapping[tuple[str, str], Sequence[Stay]]:
        """Who is how in which scene, by scene and person."""
        found: dict[tuple[str, str], list[Stay]] = {}
        for each in self.line.happenings:
            for stay in each.stays:
                found.setdefault((each.scene.id, stay.who), []).append(stay)
        return found

    @cached_property
    def clashing(self) -> frozenset[tuple[str, str]]:
        """The scenes in which somebody is who is elsewhere, too, by scene and person."""
        return frozenset((stay.scene, lane.who) for lane in self.line.lanes for stay in clashes(lane))

    @cached_property
    def ends(self) -> Mapping[str, tuple[int, int]]:
        """The first and the last scene that everybody is in, by number in story order."""
        found: dict[str, tuple[int, int]] = {}
        for each in self.real:
            for stay in each.stays:
                found[stay.who] = (found[stay.who][0] if stay.who in found else each.order, each.order)
        return found

    @cached_property
    def told_after(self) -> Mapping[int, Sequence[Happening]]:
        """What is told elsewhere than it happens, by the number in story order of the scene it is told after, or 0."""
        found: dict[int, list[Happening]] = {}
        here = 0
        for each in self.line.told:
            if each.astray or not each.real:
                found.setdefault(here, []).append(each)
            else:
                here = each.order
        return found

    def threaded(self, who: str, order: int, *, within: bool = False) -> bool:
        """Tell whether somebody was there before, and will be after, the pause behind a scene, or `within` it."""
        first, last = self.ends.get(who, (0, 0))
        return first < order < last if within else first <= order < last
