"""What a check should find in a story, and whether it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from one_file import values_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from anime_cli.story.finding import Finding


def _names(value: str | list[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())


@dataclass(frozen=True, slots=True)
class Expected:
    """One fault: its rule, and where it may be found. Where nothing is named, anywhere will do.

    `also` are its consequences, which may be found too. `because` is the rule that a choice breaks (C17 alone).
    """

    rule: str
    scenes: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    severity: str | None = None
    because: str | None = None
    also: tuple[Expected, ...] = ()

    def is_met_by(self, finding: Finding) -> bool:
        """Whether FINDING is this fault; how grave it is called is not asked."""
        if finding.rule != self.rule or finding.waived:
            return False
        places = ((finding.scene, self.scenes), (finding.item, self.items), (finding.path, self.paths))
        return all(not allowed or place in allowed for place, allowed in places)

    def allows(self, finding: Finding) -> bool:
        """Whether FINDING is this fault or one of its consequences."""
        return self.is_met_by(finding) or any(each.allows(finding) for each in self.also)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found of the faults of one story: those it met, those it missed, and what is none of them."""

    met: tuple[Expected, ...]
    missed: tuple[Expected, ...]
    false: tuple[Finding, ...]


def judged(faults: Iterable[Expected], findings: Iterable[Finding]) -> Verdict:
    """Compare FINDINGS with the FAULTS of a story. What is waived counts as not found."""
    faults, counted = tuple(faults), tuple(finding for finding in findings if not finding.waived)
    met = tuple(fault for fault in faults if any(fault.is_met_by(finding) for finding in counted))
    missed = tuple(fault for fault in faults if fault not in met)
    false = tuple(finding for finding in counted if not any(fault.allows(finding) for fault in faults))
    return Verdict(met, missed, false)


def expected_in(path: Path) -> dict[str, tuple[Expected, ...]]:
    """Return the faults of every story that the file at PATH names."""
    return {story: tuple(_fault(row) for row in rows) for story, rows in values_in(path).items()}


def _fault(row: Mapping[str, Any]) -> Expected:
    assert row.keys() <= {"rule", "scene", "item", "path", "severity", "because", "also"}, row
    return Expected(
        rule=row["rule"],
        scenes=_names(row.get("scene")),
        items=_names(row.get("item")),
        paths=_names(row.get("path")),
        severity=row.get("severity"),
        because=row.get("because"),
        also=tuple(_fault(each) for each in row.get("also", ())),
    )
