"""Who holds the things of a story, and through whose hands each goes: a reading of the fold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from anime_cli.story.entering import UNREAL
from anime_cli.story.order import ordered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.story.fold import Fold
    from anime_cli.story.state import Held


def hands_of(fold: Fold) -> Mapping[str, Sequence[Held]]:
    """Return through whose hands each thing goes on the fold's path, in story order, by the thing's id.

    The first is who has it before the first scene. What is dreamt or imagined moves nothing.
    """
    found: dict[str, list[Held]] = defaultdict(list)
    last = fold.start.items
    for name, held in last.items():
        found[name].append(held)
    for here in ordered(fold.story, fold.path):
        if here.scene.mode in UNREAL:
            continue
        for state in fold.states(here.scene.id):
            if state.items is not last:
                for name, held in state.items.items():
                    if held is not last.get(name):
                        found[name].append(held)
                last = state.items
    return found
