"""Names of branches and tags, read from git's own files: in milliseconds, without git's library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BRANCHES = "refs/heads/"
TAGS = "refs/tags/"


def names(common_dir: Path, prefix: str) -> tuple[str, ...]:
    """Return the names below PREFIX, sorted; what can't be read has none."""
    return tuple(sorted({*_loose(common_dir, prefix), *_packed(common_dir, prefix)}))


def _loose(common_dir: Path, prefix: str) -> Iterator[str]:
    root = common_dir / prefix
    for folder, _, files in os.walk(root):
        for name in files:
            if not name.endswith(".lock"):
                yield os.path.relpath(os.path.join(folder, name), root)  # noqa: PTH118  # quick


def _packed(common_dir: Path, prefix: str) -> Iterator[str]:
    try:
        lines = (common_dir / "packed-refs").read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        name = line.partition(" ")[2]
        if name.startswith(prefix):
            yield name.removeprefix(prefix)
