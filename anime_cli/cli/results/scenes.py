"""Scenes and chapters as they are written and read, and a story in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from anime_cli.cli.results.causes import When
from anime_cli.cli.results.changes import Change, Hunk
from anime_cli.cli.results.findings import NewProblem
from anime_cli.cli.results.scalars import Clock, Count, Number, one_of


class ListedScene(TypedDict):
    """A scene in short."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    number: Annotated[Number | None, "Its number in told order, from 1; null where no chapter lists it."]
    chapter: Annotated[str | None, "The chapter that lists it; null where none does."]
    place: Annotated[str, "The id of its place."]
    day: Annotated[int | None, "The story's day, as its file says it; null where it does not."]
    time: Annotated[Clock | None, "The time of that day, as its file says it; null where it does not."]
    cast: Annotated[Sequence[str], "The ids of all who are there at any moment."]
    items: Annotated[Count, "How many items its script has."]


class Scenes(TypedDict):
    """Scenes in told order."""

    scenes: Annotated[Sequence[ListedScene], "Each scene."]


class Scene(ListedScene):
    """A scene as it is written."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    led_to_by: Annotated[Sequence[str], "The scenes whose choices or `next` lead to it."]
    document: Annotated[Mapping[str, Any], "All that its file says, by the keys of the format: see scene.json."]


class ListedChapter(TypedDict):
    """A chapter in short."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    number: Annotated[Number | None, "Its number, from 1; null where story.yaml does not list it."]
    summary: Annotated[str | None, "What it is about; null where its file does not say."]
    scenes: Annotated[Sequence[str], "The ids of its scenes, in told order."]


class Chapters(TypedDict):
    """Chapters in told order."""

    chapters: Annotated[Sequence[ListedChapter], "Each chapter."]


class Chapter(ListedChapter):
    """A chapter and its scenes."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    titles: Annotated[Mapping[str, str | None], "The titles of its scenes, by id; null where there is no such scene."]
    due: Annotated[Sequence[str], "The threads that must be answered by its end."]


class ReadScene(TypedDict):
    """A scene that is read."""

    id: Annotated[str, "Its id."]
    number: Annotated[Number | None, "Its number in told order, from 1; null where no chapter lists it."]
    title: Annotated[str, "Its title."]
    where: Annotated[str, "Its slugline."]
    script: Annotated[
        Sequence[Mapping[str, Any]], "The items of its script, by the keys of the format: see scene.json."
    ]
    ids: Annotated[Sequence[str], "The ids of those items, also of those whose file leaves them out."]


class Script(TypedDict):
    """A story, or a part of it, as it is read."""

    title: Annotated[str, "The story's title."]
    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    scenes: Annotated[Sequence[ReadScene], "The scenes, in told order."]


class SceneScript(TypedDict):
    """A scene as a plain script, to be edited and handed back."""

    scene: Annotated[str, "The scene's id."]
    text: Annotated[str, "The script."]


class SceneWritten(TypedDict):
    """What a plain script changed in the file of its scene."""

    scene: Annotated[str, "The scene's id."]
    path: Annotated[str, "The file."]
    changes: Annotated[Sequence[Change], "What changed, in story terms."]
    hunks: Annotated[Sequence[Hunk], "The lines of the file that change; empty where nothing does."]
    problems: Annotated[
        Sequence[NewProblem],
        "Errors of the check that were not there before; a story of over 300 documents is not asked.",
    ]
    kept: Annotated[str | None, "The file in which the person's own text is kept; null where none is."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Calendar(TypedDict):
    """How the story counts its time."""

    epoch: Annotated[str | None, "The date of day 0; null where the story has no dates."]
    day: Annotated[int, "How long a day is, in seconds."]


class Instant(When):
    """A point of the story's own time, also as one number."""

    seconds: Annotated[int, "Seconds since the first moment of day 0; may be negative."]


class Stay(TypedDict):
    """How somebody is in a scene, and from when to when."""

    how: Annotated[str, one_of("present", "voice", "ghost"), "In the flesh, heard only, or as a ghost."]
    start: Annotated[int, "Since when, in seconds since the first moment of day 0."]
    end: Annotated[int, "Until when, likewise."]
    since: Annotated[str | None, "The id of the item that brought them; null: the scene begins with them."]
    until: Annotated[str | None, "The id of the item that took them; null: the scene ends with them."]


class StayOfSomebody(Stay):
    """Somebody in a scene."""

    character: Annotated[str, "Who: the character's id."]


class StayInScene(Stay):
    """Somebody in one of their scenes."""

    scene: Annotated[str, "The scene's id."]


class Happening(TypedDict):
    """A scene in time."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    place: Annotated[str, "The id of its place."]
    mode: Annotated[str | None, "flashback, dream, imagined or parallel; null: the present."]
    told: Annotated[Number, "Its number on the path in told order, from 1."]
    order: Annotated[Number, "Its number on the path in story order, from 1."]
    astray: Annotated[bool, "Whether it is one of the fewest that one must move to make both orders the same."]
    strand: Annotated[Count | None, "Which of the things that happen at the same time, from 0; null: it is not real."]
    start: Annotated[Instant, "When it begins."]
    end: Annotated[Instant, "When it ends."]
    who: Annotated[Sequence[StayOfSomebody], "Who is in it."]


class Lane(TypedDict):
    """The scenes of one person, in time."""

    character: Annotated[str, "The character's id."]
    name: Annotated[str | None, "Their name; null where they have no file."]
    tracks: Annotated[Sequence[Sequence[StayInScene]], "Where they are; a second track: in two places at once."]
    heard: Annotated[Sequence[StayInScene], "Where they are a voice or a ghost."]
    unreal: Annotated[Sequence[StayInScene], "Where they are dreamt of or imagined."]


class Gap(TypedDict):
    """A stretch of time in which nothing is told."""

    after: Annotated[str, "The scene before it."]
    before: Annotated[str, "The scene behind it."]
    seconds: Annotated[int, "How long it is, in seconds."]


class Timeline(TypedDict):
    """A story in time: what happens when on one path, and who is where meanwhile."""

    title: Annotated[str, "The story's title."]
    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    calendar: Annotated[Calendar, "How the story counts its time."]
    scenes: Annotated[Sequence[Happening], "The scenes of the path, in story order."]
    lanes: Annotated[Sequence[Lane], "The people, each with their scenes."]
    gaps: Annotated[Sequence[Gap], "Long stretches in which nothing is told."]
    together: Annotated[Sequence[Sequence[str]], "Groups of scenes that overlap in time, by id."]
    unlisted: Annotated[Sequence[str], "Scenes that no chapter lists."]
    elsewhere: Annotated[Count, "How many scenes are on other paths only."]


class TimelinePicture(TypedDict):
    """A picture of a story in time was written."""

    path: Annotated[str, "The file of the picture."]
