"""The real git, to hold our work against, and what a person sees of a work tree."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Git:
    """The real git in one folder."""

    folder: Path

    def __call__(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n")

    def sound(self) -> None:
        """Assert that git finds nothing wrong with the repository."""
        done = subprocess.run(
            ["git", "fsck", "--strict", "--no-dangling"], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "error" not in done.stderr, done.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of the work tree with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }
