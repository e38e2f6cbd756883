"""The stories of docs/samples are what their commands print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = sorted((Path(__file__).parent.parent / "docs" / "samples").glob("[!R]*.md"))


def test_there_are_four() -> None:
    assert len(SAMPLES) == 4


@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: page.stem)
def test_the_commands_print_the_story(page: Path, tmp_path: Path) -> None:
    """Both commands run as the page has them, and the last one's output is the page's story to the letter."""
    text = page.read_text(encoding="utf-8")
    commands = re.findall(r"^anime (.*)$", text, re.MULTILINE)
    printed = ""
    for command in commands:
        call = [sys.executable, "-m", "anime_cli", *shlex.split(command)]
        done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
        printed = done.stdout
    told = text.split("```text\n", 1)[1].removesuffix("```\n")
    assert [line.rstrip() for line in printed.splitlines()] == told.splitlines()
