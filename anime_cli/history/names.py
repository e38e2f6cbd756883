"""Names of branches and tags, read from git's own files: in milliseconds, without git's library."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BRANCHES = "refs/heads/"
TAGS = "refs/tags/"
RECORDS = "anime-meta"
"""The branch that keeps people's records and tells no story; nothing else may have this name."""


def reserved(name: str) -> bool:
    """Tell whether NAME, of a branch here or of a remote, is kept for people's records."""
    return name == RECORDS or name.startswith(f"{RECORDS}/") or name.endswith(f"/{RECORDS}")


def tellings(names: Iterable[str]) -> tuple[str, ...]:
    """Return those of NAMES of branches that tell a story."""
    return tuple(name for name in names if not reserved(name))


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
