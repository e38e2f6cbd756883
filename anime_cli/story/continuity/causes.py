"""The events that led to an event: what each says it is `because` of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import Event
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from anime_cli.model.script import Item
    from anime_cli.story.continuity.reading import Reading


def causes_of(reading: Reading, cause: Cause | None) -> list[Cause]:
    """Return CAUSE and the events behind it, the first of them first; one that stands in a circle is told once."""
    chain: list[Cause] = []
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = _behind(reading, cause)
    return chain[::-1]


def _behind(reading: Reading, cause: Cause) -> Cause | None:
    """Return the event that CAUSE is because of; its own scene's before another's."""
    item = next((item for item in reading.story.scenes[cause.scene].script if item.id == cause.item), None)
    name = item.because if isinstance(item, Event) else None
    if name is None:
        return None
    homes = [cause.scene, *(scene for scene, card in reading.scenes.items() if name in card.events.split())]
    return next((Cause(scene, name) for scene in homes if _named(reading, scene, name)), None)


def _named(reading: Reading, scene: str, name: str) -> bool:
    def fits(item: Item) -> bool:
        return item.id == name and item.named and isinstance(item, Event)

    return any(fits(item) for item in reading.story.scenes[scene].script)
