"""What somebody feels through a story: a point for each moment where it is felt, the turns, the arc.

Points stand in told order along one path, for the shape of a story is that of its telling; what is felt at each is the
fold's answer. A flashback, a dream and an imagined scene have points of their own, but no part in the curve, in the
turning points or in the arc: their feelings are not carried either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.model.script import Feels, Line
from anime_cli.story.affect import Affect, affect_at
from anime_cli.story.arc import Arc, nearest_arc
from anime_cli.story.calling import character_called
from anime_cli.story.entering import APART
from anime_cli.story.feelings import felt, spoken
from anime_cli.story.fold import fold
from anime_cli.story.turning import TurningPoint, turning_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.feelings import Feeling
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause, EmotionAt


@dataclass(frozen=True, slots=True)
class Point:
    """A moment where somebody is felt: an item of a scene, or as it begins (`item` None).

    `apart` tells that the scene is a flashback, a dream or imagined.
    """

    scene: str
    item: str | None
    feeling: Feeling
    affect: Affect
    apart: bool = False

    @property
    def emotion(self) -> EmotionAt:
        """What is felt, and how strongly."""
        return self.feeling.emotion

    @property
    def cause(self) -> Cause | None:
        """Where it comes from."""
        return self.feeling.cause

    @property
    def address(self) -> str:
        """The address, SCENE or SCENE:ITEM."""
        return self.scene if self.item is None else f"{self.scene}:{self.item}"


@dataclass(frozen=True, slots=True)
class Mood:
    """A scene as somebody feels it: its points, their mean valence, and the strongest of them."""

    scene: str
    points: tuple[Point, ...]

    @property
    def valence(self) -> float:
        """The mean valence, -1…1."""
        return sum(point.affect.valence for point in self.points) / len(self.points)

    @property
    def strongest(self) -> Point:
        """The point of the greatest intensity, the later of two alike."""
        return max(enumerate(self.points), key=lambda each: (each[1].emotion.intensity, each[0]))[1]

    @property
    def apart(self) -> bool:
        """Whether the scene is a flashback, a dream or imagined."""
        return self.points[0].apart


@dataclass(frozen=True)
class Journey:
    """What one character feels along a path, of which `scenes` has every scene in told order."""

    character: str
    name: str
    scenes: tuple[str, ...]
    points: tuple[Point, ...]
    turns: tuple[TurningPoint, ...]

    @cached_property
    def moods(self) -> tuple[Mood, ...]:
        """The scenes in which the character is felt."""
        groups = groupby(self.points, key=lambda point: point.scene)
        return tuple(Mood(scene, tuple(points)) for scene, points in groups)

    @property
    def curve(self) -> tuple[float, ...]:
        """The mean valence of each scene that is not apart."""
        return tuple(mood.valence for mood in self.moods if not mood.apart)

    @cached_property
    def arc(self) -> Arc:
        """The classic arc nearest to the curve."""
        return nearest_arc(self.curve)


def track_emotional_journey(story: Story, character: str, path: Sequence[str] = ()) -> Journey:
    """Return what CHARACTER, an id or a name, feels through STORY. PATH names scenes that the path goes through.

    Raises:
        CharacterNotFound, AmbiguousName: the name means nobody, or several.
        SceneNotFound, PathNotFound: the path is none.
    """
    character = character_called(story, character)
    folded = fold(story, path)
    scenes = story.paths.through(path)
    points = tuple(point for scene in scenes for point in _points(folded, story.scenes[scene], character))
    present = [point for point in points if not point.apart]
    turns = turning_points(story, present)
    return Journey(character, story.characters[character].name, scenes, points, turns)


def _points(folded: Fold, scene: Scene, character: str) -> Iterator[Point]:
    """Yield where CHARACTER is felt in a scene: as it begins, and at each line or event that says how."""
    if character not in scene.cast and not any(_tells(item, character) for item in scene.script):
        return
    states = folded.states(scene.id)
    if character in scene.cast:
        yield _point(folded.story, scene, None, felt(folded.story, states[0], character, scene.id))
    for item, state in zip(scene.script, states[1:], strict=True):
        if _tells(item, character):
            feeling = spoken(item, felt(folded.story, state, character, scene.id), character, scene.id)
            yield _point(folded.story, scene, item, feeling)


def _tells(item: Item, character: str) -> bool:
    """Tell whether ITEM says how CHARACTER feels."""
    if isinstance(item, Line):
        return item.who == character and (item.emotion is not None or item.intensity is not None)
    return isinstance(item, Feels) and item.who == character


def _point(story: Story, scene: Scene, item: Item | None, feeling: Feeling) -> Point:
    name = None if item is None else item.id
    return Point(scene.id, name, feeling, affect_at(story, feeling.emotion), scene.mode in APART)
