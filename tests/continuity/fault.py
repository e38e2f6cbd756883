"""A fault that a check should find, and whether it did. Nothing here knows the rules, or what finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class Found(Protocol):
    """What is asked of a finding."""

    @property
    def rule(self) -> str: ...
    @property
    def scene(self) -> str | None: ...
    @property
    def item(self) -> str | None: ...
    @property
    def path(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def waived(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its rule, and where it may be found. Where nothing is named, anywhere will do.

    `also` are its consequences, which may be found too. `because` is the rule that a choice breaks (C17 alone).
    """

    rule: str
    scenes: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    severity: str | None = None
    because: str | None = None
    also: tuple[Fault, ...] = ()

    def is_met_by(self, finding: Found) -> bool:
        """Whether FINDING is this fault; how grave it is called is not asked."""
        if finding.rule != self.rule or finding.waived:
            return False
        places = ((finding.scene, self.scenes), (finding.item, self.items), (finding.path, self.paths))
        return all(not allowed or place in allowed for place, allowed in places)

    def is_graded_by(self, finding: Found) -> bool:
        """Whether FINDING is this fault and is called as grave as it is, where that is said."""
        return self.is_met_by(finding) and self.severity in {None, finding.severity}

    def allows(self, finding: Found) -> bool:
        """Whether FINDING is this fault or one of its consequences."""
        return self.is_met_by(finding) or any(each.allows(finding) for each in self.also)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found of the faults of one story: those it met, those it missed, and what is none of them."""

    met: tuple[Fault, ...]
    missed: tuple[Fault, ...]
    false: tuple[Found, ...]


def judged(faults: Iterable[Fault], findings: Iterable[Found]) -> Verdict:
    """Compare FINDINGS with the FAULTS of a story. What is waived counts as not found."""
    faults, counted = tuple(faults), tuple(finding for finding in findings if not finding.waived)
    met = tuple(fault for fault in faults if any(fault.is_met_by(finding) for finding in counted))
    missed = tuple(fault for fault in faults if fault not in met)
    false = tuple(finding for finding in counted if not any(fault.allows(finding) for fault in faults))
    return Verdict(met, missed, false)
