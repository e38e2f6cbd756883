"""Show the scenes and chapters of a story as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.model.documents import Chapter, Scene
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class ListedScene:
    """A scene, its number as told and its chapter; None for one that no chapter lists."""

    scene: Scene
    number: int | None
    chapter: Chapter | None


@dataclass(frozen=True, slots=True)
class ShownScene:
    """A scene with the story around it, and the scenes that lead here by a choice or a `next`."""

    story: Story
    listed: ListedScene
    led: tuple[str, ...]
    revision: str | None


@dataclass(frozen=True, slots=True)
class ListedChapter:
    """A chapter and its number as told; None for one that the story does not list."""

    chapter: Chapter
    number: int | None


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter with its scenes, and the threads that are due in it; a scene that isn't there is only named."""

    story: Story
    listed: ListedChapter
    scenes: tuple[tuple[str, Scene | None], ...]
    due: tuple[str, ...]
    revision: str | None


def list_scenes(studio: Studio, *, chapter: str | None = None, revision: str | None = None) -> tuple[ListedScene, ...]:
    """Return the scenes in told order, those that no chapter lists last; with CHAPTER only its own.

    Raises:
        ChapterNotFound: there is no such chapter.
        RevisionNotFound: there is no such revision.
    """
    story = studio.story(revision)
    if chapter is not None:
        _chapter(story, chapter)
    found = (ListedScene(each, story.number_of(name), story.chapter_of(name)) for name, each in story.scenes.items())
    return tuple(each for each in found if chapter is None or (each.chapter is not None and each.chapter.id == chapter))


def show_scene(studio: Studio, name: str, revision: str | None = None) -> ShownScene:
    """Return the scene called NAME.

    Raises:
        SceneNotFound: there is none.
        RevisionNotFound: there is no such revision.
    """
    from anime_cli.model.script import Choice
    from anime_cli.story.errors import SceneNotFound

    story = studio.story(revision)
    if name not in story.scenes:
        raise SceneNotFound(name, story.scenes)
    led = tuple(
        each.id
        for each in story.scenes.values()
        if each.next == name or any(isinstance(item, Choice) and item.to == name for item in each.script)
    )
    listed = ListedScene(story.scenes[name], story.number_of(name), story.chapter_of(name))
    return ShownScene(story, listed, led, revision)


def list_chapters(studio: Studio, revision: str | None = None) -> tuple[ListedChapter, ...]:
    """Return the chapters in told order, those that the story does not list last.

    Raises:
        RevisionNotFound: there is no such revision.
    """
    story = studio.story(revision)
    return tuple(ListedChapter(each, _number(story, name)) for name, each in story.chapters.items())


def show_chapter(studio: Studio, name: str, revision: str | None = None) -> ShownChapter:
    """Return the chapter called NAME.

    Raises:
        ChapterNotFound: there is none.
        RevisionNotFound: there is no such revision.
    """
    story = studio.story(revision)
    chapter = _chapter(story, name)
    scenes = tuple((scene, story.scenes.get(scene)) for scene in chapter.scenes)
    due = tuple(key for key, thread in story.document.threads.items() if thread.due == name)
    return ShownChapter(story, ListedChapter(chapter, _number(story, name)), scenes, due, revision)


def _chapter(story: Story, name: str) -> Chapter:
    from anime_cli.story.errors import ChapterNotFound

    if name not in story.chapters:
        raise ChapterNotFound(name, story.chapters)
    return story.chapters[name]


def _number(story: Story, name: str) -> int | None:
    told = [each for each in story.document.chapters if each in story.chapters]
    return told.index(name) + 1 if name in told else None
