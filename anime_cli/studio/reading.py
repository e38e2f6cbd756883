"""Read a story and its past."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from anime_cli.story.calling import given_names
from anime_cli.studio.errors import UnknownDocument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.model.documents import Chapter, Scene
    from anime_cli.model.script import Item
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class ToldScene:
    """A scene as it is read: its number and slugline, the chapter it stands in (None when it stands in none)."""

    scene: Scene
    number: int
    where: str
    chapter: Chapter | None
    chapter_number: int

    @property
    def plain(self) -> Sequence[Mapping[str, Any]]:
        """The script as values of JSON, key by key as a file says it."""
        from anime_cli.model.load import dump

        return dump(self.scene).get("script", ())  # type: ignore[return-value]


@dataclass(frozen=True)
class Reading:
    """What is read: scenes in told order; `whole` when nothing was left out, `events` when changes are told too."""

    story: Story
    revision: str | None
    scenes: tuple[ToldScene, ...]
    whole: bool
    events: bool

    def name(self, person: str) -> str:
        """Return what PERSON is called in the script: the given name, the whole one where it could be another's."""
        return self._names.get(person, person)

    def told(self, item: Item) -> str:
        """Return an event in words: its kind, then what it says."""
        plain = self._plain.get(item.id, {})
        words = [str(plain.get("event", "")).replace("_", " ")]
        words += [f"{key} {_words(value)}" for key, value in plain.items() if key not in {"event", "id", "because"}]
        return " · ".join(words)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return given_names({name: character.name for name, character in self.story.characters.items()})

    @cached_property
    def _plain(self) -> Mapping[str, Mapping[str, Any]]:
        pairs = (zip(told.scene.script, told.plain, strict=True) for told in self.scenes)
        return {item.id: plain for script in pairs for item, plain in script}


def read_story(
    studio: Studio, what: str | None = None, *, revision: str | None = None, events: bool = False
) -> Reading:
    """Read the story, or of it the chapter or the scene called WHAT.

    Raises:
        UnknownDocument: there is no chapter and no scene called WHAT.
    """
    story = studio.story(revision)
    starts = _starts(story)
    scenes = tuple(_told(story, scene, starts) for scene in _chosen(story, what))
    return Reading(story, revision, scenes, what is None, events)


def _chosen(story: Story, what: str | None) -> Sequence[Scene]:
    if what is None:
        return story.told
    if what in story.chapters:
        return [story.scenes[name] for name in story.chapters[what].scenes if name in story.scenes]
    if what in story.scenes:
        return [story.scenes[what]]
    raise UnknownDocument(what, [*story.chapters, *story.scenes])


def _told(story: Story, scene: Scene, starts: Mapping[str, int]) -> ToldScene:
    chapter = story.chapter_of(scene.id)
    order = [name for name in story.document.chapters if name in story.chapters]
    return ToldScene(
        scene=scene,
        number=story.number_of(scene.id) or 0,
        where=_slugline(story, scene, starts.get(scene.id)),
        chapter=chapter,
        chapter_number=order.index(chapter.id) + 1 if chapter is not None else 0,
    )


def _starts(story: Story) -> Mapping[str, int]:
    """Return when each told scene starts, in seconds since the story's epoch."""
    from anime_cli.story.order import placed

    return {each.scene.id: each.start for each in placed(story, [scene.id for scene in story.told])}


def _slugline(story: Story, scene: Scene, start: int | None) -> str:
    from anime_cli.render.wording import is_indoors, light_at

    place = story.places.get(scene.place)
    where = f"{'INT' if is_indoors(place) else 'EXT'}. {place.name if place is not None else scene.place}"
    light = "" if start is None else f" — {light_at(start, story.document.calendar.day)}"
    return f"{where}{light}".upper()


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
