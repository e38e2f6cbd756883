"""What the check finds: a fault in the words of the story, where it stands, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.story.fold import Fold, fold
from anime_cli.story.references import Reference, references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from anime_cli.model.fields import Address
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
    """A story and what rules ask of it again and again."""

    story: Story

    @cached_property
    def fold(self) -> Fold:
        """The fold of the story."""
        return fold(self.story)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference of the story."""
        return references(self.story)


@dataclass(frozen=True, slots=True)
class Rule:
    """One continuity rule: what it forbids, in a title and a sentence, and the function that finds it."""

    id: str
    title: str
    explanation: str
    find: Callable[[Reading], Iterable[Finding]] = field(repr=False)
