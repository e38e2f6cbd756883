"""What a benchmark of merges is made of: two concurrent changes and the one right result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Case:
    """Two concurrent changes of one story, and the one right result."""

    kind: str
    """What was edited, e.g. "prose+move"."""
    base: Mapping[str, str]
    """Texts of all documents by path, e.g. "scenes/rain.yaml"."""
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    expected: Mapping[str, Any] | None
    """Plain data of the right result by path; None: only a person can decide."""
    either: tuple[Mapping[str, Any], ...] = ()
    """Other results that are as right, e.g. two insertions in the other order."""
    told: str = ""
    """What both sides did, for a reader of a failing case."""
