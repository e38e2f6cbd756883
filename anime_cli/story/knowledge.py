"""Who knows what at a moment of the story: since where, from whom, and by which chain of telling.

All of it is read from the fold: a person's state names the event by which they learned each fact, and that event names
who told them. A fact that is no secret is known to all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.model.script import Learns, Reveals
from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.story.fold import Fold
    from anime_cli.story.moment import Moment
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State

Chain = tuple["Knowing", ...]
"""How a fact came to somebody: from the first who knew it to them, each told by the one before."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """Somebody knows a fact.

    `cause` is the event by which they learned it, None where they knew it before the first scene. `source` is who told
    them, None where they found out by themselves.
    """

    who: str
    fact: str
    cause: Cause | None = None
    source: str | None = None

    @property
    def from_the_start(self) -> bool:
        """Tell whether they knew it before the first scene."""
        return self.cause is None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A secret that somebody does not know at a moment; `later` is how they learn it after all, None if never."""

    fact: str
    later: Knowing | None = None


@dataclass(frozen=True)
class Knowledge:
    """Who knows what at one moment of a story. `end` is what holds when the path through that moment is over."""

    story: Story
    fold: Fold
    state: State
    end: State

    @cached_property
    def _order(self) -> Mapping[Cause, tuple[int, ...]]:
        """Where each event that taught somebody something stands in story order."""
        people = (*self.state.people.values(), *self.end.people.values())
        causes = {known.cause for person in people for known in person.knows.values() if known.cause is not None}
        found: dict[Cause, tuple[int, ...]] = {}
        for scene in {cause.scene for cause in causes}:
            here = self.fold.placed(scene)
            for index, item in enumerate(here.scene.script):
                found.setdefault(Cause(scene, item.id), (here.start, here.told, index))
        return found

    @property
    def secrets(self) -> tuple[str, ...]:
        """The secret facts by id."""
        return tuple(name for name, fact in self.story.document.facts.items() if fact.secret)

    def since(self, knowing: Knowing) -> tuple[int, ...]:
        """Return where in story order KNOWING begins; what was known from the start sorts first."""
        return self._order[knowing.cause] if knowing.cause is not None else ()

    def of(self, who: str) -> tuple[Knowing, ...]:
        """Return what somebody knows of the facts that are not known to all, in the order of learning."""
        found = self.state.person(who).knows
        known = [self._knowing(self.state, who, fact) for fact in found if self._told(fact)]
        return tuple(sorted((each for each in known if each is not None), key=self.since))

    def knowers(self, fact: str) -> tuple[Knowing, ...]:
        """Return who knows FACT, in the order of learning; for one that is no secret, whoever was told all the same."""
        known = (self._knowing(self.state, who, fact) for who in self.state.people)
        return tuple(sorted((each for each in known if each is not None), key=self.since))

    def leaks(self, fact: str) -> tuple[Chain, ...]:
        """Return how a secret came to each who did not know it before the first scene."""
        if fact not in self.secrets:
            return ()
        return tuple(self.chain(each) for each in self.knowers(fact) if not each.from_the_start)

    def chain(self, knowing: Knowing) -> Chain:
        """Return how KNOWING came about: from the first who knew the fact, each told by the one before.

        It begins with somebody whose `source` is None; or with one whose source did not know the fact at that point.
        """
        links = [knowing]
        while (source := links[-1].source) is not None:
            before = self._knowing(self.state, source, knowing.fact)
            if before is None or self.since(before) >= self.since(links[-1]):
                break
            links.append(before)
        return tuple(reversed(links))

    def unknown(self, who: str) -> tuple[Unknown, ...]:
        """Return the secrets that somebody does not know, and how they will learn each on this path."""
        known = self.state.person(who).knows
        return tuple(Unknown(fact, self._knowing(self.end, who, fact)) for fact in self.secrets if fact not in known)

    def _told(self, fact: str) -> bool:
        """Tell whether it says anything that somebody knows FACT: it is a secret, or no document tells of it."""
        known = self.story.document.facts.get(fact)
        return known is None or known.secret

    def _knowing(self, state: State, who: str, fact: str) -> Knowing | None:
        known = state.person(who).knows.get(fact)
        if known is None:
            return None
        return Knowing(who, fact, known.cause, teller(self.story, known.cause))


def teller(story: Story, cause: Cause | None) -> str | None:
    """Return who told a fact at CAUSE, None where it was found out or known from the start."""
    if cause is None:
        return None
    item = next((item for item in story.scenes[cause.scene].script if item.id == cause.item), None)
    if isinstance(item, Reveals):
        return item.by
    return item.source if isinstance(item, Learns) else None


def knowledge_at(story: Story, address: str | None = None, path: Sequence[str] = ()) -> tuple[Knowledge, Moment]:
    """Return who knows what at ADDRESS (see `moment.moment_at`), on the path through the scenes of PATH.

    Raises:
        SceneNotFound: the story, or that path, has no such scene.
        ItemNotFound: the scene's script has no such item.
        PathNotFound: the scenes of the path don't follow one another.
    """
    folded = fold(story, path)
    moment = moment_at(folded, address)
    return Knowledge(story, folded, moment.state, _end(folded, moment)), moment


def _end(folded: Fold, moment: Moment) -> State:
    """Return what holds when the path that leads through MOMENT is over; nothing follows where no path leads."""
    if folded.path:
        return moment_at(folded).state
    first = folded.story.paths.through(())
    whole = folded.story.paths.first.get(moment.scene or "", ())
    if whole[:1] != first[:1]:
        return moment.state
    return moment_at(folded if whole == first else fold(folded.story, whole)).state
