"""What the store can refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from pathlib import Path


class LeaseTaken(WorldError):
    """Another process is changing the same story right now."""

    def __init__(self, path: Path, pid: int | None, command: str | None) -> None:
        holder = f"process {pid} ({command})" if pid is not None else "another process"
        super().__init__(
            f"The story is being changed by {holder}; nothing was changed here.",
            cause=f"The lock {path} is held.",
            hint="Wait until that command ends, then run this one again.",
        )


class StoreUnwritable(WorldError):
    """A file of the store can't be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path} can't be written.",
            cause=error.strerror or str(error),
            hint="Free the disk or its permissions, or set ANIME_CACHE to a folder that can be written.",
        )


class BadKey(ValueError):
    """A key of the file store holds something else than letters, digits, '-' and '_'."""

    def __init__(self, key: str) -> None:
        super().__init__(f"'{key}' is no key: 4 or more letters, digits, '-' and '_' are.")
