"""One case of the merge benchmark: two concurrent changes of one story, and the right result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Case:
    """Two concurrent changes of one story, and the one right result."""

    kind: str  # what was edited
    base: Mapping[str, str]  # texts of all documents by path, e.g. "scenes/rain.yaml"
    ours: Mapping[str, str]
    theirs: Mapping[str, str]
    expected: Mapping[str, Any] | None  # path -> plain data of the right result; None: only a person can decide
    either: tuple[
        Mapping[str, Any], ...
    ] = ()  # other results that are as right (e.g. two insertions in the other order)
