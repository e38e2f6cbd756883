"""Clones of the small story around one bare repository, for the tests of sync."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/rooftop-dusk.yaml"
PLATFORM = "scenes/the-platform.yaml"
BELL = "scenes/first-bell.yaml"
LINE = "It's warm. Like it knows me."


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it said."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class Clone:
    """One person's copy of the story, and how they call us."""

    folder: Path
    anime: Callable[..., Any]

    def __call__(self, *words: object) -> Any:
        return self.anime("-C", self.folder, "story", *words)

    def git(self, *arguments: str) -> str:
        """Run git here."""
        return git(self.folder, *arguments)

    def edit(self, path: str, old: str, new: str, *, commit: bool = True) -> None:
        """Put NEW in the place of OLD, which must be there, and commit it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")
        if commit:
            assert self("commit", "-m", f"{self.folder.name}: {new}").code == 0

    def text(self, path: str) -> str:
        """Return what a file says."""
        return (self.folder / path).read_text(encoding="utf-8")

    def state(self) -> tuple[str, ...]:
        """Return all that a person can see, and what git knows of others."""
        files = "\0".join(
            f"{path}\0{path.read_text()}" for path in sorted(self.folder.rglob("*.yaml")) if ".git" not in path.parts
        )
        shown = ("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags", "refs/remotes")
        return files, self.git(*shown), self.git("status", "--porcelain"), self.git("symbolic-ref", "-q", "HEAD")


def hub_of(story: Path) -> Path:
    """Make a bare repository that has the story's main branch, for others to share."""
    hub = story.parent / "hub.git"
    git(story.parent, "init", "-q", "--bare", "-b", "main", hub.name)
    git(story, "push", "-q", str(hub), "main")
    return hub


def cloned(anime: Callable[..., Any], url: str, folder: Path) -> Clone:
    """Clone the story at URL with our own command."""
    done = anime("-C", folder.parent, "--quiet", "story", "clone", url, folder.name)
    assert done.code == 0, done.err
    return Clone(folder, anime)


def rows(clone: Clone, *words: object) -> dict[str, dict[str, Any]]:
    """Sync and return what is told of each branch."""
    done = clone("sync", "--json", *words)
    assert done.code == 0, done.err
    return {row["name"]: row for row in json.loads(done.out)["branches"]}


def hook(folder: Path, name: str, script: str) -> None:
    """Put a hook of the shell into the repository FOLDER."""
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
