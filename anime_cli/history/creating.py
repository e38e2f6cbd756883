"""Beginning a story's repository, whole or not at all."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from anime_cli.history import attributes, committing, references, setup, worktree
from anime_cli.history import index as indexes
from anime_cli.history.errors import FolderNotEmpty
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from anime_cli.history.repository import Repository

BRANCH = "main"


def create(folder: Path, files: Mapping[str, bytes], message: str, trailers: Sequence[tuple[str, str]]) -> list[str]:
    """Make FOLDER a repository with one commit of FILES; return the notes for the person who called.

    A new folder is built under another name and renamed; if anything fails, nothing is left.

    Raises:
        FolderNotEmpty: something stands there already.
        ReadOnlyFolder: the folder can't be written.
    """
    with translated("begin the story", folder):
        fresh = not folder.exists()
        if not fresh and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderNotEmpty(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        site = folder.with_name(f".{folder.name}.{os.getpid()}.new") if fresh else folder
        try:
            notes = _build(site, files, message, trailers)
            if fresh:
                site.rename(folder)
        except BaseException:
            _clear(site, keep=not fresh)
            raise
    return notes


def _build(site: Path, files: Mapping[str, bytes], message: str, trailers: Sequence[tuple[str, str]]) -> list[str]:
    import pygit2

    from anime_cli.history.repository import Repository

    pygit2.init_repository(str(site), initial_head=BRANCH)
    repository = Repository(site, site / ".git")
    _commit_all(repository, files, committing.composed(message, trailers))
    if attributes.names_driver(repository):
        setup.configure(repository)
    return repository.notes


def _commit_all(repository: Repository, files: Mapping[str, bytes], message: str) -> None:
    entries = {path: worktree.stored(repository, data) for path, data in sorted(files.items())}
    worktree.place_all(repository, {path: (None, entry) for path, entry in entries.items()})
    settled = {path: indexes.settled(entry) for path, entry in entries.items()}
    indexes.replace(repository, settled)
    tree = str(indexes.opened(repository).write_tree())
    made = committing.create(repository, tree, [], message)
    references.move(repository, references.BRANCHES + BRANCH, None, made, "commit (initial)")


def _clear(site: Path, *, keep: bool) -> None:
    if not keep:
        shutil.rmtree(site, ignore_errors=True)
        return
    for child in site.iterdir():
        shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
