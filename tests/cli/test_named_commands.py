"""Every command that the code tells a person to run is there to be run."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.main import get_command

from anime_cli.cli import root

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES = sorted((Path(__file__).parent.parent.parent / "anime_cli").rglob("*.py"))
CALL = re.compile(r"\banime (?:-C \S+ )?([a-z]+)(?: ([a-z]+))?")
NOUNS = frozenset(
    {"scene", "chapter", "character", "place", "ending", "emotion", "relation", "thread", "fact", "item", "style"}
    | {"story", "taste", "render", "echo", "new", "demo", "doctor", "config", "engines", "export", "import", "serve"}
)


def texts(path: Path) -> Iterator[str]:
    """Yield every text of the module at PATH."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def known() -> dict[str, frozenset[str]]:
    """Return the verbs of each command of the root."""
    commands = {entry.name: get_command(import_module(entry.module).app) for entry in root.COMMANDS}
    return {name: frozenset(getattr(command, "commands", {})) for name, command in commands.items()}


KNOWN = known()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCES[0].parent)))
def test_named_commands_exist(path: Path) -> None:
    """A hint never names a command that isn't built."""
    for text in texts(path):
        for noun, verb in CALL.findall(text):
            if noun in NOUNS:
                assert noun in KNOWN, text
                assert not KNOWN[noun] or not verb or verb in KNOWN[noun], text
