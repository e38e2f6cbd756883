"""One holder at a time, between processes.

The kernel's own file lock (`flock`) holds the lease, so that a holder that dies lets go of it; the file's text only
tells others who holds it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.store.errors import LeaseTaken, StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSE = 0.02


@contextmanager
def lease(path: Path, wait_s: float = 5.0, command: str | None = None) -> Iterator[None]:
    """Hold the lease PATH while the block runs, after waiting for it up to WAIT_S seconds.

    Raises:
        LeaseTaken: somebody else held it all that time; the error names the process and its command.
        StoreUnwritable: the file can't be made.
    """
    handle = _opened(path)
    try:
        _take(handle, path, wait_s)
        _sign(handle, {"pid": os.getpid(), "command": command or " ".join(Path(sys.argv[0]).name.split())})
        try:
            yield
        finally:
            _sign(handle, None)
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreUnwritable(path, error) from error


def _take(handle: int, path: Path, wait_s: float) -> None:
    import fcntl

    end = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise LeaseTaken(path, *_holder(path)) from None
            time.sleep(PAUSE)
        else:
            return


def _sign(handle: int, holder: dict[str, object] | None) -> None:
    """Tell others who holds the lease; where the disk is full they are told nothing."""
    with suppress(OSError):
        os.ftruncate(handle, 0)
        if holder is not None:
            os.pwrite(handle, json.dumps(holder).encode(), 0)


def _holder(path: Path) -> tuple[int | None, str | None]:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return int(holder["pid"]), str(holder["command"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, None
