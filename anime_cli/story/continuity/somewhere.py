"""C17: a fault that no first path shows, only another way through the choices."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import SOMEWHERE
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.wording import titled

if TYPE_CHECKING:
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit

SHOWN = 6
"""How many scenes of a path a message names."""


def on_some_path(reading: Reading, visit: Visit, finding: Finding) -> Finding:
    """Return FINDING, which only the path of VISIT shows so far, as one of C17."""
    path = visit.path
    message = f"{finding.message} This is so on the path {_told(reading, path)}."
    return replace(finding, rule=SOMEWHERE, because=finding.rule, message=message, what=finding.identity_key, way=path)


def _told(reading: Reading, path: tuple[str, ...]) -> str:
    """Name the scenes of PATH that a choice led to; they are enough to find it again."""
    after = reading.paths.after
    taken = [name for before, name in pairwise(path) if len(after[before]) > 1] or [path[-1]]
    names = [titled(reading.story.scenes[name]) for name in taken]
    shown = names if len(names) <= SHOWN else [*names[: SHOWN - 1], "…", names[-1]]
    return "through " + ", ".join(shown)


RULE = Rule(
    SOMEWHERE,
    "A fault on some path only",
    "What holds on the first path through the choices holds on every other: no choice leads to a contradiction.",
)
