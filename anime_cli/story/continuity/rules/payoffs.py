"""C13: what is set up is paid off, in this order and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.model.script import PaysOff, SetsUp
from anime_cli.story.continuity.finding import WARNING, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.state import ThreadAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit


class _Told(NamedTuple):
    """Where a thread is set up or paid off: the scene, its told number, the item's place in brief and its id."""

    scene: str
    number: int
    at: int
    item: str


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every payoff of a declared thread that is not set up by then: its first."""
    declared = reading.story.document.threads
    for step in visit.steps():
        item = step.item
        if not isinstance(item, PaysOff) or item.thread not in declared:
            continue
        told = step.before.threads.get(item.thread, ThreadAt())
        if told.set_up is None and reading.first_of(RULE.id, item.thread):
            yield reading.finding(
                RULE.id,
                visit,
                step,
                message=f"{reading.titled(visit.scene.id)} pays off the thread '{item.thread}', "
                "which is not set up by then.",
                what=f"early {item.thread}",
                hint=f"Add `event: sets_up` with `thread: {item.thread}` to a scene told before it.",
            )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every thread that is set up and never paid off, or only after it was due."""
    set_up, paid_off = _told(reading, SetsUp), _told(reading, PaysOff)
    for thread, first in set_up.items():
        if thread not in paid_off:
            yield _finding(
                reading,
                first,
                f"The thread '{thread}' is set up in {reading.titled(first.scene)} and never paid off.",
                f"Add `event: pays_off` with `thread: {thread}` where its question is answered.",
                f"open {thread}",
            )
        elif _overdue(reading, thread, first, paid_off[thread]):
            due = reading.story.document.threads[thread].due
            yield _finding(
                reading,
                paid_off[thread],
                f"The thread '{thread}' is due in the chapter '{due}' and paid off only in "
                f"{reading.titled(paid_off[thread].scene)}.",
                f"Pay it off by then, or write a later chapter as `due` of '{thread}' in story.yaml.",
                f"overdue {thread}",
            )


def _told(reading: Reading, kind: type[SetsUp | PaysOff]) -> dict[str, _Told]:
    """Return for every declared thread the first item of a KIND that is told."""
    found: dict[str, _Told] = {}
    for number, name in enumerate(reading.story.told_ids, 1):
        scene = reading.brief.scenes[name]
        for at, item in enumerate(scene.script):
            if isinstance(item, kind) and item.thread in reading.story.document.threads:
                found.setdefault(item.thread, _Told(name, number, at, item.id))
    return found


def _overdue(reading: Reading, thread: str, set_up: _Told, paid_off: _Told) -> bool:
    """Tell whether a thread is paid off only after the chapter in which it is due."""
    declared = reading.story.document.threads.get(thread)
    chapter = reading.story.chapters.get(declared.due) if declared is not None and declared.due is not None else None
    if chapter is None or not chapter.scenes or (paid_off.number, paid_off.at) < (set_up.number, set_up.at):
        return False
    last = max((reading.story.number_of(name) or 0 for name in chapter.scenes), default=0)
    return 0 < last < paid_off.number


def _finding(reading: Reading, here: _Told, message: str, hint: str, what: str) -> Finding:
    return Finding(
        rule=RULE.id,
        severity=WARNING,
        path=f"scenes/{here.scene}.yaml",
        address=("script", reading.place(here.scene, here.at)),
        scene=here.scene,
        item=here.item,
        message=message,
        hint=hint,
        what=what,
    )


RULE = Rule(
    "C13",
    "A thread that is not paid off in time",
    "A thread is set up before it is paid off, and paid off by the end of the chapter in which it is due.",
    find,
    watch=watch,
    exempt="Threads that one ending pays off and another leaves open, and what is paid off in the chapter it is due.",
    counts=False,
)
