"""What the check remembers of documents, made in this process and, where there are many, in others beside it.

Another process gets texts and gives texts: it has no repository, no database and no story. It is a copy of this one,
which costs milliseconds and asks nothing of the program that calls; where none can be had, this process does it all.
What comes out is the same however many work on it.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.studio.documents import parsed, recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from concurrent.futures import Future, ProcessPoolExecutor

    Source = bytes | str
    """A document as its file has it or, as text, what is remembered of it."""

MANY = 500
"""For each so many documents there may be one more process."""
AHEAD = 2
"""How many pieces of work wait at most for each other process."""
TASKS = Path("/proc/self/task")
"""Where Linux lists the threads of this process."""


@dataclass(frozen=True, slots=True)
class Made:
    """The cards that were made of documents, by path, as they are remembered; `broken` are those that can't be read."""

    rows: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def make(sources: Mapping[str, Source]) -> Made:
    """Make the cards of SOURCES, by path."""
    from anime_cli.story.check import judged

    made = Made()
    for path, source in sources.items():
        try:
            known = parsed(source, path, bare=True) if isinstance(source, bytes) else recalled(source, path)
        except AnimeError:
            known = None
        if known is None:
            made.broken.append(path)
            continue
        made.rows[path] = judged(*known).row()
    return made


def make_all(batches: Iterable[Mapping[str, Source]], processes: int) -> Iterator[Made]:
    """Make the cards of all BATCHES in as many PROCESSES, this one included; which is ready first is open."""
    with _helpers(processes - 1) as pool:
        waiting: deque[tuple[Mapping[str, Source], Future[Made]]] = deque()
        for batch in batches:
            future = _given(pool, batch) if len(waiting) < AHEAD * (processes - 1) else None
            if future is None:
                yield make(batch)
            else:
                waiting.append((batch, future))
            while waiting and waiting[0][1].done():
                yield _taken(*waiting.popleft())
        yield from (_taken(*each) for each in waiting)


def processes_for(documents: int, jobs: int) -> int:
    """Return how many processes shall work on so many DOCUMENTS; JOBS is the most, 0 one for each core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(jobs or cores, documents // MANY + 1)) if _may_split() else 1


def _may_split() -> bool:
    """Tell whether a copy of this process is sound: on Linux, while it has one thread."""
    return sys.platform == "linux" and TASKS.is_dir() and len(list(TASKS.iterdir())) == 1


@contextmanager
def _helpers(number: int) -> Iterator[ProcessPoolExecutor | None]:
    pool = _pool(number) if number > 0 else None
    try:
        yield pool
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _pool(number: int) -> ProcessPoolExecutor | None:
    """Return NUMBER other processes, None where the system has no means to talk with them."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from anime_cli.model.load import load  # noqa: F401  # a copy of this process has what this one has loaded
    from anime_cli.story.check import judged  # noqa: F401

    try:
        return ProcessPoolExecutor(number, get_context("fork"), initializer=_begin)
    except (OSError, NotImplementedError, ImportError):
        return None


def _begin() -> None:
    """Leave Ctrl-C to the process that asked."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _given(pool: ProcessPoolExecutor | None, batch: Mapping[str, Source]) -> Future[Made] | None:
    """Give BATCH to another process; None where there is none, or it was ended from outside."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(make, batch) if pool is not None else None
    except (BrokenProcessPool, OSError):
        return None


def _taken(batch: Mapping[str, Source], future: Future[Made]) -> Made:
    """Return what another process made of BATCH; this one makes it where the other was ended from outside."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        return make(batch)
