"""Measure a story: what can be counted in it, each figure by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.measure import Stats
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Measured:
    """A story and its figures."""

    story: Story
    revision: str | None
    stats: Stats


@loading()
def story_stats(studio: Studio, revision: str | None = None) -> Measured:
    """Measure the story at REVISION, or its files as they are now; its check is one of the figures' sources.

    Raises:
        RevisionNotFound: there is no such revision.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.check import check
    from anime_cli.story.snapshot import assemble
    from anime_cli.story.stats.measure import measure
    from anime_cli.studio.cards import read_cards

    files = studio.repository.files(revision)
    story = assemble(studio.read(files).by_path.values())
    findings = check(story, cards=read_cards(studio, files))
    return Measured(story, revision, measure(story, findings))
