"""Structure: how a story is cut, and what becomes of its questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from anime_cli.story.stats.inequality import evenness
from anime_cli.story.thread import ANSWERED, LATE, OPEN, OVERDUE, UNASKED, threads_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.words import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """Chapters, scenes, threads.

    `distance` is the mean number of scenes from set-up to pay-off, `shares` each chapter's part of all words, and
    `balance` how even those parts are (0…1).
    """

    chapters: int
    scenes: int
    words: int
    threads: int
    answered: int
    late: int
    open: int
    overdue: int
    never_set_up: int
    distance: float | None
    longest_distance: int | None
    shares: Mapping[str, float]
    balance: float | None


def structure(story: Story, fold: Fold, passages: Sequence[Passage]) -> Structure:
    """Count the parts of STORY; its threads as FOLD has them."""
    threads = threads_at(fold)
    numbers = Counter(thread.status for thread in threads)
    distances = [thread.distance for thread in threads if thread.distance is not None]
    lengths = _lengths(story, passages)
    whole = sum(lengths.values())
    return Structure(
        chapters=len(story.document.chapters),
        scenes=len(story.told),
        words=whole,
        threads=len(threads),
        answered=numbers[ANSWERED],
        late=numbers[LATE],
        open=numbers[OPEN],
        overdue=numbers[OVERDUE],
        never_set_up=numbers[UNASKED],
        distance=fmean(distances) if distances else None,
        longest_distance=max(distances, default=None),
        shares={name: length / whole for name, length in lengths.items()} if whole else {},
        balance=evenness(lengths.values()),
    )


def _lengths(story: Story, passages: Sequence[Passage]) -> dict[str, int]:
    """Return how many words stand in each chapter."""
    found = {name: 0 for name in story.document.chapters if name in story.chapters}
    for passage in passages:
        chapter = story.chapter_of(passage.scene)
        if chapter is not None:
            found[chapter.id] += len(passage.words)
    return found
