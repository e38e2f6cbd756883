"""Every test works on real repositories in a folder of its own, with a home and a git configuration of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pygit2
import pytest
from real_git import Git, snapshot

from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STORY = {
    ".gitignore": b"*.png\n",
    "story.yaml": b"format: anime/1\ntitle: The Petal Witch\nchapters: [one]\n",
    "chapters/one.yaml": b"title: One\nscenes: [a, b]\n",
    "scenes/a.yaml": b"title: A\nplace: roof\nscript: []\n",
    "scenes/b.yaml": b"title: B\nplace: roof\nscript: []\n",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, in which git knows who writes."""
    folder = tmp_path_factory.mktemp("home")
    config = folder / ".gitconfig"
    config.write_text(
        "[user]\n\tname = Mio Writer\n\temail = mio@example.org\n"
        "[init]\n\tdefaultBranch = main\n[commit]\n\tgpgsign = false\n"
    )
    for name in [name for name in os.environ if name.startswith(("GIT_", "ANIME_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    level = pygit2.enums.ConfigLevel.GLOBAL
    before = pygit2.settings.search_path[level]
    pygit2.settings.search_path[level] = str(folder)
    yield folder
    pygit2.settings.search_path[level] = before


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    """A story with two scenes and one commit; after the test git finds nothing wrong with it."""
    made = Repository.create(tmp_path / "story", STORY, "Begin the story")
    yield made
    Git(made.folder).sound()


@pytest.fixture
def again(repository: Repository) -> Callable[[], Repository]:
    """Open that story as another process would."""
    return lambda: Repository.discover(repository.folder)


@pytest.fixture
def parted(repository: Repository, git: Git, write: Callable[..., None]) -> Repository:
    """Let the branch `other` change b and add c, main change a; main is worked on."""
    git("switch", "-q", "-c", "other")
    write(b="title: B\nplace: street\nscript: []\n", c="title: C\nplace: roof\nscript: []\n")
    git("add", "-A")
    git("commit", "-q", "-m", "Theirs")
    git("switch", "-q", "main")
    write(a="title: A\nplace: cellar\nscript: []\n")
    git("commit", "-q", "-a", "-m", "Ours")
    return repository


@pytest.fixture
def hook(repository: Repository) -> Callable[..., Path]:
    """Put a hook of the shell into that story."""

    def put(name: str, script: str, folder: Path | None = None) -> Path:
        path = (folder or repository.common_dir / "hooks") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture
def git(repository: Repository) -> Git:
    """The real git in that story."""
    return Git(repository.folder)


@pytest.fixture
def write(repository: Repository) -> Callable[..., None]:
    """Write or, with None, remove files of that story as an editor would."""

    def put(**files: str | None) -> None:
        for name, text in files.items():
            path = repository.folder / (f"scenes/{name}.yaml" if name != "README" else name)
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

    return put


@pytest.fixture
def state(repository: Repository, git: Git) -> Callable[[], tuple[object, ...]]:
    """Return all that a person can see: files, index, branches, HEAD and open merge."""

    def look() -> tuple[object, ...]:
        notes = {
            name: (repository.git_dir / name).read_text() if (repository.git_dir / name).exists() else None
            for name in ("MERGE_HEAD", "MERGE_MSG", "MERGE_MODE", "anime/merge.json")
        }
        return (
            snapshot(repository.folder),
            git("ls-files", "--stage"),
            git("for-each-ref", "refs/heads", "refs/tags"),
            git("rev-parse", "--abbrev-ref", "HEAD"),
            git("status", "--porcelain=v1", "--untracked-files=all"),
            notes,
        )

    return look
