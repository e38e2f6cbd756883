"""The lease: one holder at a time, and none that outlives its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from anime_cli.store.errors import LeaseTaken, StoreUnwritable
from anime_cli.store.lease import lease

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from anime_cli.store.lease import lease
with lease(Path(sys.argv[1]), command="anime story merge"):
    print("held", flush=True)
    sys.stdin.read()
"""
COUNTER = """
import sys
from pathlib import Path
from anime_cli.store.lease import lease
count = Path(sys.argv[2])
for _ in range(25):
    with lease(Path(sys.argv[1]), wait_s=60):
        count.write_text(str(int(count.read_text()) + 1))
"""


@contextmanager
def held(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let another process hold the lease."""
    call = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        assert process.stdin is not None
        process.stdin.close()


def test_a_taken_lease_names_its_holder(tmp_path: Path) -> None:
    """Who holds it, with which command, and which file says so."""
    path = tmp_path / "deep" / "lock"
    with held(path) as holder:
        start = time.monotonic()
        with pytest.raises(LeaseTaken) as caught, lease(path, wait_s=0.2):
            pass
        assert time.monotonic() - start >= 0.2
    assert caught.value.message == (
        f"The story is being changed by process {holder.pid} (anime story merge); nothing was changed here."
    )
    assert str(path) in (caught.value.cause or "")
    with lease(path, wait_s=0):
        pass


def test_a_holder_without_a_name_is_another_process(tmp_path: Path) -> None:
    """A lease whose text says nothing is held all the same."""
    path = tmp_path / "lock"
    with held(path):
        for text in ("", "{", '{"pid": "x"}', "[]"):
            path.write_text(text)
            with pytest.raises(LeaseTaken, match="by another process"), lease(path, wait_s=0):
                pass


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    """After `kill -9` the lease is free at once, and nothing has to be deleted."""
    path = tmp_path / "lock"
    with held(path) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        assert str(holder.pid) in path.read_text()
        with lease(path, wait_s=0, command="anime undo"):
            assert "anime undo" in path.read_text()
    assert path.read_text() == ""


def test_an_error_lets_go(tmp_path: Path) -> None:
    """Whatever ends the block ends the lease."""
    with pytest.raises(KeyboardInterrupt), lease(tmp_path / "lock"):
        raise KeyboardInterrupt
    with lease(tmp_path / "lock", wait_s=0):
        pass


def test_a_lease_that_can_not_be_made(tmp_path: Path) -> None:
    """A folder that can't be made is one clear error."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnwritable), lease(tmp_path / "file" / "lock"):
        pass


def test_a_full_disk_takes_no_lease_away(tmp_path: Path) -> None:
    """The name of the holder is a courtesy: where it can't be written the lease holds without it."""
    code = (
        "import resource, sys\nfrom pathlib import Path\nfrom anime_cli.store.lease import lease\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "with lease(Path(sys.argv[1])):\n    print('held')"
    )
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    call = [sys.executable, "-c", code, str(tmp_path / "lock")]
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=alone)
    assert done.stdout == "held\n"
    assert (tmp_path / "lock").read_text() == ""


def test_one_at_a_time(tmp_path: Path) -> None:
    """Four processes that count together lose no count."""
    count = tmp_path / "count"
    count.write_text("0")
    call = [sys.executable, "-c", COUNTER, str(tmp_path / "lock"), str(count)]
    for process in [subprocess.Popen(call) for _ in range(4)]:
        assert process.wait() == 0
    assert count.read_text() == "100"
