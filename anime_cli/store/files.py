"""Files by key, each written whole or not at all.

The key is made by the caller, usually a hash of all that went into the content; two writers of one key therefore write
the same bytes, and no lock is needed.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from anime_cli.store.errors import BadKey, CacheUnwritable, StoreUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = re.compile(r"[A-Za-z0-9_-]{4,128}")
UNFINISHED = ".part-"


def write_whole(path: Path, data: bytes, *, refusal: type[StoreUnwritable] = StoreUnwritable) -> None:
    """Write DATA to PATH through a synced file beside it, so that a reader sees the old bytes or the new ones.

    Raises:
        StoreUnwritable: the folder or the disk refuses; REFUSAL says what kind of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.with_name(f"{UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}")
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise refusal(path, error) from error
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        name.replace(path)
    except OSError as error:
        raise refusal(path, error) from error
    finally:
        with suppress(FileNotFoundError):
            name.unlink()


class FileStore:
    """A folder of files by key, spread over sub-folders by the key's first two characters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str, suffix: str = "") -> Path:
        """Name the file of KEY, whether it is there or not.

        Raises:
            BadKey: the key holds a character that doesn't belong into a file's name.
        """
        if not KEY.fullmatch(key):
            raise BadKey(key)
        return self.folder / key[:2] / f"{key[2:]}{suffix}"

    def has(self, key: str, suffix: str = "") -> bool:
        """Tell whether KEY is stored."""
        return self.path(key, suffix).is_file()

    def get(self, key: str, suffix: str = "") -> bytes | None:
        """Read what is stored under KEY, or None."""
        try:
            return self.path(key, suffix).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def put(self, key: str, data: bytes, suffix: str = "") -> Path:
        """Store DATA under KEY and name its file.

        Raises:
            CacheUnwritable: the folder or the disk refuses.
        """
        path = self.path(key, suffix)
        write_whole(path, data, refusal=CacheUnwritable)
        return path

    def remove(self, key: str, suffix: str = "") -> None:
        """Forget KEY; one that isn't stored is no error."""
        with suppress(FileNotFoundError):
            self.path(key, suffix).unlink()

    def keys(self, suffix: str = "") -> Iterator[str]:
        """List the stored keys with this SUFFIX, sorted."""
        for path in sorted(self.folder.glob(f"??/*{suffix}")):
            rest = path.name.removesuffix(suffix) if suffix else path.name
            if not path.name.startswith(UNFINISHED) and KEY.fullmatch(path.parent.name + rest):
                yield path.parent.name + rest
