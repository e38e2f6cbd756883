"""What someone feels, and what the weather is, at one moment of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import Line
from anime_cli.story.changes import INTENSITY
from anime_cli.story.entering import APART
from anime_cli.story.state import EmotionAt

if TYPE_CHECKING:
    from anime_cli.model.script import Item
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State

NEUTRAL = EmotionAt("neutral", 0.0)
"""What someone feels of whom nothing is said."""

CLEAR = "clear"
"""The weather where nobody says."""


def emotion_at(story: Story, fold: Fold, scene_id: str, item_id: str | None, character_id: str) -> EmotionAt:
    """Return what is drawn and told of someone at an item of a scene, or before its first item.

    The line's own emotion wins over the last `feels` event, that over the cast entry, that over what was carried from
    the last scene and decayed, that over the character's temper.

    Raises:
        SceneNotFound: the fold has no such scene.
        ItemNotFound: the scene's script has no such item.
    """
    if item_id is None:
        return felt(story, fold.before(scene_id), character_id)
    state = fold.after(scene_id, item_id)
    item = next(each for each in story.scenes[scene_id].script if each.id == item_id)
    return spoken(item, felt(story, state, character_id), character_id)


def spoken(item: Item, before: EmotionAt, character_id: str) -> EmotionAt:
    """Return the emotion that ITEM shows of someone who felt BEFORE: a line's own wins."""
    if not isinstance(item, Line) or item.who != character_id:
        return before
    if item.emotion is not None:
        return EmotionAt(item.emotion, INTENSITY if item.intensity is None else item.intensity)
    return before if item.intensity is None else EmotionAt(before.name, item.intensity)


def felt(story: Story, state: State, character_id: str) -> EmotionAt:
    """Return what someone feels in STATE: what events and cast say, else the strongest of the temper, else neutral."""
    emotion = state.person(character_id).emotion
    if emotion is not None:
        return emotion.value
    character = story.characters.get(character_id)
    temper = sorted((-share, name) for name, share in character.temper.items()) if character is not None else []
    return EmotionAt(temper[0][1], -temper[0][0]) if temper else NEUTRAL


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
