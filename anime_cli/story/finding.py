"""What the check finds: a fault in the words of the story, where it stands, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.story.order import paths_of, spans, story_routes
from anime_cli.story.references import Reference, pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.model.fields import Address
    from anime_cli.story.card import Card, SceneCard
    from anime_cli.story.order import Paths
    from anime_cli.story.routes import Routes
    from anime_cli.story.snapshot import Story

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Another place that a finding speaks of."""

    path: str
    address: Address
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `address` leads to the field inside the document at `path`; `hint` mends it.

    A `waived` finding is one that story.yaml accepts with a reason: it is told but does not count.
    """

    rule: str
    message: str
    path: str
    address: Address = ()
    severity: str = ERROR
    scene: str | None = None
    item: str | None = None
    hint: str | None = None
    evidence: tuple[Evidence, ...] = ()
    waived: bool = False


@dataclass(frozen=True)
class Reading:
    """A story as the rules read it: first the cards of its documents (by path), then what those don't settle."""

    story: Story
    cards: Mapping[str, Card]

    @cached_property
    def scenes(self) -> Mapping[str, SceneCard]:
        """What every scene means for others, by id; the told ones in told order, then those that no chapter lists."""
        found = ((name, self.cards[f"scenes/{name}.yaml"].scene) for name in self.story.scenes)
        return {name: scene for name, scene in found if scene is not None}

    @cached_property
    def paths(self) -> Paths:
        """The ways through the story that its choices leave open."""
        told = self.story.told_ids
        return paths_of(told, (self.scenes[name].leads for name in told))

    def timed(self, path: Sequence[str]) -> Iterator[tuple[str, SceneCard, int]]:
        """Yield the scenes of a whole PATH as they are told, each with its start in seconds."""
        scenes = [self.scenes[name] for name in path]
        starts = spans(scenes, self._routes, self.story.document.calendar.day)
        return ((name, scene, start) for name, scene, (start, _) in zip(path, scenes, starts, strict=True))

    def in_order(self, path: Sequence[str]) -> Iterator[str]:
        """Yield the scenes of a whole PATH in story order: by start, ties as they are told."""
        return (name for name, _, _ in sorted(self.timed(path), key=lambda each: each[2]))

    @cached_property
    def _routes(self) -> Routes:
        return story_routes(self.story)

    def broken(self, rule: str) -> Iterator[Document]:
        """Yield the documents that break RULE whatever the others say."""
        return (self.story.at(path) for path, card in self.cards.items() if rule in card.faults)


@dataclass(frozen=True)
class Page:
    """A document as the rules read it by itself."""

    document: Document

    @cached_property
    def pointers(self) -> tuple[Reference, ...]:
        """The references that it makes, as far as it can tell by itself."""
        return tuple(pointers(self.document))


def _nothing(_page: Page) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rule:
    """One continuity rule: what it forbids, in a title and a sentence, and the function that finds it.

    `alone` tells whether a document breaks the rule whatever the others say; the answer is remembered with the content
    of the document (see `card.VERSION`), so that `find` need not read it again.
    """

    id: str
    title: str
    explanation: str
    find: Callable[[Reading], Iterable[Finding]] = field(repr=False)
    alone: Callable[[Page], bool] = field(repr=False, default=_nothing)
