"""Show a story in time: what happens when, and who is where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from anime_cli.story.snapshot import Story
    from anime_cli.story.timeline import Timeline
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Which part of a story's time: the scenes a path goes through, people (none: all), the first and the last day."""

    path: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A story in time; `names` has what people are called, by id."""

    story: Story
    revision: str | None
    timeline: Timeline
    names: Mapping[str, str]

    def place(self, place: str) -> str:
        """Return what a place is called, the id where no document tells of it."""
        return self.story.places[place].name if place in self.story.places else place

    def name(self, person: str) -> str:
        """Return what somebody is called, the id where no document tells of them."""
        return self.names.get(person, person)


def story_timeline(studio: Studio, stretch: Stretch, revision: str | None = None) -> Timed:
    """Return what happens when in a STRETCH of the story at REVISION, of the files where it is None.

    Raises:
        CharacterNotFound: nobody is called as one of its people.
        SceneNotFound: its path names no scene that a chapter lists.
        PathNotFound: the scenes of its path don't follow one another.
    """
    from anime_cli.story.calling import character_called
    from anime_cli.story.fold import fold
    from anime_cli.story.timeline import timeline
    from anime_cli.studio.people import called

    story = studio.story(revision)
    people = [character_called(story, word) for word in stretch.people]
    found = timeline(fold(story, stretch.path)).only(people, (stretch.first, stretch.last))
    return Timed(story, revision, found, called(story))


def draw_timeline(timed: Timed) -> str:
    """Return a story in time as a picture, in SVG."""
    from anime_cli.figure.lanes import lanes

    return lanes(timed.story.document.title, timed.timeline, timed.place, timed.name)


def write_timeline(timed: Timed, target: Path) -> Path:
    """Write a story in time to TARGET, as a picture in SVG; return where it stands.

    Raises:
        StoreUnwritable: nothing can be written there.
    """
    from anime_cli.store.files import write_whole

    write_whole(target, draw_timeline(timed).encode())
    return target.resolve()
