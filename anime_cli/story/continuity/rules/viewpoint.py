"""C18: a scene is told by somebody who perceives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import APART
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every listed scene that is told through the eyes of somebody who is not in its cast."""
    story = reading.story
    for name in story.told_ids:
        card = reading.scenes[name]
        if card.pov is None or card.pov not in story.characters or card.mode in APART:
            continue
        if all(row[0] != card.pov for row in card.cast):
            yield Finding(
                rule=RULE.id,
                path=f"scenes/{name}.yaml",
                address=("pov",),
                scene=name,
                what=f"pov {card.pov}",
                message=f"{reading.titled(name)} is told through the eyes of {name_of(story, card.pov)}, "
                "who is not in its cast.",
                hint=f"Add `{card.pov}: {{}}` to `cast`, or let `pov` name somebody who is there.",
            )


RULE = Rule(
    "C18",
    "Eyes that are not there",
    "Whoever a scene is told by stands in its cast: in the flesh, as a voice or as a ghost.",
    find,
    exempt="Voices and ghosts, who comes late or leaves early, flashbacks, dreams and imagined scenes.",
)
