"""The union of two heads of people's records: all that either holds, whichever is named first, and never a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.record import DamagedRecord, read_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pygit2

    from anime_cli.history.repository import Repository

SUFFIX = ".json"


def union(repository: Repository, one: str, other: str) -> str:
    """Return a commit that holds what ONE and OTHER hold.

    What one has and the other lacks stays: nothing is ever taken out. Every clone makes the same commit of the same
    two, so that clones that unite at one time need not unite again.
    """
    import pygit2

    handle = repository.handle
    first, second = (handle[name].peel(pygit2.Commit) for name in sorted((one, other)))
    tree = _united(handle, first.tree, second.tree)
    for newer, older in ((first, second), (second, first)):
        if tree == newer.tree.id and (newer.id == older.id or handle.descendant_of(newer.id, older.id)):
            return str(newer.id)
    made = max(first.commit_time, second.commit_time)
    return str(same_commit(handle, tree, "Unite records", made, (first.id, second.id)))


def same_commit(
    handle: pygit2.Repository, tree: pygit2.Oid, message: str, made: int, parents: Sequence[pygit2.Oid]
) -> pygit2.Oid:
    """Make a commit that is the same in every clone; MADE is in seconds since 1970."""
    import pygit2

    who = pygit2.Signature("anime", "anime@localhost", made, 0)
    return handle.create_commit(None, who, who, f"{message}\n", tree, list(parents))


def _united(handle: pygit2.Repository, one: pygit2.Tree, other: pygit2.Tree) -> pygit2.Oid:
    if one.id == other.id:
        return one.id
    builder = handle.TreeBuilder(one)
    for theirs in other:
        name = str(theirs.name)
        mine = one[name] if name in one else None  # noqa: SIM401  # a tree has no get
        if mine is None:
            builder.insert(name, theirs.id, theirs.filemode)
        elif (mine.id, mine.filemode) != (theirs.id, theirs.filemode):
            builder.insert(name, *_both(handle, mine, theirs))
    return builder.write()


def _both(handle: pygit2.Repository, mine: pygit2.Object, theirs: pygit2.Object) -> tuple[pygit2.Oid, int]:
    """Return what stands at a path that differs: both folders in one, else what no clone would choose otherwise."""
    import pygit2

    if isinstance(mine, pygit2.Tree) and isinstance(theirs, pygit2.Tree):
        return _united(handle, mine, theirs), mine.filemode
    kept = max((mine, theirs), key=_rank)
    return kept.id, kept.filemode


def _rank(entry: pygit2.Object) -> tuple[bool, bool, str, int]:
    """Put contents of one path in order: of a file that somebody changed, what the record said at first comes last."""
    import pygit2

    folder = isinstance(entry, pygit2.Tree)
    whole = isinstance(entry, pygit2.Blob) and _whole(str(entry.name), entry.data)
    return folder, whole, str(entry.id), int(entry.filemode)


def _whole(name: str, data: bytes) -> bool:
    try:
        read_record(name.removesuffix(SUFFIX), data)
    except DamagedRecord:
        return False
    return True
