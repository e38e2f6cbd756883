"""Try a scene at a point of a story, on paper: what would contradict itself if it stood there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.story.check import cards_of, check, judged
from anime_cli.story.entering import APART
from anime_cli.story.order import placed, story_routes
from anime_cli.story.references import documents_of
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Document, Scene
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.order import Placed
    from anime_cli.story.snapshot import Story


class Trial:
    """A story and the scene of it behind which others are tried."""

    def __init__(self, story: Story, anchor: str) -> None:
        self._story = story
        self._anchor = anchor
        self._cards = cards_of(story)
        self._known = {_identity(each) for each in check(story, cards=self._cards)}

    def trouble(self, scene: Scene) -> str | None:
        """Return what would be wrong with SCENE there, in a sentence; None where nothing would be.

        Its people can't be where other scenes have them at that time; and the check finds nothing that it doesn't find
        without it.
        """
        changed = list(self._changed(scene))
        story = assemble([*_without(self._story, changed), *changed])
        late = self._crowded(story, scene)
        if late is not None:
            return late
        from anime_cli.model.load import file_of

        cards = {**self._cards, **{file_of(each): judged(each) for each in changed}}
        found = (each for each in check(story, cards=cards) if not each.waived and _identity(each) not in self._known)
        return next((each.message for each in found), None)

    def start(self, scene: Scene) -> int:
        """Return when SCENE would start there, in seconds since the epoch."""
        changed = list(self._changed(scene))
        story = assemble([*_without(self._story, changed), *changed])
        return next(each.start for each in placed(story, story.paths.first[scene.id]) if each.scene.id == scene.id)

    def _changed(self, scene: Scene) -> Iterator[Document]:
        """Yield the documents that differ once SCENE stands behind the anchor, the scene itself among them."""
        yield scene
        chapter = self._story.chapter_of(self._anchor)
        assert chapter is not None
        place = chapter.scenes.index(self._anchor) + 1
        yield replace(chapter, scenes=(*chapter.scenes[:place], scene.id, *chapter.scenes[place:]))
        before = self._story.scenes[self._anchor]
        if before.next is not None:
            yield replace(before, next=scene.id)

    def _crowded(self, story: Story, scene: Scene) -> str | None:
        """Return which scene has one of the people of SCENE at the same time, or too soon after or before it."""
        told = list(placed(story, story.paths.first[scene.id]))
        here = next(each for each in told if each.scene.id == scene.id)
        routes = story_routes(story)
        for other in told:
            if other is here or other.scene.mode in APART or not other.scene.cast.keys() & scene.cast.keys():
                continue
            first, second = sorted((here, other), key=_when)
            if first.end + (routes.way(first.scene.place, second.scene.place) or 0) > second.start:
                return f'There is no time for it beside "{other.scene.title}", where they are needed.'
        return None


def _when(each: Placed) -> tuple[int, int]:
    return each.start, each.told


def _without(story: Story, changed: list[Document]) -> Iterator[Document]:
    """Yield the documents of STORY of which none is among CHANGED."""
    gone = {(type(each), each.id) for each in changed}
    return (each for each in documents_of(story) if (type(each), each.id) not in gone)


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.path, finding.scene, finding.item, finding.message
