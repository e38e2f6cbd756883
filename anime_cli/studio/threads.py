"""Ask how the threads of a story stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.story.snapshot import Story
    from anime_cli.story.thread import ThreadReading
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class ThreadList:
    """The threads of a story as told up to `at`, or all through where it is None."""

    story: Story
    revision: str | None
    at: str | None
    threads: tuple[ThreadReading, ...]


def list_threads(
    studio: Studio, at: str | None = None, *, path: Sequence[str] = (), revision: str | None = None
) -> ThreadList:
    """List the threads: what is asked, where it is set up and paid off, and whether that is in time.

    Raises:
        RevisionNotFound, SceneNotFound, ItemNotFound, PathNotFound: there is no such moment.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.fold import fold
    from anime_cli.story.thread import threads_at

    story = studio.story(revision)
    return ThreadList(story, revision, at, threads_at(fold(story, path), at))
