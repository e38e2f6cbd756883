"""Several processes that draw, begun and ended so that being stopped at any moment leaves no noise behind."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from anime_cli.render.errors import WorkersLost
from anime_cli.render.worker import draw, prepare

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor

    from anime_cli.render.renderer import Renderer
    from anime_cli.render.worker import Job, Result

STOPS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def pooled(jobs: Sequence[Job], renderer: Renderer, workers: int) -> Generator[Result]:
    """Draw JOBS in as many processes as WORKERS says, and yield each result as it comes.

    Raises:
        WorkersLost: a drawing process was ended from outside.
    """
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_all_start_methods, get_context

    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(workers, get_context(method), initializer=prepare, initargs=(renderer,))
    try:
        for future in as_completed(_begun(pool, jobs, method)):
            yield future.result()
    except (BrokenProcessPool, EOFError, ConnectionError) as error:
        raise WorkersLost(workers) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begun(pool: ProcessPoolExecutor, jobs: Sequence[Job], method: str) -> list[Future[Result]]:
    """Hand JOBS to POOL. A process that is amid being started can't be stopped, so whoever stops us waits for it."""
    with _held_back():
        if method == "forkserver":
            _serve()
        return [pool.submit(draw, job) for job in jobs]


def _serve() -> None:
    """Start the server of processes deaf to Ctrl-C, as all are that it starts: that is the parent's to answer."""
    from multiprocessing import forkserver
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        forkserver.ensure_running()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _held_back() -> Iterator[None]:
    """Hear what would stop us only when the block has ended."""
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return
    heard: list[tuple[int, Any]] = []
    before = {each: signal.signal(each, lambda *told: heard.append(told)) for each in STOPS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number, _ in heard[:1]:
            signal.raise_signal(number)
