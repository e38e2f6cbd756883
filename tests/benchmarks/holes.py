"""HoleMaker: puts exactly one fault of a rule into a sound story, and knows where a check should find it.

A story is plain data here. What rules read, and how they find, plays no part: a test allows this module and the
injections no import of the package at all.
"""

from __future__ import annotations

import sys
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "continuity"))

from injections import WAYS
from telling import NoRoom, Telling

if TYPE_CHECKING:
    from fault import Fault
    from injections.registry import Way
    from telling import Documents

__all__ = ["RULES", "WAYS", "Hole", "hole", "hole_by"]

RULES = tuple(sorted(WAYS))
"""Every rule that a fault can be made of."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A story with one fault: its documents, the fault, and the way it was put in."""

    documents: Documents
    fault: Fault
    way: str


def hole(documents: Documents, rule: str, seed: int | str) -> Hole | None:
    """Put one fault of RULE into a story, at random; return None where the story has no place for one.

    DOCUMENTS are plain values by path, as `yaml` reads them with every scalar as text; they stay as they are. The same
    seed makes the same hole.
    """
    ways = list(WAYS[rule])
    Random(f"{seed}/{rule}").shuffle(ways)
    made = (hole_by(way, documents, seed) for way in ways)
    return next((each for each in made if each is not None), None)


def hole_by(way: Way, documents: Documents, seed: int | str) -> Hole | None:
    """Put one fault into a story in the given WAY; return None where the story has no place for it."""
    edited = deepcopy(documents)
    try:
        return Hole(edited, way(Telling(edited), Random(f"{seed}/{way.__name__}")), way.__name__)
    except NoRoom:
        return None
