"""A story as the rules read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.story.continuity.brief import brief_of
from anime_cli.story.continuity.finding import ERROR, Evidence, Finding
from anime_cli.story.order import paths_of, spans, story_routes
from anime_cli.story.wording import named, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.story.continuity.card import Card, SceneCard
    from anime_cli.story.continuity.visit import Step, Visit
    from anime_cli.story.continuity.walk import Walk
    from anime_cli.story.order import Paths
    from anime_cli.story.routes import Routes
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause


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

    @cached_property
    def routes(self) -> Routes:
        """The ways between the places."""
        return story_routes(self.story)

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The facts that not everybody knows from the start."""
        return frozenset(name for name, fact in self.story.document.facts.items() if fact.secret)

    def timed(self, path: Sequence[str]) -> Iterator[tuple[str, SceneCard, int]]:
        """Yield the scenes of a whole PATH as they are told, each with its start in seconds."""
        scenes = [self.scenes[name] for name in path]
        starts = spans(scenes, self.routes, self.story.document.calendar.day)
        return ((name, scene, start) for name, scene, (start, _) in zip(path, scenes, starts, strict=True))

    def in_order(self, path: Sequence[str]) -> Iterator[str]:
        """Yield the scenes of a whole PATH in story order: by start, ties as they are told."""
        return (name for name, _, _ in sorted(self.timed(path), key=lambda each: each[2]))

    def broken(self, rule: str) -> Iterator[Document]:
        """Yield the documents that break RULE whatever the others say."""
        return (self.story.at(path) for path, card in self.cards.items() if rule in card.faults)

    @cached_property
    def brief(self) -> Story:
        """The story with its scenes in brief, made of their cards: no scene is read for them."""
        return replace(self.story, scenes={name: brief_of(name, card) for name, card in self.scenes.items()})

    @cached_property
    def walk(self) -> Walk:
        """A walk over all paths: its visits are every listed scene with the states that the paths bring to it."""
        from anime_cli.story.continuity.walk import Walk

        return Walk(self.brief, self.paths, self.routes, self._causing)

    @cached_property
    def _causing(self) -> frozenset[str]:
        """The scenes with an event that another scene names as a cause."""
        needs = (each for card in self.cards.values() for each in card.needs)
        wanted = {each.removeprefix("event ") for each in needs if each.startswith("event ")}
        return frozenset(name for name, card in self.scenes.items() if not wanted.isdisjoint(card.events.split()))

    @cached_property
    def _told(self) -> set[tuple[object, ...]]:
        return set()

    def first_of(self, *fault: object) -> bool:
        """Tell whether FAULT is met for the first time: what follows from a fault already told is no further one."""
        new = fault not in self._told
        self._told.add(fault)
        return new

    def words(self, scene: str, index: int) -> str:
        """Return the item at INDEX of the whole script of SCENE, as a person would point at it."""
        return named(self.story.scenes[scene].script[index])

    def evidence(self, cause: Cause) -> Evidence:
        """Return the place of CAUSE: the item that made a value, or the scene whose cast did."""
        scene = self.story.scenes[cause.scene]
        path = f"scenes/{scene.id}.yaml"
        for index, item in enumerate(scene.script if cause.item is not None else ()):
            if item.id == cause.item:
                return Evidence(path=path, address=("script", index), text=f"{named(item)} in {titled(scene)}")
        return Evidence(path=path, address=("cast",) if scene.cast else (), text=f"the scene {titled(scene)}")

    def chain(self, cause: Cause | None) -> tuple[Evidence, ...]:
        """Return the events that led to CAUSE: what it says it is `because` of, and so on, the first of them first."""
        from anime_cli.story.continuity.causes import causes_of

        return tuple(self.evidence(each) for each in causes_of(self, cause))

    def finding(
        self,
        rule: str,
        visit: Visit,
        step: Step | None,
        *,
        message: str,
        what: str,
        hint: str | None = None,
        causes: Iterable[Cause | None] = (),
        severity: str = ERROR,
    ) -> Finding:
        """Return what RULE finds at a STEP of VISIT, or in the scene as a whole.

        CAUSES are the causes of the values that disagree with it, the weightiest first; None is one that held before
        the first scene.
        """
        known = [cause for cause in causes if cause is not None]
        return Finding(
            rule=rule,
            message=message,
            path=f"scenes/{visit.scene.id}.yaml",
            address=("script", step.at) if step is not None else (),
            severity=severity,
            scene=visit.scene.id,
            item=step.item.id if step is not None else None,
            hint=hint,
            evidence=tuple(self.evidence(each) for each in known),
            chain=self.chain(known[0]) if known else (),
            what=what,
        )
