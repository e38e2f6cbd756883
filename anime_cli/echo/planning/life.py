"""Somebody in a course of the story: what they live through, and whom they are with."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from anime_cli.model import script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.echo.tasks.growth import GrowthInput
    from anime_cli.model.documents import Fact
    from anime_cli.story.course import Step
    from anime_cli.story.state import Cause, State


@dataclass(frozen=True, slots=True)
class Occasion:
    """Somebody has reason to grow behind STEP: the events that are the reason, others who had a part in it, words."""

    step: Step
    reasons: tuple[Cause, ...]
    others: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """A scene in which somebody is: the last step they are there for, choices apart, and who is there with them."""

    scene: str
    last: Step
    others: frozenset[str]


def _attended(steps: Sequence[Step], who: str) -> Attended | None:
    """Return the scene of STEPS as WHO attends it, None where they are never there."""
    own = [step for step in steps if step.after.person(who).here and not isinstance(step.item, script.Choice)]
    if not own:
        return None
    cast = [name for name in own[0].scene.cast if name != who]
    others = frozenset(name for step in own for name in cast if step.after.person(name).here)
    return Attended(own[-1].scene.id, own[-1], others)


@dataclass(frozen=True)
class Life:
    """Somebody in a course of the story."""

    asked: GrowthInput

    @property
    def who(self) -> str:
        """The id of the one whose life it is."""
        return self.asked.who

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the present that they live through."""
        return tuple(step for step in self.asked.course.steps if not step.apart and self.alive(step.after))

    @cached_property
    def places(self) -> Mapping[Step, int]:
        """The number of every step of the whole path."""
        return {step: number for number, step in enumerate(self.asked.course.whole)}

    @cached_property
    def growths(self) -> tuple[tuple[int, script.Grows], ...]:
        """What the story itself tells of their growth, by the number of the step; what is told apart does not count."""
        real = ((number, step.item) for step, number in self.places.items() if not step.apart)
        return tuple((number, item) for number, item in real if isinstance(item, script.Grows) and item.who == self.who)

    @cached_property
    def attended(self) -> tuple[Attended, ...]:
        """The scenes of their life in which they are, as they are lived."""
        scenes = (tuple(group) for _, group in groupby(self.steps, key=lambda step: step.scene.id))
        return tuple(each for steps in scenes if (each := _attended(steps, self.who)) is not None)

    @cached_property
    def _lasts(self) -> tuple[int, ...]:
        return tuple(self.places[each.last] for each in self.attended)

    def after(self, step: Step) -> Iterator[Attended]:
        """Yield the scenes that they attend after that of STEP."""
        start = bisect_right(self._lasts, self.places[step])
        return (each for each in islice(self.attended, start, None) if each.scene != step.scene.id)

    @property
    def end(self) -> State:
        """What holds when the course is over."""
        return self.asked.course.until.state

    def alive(self, state: State) -> bool:
        """Tell whether they live."""
        return state.person(self.who).alive.value

    def here(self, step: Step) -> bool:
        """Tell whether they are there when STEP happens."""
        return step.before.person(self.who).here

    def items(self, *kinds: type[script.Item]) -> Iterator[tuple[Step, Any]]:
        """Yield the steps whose items are of these KINDS, with the item."""
        return ((step, step.item) for step in self.steps if isinstance(step.item, kinds))

    def named(self, text: str) -> bool:
        """Tell whether TEXT names them."""
        character = self.asked.course.story.characters[self.who]
        names = (self.asked.teller.name(self.who), character.name, *character.aliases)
        return any(_says(text, name) for name in names)

    def secret(self, fact: str) -> Fact | None:
        """Return the fact if it is a secret of the story."""
        told = self.asked.course.story.document.facts.get(fact)
        return told if told is not None and told.secret else None


def _says(text: str, name: str) -> bool:
    """Tell whether TEXT names somebody; between Latin letters no name begins or ends."""
    edge = r"[^\W\d_]" if name.isascii() else r"(?!)"
    return bool(name) and re.search(rf"(?<!{edge}){re.escape(name)}(?!{edge})", text) is not None
