"""docs/tutorial.md: the commands run in order, as a shell runs them, and say on a terminal what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from test_story_commands import read

PAGE = Path(__file__).parents[2] / "docs/tutorial.md"
BLOCK = re.compile(
    r"(?:`(?P<file>[\w-]+\.txt)`[^`]*?:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
SHIM = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m anime_cli "$@"\n'
HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{10}(?![0-9a-f])")
WHEN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
SECONDS = re.compile(r"\d+(?:\.\d+)? s\b")


class Step(NamedTuple):
    """A command of the page and what it is shown to say."""

    command: str
    shown: str


def blocks() -> list[tuple[str, str, str]]:
    """Return the page's blocks in order: the file that one goes to, its kind, its text."""
    page = PAGE.read_text(encoding="utf-8")
    return [(each["file"] or "", each["kind"], each["body"]) for each in BLOCK.finditer(page)]


def steps(body: str) -> list[Step]:
    """Return the commands of a block, each with the lines below it."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert parts[0] == ""
    return [Step(*part.split("\n", 1)) for part in parts[1:]]


def level(text: str) -> str:
    """Return TEXT without what differs from run to run: hashes, times, how long something took."""
    for pattern, word in ((HASH, "HASH"), (WHEN, "WHEN"), (SECONDS, "N s")):
        text = pattern.sub(word, text)
    return text


def settled(said: str) -> str:
    """Return what stays on a terminal of all that appeared there: a line drawn anew is its last drawing."""
    lines = said.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rsplit("\x1b[K", 1)[-1].rstrip() for line in lines)


class Shell:
    """A writer's terminal: bash in a folder that `cd` changes."""

    def __init__(self, folder: Path, commands: Path) -> None:
        self.folder = folder
        self.environment = {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}", "NO_COLOR": "1", "TERM": "xterm"}
        self.environment.pop("COLUMNS", None)

    def run(self, command: str) -> str:
        """Run COMMAND and return what it leaves on the terminal."""
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return ""
        ours, theirs = os.openpty()
        call = ["bash", "-c", f"stty cols 80 <&1; {command}"]
        with subprocess.Popen(
            call, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
        ) as run:
            os.close(theirs)
            said = b"".join(iter(lambda: read(ours), b""))
        os.close(ours)
        assert run.returncode in {0, 3}, said.decode()
        return settled(said.decode())


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A terminal in an empty folder, on which `anime` is this package's."""
    commands, folder = tmp_path / "bin", tmp_path / "work"
    commands.mkdir()
    folder.mkdir()
    (commands / "anime").write_text(SHIM, encoding="utf-8")
    (commands / "anime").chmod(0o755)
    return Shell(folder, commands)


def told(shell: Shell) -> str:
    """Do all that the page says, and return the page with what was said in the place of what is shown."""
    page = PAGE.read_text(encoding="utf-8")
    for name, kind, body in blocks():
        if name:
            (shell.folder / name).write_text(body, encoding="utf-8")
        elif kind == "console":
            said = "".join(f"$ {step.command}\n{shell.run(step.command)}" for step in steps(body))
            page = page.replace(body, said, 1)
    return page


def test_the_page_shows_what_its_commands_say(shell: Shell) -> None:
    """REGENERATE_GOLDEN=1 writes the page anew."""
    page = told(shell)
    if os.environ.get("REGENERATE_GOLDEN") == "1":
        PAGE.write_text(page, encoding="utf-8")
    assert level(page) == level(PAGE.read_text(encoding="utf-8"))
    assert (shell.folder / "storyboard.png").stat().st_size > 10_000


def test_it_is_a_tutorial() -> None:
    """From an empty folder to a picture in some twenty commands, and no YAML and no git is typed."""
    commands = [step.command for _, kind, body in blocks() if kind == "console" for step in steps(body)]
    assert 20 <= len(commands) <= 30
    assert commands[0].startswith("anime new ")
    assert all(command.startswith(("anime ", "cd ")) for command in commands)
    assert {kind for _, kind, _ in blocks()} == {"console", "script"}
