"""What git's library and the disk say, in the words of this house."""

from __future__ import annotations

import errno
import os
import re
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import REFUSALS, WorldError
from anime_cli.history.errors import GitFailed, IndexLocked, ReadOnlyFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = re.compile(r"failed to lock file '([^']+)'|failed to create locked file '([^']+)'")


class RefLocked(WorldError):
    """Another git process is moving the same branch, or one crashed while it did."""

    def __init__(self, path: str) -> None:
        super().__init__(
            "A branch is locked by another git process; nothing was changed.",
            cause=f"The file {path} exists.",
            hint=f"Wait for that process. If none is running, one crashed: rm {path}",
        )


NUMBERS = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.ENAMETOOLONG)
WORDS = {os.strerror(number).lower(): number for number in NUMBERS}
"""What libgit2 repeats of the system's words."""
LEAST = 16384
"""A disk with fewer bytes left is full: git's library doesn't always say that this is why it failed."""


@contextmanager
def translated(doing: str, git_dir: Path) -> Iterator[None]:
    """Turn what libgit2 and the system raise while DOING something into one clear error.

    Raises:
        ReadOnlyFolder: a file can't be written.
        IndexLocked: another process holds the index.
        RefLocked: another process holds a branch.
        GitFailed: anything else that libgit2 refuses.
    """
    import pygit2

    try:
        yield
    except pygit2.GitError as error:
        raise _meaning(doing, git_dir, str(error)) from error
    except OSError as error:
        if error.errno in REFUSALS:
            place = error.filename2 or error.filename or git_dir
            raise ReadOnlyFolder(place, error.strerror or str(error), error.errno) from error
        raise _meaning(doing, git_dir, str(error)) from error


def _meaning(doing: str, git_dir: Path, said: str) -> Exception:
    if "index is locked" in said:
        return locked(git_dir / "index.lock")
    lock, refused = LOCK.search(said), any(word in said.lower() for word in WORDS)
    if lock is not None and (not refused or Path(lock[1] or lock[2]).exists()):
        return RefLocked(lock[1] or lock[2])
    number = next((number for words, number in WORDS.items() if words in said.lower()), None)
    if number is None and _full(git_dir):
        number, said = errno.ENOSPC, f"{os.strerror(errno.ENOSPC)}: {said}"
    return GitFailed(doing, said) if number is None else ReadOnlyFolder(git_dir, said, number)


def _full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST
    except OSError:
        return False


def locked(path: Path) -> IndexLocked:
    """Say that the lock file PATH stands in the way, and since when."""
    try:
        return IndexLocked(path, max(0.0, time.time() - path.stat().st_mtime))
    except OSError:
        return IndexLocked(path, None)
