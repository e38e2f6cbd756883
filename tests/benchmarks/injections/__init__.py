"""The ways in which a fault of each rule is put into a sound story. Each edits the story and returns the fault."""

from __future__ import annotations

from injections import choices, people, plot, references, things, timing
from injections.registry import WAYS

__all__ = ["WAYS", "choices", "people", "plot", "references", "things", "timing"]
