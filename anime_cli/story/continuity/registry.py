"""Every rule of the continuity check, by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity import somewhere
from anime_cli.story.continuity.rules import (
    ages,
    bonds,
    causality,
    duplicates,
    jumps,
    knowledge,
    listing,
    lookalike,
    orphans,
    overlap,
    payoffs,
    possession,
    presence,
    reach,
    references,
    time,
    travel,
    viewpoint,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.story.continuity.rule import Rule

_MODULES = (
    references,
    duplicates,
    lookalike,
    listing,
    reach,
    orphans,
    presence,
    overlap,
    travel,
    knowledge,
    possession,
    ages,
    payoffs,
    causality,
    bonds,
    jumps,
    somewhere,
    viewpoint,
    time,
)

RULES: Mapping[str, Rule] = {module.RULE.id: module.RULE for module in _MODULES}
"""Every rule by its id, sorted."""
