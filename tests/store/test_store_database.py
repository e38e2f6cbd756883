"""The cache's database: never a reason to fail, and never a wrong answer."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from anime_cli.store.database import FACTS, LAYOUT, MARK, NAME, Database

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from anime_cli.store.database import Database
database = Database(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    database.put_many({f"{sys.argv[2]}-{number}": sys.argv[2]})
print(len(database.get_many([f"{sys.argv[2]}-{n}" for n in range(int(sys.argv[3]))])))
"""


def filled(folder: Path) -> Path:
    """Make a database that knows one thing, and return its file."""
    with Database(folder) as database:
        database.put_many({"a": "1"})
    return folder / NAME


def test_what_is_put_is_got(tmp_path: Path) -> None:
    """Kinds are apart; a later value wins; unknown keys are left out, more than one question's worth too."""
    with Database(tmp_path / "new" / "folder") as database:
        assert database.get_many(["a"]) == {}
        database.put_many({})
        database.put_many({f"k{n}": str(n) for n in range(2000)})
        database.put_many({"k1": "one"}, kind="other")
        database.put_many({"k0": "zero"})
        assert database.get_many([*(f"k{n}" for n in range(2000)), "x"]) == {
            **{f"k{n}": str(n) for n in range(2000)},
            "k0": "zero",
        }
        assert database.items("other") == {"k1": "one"}
        database.remove_many(["k0", "x"])
        assert database.get_many(["k0", "k1"]) == {"k1": "1"}
        database.close()
        assert database.get_many(["k1"]) == {"k1": "1"}


@pytest.mark.parametrize("damage", ["text", "cut", "noise", "page"])
def test_a_damaged_file_is_set_aside(damage: str, tmp_path: Path) -> None:
    """What is no database any more is begun anew, at once, and the old file is kept beside it."""
    path = filled(tmp_path)
    data = path.read_bytes()
    path.write_bytes(
        {
            "text": b"this is a letter, not a database\n" * 200,
            "cut": data[:50],
            "noise": data[:200] + bytes(range(256)) * 16 + data[4296:],
            "page": data[:100] + b"\xff" * (len(data) - 100),
        }[damage]
    )
    for _ in range(2):
        with Database(tmp_path) as database:
            database.put_many({"b": "2"})
            assert database.get_many(["b"]) == {"b": "2"}
    assert path.with_name(f"{NAME}.broken").exists()


def test_an_older_layout_is_set_aside(tmp_path: Path) -> None:
    """A file of another version, or of another program, is not read as ours."""
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as old:
        old.execute(f"PRAGMA user_version = {LAYOUT + 1}")
    with Database(tmp_path) as database:
        assert database.get_many(["a"]) == {}
        database.put_many({"b": "2"})
    assert Database(tmp_path).get_many(["a", "b"]) == {"b": "2"}
    path.unlink()
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE entries (something TEXT)")
        foreign.commit()
    assert Database(tmp_path).get_many(["b"]) == {}


def test_a_lost_table_is_made_again(tmp_path: Path) -> None:
    """A file of ours without its table gets one."""
    path = filled(tmp_path)
    with closing(sqlite3.connect(path)) as ours:
        ours.execute("DROP TABLE entries")
        ours.commit()
    with Database(tmp_path) as database:
        database.put_many({"b": "2"})
        assert database.get_many(["a", "b"]) == {"b": "2"}
    with closing(sqlite3.connect(path)) as ours:
        assert ours.execute("PRAGMA application_id").fetchone()[0] == MARK


def test_a_locked_file_knows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the file, writing is given up, not failed; afterwards all is as before."""
    path = filled(tmp_path)
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda *where, **how: connect(*where, **{**how, "timeout": 0.05}))
    with Database(tmp_path) as database:
        with closing(connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            database.put_many({"b": "2"})
            other.execute("ROLLBACK")
        assert database.get_many(["a", "b"]) == {"a": "1"}
        database.put_many({"b": "2"})
        assert database.get_many(["a", "b"]) == {"a": "1", "b": "2"}


def test_a_file_locked_while_it_is_opened_works_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first question that could not be asked is no reason for the next ones to fail."""
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda *where, **how: connect(*where, **{**how, "timeout": 0.05}))
    with Database(tmp_path) as database:
        with closing(connect(tmp_path / NAME, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            database.put_many({"a": "1"})
            other.execute("ROLLBACK")
        database.put_many({"a": "1"})
        assert database.get_many(["a"]) == {"a": "1"}


def test_a_place_that_can_hold_no_file_knows_nothing(tmp_path: Path) -> None:
    """A folder in the file's place, a file in the folder's place: nothing is known, and nobody is bothered."""
    (tmp_path / NAME).mkdir()
    (tmp_path / "file").write_text("")
    for folder in (tmp_path, tmp_path / "file" / "below"):
        with Database(folder) as database:
            database.put_many({"a": "1"})
            assert database.get_many(["a"]) == {}
            assert database.items(FACTS) == {}
            database.remove_many(["a"])


def test_many_processes_begin_one_file(tmp_path: Path) -> None:
    """Six processes that begin the file at one time all write to it, and none takes it for a stranger's."""
    calls = [[sys.executable, "-c", WRITER, str(tmp_path), name, "20"] for name in "abcdef"]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, text=True) for call in calls]
    assert [process.communicate()[0] for process in running] == ["20\n"] * 6
    assert len(Database(tmp_path).items(FACTS)) == 120
    assert not (tmp_path / f"{NAME}.broken").exists()
