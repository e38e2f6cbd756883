"""Pictures by key, and for each shot the request that it was last drawn from. All of it may be deleted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from anime_cli.store.database import Database
    from anime_cli.store.files import FileStore

FOLDER = "pictures"
KIND = "renders"
SUFFIX = ".png"


@dataclass(frozen=True, slots=True)
class Record:
    """What a shot was last drawn from; `request` as plain values."""

    key: str
    renderer: str
    version: str
    request: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RenderCache:
    """Finished pictures in FILES, records of shots in DATABASE."""

    files: FileStore
    database: Database

    def has(self, key: str) -> bool:
        """Tell whether the picture of KEY is there."""
        return self.files.has(key, SUFFIX)

    def path(self, key: str) -> Path:
        """Name the file of the picture of KEY, whether it is there or not."""
        return self.files.path(key, SUFFIX)

    def get(self, key: str) -> bytes | None:
        """Read the picture of KEY, or None."""
        return self.files.get(key, SUFFIX)

    def put(self, key: str, picture: bytes) -> Path:
        """Keep a finished PICTURE under KEY and name its file.

        Raises:
            CacheUnwritable: the folder or the disk refuses.
        """
        return self.files.put(key, picture, SUFFIX)

    def last(self, addresses: Iterable[str]) -> dict[str, Record]:
        """Return what each shot of ADDRESSES was last drawn from; one never drawn is left out."""
        texts = self.database.get_many(addresses, KIND)
        return {address: record for address, text in texts.items() if (record := _record(text)) is not None}

    def remember(self, records: Mapping[str, Record]) -> None:
        """Note what shots, by address, are drawn from now."""
        self.database.put_many({address: _text(record) for address, record in records.items()}, KIND)


def open_cache(folder: Path) -> RenderCache:
    """Open the cache of pictures in FOLDER, which is made on first use."""
    from anime_cli.store.database import Database
    from anime_cli.store.files import FileStore

    return RenderCache(FileStore(folder / FOLDER), Database(folder))


def _text(record: Record) -> str:
    values = {
        "key": record.key,
        "renderer": record.renderer,
        "request": record.request,
        "version": record.version,
    }
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def _record(text: str) -> Record | None:
    """Read a record; one that another version wrote in another shape counts as none."""
    try:
        values = json.loads(text)
        return Record(values["key"], values["renderer"], values["version"], dict(values["request"]))
    except (ValueError, TypeError, KeyError):
        return None
