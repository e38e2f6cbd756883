"""A story as the rules read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.model.script import Event
from anime_cli.story.continuity.brief import brief_of
from anime_cli.story.continuity.course import course_of, places_in
from anime_cli.story.continuity.finding import ERROR, Evidence, Finding
from anime_cli.story.order import paths_of, spans, story_routes
from anime_cli.story.wording import named, titled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.model.documents import Document
    from anime_cli.model.script import Item
    from anime_cli.story.continuity.card import Card, SceneCard, Wording
    from anime_cli.story.continuity.visit import Step, Visit
    from anime_cli.story.continuity.walk import Walk
    from anime_cli.story.order import Paths
    from anime_cli.story.routes import Routes
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause


@dataclass(frozen=True)
class Reading:
    """A story as the rules read it: first the cards of its documents (by path), then what those don't settle.

    `spoken` gets every scene whose wording (see `card.Wording`) a finding took from its card.
    """

    story: Story
    cards: Mapping[str, Card]
    spoken: set[str] = field(default_factory=set)

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
        """The facts that not everybody knows."""
        return frozenset(name for name, fact in self.story.document.facts.items() if fact.secret)

    @cached_property
    def close(self) -> frozenset[tuple[str, str]]:
        """Who shares a first bond or a family with whom before the first scene, in both orders."""
        bonds = {(each.source, each.to) for each in self.story.document.relations}
        bonds |= {(name, kin) for name, each in self.story.characters.items() for kin in each.family.values()}
        return frozenset(bonds | {(other, one) for one, other in bonds})

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
        """The story with its scenes in brief, each made of its card when it is asked for: no scene is read for them."""
        return replace(self.story, scenes=_Briefs(self.scenes))

    @cached_property
    def course(self) -> Story:
        """The story with of its scenes only what happens there (see `course`), made of their cards."""
        return replace(self.story, scenes={name: course_of(name, card) for name, card in self.scenes.items()})

    @cached_property
    def walk(self) -> Walk:
        """A walk over all paths: its visits are every listed scene with the states that the paths bring to it."""
        from anime_cli.story.continuity.walk import Walk

        return Walk(self.course, self.paths, self.routes)

    @cached_property
    def ids(self) -> Mapping[str, Sequence[str]]:
        """The scenes in whose files each id of an item stands."""
        found: dict[str, list[str]] = {}
        for name, scene in self.scenes.items():
            for each in {*scene.events.split(), *scene.others.split()}:
                found.setdefault(each, []).append(name)
        return found

    @cached_property
    def unwritten(self) -> frozenset[str]:
        """The ids of events that stand in no file, but follow from what the events say."""
        items = (item for scene in self.brief.scenes.values() for item in scene.script)
        return frozenset(item.id for item in items if isinstance(item, Event) and not item.named)

    @cached_property
    def events(self) -> Sequence[str]:
        """The ids of events that stand in files, by the alphabet."""
        return sorted({each for scene in self.scenes.values() for each in scene.events.split()})

    @cached_property
    def _told(self) -> set[tuple[object, ...]]:
        return set()

    def first_of(self, *fault: object) -> bool:
        """Tell whether FAULT is met for the first time: what follows from a fault already told is no further one."""
        new = fault not in self._told
        self._told.add(fault)
        return new

    def titled(self, scene: str) -> str:
        """Return the title of SCENE in quotes."""
        return f'"{self._wording(scene).title or scene}"'

    def place(self, scene: str, at: int) -> int:
        """Return the place that item AT of the brief script of SCENE has in the whole one."""
        return self._wording(scene).at[at]

    def _wording(self, scene: str) -> Wording:
        self.spoken.add(scene)
        wording = self.cards[f"scenes/{scene}.yaml"].wording
        assert wording is not None
        return wording

    def step_place(self, visit: Visit, step: Step) -> int:
        """Return the place in the brief script that the item of a STEP of VISIT has."""
        return places_in(self.scenes[visit.scene.id])[step.at]

    def whole(self, scene: str, at: int) -> Item:
        """Return item AT of the brief script of SCENE as it stands in the whole one."""
        return self.story.scenes[scene].script[self.place(scene, at)]

    def words(self, visit: Visit, step: Step) -> str:
        """Return the item of a STEP of VISIT, as a person would point at it."""
        return named(self.whole(visit.scene.id, self.step_place(visit, step)))

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
        at = self.step_place(visit, step) if step is not None else 0
        return Finding(
            rule=rule,
            message=message,
            path=f"scenes/{visit.scene.id}.yaml",
            address=("script", self.place(visit.scene.id, at)) if step is not None else (),
            severity=severity,
            scene=visit.scene.id,
            item=(step.item.id or self.whole(visit.scene.id, at).id) if step is not None else None,
            hint=hint,
            evidence=tuple(self.evidence(each) for each in known),
            chain=self.chain(known[0]) if known else (),
            what=what,
        )


class _Briefs(Mapping[str, Scene]):
    """The scenes of CARDS in brief."""

    def __init__(self, cards: Mapping[str, SceneCard]) -> None:
        self._cards = cards
        self._made: dict[str, Scene] = {}

    def __getitem__(self, name: str) -> Scene:
        if name not in self._made:
            self._made[name] = brief_of(name, self._cards[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._cards

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)
