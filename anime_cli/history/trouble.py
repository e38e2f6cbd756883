"""What git's library and the disk say, in the words of this house."""

from __future__ import annotations

import errno
import re
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
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


REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT)
WORDS = ("permission denied", "read-only file system", "no space left")


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
        if error.errno in REFUSED:
            raise ReadOnlyFolder(error.filename or git_dir, error.strerror or str(error)) from error
        raise _meaning(doing, git_dir, str(error)) from error


def _meaning(doing: str, git_dir: Path, said: str) -> Exception:
    if "index is locked" in said:
        return locked(git_dir / "index.lock")
    lock, refused = LOCK.search(said), any(word in said.lower() for word in WORDS)
    if lock is not None and (not refused or Path(lock[1] or lock[2]).exists()):
        return RefLocked(lock[1] or lock[2])
    if refused:
        return ReadOnlyFolder(git_dir, said)
    return GitFailed(doing, said)


def locked(path: Path) -> IndexLocked:
    """Say that the lock file PATH stands in the way, and since when."""
    try:
        return IndexLocked(path, max(0.0, time.time() - path.stat().st_mtime))
    except OSError:
        return IndexLocked(path, None)
