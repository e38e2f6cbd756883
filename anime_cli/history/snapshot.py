"""The documents of one revision, or of the work tree, by path and blob id."""

from __future__ import annotations

import os
from hashlib import sha1
from typing import TYPE_CHECKING

from anime_cli.history.errors import ChangedMeanwhile, RevisionNotFound, UnsafePath
from anime_cli.history.paths import FOLDERS, SINGLE, is_document_name, is_story_file, plain_file
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pygit2

    from anime_cli.history.repository import Repository

LINK = 0o120000
SUBMODULE = 0o160000
FILES = frozenset({0o100644, 0o100755})
FOREIGN = "It is a repository of its own, so what stands in it is not this story's."


def blob_id(data: bytes) -> str:
    """Return the name that git gives to DATA."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def committed(repository: Repository, commit: str) -> dict[str, str]:
    """Return the blob id of each document in COMMIT.

    Raises:
        UnsafePath: a document is a link, or its folder a submodule.
    """
    tree = tree_of(repository, commit)
    for name in FOLDERS:
        if name in tree and tree[name].filemode == SUBMODULE:
            raise UnsafePath(name, FOREIGN)
    found = {}
    for path, entry in _entries(tree):
        mode = entry.filemode
        if mode == LINK:
            raise UnsafePath(path, f"It is a link in {commit[:10]}.")
        if mode in FILES:
            found[path] = str(entry.id)
    return found


def tree_of(repository: Repository, commit: str) -> pygit2.Tree:
    """Return the tree of COMMIT."""
    return repository.handle[commit].peel(_tree_type())


def _tree_type() -> type[pygit2.Tree]:
    import pygit2

    return pygit2.Tree


def _entries(tree: pygit2.Tree) -> Iterator[tuple[str, pygit2.Object]]:
    for entry in tree:
        name = entry.name or ""
        if name in SINGLE or (name in FOLDERS and entry.filemode == LINK):
            yield name, entry
        elif name in FOLDERS and isinstance(entry, _tree_type()):
            inner = ((child.name or "", child) for child in entry)
            yield from ((f"{name}/{file}", child) for file, child in inner if is_document_name(file))


def present(repository: Repository) -> dict[str, str]:
    """Return the blob id of each document in the work tree; only files that git finds changed are read.

    Raises:
        UnsafePath: a document, or its folder, is a link, or the folder a submodule.
    """
    handle = repository.handle
    with translated("read the index", repository.git_dir):
        handle.index.read(force=False)
        changed = handle.status(untracked_files="no")
        index = {entry.path: str(entry.id) for entry in handle.index if entry.path not in changed}
    found = {}
    for path in _documents(repository.folder):
        found[path] = index.get(path) or _hashed(repository, path, plain_file(repository.folder, path))
    return found


def present_one(repository: Repository, path: str) -> str | None:
    """Return the blob id of the document at PATH in the work tree; None where there is none.

    Raises:
        UnsafePath: it, or its folder, is a link.
    """
    if not is_story_file(path):
        return None
    target = plain_file(repository.folder, path)
    return _hashed(repository, path, target) if target.is_file() else None


def _documents(folder: Path) -> Iterator[str]:
    """Yield the paths of the documents below FOLDER, none of which is a link."""
    for name in sorted(SINGLE):
        if (folder / name).is_symlink():
            raise UnsafePath(name, f"{folder / name} is a link.")
        if (folder / name).is_file():
            yield name
    for name in FOLDERS:
        if (folder / name).is_symlink():
            raise UnsafePath(name, f"{folder / name} is a link.")
        if (folder / name / ".git").exists():
            raise UnsafePath(name, FOREIGN)
        if (folder / name).is_dir():
            yield from _listed(folder, name)


def _listed(folder: Path, name: str) -> list[str]:
    with os.scandir(folder / name) as entries:
        linked = {f"{name}/{entry.name}": entry.is_symlink() for entry in entries}
    paths = sorted(path for path in linked if is_story_file(path))
    for path in paths:
        if linked[path]:
            raise UnsafePath(path, f"{folder / path} is a link.")
    return paths


def _hashed(repository: Repository, path: str, target: Path) -> str:
    name = blob_id(target.read_bytes())
    repository.loose[name] = path
    return name


def contents(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    """Return the content of each of BLOBS, from git or, for a changed file, from the work tree.

    Raises:
        ChangedMeanwhile: the file is no longer what it was when it was listed.
        RevisionNotFound: nothing known has this id.
    """
    return {name: _content(repository, name) for name in blobs}


def _content(repository: Repository, name: str) -> bytes:
    import pygit2

    found = repository.handle.get(name)
    if isinstance(found, pygit2.Blob):
        return found.data
    if name not in repository.loose:
        raise RevisionNotFound(name)
    path = repository.loose[name]
    data, now = read_file(repository, path)
    if now != name:
        raise ChangedMeanwhile(path)
    return data


def read_file(repository: Repository, path: str) -> tuple[bytes, str]:
    """Return the bytes of a file of the work tree and their hash, to be handed back when the file is written.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
        FileNotFoundError: there is no such file.
    """
    data = plain_file(repository.folder, path).read_bytes()
    return data, blob_id(data)
