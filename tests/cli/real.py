"""The command line as a process of its own, in a shell: streams, signals, limits and rights are real."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

ANIME = f"{shlex.quote(sys.executable)} -m anime_cli"
"""Words of a shell that run the command line."""


def shell(
    script: str, folder: Path | bytes, more: Mapping[str, str | None] | None = None, by: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run SCRIPT, in which $anime is the command line, in FOLDER, with MORE variables (None: without it)."""
    root = os.path.abspath(f"{__file__}/../../..")  # noqa: PTH100  # the package stands there
    told = {**os.environ, "PYTHONPATH": root, "PYTHONUNBUFFERED": "", "anime": ANIME, **(more or {})}
    kept = {name: value for name, value in told.items() if value is not None and not name.startswith("COV")}
    return subprocess.run(
        [*by, "bash", "-c", script],
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )


def as_a_person() -> list[str]:
    """Return the words that let permissions count for root as well; skip the test where there are none."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("permissions don't count for root")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def one_error(said: str) -> None:
    """Assert that a command told one error, with why and the way out, and no traceback."""
    assert said.count("Error: ") == 1, said
    assert "Caused by: " in said, said
    assert "Hint: " in said, said
    assert "Traceback" not in said, said
    assert "defect" not in said, said
