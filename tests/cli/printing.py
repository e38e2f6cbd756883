"""Commands that print JSON, run in this process; what each printed is kept."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from test_manners import VERBS

from anime_cli.cli.main import run
from anime_cli.cli.terminal import Terminal

SPEAKING = {words for words, verb in VERBS.items() if any("--json" in parameter.opts for parameter in verb.params)}
"""The commands that print JSON."""


@dataclass(frozen=True)
class Printed:
    """A document that a command printed, or where it failed the error."""

    command: str
    call: str
    told: dict[str, Any]
    failed: bool


@dataclass
class Scribe:
    """Runs commands with --json and keeps what they print; `root` has room for stories, `small` is one to copy."""

    root: Path
    small: Path
    printed: list[Printed] = field(default_factory=list)

    def __call__(self, folder: Path, *words: object, source: str = "") -> dict[str, Any]:
        """Run a command that prints a result in FOLDER; what it finds is no failure."""
        told, failed = self._call(folder, words, source)
        assert not failed, (words, told)
        return told

    def failing(self, folder: Path, *words: object, source: str = "") -> dict[str, Any]:
        """Run a command that fails in FOLDER."""
        told, failed = self._call(folder, words, source)
        assert failed, (words, told)
        return told

    def keep(self, line: str, *words: str) -> None:
        """Keep a LINE that a command of WORDS printed in a process of its own."""
        self.printed.append(Printed(" ".join(words[:2]), " ".join(words), json.loads(line), failed=False))

    def copy(self, name: str) -> Path:
        """Return a copy of the small story."""
        return Path(shutil.copytree(self.small, self.root / name, symlinks=True))

    def _call(self, folder: Path, words: tuple[object, ...], source: str) -> tuple[dict[str, Any], bool]:
        said = tuple(map(str, words))
        out, err = StringIO(), StringIO()
        run(["-C", str(folder), *said, "--json"], terminal=Terminal(out, err, StringIO(source), os.environ))
        text = out.getvalue() or err.getvalue()[err.getvalue().index("{\n") :]
        command = said[:2] if said[:2] in VERBS else said[:1]
        self.printed.append(Printed(" ".join(command), " ".join(said), json.loads(text), failed=not out.getvalue()))
        return self.printed[-1].told, not out.getvalue()
