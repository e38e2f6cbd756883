"""The signs that a timeline is drawn with on a terminal."""

from __future__ import annotations

from functools import cached_property
from itertools import cycle
from typing import TYPE_CHECKING

from anime_cli.story.stays import PRESENT
from anime_cli.story.weave import Weave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.story.stays import Stay
    from anime_cli.story.timeline import Happening

TINTS = ("cyan", "green", "yellow", "magenta", "blue")
"""The colours of places, in the order the places come."""
EARLY, LATE = 0.25, 0.75
"""Somebody who comes after, or goes before, such a share of the script gets half a block."""


class Strokes(Weave):
    """A timeline, what is looked up in it, and how each of that is drawn."""

    @cached_property
    def tints(self) -> Mapping[str, str]:
        """The colour of every place."""
        places = dict.fromkeys(each.scene.place for each in self.line.happenings)
        return dict(zip(places, cycle(TINTS), strict=False))

    @cached_property
    def brackets(self) -> Mapping[str, str]:
        """The signs that hold scenes together which overlap in time, by scene."""
        signs: dict[str, str] = {}
        for group in self.line.together:
            signs |= dict.fromkeys(group, "│") | {group[0]: "┌", group[-1]: "└"}
        return signs

    @cached_property
    def joints(self) -> Mapping[int, str]:
        """The signs that go on below a scene, by its number in story order."""
        return {each.order: "│" for each in self.real if self.brackets.get(each.scene.id, "└") != "└"}

    @cached_property
    def arrows(self) -> Mapping[str, str]:
        """Where each such scene is told, seen from where it happens: further down or further up."""
        return {
            each.scene.id: "↓" if order > each.order else "↑"
            for order, strayed in self.told_after.items()
            for each in strayed
            if each.real
        }

    def block(self, each: Happening, who: str, width: int) -> str:
        """Return how somebody's presence in a scene is drawn, WIDTH cells wide; nothing where they are not there."""
        stays = self.stays.get((each.scene.id, who), ())
        if not stays:
            return ""
        block = ((sign(each, stays[0]) if len(stays) == 1 else "▀▄") * width)[:width]
        return f"{block[0]}!{block[2:]}" if (each.scene.id, who) in self.clashing else block


def sign(each: Happening, stay: Stay) -> str:
    """Return what a stay is drawn with."""
    if not each.real:
        return "▒"
    if stay.how != PRESENT:
        return "░"
    late, early = stay.opens > EARLY, stay.closes < LATE
    if late or early:
        return "━" if late and early else "▄" if late else "▀"
    return "▓" if each.scene.mode == "flashback" else "█"
