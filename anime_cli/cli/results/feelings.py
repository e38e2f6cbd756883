"""Emotions, and what somebody feels through a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.causes import Cause
from anime_cli.cli.results.changes import Hunk
from anime_cli.cli.results.people import FeltEmotion
from anime_cli.cli.results.scalars import Count, Level, Share, one_of


class ListedEmotion(TypedDict):
    """An emotion that the story may name."""

    name: Annotated[str, "Its name."]
    plutchik: Annotated[Mapping[str, Share], "Its mix: shares, 0 to 1, of Plutchik's eight primaries."]
    valence: Annotated[Level, "How pleasant it is, -1 to 1."]
    arousal: Annotated[Level, "How stirred one is by it, -1 to 1."]
    eyes: Annotated[str, "How the eyes are drawn."]
    mouth: Annotated[str, "How the mouth is drawn."]
    own: Annotated[bool, "Whether it is the story's own."]
    used: Annotated[Count, "How many fields of the story name it."]


class Emotions(TypedDict):
    """Every emotion that the story may name."""

    emotions: Annotated[Sequence[ListedEmotion], "Each emotion."]


class EmotionSet(TypedDict):
    """What somebody feels at a moment from now on."""

    address: Annotated[str, "The moment: SCENE or SCENE:ITEM."]
    name: Annotated[str, "The name of who feels it."]
    target: Annotated[str, one_of("line", "event", "cast"), "Where it is written."]
    added: Annotated[bool, "Whether the event is new."]
    before: Annotated[FeltEmotion, "What they felt there."]
    after: Annotated[FeltEmotion, "What they feel there."]
    path: Annotated[str, "The file."]
    hunks: Annotated[Sequence[Hunk], "The lines of the file that change; empty where nothing does."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class _Felt(TypedDict):
    scene: Annotated[str, "The scene's id."]
    emotion: Annotated[str, "The emotion's name."]
    intensity: Annotated[Share, "How strong it is, 0 to 1."]
    valence: Annotated[Level, "How pleasant it is, -1 to 1; of a scene the mean."]


class Point(_Felt):
    """What somebody feels at a moment."""

    item: Annotated[str | None, "The id of the item in the scene's script; null: as the scene begins."]
    arousal: Annotated[Level, "How stirred they are, -1 to 1."]
    source: Annotated[str, "What says so: line, event, cast, carried, temper or nothing."]
    cause: Annotated[Cause | None, "What it comes from; null: their temper, or nothing is said."]
    apart: Annotated[bool, "Whether the scene is a flashback, a dream or imagined."]


class Mood(_Felt):
    """A scene as somebody feels it, with the strongest emotion of it."""


_From = TypedDict("_From", {"from": Annotated[str, "The emotion before."]})


class Turn(_From):
    """A turning point."""

    address: Annotated[str, "The moment: SCENE or SCENE:ITEM."]
    to: Annotated[str, "The emotion after."]
    swing: Annotated[float, "How far the valence goes on the whole way, -2 to 2."]
    cause: Annotated[Cause, "What it comes from."]
    says: Annotated[str, "The turn in words."]


class Arc(TypedDict):
    """The shape nearest to somebody's journey."""

    name: Annotated[str | None, "Its name; null where there is none."]
    says: Annotated[str, "It in words, or why there is none."]
    residual: Annotated[float | None, "What of the journey it leaves unexplained, from 0: nothing; null: no arc."]
    residuals: Annotated[Mapping[str, float] | None, "That of every shape, by name; null: no arc."]


class Journey(TypedDict):
    """What somebody feels along a path."""

    character: Annotated[str, "The character's id."]
    name: Annotated[str, "Their name."]
    scenes: Annotated[Sequence[str], "The ids of the path's scenes, in told order."]
    points: Annotated[Sequence[Point], "Each moment where they are felt."]
    moods: Annotated[Sequence[Mood], "Each scene where they are felt."]
    turns: Annotated[Sequence[Turn], "The turning points."]
    arc: Annotated[Arc, "The shape nearest to it."]


class Journeys(TypedDict):
    """What people feel along a path."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    journeys: Annotated[Sequence[Journey], "Each person's."]
    files: Annotated[Sequence[str], "The charts that were written."]
