"""Draw what a plan lacks, in this process or in several; every finished picture is kept at once.

Whatever stops the work, Ctrl-C or a renderer's failure, the cache holds whole pictures only, and the next run draws the
rest.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.render.errors import PictureNotKept, RenderFailed
from anime_cli.render.worker import Job, Result, draw

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path

    from anime_cli.render.cache import RenderCache
    from anime_cli.render.plan import Entry, Plan
    from anime_cli.render.renderer import Renderer

MOST = 64
"""More workers than this are never started."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A shot and its picture's file; `seconds` is 0 for one that was there already."""

    address: str
    key: str
    path: Path
    drawn: bool
    seconds: float = 0.0


def run(
    plan: Plan,
    cache: RenderCache,
    renderer: Renderer,
    *,
    jobs: int = 0,
    finished: Callable[[Picture], None] | None = None,
) -> tuple[Picture, ...]:
    """Draw what PLAN lacks and return all its pictures in its order.

    JOBS is how many are drawn at once, 0 one for each core; one picture, or one job, needs no other process. FINISHED
    is told of each drawn picture as it is kept.

    Raises:
        RenderFailed: the renderer gave up on a shot; what was finished stays.
        PictureNotKept: its picture can't be kept; what was finished stays.
        WorkersLost: a drawing process was ended from outside.
    """
    cache.remember({entry.address: plan.record(entry) for entry in plan.cached})
    waiting = _by_key(plan.to_draw)
    seconds: dict[str, float] = {}
    queue = [_job(plan, cache, entries[0]) for entries in waiting.values()]
    with closing(_results(queue, renderer, _workers(jobs))) as results:
        for result in results:
            _refuse(result, renderer)
            entries = waiting[result.key]
            cache.remember({entry.address: plan.record(entry) for entry in entries})
            seconds[result.key] = result.seconds
            if finished is not None:
                for entry in entries:
                    finished(_picture(entry, cache, seconds))
    return tuple(_picture(entry, cache, seconds) for entry in plan.entries)


def _refuse(result: Result, renderer: Renderer) -> None:
    if result.mend is not None:
        raise PictureNotKept(result.address, result.failure, result.mend)
    if result.failure is not None:
        raise RenderFailed(result.address, f"{renderer.name} {renderer.version}", result.failure)


def _workers(jobs: int) -> int:
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(jobs if jobs > 0 else available, MOST)


def _by_key(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Group shots that ask for the very same picture."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.key, []).append(entry)
    return groups


def _job(plan: Plan, cache: RenderCache, entry: Entry) -> Job:
    return Job(entry.address, entry.key, entry.request, plan.renderer, plan.version, str(cache.files.folder))


def _picture(entry: Entry, cache: RenderCache, seconds: dict[str, float]) -> Picture:
    drawn = entry.key in seconds
    return Picture(entry.address, entry.key, cache.path(entry.key), drawn, seconds.get(entry.key, 0.0))


def _results(jobs: Sequence[Job], renderer: Renderer, workers: int) -> Generator[Result]:
    workers = min(workers, len(jobs))
    if workers <= 1:
        yield from (draw(job, renderer) for job in jobs)
        return
    from anime_cli.render.pool import pooled

    yield from pooled(jobs, renderer, workers)
