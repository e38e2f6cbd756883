"""Feeling: which emotions a story shows, and how often somebody's turns from good to bad or back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from anime_cli.model.emotions import vocabulary
from anime_cli.model.script import Feels, Line
from anime_cli.story.entering import UNREAL
from anime_cli.story.feelings import felt
from anime_cli.story.order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.model.documents import EmotionEntry, Scene
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story

SIGNS: Mapping[str, int] = {"joy": 1, "trust": 1, "sadness": -1, "disgust": -1, "fear": -1, "anger": -1}
"""Plutchik's primaries that are pleasant or not; surprise and anticipation may be either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """The names of the emotions shown, and how often somebody turned from pleasant to unpleasant or back.

    A turn is a scene that somebody leaves with a feeling of the other sign than they left their last scene with.
    """

    emotions: Annotated[tuple[str, ...], "The names of the emotions shown."]
    distinct: Annotated[int, "How many there are."]
    turns: Annotated[int, "How often somebody turned from pleasant to unpleasant or back."]


def feeling(story: Story, fold: Fold) -> Feeling:
    """Count the emotions of the told scenes of STORY, and the turns along the path of FOLD."""
    shown = sorted({name for scene in story.told for name in _shown(scene)})
    return Feeling(emotions=tuple(shown), distinct=len(shown), turns=_turns(story, fold))


def _shown(scene: Scene) -> Iterator[str]:
    yield from (entry.emotion for entry in scene.cast.values() if entry.emotion)
    for item in scene.script:
        if isinstance(item, (Feels, Line)) and item.emotion:
            yield item.emotion


def _turns(story: Story, fold: Fold) -> int:
    known = {**vocabulary(), **story.document.emotions}
    last: dict[str, int] = {}
    turns = 0
    for here in ordered(story, fold.path):
        if here.scene.mode in UNREAL:
            continue
        state = fold.after(here.scene.id)
        for name in here.scene.cast:
            sign = _sign(known.get(felt(story, state, name, here.scene.id).emotion.name))
            if sign:
                turns += last.get(name, sign) != sign
                last[name] = sign
    return turns


def _sign(emotion: EmotionEntry | None) -> int:
    if emotion is None:
        return 0
    sum_ = sum(SIGNS.get(primary, 0) * share for primary, share in emotion.plutchik.items())
    return (sum_ > 0) - (sum_ < 0)
