"""What the store can refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError, way_to_write

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
    """The file at `path` can't be written; `number` is the system's errno."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.path, self.number = path, error.errno
        super().__init__(
            f"{path} can't be written.",
            cause=error.strerror or str(error),
            hint=way_to_write(error.errno, path.parent),
        )


class CacheUnwritable(StoreUnwritable):
    """What may be deleted has no place where it can be kept."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, error)
        self.hint = " ".join(filter(None, (self.hint, "ANIME_CACHE may name another folder that can be written.")))


class BadKey(ValueError):
    """A key of the file store holds something else than letters, digits, '-' and '_'."""

    def __init__(self, key: str) -> None:
        super().__init__(f"'{key}' is no key: 4 or more letters, digits, '-' and '_' are.")
