"""How pleasant and how stirred an emotion is, derived from its Plutchik position.

The valence and the arousal of an emotion are the sums, over the eight primaries, of its share of the primary times the
primary's own place, times the intensity, kept within -1…1. The places of joy, fear, sadness, disgust, anger and the
arousal of surprise are the means of Russell and Mehrabian, "Evidence for a three-factor theory of emotions", Journal of
Research in Personality 11 (1977). Three figures are chosen here. Surprise is neither pleasant nor unpleasant, since a
story has surprises of both kinds; trust is pleasant and quiet; anticipation is a little pleasant and awake, near their
"curious". Trust and anticipation don't stand in their table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.emotions import emotions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import EmotionEntry
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import EmotionAt

PLACES: Mapping[str, tuple[float, float]] = {
    "joy": (0.76, 0.48),
    "trust": (0.60, -0.20),
    "fear": (-0.64, 0.60),
    "surprise": (0.0, 0.67),
    "sadness": (-0.63, -0.27),
    "disgust": (-0.60, 0.35),
    "anger": (-0.51, 0.59),
    "anticipation": (0.20, 0.50),
}
"""Valence and arousal of each primary."""


@dataclass(frozen=True, slots=True)
class Affect:
    """How pleasant (valence) and how stirred (arousal) somebody is, each -1…1."""

    valence: float
    arousal: float


UNMOVED = Affect(0.0, 0.0)
"""Neither pleasant nor unpleasant, neither stirred nor quiet."""


def affect_of(entry: EmotionEntry, intensity: float = 1.0) -> Affect:
    """Return the affect of the emotion ENTRY at an INTENSITY of 0…1; shares of what is no primary count nothing."""
    shares = [(share, PLACES[primary]) for primary, share in entry.plutchik.items() if primary in PLACES]
    valence = sum(share * place[0] for share, place in shares)
    arousal = sum(share * place[1] for share, place in shares)
    return Affect(_bounded(valence * intensity), _bounded(arousal * intensity))


def affect_at(story: Story, felt: EmotionAt) -> Affect:
    """Return the affect of an emotion as somebody feels it; an emotion that STORY doesn't know is neutral."""
    entry = emotions_of(story.document).get(felt.name)
    return UNMOVED if entry is None else affect_of(entry, felt.intensity)


def _bounded(value: float) -> float:
    return max(-1.0, min(1.0, round(value, 9)))
