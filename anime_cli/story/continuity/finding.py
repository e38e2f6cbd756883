"""What the check finds: a fault in the words of the story, where it stands, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.model.report import Address

ERROR, WARNING, INFO = "error", "warning", "info"
"""How much a finding weighs: only an error makes a story wrong; an info is worth knowing."""

SOMEWHERE = "C17"
"""The rule of a fault that no first path shows, only another way through the choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Another place that a finding speaks of."""

    path: str
    address: Address
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault. `address` leads to the field inside the document at `path`; `hint` mends it.

    `evidence` has the places that disagree with it, `chain` the events that led to it, the first of them first.
    `what` tells findings of one rule at one item apart, in words that don't change with titles and texts; without it
    the message does. Where a fault shows on some path only, `rule` is C17, `because` the rule that is broken and `way`
    the scenes of the shortest path that shows it. A `waived` finding is one that story.yaml accepts with a reason: it
    is told but does not count.
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
    chain: tuple[Evidence, ...] = ()
    what: str = ""
    because: str | None = None
    way: tuple[str, ...] = ()
    waived: bool = False

    @property
    def broken(self) -> str:
        """The rule that is broken: the inner one where the fault shows on some path only."""
        return self.because or self.rule

    @property
    def identity_key(self) -> str:
        """What tells it from other findings of its rule at its item."""
        return self.what or self.message

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes it the same fault on whatever path it shows."""
        return self.broken, self.path, self.address, self.scene, self.item, self.identity_key

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stay the same while the fault does, whatever moves around it."""
        told = (self.broken, self.path, self.scene or "", self.item or "", self.identity_key)
        return sha256("\0".join(told).encode()).hexdigest()[:16]
