"""What someone feels, and what the weather is, at one moment of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Line
from anime_cli.story.changes import INTENSITY
from anime_cli.story.entering import APART
from anime_cli.story.state import Cause, EmotionAt

if TYPE_CHECKING:
    from anime_cli.model.script import Item
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State

NEUTRAL = EmotionAt("neutral", 0.0)
"""What someone feels of whom nothing is said."""

CLEAR = "clear"
"""The weather where nobody says."""

LINE, EVENT, CAST, CARRIED, TEMPER, NOTHING = "line", "event", "cast", "carried", "temper", "nothing"
"""What says how somebody feels, the strongest voice first."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What someone feels at one moment, and why.

    `source` is what says so: the line itself, a `feels` event of the scene, its cast entry, what was carried from an
    earlier scene, the temper, or nothing. `cause` is the item or the cast that it comes from, None for the last two.
    """

    emotion: EmotionAt
    source: str = NOTHING
    cause: Cause | None = None


def emotion_at(story: Story, fold: Fold, scene_id: str, item_id: str | None, character_id: str) -> EmotionAt:
    """Return what is drawn and told of someone at an item of a scene, or before its first item.

    The line's own emotion wins over the last `feels` event, that over the cast entry, that over what was carried from
    the last scene and decayed, that over the character's temper.

    Raises:
        SceneNotFound: the fold has no such scene.
        ItemNotFound: the scene's script has no such item.
    """
    return feeling_at(story, fold, scene_id, item_id, character_id).emotion


def feeling_at(story: Story, fold: Fold, scene_id: str, item_id: str | None, character_id: str) -> Feeling:
    """Return what `emotion_at` does, with what says so and its cause.

    Raises:
        SceneNotFound: the fold has no such scene.
        ItemNotFound: the scene's script has no such item.
    """
    if item_id is None:
        return felt(story, fold.before(scene_id), character_id, scene_id)
    state = fold.after(scene_id, item_id)
    item = next(each for each in story.scenes[scene_id].script if each.id == item_id)
    return spoken(item, felt(story, state, character_id, scene_id), character_id, scene_id)


def spoken(item: Item, before: Feeling, character_id: str, scene_id: str) -> Feeling:
    """Return the feeling that ITEM of a scene shows of someone who felt BEFORE: a line's own wins."""
    if not isinstance(item, Line) or item.who != character_id:
        return before
    if item.emotion is None and item.intensity is None:
        return before
    name, usual = (before.emotion.name, 0.0) if item.emotion is None else (item.emotion, INTENSITY)
    strength = usual if item.intensity is None else item.intensity
    return Feeling(EmotionAt(name, strength), LINE, Cause(scene_id, item.id))


def felt(story: Story, state: State, character_id: str, scene_id: str) -> Feeling:
    """Return what someone feels in STATE of a scene: what events and cast say, else the strongest of the temper."""
    emotion = state.person(character_id).emotion
    if emotion is not None:
        return Feeling(emotion.value, _source(emotion.cause, scene_id), emotion.cause)
    character = story.characters.get(character_id)
    temper = sorted((-share, name) for name, share in character.temper.items()) if character is not None else []
    return Feeling(EmotionAt(temper[0][1], -temper[0][0]), TEMPER) if temper else Feeling(NEUTRAL)


def _source(cause: Cause | None, scene_id: str) -> str:
    if cause is None or cause.scene != scene_id:
        return CARRIED
    return CAST if cause.item is None else EVENT


def weather_at(story: Story, scene_id: str) -> str:
    """Return the weather of a scene: its own, else that of the last present scene before it on its path, else clear.

    A flashback, a dream and an imagined scene have their own or clear weather.
    """
    scene = story.scenes[scene_id]
    if scene.weather is not None or scene.mode in APART:
        return scene.weather or CLEAR
    path = story.paths.first.get(scene_id, (scene_id,))
    for name in reversed(path[: path.index(scene_id)]):
        before = story.scenes[name]
        if before.weather is not None and before.mode not in APART:
            return before.weather
    return CLEAR
