"""One SQLite file of small texts by kind and key: facts of documents by blob id, records of renders.

Nothing in it is true by itself: a file that is damaged or not ours is set aside and begun anew, and where nothing can
be written or read, the answer is that nothing is known.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

T = TypeVar("T")

NAME = "anime.sqlite"
MARK = 0x414E494D
"""SQLite's application id of our files: 'ANIM'."""
LAYOUT = 1
CHUNK = 900
FACTS = "facts"
TABLE = "CREATE TABLE entries (kind TEXT, key TEXT, value TEXT NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"


class _Foreign(sqlite3.DatabaseError):
    """The file is a database, and not one of ours."""


class Database:
    """The cache's one SQLite file in FOLDER, opened on first use; `kind` keeps readers of different things apart.

    It is closed when nobody holds it any more.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._connection: sqlite3.Connection | None = None
        self._closing: Callable[[], object] = lambda: None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._connection is not None:
            self._closing()
            self._connection = None

    def get_many(self, keys: Iterable[str], kind: str = FACTS) -> dict[str, str]:
        """Return what is known of KEYS; a key that isn't known is left out."""
        wanted = list(dict.fromkeys(keys))

        def read(connection: sqlite3.Connection) -> dict[str, str]:
            found: dict[str, str] = {}
            for chunk in _chunks(wanted):
                marks = ",".join("?" * len(chunk))
                found.update(
                    connection.execute(
                        f"SELECT key, value FROM entries WHERE kind = ? AND key IN ({marks})",  # noqa: S608  # only marks
                        (kind, *chunk),
                    )
                )
            return found

        return self._tried(read, {})

    def put_many(self, values: Mapping[str, str], kind: str = FACTS) -> None:
        """Remember VALUES, all of them or, where the file can't be written, none."""
        rows = [(kind, key, value) for key, value in values.items()]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)

        if rows:
            self._tried(write, None)

    def items(self, kind: str) -> dict[str, str]:
        """Return all that is known of one KIND."""
        query = "SELECT key, value FROM entries WHERE kind = ? ORDER BY key"
        return self._tried(lambda connection: dict(connection.execute(query, (kind,))), {})

    def remove_many(self, keys: Iterable[str], kind: str = FACTS) -> None:
        """Forget KEYS."""
        rows = [(kind, key) for key in keys]

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("DELETE FROM entries WHERE kind = ? AND key = ?", rows)

        self._tried(write, None)

    def _tried(self, ask: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Ask the file; begin it anew, once, if it is damaged or foreign; else answer NOTHING."""
        for _ in range(2):
            try:
                return ask(self._open())
            except sqlite3.OperationalError:
                return nothing
            except sqlite3.DatabaseError:
                if not self._set_aside():
                    return nothing
        return nothing

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(self.path)
            try:
                _prepare(connection)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection, self._closing = connection, finalize(self, connection.close)
        return self._connection

    def _set_aside(self) -> bool:
        self.close()
        try:
            for end in ("-wal", "-shm"):
                self.path.with_name(NAME + end).unlink(missing_ok=True)
            self.path.replace(self.path.with_name(f"{NAME}.broken"))
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True


def _connect(path: Path) -> sqlite3.Connection:
    """Open PATH; a file in a folder that can't be written is read as it is, without a journal.

    Nothing waits for the disk: what a power cut takes away is made again.
    """
    if os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK)):
        connection = sqlite3.connect(path, timeout=5)
        connection.execute("PRAGMA synchronous = OFF")
        return connection
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make sure that the file is ours and has its table, whoever else begins it at the same time."""
    with connection:
        connection.execute("BEGIN")
        if _ready(connection):
            return
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if not _ready(connection):
            connection.execute(TABLE)
            connection.execute(f"PRAGMA application_id = {MARK}")
            connection.execute(f"PRAGMA user_version = {LAYOUT}")


def _ready(connection: sqlite3.Connection) -> bool:
    """Tell whether the file is ours and has its table; in a transaction, so that all is of one moment."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    mark, layout = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if (mark, layout) != (MARK, LAYOUT) and (mark or layout or tables):
        raise _Foreign
    return "entries" in tables


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]
