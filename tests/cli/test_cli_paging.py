"""What is long is paged where a person reads and types, through the program they named, and nowhere else."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios
from typing import TYPE_CHECKING

import pytest
from test_story_commands import ANIME, read

if TYPE_CHECKING:
    from pathlib import Path

PAGER = "sed s/^/P:/"


def shown(folder: Path, *arguments: str, lines: int = 10, stdin: int | None = None, **environment: str) -> str:
    """Run a command whose three streams are a terminal of so many lines, or that reads from STDIN."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 80, 0, 0))
    surroundings = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "PAGER": PAGER, **environment}
    for size in ("COLUMNS", "LINES"):
        surroundings.pop(size, None)
    call = [*ANIME, "-C", str(folder), "story", "read", *arguments]
    streams = {"stdin": theirs if stdin is None else stdin, "stdout": theirs, "stderr": theirs}
    with subprocess.Popen(call, env=surroundings, **streams) as run:
        os.close(theirs)
        said = b""
        while chunk := read(ours):
            said += chunk
    os.close(ours)
    assert run.returncode == 0
    return said.decode()


@pytest.mark.parametrize("form", ["page", "script", "markdown"])
def test_what_is_long_is_paged(form: str, story: Path) -> None:
    """Every line passes through the pager, none besides."""
    said = shown(story, "--as", form).splitlines()
    assert len(said) > 10
    assert all(line.startswith("P:") for line in said)


def test_what_is_not_paged(story: Path) -> None:
    """What fits, JSON, where `--no-pager` or an empty PAGER says so, where nobody can type, on a dumb terminal."""
    assert "P:" not in shown(story, "--as", "script", lines=200)
    assert "P:" not in shown(story, "--json")
    assert "P:" not in shown(story, "--no-pager")
    assert "P:" not in shown(story, PAGER="")
    assert "P:" not in shown(story, stdin=subprocess.DEVNULL)
    assert "P:" not in shown(story, TERM="dumb")


def test_a_pager_that_is_not_there(story: Path) -> None:
    """The text is shown as it is, and why."""
    told = shown(story, PAGER="no-such-pager --wide")
    assert "THE PETAL WITCH" in told
    assert "PAGER is 'no-such-pager --wide', which is no program here" in told
