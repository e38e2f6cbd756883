"""Every rule of the continuity check, by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity import somewhere
from anime_cli.story.continuity.rules import (
    duplicates,
    listing,
    presence,
    references,
    time,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.story.continuity.rule import Rule

_MODULES = (
    references,
    duplicates,
    listing,
    presence,
    somewhere,
    time,
)

RULES: Mapping[str, Rule] = {module.RULE.id: module.RULE for module in _MODULES}
"""Every rule by its id, sorted."""
