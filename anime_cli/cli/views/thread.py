"""The threads of a story: a block each for a person at a terminal, a row each in a pipe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import THREADS
from anime_cli.cli.typeset import paragraphs
from anime_cli.cli.views.moment import address, cause_data, moment_data
from anime_cli.story.thread import ANSWERED, LATE, OPEN, OVERDUE, STATUSES, UNASKED
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.cli.results.knowledge import Thread, Threads
    from anime_cli.cli.terminal import Terminal
    from anime_cli.story.snapshot import Story
    from anime_cli.story.thread import ThreadReading
    from anime_cli.studio.threads import ThreadList

COLOURS = {ANSWERED: "green", LATE: "yellow", OPEN: "cyan", OVERDUE: "red bold", UNASKED: "red"}
COLUMNS = ("thread", "status", "set up", "paid off", "scenes between", "due", "question")


def threads(found: ThreadList, terminal: Terminal) -> View:
    """Show the threads and how each stands."""
    data: Threads = {
        "revision": found.revision,
        "moment": moment_data(found.at),
        "threads": [_data(each) for each in found.threads],
    }
    if not terminal.interactive:
        return THREADS.view(data, [Table(COLUMNS, [_row(each) for each in found.threads])])
    return THREADS.view(data, _blocks(found, terminal.width))


def _data(thread: ThreadReading) -> Thread:
    return {
        "id": thread.id,
        "status": thread.status,
        "question": thread.question,
        "due": thread.due,
        "set_up": cause_data(thread.set_up),
        "paid_off": cause_data(thread.paid_off),
        "distance": thread.distance,
    }


def _row(thread: ThreadReading) -> Sequence[Part]:
    distance = "" if thread.distance is None else str(thread.distance)
    ends = (address(thread.set_up) or "", address(thread.paid_off) or "")
    return thread.id, thread.status, *ends, distance, thread.due or "", thread.question or ""


def _blocks(found: ThreadList, width: int) -> Iterator[Line]:
    for thread in found.threads:
        yield [Styled(thread.id, "bold"), "  ", Styled(thread.status, COLOURS[thread.status])]
        yield from paragraphs(thread.question or "story.yaml does not say what it asks.", width, 2)
        for told in _told(found.story, thread):
            yield Styled(f"  {told}", "dim")
        yield ""
    yield _sum(found.threads)


def _told(story: Story, thread: ThreadReading) -> Iterator[str]:
    if thread.set_up is not None:
        yield f"set up    {address(thread.set_up)}"
    if thread.paid_off is not None:
        yield f"paid off  {address(thread.paid_off)}{_apart(thread.distance)}"
    if thread.due is not None:
        chapter = story.chapters.get(thread.due)
        yield f"due       by the end of {chapter.title if chapter is not None else thread.due}"


def _apart(distance: int | None) -> str:
    if distance is None:
        return ", without being set up"
    if distance < 0:
        return f", told {plural(-distance, 'scene')} before it is set up"
    return f", {plural(distance, 'scene')} later" if distance else ", in the same scene"


def _sum(found: Sequence[ThreadReading]) -> str:
    if not found:
        return "The story asks no question yet."
    numbers = Counter(thread.status for thread in found)
    return f"{plural(len(found), 'thread')}: {listed(f'{numbers[each]} {each}' for each in STATUSES if numbers[each])}."
