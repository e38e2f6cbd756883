"""The scenes of a story as its paths come to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.visit import Visit, Way
from anime_cli.story.fold import along, initial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.snapshot import Story


def visits(story: Story) -> Iterator[Visit]:
    """Yield the scenes of STORY on the first path, in told order, that reaches each."""
    start = initial(story)
    for path in story.paths.whole:
        told = {here.placed.told: here for here in along(story, path, start)}
        way: Way | None = None
        for _, here in sorted(told.items()):
            way = Way(here.placed, way)
            if story.paths.first[here.placed.scene.id] is path:
                yield Visit(way, here.carried, here.states, first=True)
