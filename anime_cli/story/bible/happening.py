"""What events change, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model import script
from anime_cli.story.sentence import Teller, closed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story

PASSING = (script.Arrives, script.Leaves, script.Feels, script.Wears)
"""What changes for a while only."""


def sentences_of(story: Story, scene: Scene) -> Iterator[str]:
    """Yield what SCENE changes for good, in told order; who comes, goes, feels or changes clothes is left out."""
    teller = Teller(story)
    for item in scene.script:
        if isinstance(item, script.Event) and not isinstance(item, PASSING):
            said = teller.said(item)
            yield closed(f"{said[:1].upper()}{said[1:]}")
