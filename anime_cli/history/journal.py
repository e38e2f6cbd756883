"""Commands written down: one commit each, under refs/anime/undo/ or, once taken back, refs/anime/redo/.

Such a commit holds `record.json` and a tree of every blob that it mentions, and has the commits that it mentions as
parents, so that git's own clean-up keeps all that is needed to go back or forth. These refs are never pushed.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from anime_cli.history.effects import Effects, from_json, to_json
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pygit2

    from anime_cli.history.repository import Repository

UNDO = "undo"
REDO = "redo"
KEPT = 200
ROOT = "refs/anime"


@dataclass(frozen=True, slots=True)
class Record:
    """One command: its words, the work tree it ran in, HEAD after it, what it changed, and whether it ended.

    `partial` tells that it is made of several steps, of which more may have been to come, `undoing` that it is being
    taken back.
    """

    number: int
    command: str
    arguments: tuple[str, ...]
    worktree: str
    head: str
    effects: Effects
    finished: bool = False
    partial: bool = False
    at: int = 0
    undoing: bool = False

    @property
    def words(self) -> str:
        """The command as a person typed it, or might have."""
        return " ".join(("anime", self.command, *self.arguments))


def worktree_of(repository: Repository) -> str:
    """Name the work tree: several may share one repository, each with its own files to put back."""
    return "" if repository.git_dir == repository.common_dir else repository.git_dir.name


def ref_of(shelf: str, number: int) -> str:
    """Name the ref of a record."""
    return f"{ROOT}/{shelf}/{number:06}"


def numbers(repository: Repository, shelf: str) -> list[int]:
    """List the numbers of the records on SHELF, ascending."""
    prefix = f"{ROOT}/{shelf}/"
    names = (name for name in repository.handle.references if name.startswith(prefix))
    return sorted(int(name.removeprefix(prefix)) for name in names if name.removeprefix(prefix).isdecimal())


def next_number(repository: Repository) -> int:
    """Return a number that no record has."""
    return max((0, *numbers(repository, UNDO), *numbers(repository, REDO))) + 1


def save(repository: Repository, record: Record, shelf: str = UNDO) -> None:
    """Write RECORD down, over what its ref said before."""
    with translated("write the undo record", repository.git_dir):
        commit = _commit(repository, record)
        name = ref_of(shelf, record.number)
        found = repository.handle.references.get(name)
        if found is None:
            repository.handle.references.create(name, commit, force=False)
        else:
            found.set_target(commit)


def _commit(repository: Repository, record: Record) -> pygit2.Oid:
    import pygit2

    handle = repository.handle
    root = handle.TreeBuilder()
    root.insert("record.json", handle.create_blob(_dumped(record)), pygit2.enums.FileMode.BLOB)
    root.insert("blobs", _blobs(handle, record.effects), pygit2.enums.FileMode.TREE)
    named = [handle[name] for name in record.effects.commits() if name in handle]
    tags = [found for found in named if isinstance(found, pygit2.Tag)]
    root.insert("tags", _tags(handle, tags), pygit2.enums.FileMode.TREE)
    who = pygit2.Signature("anime", "anime@localhost", record.at or int(time.time()), 0)
    parents = list(dict.fromkeys(found.peel(pygit2.Commit).id for found in named))
    return handle.create_commit(None, who, who, f"{record.words}\n", root.write(), parents)


def _dumped(record: Record) -> bytes:
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    values |= {"at": record.at or int(time.time()), "effects": to_json(record.effects)}
    return json.dumps(values, sort_keys=True).encode()


def _blobs(handle: pygit2.Repository, effects: Effects) -> pygit2.Oid:
    import pygit2

    tree = handle.TreeBuilder()
    for name in sorted(effects.blobs()):
        if name in handle:
            tree.insert(name, pygit2.Oid(hex=name), pygit2.enums.FileMode.BLOB)
    return tree.write()


def _tags(handle: pygit2.Repository, tags: Iterable[pygit2.Tag]) -> pygit2.Oid:
    """Return a tree of the contents of TAGS: no tree and no commit can hold a tag itself."""
    import pygit2

    tree = handle.TreeBuilder()
    for tag in tags:
        tree.insert(str(tag.id), handle.create_blob(tag.read_raw()), pygit2.enums.FileMode.BLOB)
    return tree.write()


def load(repository: Repository, shelf: str, number: int) -> Record:
    """Read the record NUMBER; the tags that it mentions are there again, should git have cleaned them up."""
    import pygit2

    commit = repository.handle.references[ref_of(shelf, number)].peel(pygit2.Commit)
    blob = commit.tree["record.json"]
    assert isinstance(blob, pygit2.Blob)
    tags = commit.tree["tags"] if "tags" in commit.tree else None  # noqa: SIM401  # a tree has no get
    for kept in tags if isinstance(tags, pygit2.Tree) else ():
        if str(kept.name) not in repository.handle:
            repository.handle.write(pygit2.enums.ObjectType.TAG, kept.read_raw())
    values = json.loads(blob.data)
    return Record(**{**values, "arguments": tuple(values["arguments"]), "effects": from_json(values["effects"])})


def latest(repository: Repository, shelf: str) -> Record | None:
    """Return the newest record of this work tree on SHELF."""
    return _first(repository, shelf, reversed(numbers(repository, shelf)))


def earliest(repository: Repository, shelf: str) -> Record | None:
    """Return the oldest record of this work tree on SHELF."""
    return _first(repository, shelf, numbers(repository, shelf))


def _first(repository: Repository, shelf: str, order: Iterable[int]) -> Record | None:
    mine = worktree_of(repository)
    every = (load(repository, shelf, number) for number in order)
    return next((record for record in every if record.worktree == mine), None)


def shelve(repository: Repository, record: Record, source: str, target: str) -> None:
    """Move RECORD from one shelf to the other."""
    save(repository, record, target)
    _delete(repository, ref_of(source, record.number))


def drop(repository: Repository, record: Record) -> None:
    """Forget RECORD, if it was written down at all."""
    _delete(repository, ref_of(UNDO, record.number))


def prune(repository: Repository) -> None:
    """Forget all but the newest records, and what could have been done again in this work tree."""
    for number in numbers(repository, UNDO)[:-KEPT]:
        _delete(repository, ref_of(UNDO, number))
    mine = worktree_of(repository)
    for number in numbers(repository, REDO):
        if load(repository, REDO, number).worktree == mine:
            _delete(repository, ref_of(REDO, number))


def _delete(repository: Repository, name: str) -> None:
    found = repository.handle.references.get(name)
    if found is not None:
        found.delete()
