"""C20: told time goes forward, unless a mode says that a scene stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.wording import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every present scene that starts before the present scene told before it on the first path to it."""
    for path in reading.paths.whole:
        last, before = "", None
        for name, scene, start in reading.timed(path):
            if scene.mode is not None:
                continue
            if before is not None and start < before and reading.paths.first[name] is path:
                yield backwards(reading, (last, before), (name, start))
            last, before = name, start


def backwards(reading: Reading, last: tuple[str, int], here: tuple[str, int]) -> Finding:
    """Return the finding that HERE, a scene with its start in seconds, is told after LAST, which starts later."""
    story = reading.story
    length = story.document.calendar.day
    day = last[1] // length
    later = day + 1 if here[1] % length < last[1] % length else day
    return Finding(
        rule=RULE.id,
        path=f"scenes/{here[0]}.yaml",
        address=("time",),
        scene=here[0],
        message=(
            f"{reading.titled(here[0])} starts {moment_of(story, here[1])}, "
            f"but is told after {reading.titled(last[0])}, which starts {moment_of(story, last[1])}."
        ),
        hint=f"Write `day: {later}` beside its time, or `mode: flashback` if it looks back.",
        what=f"starts before {last[0]}",
        evidence=(Evidence(path=f"scenes/{last[0]}.yaml", address=("time",), text=reading.titled(last[0])),),
    )


RULE = Rule(
    "C20",
    "Told time runs backwards",
    "A present scene starts no earlier than the present scene before it; flashback, dream, imagined and parallel may.",
    find,
    exempt="Flashbacks, dreams, imagined and parallel scenes, and scenes without a time.",
)
