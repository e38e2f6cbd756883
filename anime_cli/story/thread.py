"""The threads of a story as told up to a moment: asked where, answered where, and whether that was in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.story.state import ThreadAt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause

UNASKED, OPEN, OVERDUE, ANSWERED, LATE = "never set up", "open", "overdue", "answered", "answered late"
STATUSES = (UNASKED, OPEN, OVERDUE, ANSWERED, LATE)
"""What may be said of a thread at a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadReading:
    """One thread at a moment of the telling.

    `question` and `due` are those of story.yaml, None where it doesn't say. `distance` counts the scenes of the path
    from the set-up to the pay-off: 0 in one scene, negative where the answer is told before the question.
    """

    id: str
    status: str
    question: str | None = None
    due: str | None = None
    set_up: Cause | None = None
    paid_off: Cause | None = None
    distance: int | None = None


def threads_at(folded: Fold, address: str | None = None) -> tuple[ThreadReading, ...]:
    """Return the threads of a story as told up to ADDRESS, SCENE or SCENE:ITEM, or all through without one.

    Threads follow told order on the path of the fold, as the fold has them.

    Raises:
        SceneNotFound: the story, or the fold's path, has no such scene.
        ItemNotFound: the scene's script has no such item.
    """
    story = folded.story
    scene, _, item = (address or "").partition(":")
    if address is None:
        whole = story.paths.through(folded.path)
        if not whole:
            return _readings(story, folded.start.threads, (), frozenset())
        scene = whole[-1]
    threads = folded.after(scene, item or None).threads
    whole = _through(folded, scene)
    told = whole[: whole.index(scene) + 1]
    return _readings(story, threads, told, _over(story, whole, len(told), ended=not item))


def _through(folded: Fold, scene: str) -> tuple[str, ...]:
    """Return the whole path on which the fold has SCENE."""
    paths = folded.story.paths
    return paths.through(folded.path) if folded.path else paths.first.get(scene, (scene,))


def _over(story: Story, whole: Sequence[str], told: int, *, ended: bool) -> frozenset[str]:
    """Return the chapters that are over once TOLD scenes of a path are, the last of them ENDED or not."""
    chapter = story.chapter_of(whole[told - 1])
    if chapter is None:
        return frozenset()
    order = story.document.chapters
    last = told == len(whole) or story.chapter_of(whole[told]) is not chapter
    return frozenset(order[: order.index(chapter.id) + (ended and last)])


def _readings(
    story: Story, threads: Mapping[str, ThreadAt], told: Sequence[str], over: frozenset[str]
) -> tuple[ThreadReading, ...]:
    places = {name: place for place, name in enumerate(told)}
    names = dict.fromkeys((*story.document.threads, *threads))
    return tuple(_reading(story, name, threads.get(name, ThreadAt()), places, over) for name in names)


def _reading(story: Story, name: str, at: ThreadAt, places: Mapping[str, int], over: frozenset[str]) -> ThreadReading:
    known = story.document.threads.get(name)
    due = known.due if known is not None else None
    distance = None
    if at.set_up is not None and at.paid_off is not None:
        distance = places[at.paid_off.scene] - places[at.set_up.scene]
    return ThreadReading(
        id=name,
        status=_status(story, at, due, over),
        question=known.question if known is not None else None,
        due=due,
        set_up=at.set_up,
        paid_off=at.paid_off,
        distance=distance,
    )


def _status(story: Story, at: ThreadAt, due: str | None, over: frozenset[str]) -> str:
    if at.paid_off is not None:
        return LATE if due is not None and _after(story, at.paid_off.scene, due) else ANSWERED
    if at.set_up is None:
        return UNASKED
    return OVERDUE if due in over else OPEN


def _after(story: Story, scene: str, due: str) -> bool:
    """Tell whether SCENE is told after the chapter DUE."""
    chapter, order = story.chapter_of(scene), story.document.chapters
    return chapter is not None and due in order and order.index(chapter.id) > order.index(due)
