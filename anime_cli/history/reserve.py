"""Room on the disk, held while a command changes the story, so that it can go back from a disk that runs full.

The file stands from before a command's first change until its end: one that is there while nobody is at work tells
that a command was killed.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.history.effects import Effects
    from anime_cli.history.repository import Repository

NAME = "reserve"
FLAT = 65536
"""Bytes for the refs and objects that going back writes."""
BLOCK = 4096


def place(repository: Repository) -> Path:
    """Name the file that holds the room."""
    return repository.state_dir / NAME


def hold(repository: Repository, effects: Effects) -> None:
    """Hold the room that it takes to take EFFECTS back.

    Raises:
        ReadOnlyFolder: there is none.
    """
    size = FLAT + _size(repository.git_dir / "index") + sum(_size(repository.folder / path) for path in effects.files)
    with translated("hold room", repository.git_dir):
        path = place(repository)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            _allocate(handle, size)
        finally:
            os.close(handle)


def _allocate(handle: int, size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size)
    else:
        os.pwrite(handle, bytes(size), 0)


def release(repository: Repository) -> None:
    """Let go of the room."""
    with translated("free room", repository.git_dir):
        place(repository).unlink(missing_ok=True)


def _size(path: Path) -> int:
    """Return how many bytes the file at PATH fills on a disk."""
    try:
        return -(-path.lstat().st_size // BLOCK) * BLOCK
    except OSError:
        return 0
