"""Reads what a check should find in each faulty story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fault import Fault
from one_file import values_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def expected_in(path: Path) -> dict[str, tuple[Fault, ...]]:
    """Return the faults of every story that the file at PATH names."""
    return {story: tuple(_fault(row) for row in rows) for story, rows in values_in(path).items()}


def _fault(row: Mapping[str, Any]) -> Fault:
    assert row.keys() <= {"rule", "scene", "item", "path", "severity", "because", "also"}, row
    return Fault(
        rule=row["rule"],
        scenes=_names(row.get("scene")),
        items=_names(row.get("item")),
        paths=_names(row.get("path")),
        severity=row.get("severity"),
        because=row.get("because"),
        also=tuple(_fault(each) for each in row.get("also", ())),
    )


def _names(value: str | list[str] | None) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value or ())
