"""C05: every scene can be reached, and left."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import ERROR, WARNING, Finding
from anime_cli.story.continuity.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.story.continuity.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the listed scenes that no path reaches, and those from which no path ends."""
    paths = reading.paths
    if not paths.told or not paths.branching:
        return
    reached = _from(paths.told[:1], paths.after)
    yield from _unreached(reading, reached)
    yield from _stuck(reading, reached)


def _from(starts: Iterable[str], onward: Mapping[str, Iterable[str]]) -> set[str]:
    """Return STARTS and all that ONWARD leads to from them."""
    found, queue = set(starts), list(starts)
    while queue:
        new = [name for name in onward[queue.pop()] if name not in found]
        found.update(new)
        queue += new
    return found


def _unreached(reading: Reading, reached: set[str]) -> Iterator[Finding]:
    """Yield the scenes that are not REACHED; what only they lead to follows from it."""
    known = set(reached)
    for name in reading.paths.told:
        if name not in known:
            known |= _from([name], reading.paths.after)
            yield _finding(
                name,
                f"No path from the first scene leads to {reading.titled(name)}.",
                f"Let a `choice` or a `next` lead to {name}, or take it out of its chapter.",
                "unreached",
            )


def _stuck(reading: Reading, reached: set[str]) -> Iterator[Finding]:
    """Yield one scene of every ring among the REACHED that no way leaves."""
    after = reading.paths.after
    before: dict[str, list[str]] = defaultdict(list)
    for name, nexts in after.items():
        for to in nexts:
            before[to].append(name)
    going = reached - _from([name for name in after if not after[name]], before)
    for start in reading.paths.told:
        if start in going:
            name = min(_round(start, after), key=lambda each: reading.story.number_of(each) or 0)
            going -= _from([name], after) | _from([name], before)
            yield _finding(
                name,
                f"From {reading.titled(name)} all ways go round: no ending can be reached.",
                "Let one of the scenes lead out of the ring, or write `next: end` into the one that ends the story.",
                "stuck",
                ERROR,
            )


def _round(start: str, after: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return scenes that lead round, each to the next, which a way from START comes to; none it meets is an ending."""
    seen: dict[str, None] = {}
    while start not in seen:
        seen[start] = None
        start = after[start][0]
    way = list(seen)
    return way[way.index(start) :]


def _finding(name: str, message: str, hint: str, what: str, severity: str = WARNING) -> Finding:
    return Finding(
        rule=RULE.id,
        severity=severity,
        path=f"scenes/{name}.yaml",
        scene=name,
        message=message,
        hint=hint,
        what=what,
    )


RULE = Rule(
    "C05",
    "A scene that can't be reached or left",
    "Choices and `next` lead from the first scene to every other, and from every scene to an ending.",
    find,
    exempt="Scenes that only some paths skip, and rings that a way leads out of.",
)
