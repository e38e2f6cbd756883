"""C20: told time goes forward, unless a mode says that a scene stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.scalars import write_clock
from anime_cli.story.finding import Evidence, Finding, Reading, Rule
from anime_cli.story.order import Placed, placed
from anime_cli.story.wording import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.snapshot import Story


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every present scene that starts before the present scene told before it on a path."""
    told: set[str] = set()
    for path in dict.fromkeys(reading.story.paths.first.values()):
        last: Placed | None = None
        for here in placed(reading.story, path):
            if here.scene.mode is not None:
                continue
            if last is not None and here.start < last.start and here.scene.id not in told:
                told.add(here.scene.id)
                yield _backwards(reading.story, last, here)
            last = here


def _backwards(story: Story, last: Placed, here: Placed) -> Finding:
    length = story.document.calendar.day
    day = last.start // length
    later = day + 1 if here.start % length < last.start % length else day
    return Finding(
        rule=RULE.id,
        path=f"scenes/{here.scene.id}.yaml",
        address=("time",),
        scene=here.scene.id,
        message=(
            f"{titled(here.scene)} starts {_when(here.start, length)}, but is told after {titled(last.scene)}, "
            f"which starts {_when(last.start, length)}."
        ),
        hint=f"Write `day: {later}` beside its time, or `mode: flashback` if it looks back.",
        evidence=(Evidence(path=f"scenes/{last.scene.id}.yaml", address=("time",), text=titled(last.scene)),),
    )


def _when(start: int, length: int) -> str:
    day, seconds = divmod(start, length)
    return f"on day {day} at {write_clock(seconds // 60)}"


RULE = Rule(
    "C20",
    "Told time runs backwards",
    "A present scene starts no earlier than the present scene before it; flashback, dream, imagined and parallel may.",
    find,
)
