"""C17: a fault that no first path shows, only another way through the choices."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import INFO, SOMEWHERE, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.continuity.rules.time import backwards
from anime_cli.story.continuity.walk import BACK, LONG, LOOP, MANY, SETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Way
    from anime_cli.story.continuity.walk import Bound
    from anime_cli.story.order import Placed

NOTICES = {
    LOOP: (
        "The choices lead from {scene} back to {to}{others}: a path is checked until it would meet a scene again.",
        None,
    ),
    MANY: (
        "Many ways lead to {scene}{others}: each thing that can hold there is checked, but not all that come together.",
        None,
    ),
    BACK: (
        "On some path {scene}{others} steps back in time: what is told after it there is checked on first paths only.",
        "Write both its `day` and its `time`.",
    ),
    SETS: ("The choices leave out too many flashbacks to try every set of them: some paths are not checked.", None),
    LONG: ("Too many ways differ: the check stopped before {scene}, and some paths are not checked.", None),
}
"""What is said of ways that were not gone, and what mends it."""

SHOWN = 6
"""How many scenes of a path a message names."""


def on_some_path(reading: Reading, path: tuple[str, ...], finding: Finding) -> Finding:
    """Return FINDING, which no shorter path than PATH shows, as one of C17."""
    message = f"{finding.message} This is so on the path {_told(reading, path)}."
    return replace(finding, rule=SOMEWHERE, because=finding.rule, message=message, what=finding.identity_key, way=path)


def ways_not_gone(reading: Reading) -> Iterator[Finding]:
    """Yield what kept the walk from going every way: told time that steps back, else a notice of each kind."""
    kinds: dict[str, list[Bound]] = {}
    for bound in reading.walk.bounds:
        before = _later(bound.way) if bound.way is not None else None
        if bound.way is not None and before is not None:
            here = bound.way.placed
            finding = backwards(reading, (before.scene.id, before.start), (here.scene.id, here.start))
            yield on_some_path(reading, bound.way.path, finding)
        else:
            kinds.setdefault(bound.why, []).append(bound)
    for why, bounds in kinds.items():
        yield _notice(reading, why, bounds)


def _later(way: Way) -> Placed | None:
    """Return the present scene told before the last of WAY, where that is a present scene and starts before it."""
    here, *before = way
    last = next((each for each in before if each.scene.mode is None), None)
    return last if here.scene.mode is None and last is not None and here.start < last.start else None


def _notice(reading: Reading, why: str, bounds: list[Bound]) -> Finding:
    scene = bounds[0].scene
    others = f" (and {len(bounds) - 1} more)" if len(bounds) > 1 else ""
    message, hint = NOTICES[why]
    to = bounds[0].to or scene
    return Finding(
        rule=SOMEWHERE,
        severity=INFO,
        path=f"scenes/{scene}.yaml",
        scene=scene,
        message=message.format(scene=reading.titled(scene), to=reading.titled(to), others=others),
        hint=hint,
        what=why,
    )


def _told(reading: Reading, path: tuple[str, ...]) -> str:
    """Name the scenes of PATH that a choice led to; they are enough to find it again."""
    after = reading.paths.after
    taken = [name for before, name in pairwise(path) if len(after[before]) > 1] or [path[-1]]
    names = [reading.titled(name) for name in taken]
    shown = names if len(names) <= SHOWN else [*names[: SHOWN - 1], "…", names[-1]]
    return "through " + ", ".join(shown)


RULE = Rule(
    SOMEWHERE,
    "A fault on some path only",
    "What holds on the first path through the choices holds on every other: no choice leads to a contradiction.",
    exempt="What is wrong on the first path too: the rule's own number says it, once.",
)
