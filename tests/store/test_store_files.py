"""Files by key: whole or absent, whatever happens to who writes them."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from anime_cli.store.errors import BadKey, StoreUnwritable
from anime_cli.store.files import UNFINISHED, FileStore, write_whole

if TYPE_CHECKING:
    from pathlib import Path

LOOP = """
import sys
from pathlib import Path
from anime_cli.store.files import write_whole
print("go", flush=True)
number = 0
while True:
    write_whole(Path(sys.argv[1]), bytes([65 + number % 26]) * 300_000)
    number += 1
"""


def test_what_is_put_is_got(tmp_path: Path) -> None:
    """A key gives back its bytes, is listed once, and can be forgotten twice."""
    store = FileStore(tmp_path)
    assert (store.get("abcd"), store.has("abcd"), list(store.keys())) == (None, False, [])
    path = store.put("abcd", b"one", ".png")
    assert path == tmp_path / "ab" / "cd.png"
    store.put("abcd", b"two", ".png")
    store.put("zz-_9", b"three", ".png")
    store.put("zzzz", b"four")
    assert store.get("abcd", ".png") == b"two"
    assert list(store.keys(".png")) == ["abcd", "zz-_9"]
    store.remove("abcd", ".png")
    store.remove("abcd", ".png")
    assert not store.has("abcd", ".png")


@pytest.mark.parametrize("key", ["", "abc", "../../etc", "ab/cd", "a b c d", "ä123", "x" * 129, "abcd\n"])
def test_a_key_is_no_path(key: str, tmp_path: Path) -> None:
    """What is no key never becomes a file's name."""
    with pytest.raises(BadKey):
        FileStore(tmp_path).put(key, b"")
    assert list(tmp_path.iterdir()) == []


def test_who_may_read_is_the_systems_choice(tmp_path: Path) -> None:
    """A file gets the permissions that any new file gets, so that a shared cache can be shared."""
    before = os.umask(0o027)
    try:
        assert FileStore(tmp_path).put("abcd", b"").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


def test_a_refusal_is_a_sentence(tmp_path: Path) -> None:
    """A folder that is a file, or a target that is a folder: one error, and nothing is left over."""
    (tmp_path / "ab").write_text("in the way")
    with pytest.raises(StoreUnwritable, match="can't be written"):
        FileStore(tmp_path).put("abcd", b"one")
    (tmp_path / "cd").mkdir()
    with pytest.raises(StoreUnwritable):
        write_whole(tmp_path / "cd", b"one")
    assert FileStore(tmp_path).get("abcd") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ab", "cd"]


def test_a_full_disk_keeps_the_old_bytes(tmp_path: Path) -> None:
    """Where the new bytes don't fit the old ones stay, and no half file."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    code = "import sys\nfrom pathlib import Path\nfrom anime_cli.store.files import write_whole\n"
    code += "try:\n    write_whole(Path(sys.argv[1]), b'x' * 100_000)\nexcept Exception as error: print(error)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),  # no threads here
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{path} can't be written.\n"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("number", range(6))
def test_a_killed_writer_leaves_whole_files(number: int, tmp_path: Path) -> None:
    """Killed at any moment, a writer leaves the old bytes or the new ones; its unfinished file is no key."""
    store = FileStore(tmp_path)
    path = store.path("abcd")
    with subprocess.Popen([sys.executable, "-c", LOOP, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.01 + 0.007 * number)
        os.kill(writer.pid, signal.SIGKILL)
    data = store.get("abcd") or b""
    assert len(data) in {0, 300_000}
    assert len(set(data)) <= 1
    assert list(store.keys()) in ([], ["abcd"])
    assert all(each.name == "cd" or each.name.startswith(UNFINISHED) for each in path.parent.iterdir())
