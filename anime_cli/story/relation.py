"""What people are to each other at one moment, how it came to be so, and what differs between two moments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Event, RelationChange
from anime_cli.model.values import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Bond, Cause, State

SIGNS: Mapping[str, int] = {"trust": 1, "affection": 1, "rivalry": -1, "fear": -1}
"""Which levels draw people together and which set them apart; a debt does neither by itself."""

MIXED = 0.1
"""A tie whose warmth is nearer to 0 than this is neither friendly nor hostile."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What one person feels towards another at one moment: the levels (-1…1) that are not 0."""

    source: str
    to: str
    levels: Mapping[str, float]

    @property
    def warmth(self) -> float:
        """How far trust and affection outweigh rivalry and fear, -1…1."""
        return max(-1.0, min(1.0, round(sum(SIGNS.get(name, 0) * value for name, value in self.levels.items()), 9)))

    @property
    def sign(self) -> int:
        """1 for a friendly tie, -1 for a hostile one, 0 for a mixed one."""
        return 0 if abs(self.warmth) < MIXED else 1 if self.warmth > 0 else -1

    @property
    def strength(self) -> float:
        """The strongest of its levels, 0…1."""
        return max((abs(value) for value in self.levels.values()), default=0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """A level as one event moved it."""

    level: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of what `source` feels towards `to`.

    `cause` is the relation event, None for what holds before the first scene. `because` is the event that it names as
    its own cause, with the scene where it stands, and `note` what the writer says of it.
    """

    source: str
    to: str
    cause: Cause | None
    steps: tuple[Step, ...]
    because: tuple[str, Event] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A tie that two moments don't share; None where there is no tie."""

    source: str
    to: str
    before: Tie | None
    after: Tie | None

    @property
    def kind(self) -> str:
        """Whether the tie was 'added', 'changed' or is 'gone'."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def steps(self) -> tuple[Step, ...]:
        """The levels that differ."""
        before, after = (tie.levels if tie is not None else {} for tie in (self.before, self.after))
        return _moved(before, after)


def ties(state: State) -> tuple[Tie, ...]:
    """Return every tie of STATE, sorted by who feels it and towards whom."""
    found = (tie(state, *pair) for pair in sorted(state.relations))
    return tuple(each for each in found if each.levels)


def tie(state: State, source: str, to: str) -> Tie:
    """Return what SOURCE feels towards TO; without levels where nothing was ever said."""
    return Tie(source, to, _levels(state.relations.get((source, to))))


def history(story: Story, state: State, source: str, to: str) -> tuple[Turn, ...]:
    """Return every event that led to what SOURCE feels towards TO in STATE, the first one first.

    An event that could not move a level any further, for it stood at its end, has no steps.
    """
    turns = [_turn(story, source, to, bond) for bond in _chain(state.relations.get((source, to)))]
    return tuple(turn for turn in reversed(turns) if turn.cause is not None or turn.steps)


def diff(before: Iterable[Tie], after: Iterable[Tie]) -> tuple[Difference, ...]:
    """Return the ties that were added, changed or are gone from one moment to another, sorted."""
    old, new = ({(tie.source, tie.to): tie for tie in side} for side in (before, after))
    pairs = (Difference(*pair, old.get(pair), new.get(pair)) for pair in sorted({*old, *new}))
    return tuple(each for each in pairs if each.steps)


def _levels(bond: Bond | None) -> dict[str, float]:
    """Return the levels of BOND that are not 0, in their usual order."""
    return {name: bond[name].value for name in LEVELS if name in bond and bond[name].value} if bond is not None else {}


def _chain(bond: Bond | None) -> Iterator[Bond]:
    """Yield BOND and what it was before, back to the first."""
    while bond is not None:
        yield bond
        bond = bond.before


def _moved(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Step, ...]:
    pairs = ((name, before.get(name, 0.0), after.get(name, 0.0)) for name in LEVELS)
    return tuple(Step(name, old, new) for name, old, new in pairs if old != new)


def _turn(story: Story, source: str, to: str, bond: Bond) -> Turn:
    steps = _moved(_levels(bond.before), _levels(bond))
    event = _event(story, bond.cause)
    if bond.cause is None or event is None:
        return Turn(source, to, bond.cause, steps)
    return Turn(source, to, bond.cause, steps, _reason(story, bond.cause.scene, event), event.note)


def _event(story: Story, cause: Cause | None) -> RelationChange | None:
    script = story.scenes[cause.scene].script if cause is not None else ()
    return next((item for item in script if isinstance(item, RelationChange) and cause and item.id == cause.item), None)


def _reason(story: Story, scene: str, event: Event) -> tuple[str, Event] | None:
    """Return the event that EVENT of SCENE names as its cause, in its own scene first, else wherever it stands."""
    if event.because is None:
        return None
    others = (name for name in story.scenes if name != scene)
    for name in (scene, *others):
        for item in story.scenes[name].script:
            if isinstance(item, Event) and item.named and item.id == event.because:
                return name, item
    return None
