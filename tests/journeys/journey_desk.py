"""A writer's desk: a home, an editor and the installed program, on a terminal of 80 columns or in a pipe."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import sysconfig
import termios
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journey_hand import work

if TYPE_CHECKING:
    from journey_script import Step

HERE = Path(__file__).parent
SCRIPTS = sysconfig.get_path("scripts")
WHEN = "2026-04-08T08:25:00+00:00"
HASH = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{40}|[0-9a-f]{10})(?![0-9a-f])")
PICTURE = re.compile(r"(?<=/pictures/)\S+")
BROKEN = re.compile(r"(?<=  )(?:STORY)?/\S*(?:\n {20,}\S+)+")
"""A path that the page has no room for in one line: where it breaks depends on how long the folder's name is."""


@dataclass(frozen=True)
class Said:
    """What a command said, as it is kept, and how it ended."""

    text: str
    code: int


class Desk:
    """A folder with a home in it, in which a day is lived; `terminal` says what the commands write to."""

    def __init__(self, folder: Path, *, terminal: bool) -> None:
        self.terminal = terminal
        self.home = folder / "home"
        self.folder = folder / "work"
        self.task = folder / "task.json"
        self.home.mkdir()
        self.folder.mkdir()
        (self.home / ".gitconfig").write_text("[user]\n\tname = Mio Writer\n\temail = mio@example.org\n")

    @property
    def story(self) -> Path:
        """The folder of the story, which the day's first command makes."""
        return self.folder / "lantern"

    def live(self, step: Step) -> Said:
        """Let the hands and the command of STEP do what they do."""
        work(self._there(step.before))
        done = self.task.with_name("done")
        done.unlink(missing_ok=True)
        here = self.story if self.story.exists() else self.folder
        run = self._on_a_terminal if self.terminal else self._in_a_pipe
        said = run(step.words, here, step.given, self._environment(step))
        assert done.exists() or not (step.editor or step.meanwhile), f"No hand came to {step.typed}:\n{said.text}"
        return said

    def _there(self, tasks: dict[str, Any]) -> dict[str, Any]:
        return {str(self.story / path): task for path, task in tasks.items()}

    def _environment(self, step: Step) -> dict[str, str]:
        kept = {name: os.environ[name] for name in os.environ if name in {"LANG", "TMPDIR"} or "COVERAGE" in name}
        self.task.write_text(json.dumps({"editor": step.editor, "meanwhile": self._there(step.meanwhile)}))
        found = {
            **kept,
            "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(HERE),
            "HOME": str(self.home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": WHEN,
            "GIT_COMMITTER_DATE": WHEN,
            "TZ": "UTC",
            "PAGER": "cat",
            "TERM": "xterm-256color",
        }
        if step.editor is not None:
            editor = f"'{sys.executable}' '{HERE / 'journey_hand.py'}' '{self.task}'"
            return {**found, "EDITOR": editor}
        return {**found, "JOURNEY_MEANWHILE": str(self.task)} if step.meanwhile else found

    def _in_a_pipe(self, words: list[str], here: Path, given: str | None, environment: dict[str, str]) -> Said:
        done = subprocess.run(
            words, cwd=here, input=given or "", capture_output=True, text=True, env=environment, check=False
        )
        return Said(
            self.kept(done.stdout + "".join(f"! {line}\n" for line in done.stderr.splitlines())), done.returncode
        )

    def _on_a_terminal(self, words: list[str], here: Path, given: str | None, environment: dict[str, str]) -> Said:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        entry: Any = subprocess.DEVNULL if given is None else subprocess.PIPE
        with subprocess.Popen(words, cwd=here, stdin=entry, stdout=theirs, stderr=theirs, env=environment) as run:
            os.close(theirs)
            if run.stdin is not None:
                run.stdin.write((given or "").encode())
                run.stdin.close()
            said = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        return Said(self.kept(said.decode().replace("\r\n", "\n")), run.returncode)

    def kept(self, text: str) -> str:
        """Return TEXT without what is another one on every day: folders, hashes, names of pictures."""
        for folder, name in ((self.story, "STORY"), (self.folder, "WORK"), (self.home, "HOME")):
            text = text.replace(str(folder), name)
        text = PICTURE.sub("PICTURE", HASH.sub("COMMITHASH", BROKEN.sub("BROKEN", text)))
        return text.replace("\x1b", "<ESC>").replace("\r", "<CR>")


def _read(terminal: int) -> bytes:
    """Read from a terminal; one whose other end is closed has nothing more to say."""
    with suppress(OSError):
        return os.read(terminal, 65536)
    return b""
