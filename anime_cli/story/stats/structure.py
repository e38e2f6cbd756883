"""Structure: how a story is cut, and what becomes of its questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Annotated

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

    chapters: Annotated[int, "How many chapters."]
    scenes: Annotated[int, "How many scenes."]
    words: Annotated[int, "How many words."]
    threads: Annotated[int, "How many threads."]
    answered: Annotated[int, "Threads that are answered in time."]
    late: Annotated[int, "Threads that are answered late."]
    open: Annotated[int, "Threads that are open."]
    overdue: Annotated[int, "Threads that are overdue."]
    never_set_up: Annotated[int, "Threads that nothing sets up."]
    distance: Annotated[float | None, "The mean number of scenes from set-up to answer; None: nothing is answered."]
    longest_distance: Annotated[int | None, "The greatest such number; None: nothing is answered."]
    shares: Annotated[Mapping[str, float], "Each chapter's part of all words, by id, 0 to 1."]
    balance: Annotated[float | None, "How even those parts are, 0 to 1; None: there are too few."]


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
