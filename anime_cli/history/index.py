"""The index by path: its entries as values, and putting others in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.effects import Entry, Stage
from anime_cli.history.errors import UnsafePath
from anime_cli.history.trouble import locked, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pygit2

    from anime_cli.history.effects import Stages
    from anime_cli.history.repository import Repository

BASE, OURS, THEIRS = 1, 2, 3


def opened(repository: Repository) -> pygit2.Index:
    """Return the index as it is on disk now; it is read again only where somebody wrote it, and not to be changed."""
    with translated("read the index", repository.git_dir):
        index: pygit2.Index = repository.handle.index
        index.read(force=False)
    return index


def conflicts(index: pygit2.Index) -> dict[str, Stages]:
    """Return the stages of each path in conflict."""
    found = {}
    for sides in index.conflicts or ():
        path = next(side.path for side in sides if side)
        found[path] = tuple(
            Stage(stage, int(side.mode), str(side.id))
            for stage, side in zip((BASE, OURS, THEIRS), sides, strict=True)
            if side
        )
    return found


def stages(index: pygit2.Index, path: str, known: Mapping[str, Stages]) -> Stages:
    """Return the entries of PATH; KNOWN is what `conflicts` found.

    Raises:
        UnsafePath: the file's name is not UTF-8.
    """
    _refuse_foreign(path)
    if path in known:
        return known[path]
    if path not in index:
        return ()
    entry = index[path]
    return (Stage(0, int(entry.mode), str(entry.id)),)


def _refuse_foreign(path: str) -> None:
    try:
        path.encode()
    except UnicodeEncodeError as error:
        name = path.encode("utf-8", "backslashreplace").decode()
        raise UnsafePath(name, "Its name is not written in UTF-8.") from error


def settled(entry: Entry | None) -> Stages:
    """Return the one stage of a path that is not in conflict."""
    return (Stage(0, entry.mode, entry.id),) if entry else ()


def entry_of(stages: Stages) -> Entry | None:
    """Return the one entry of a path that is not in conflict; None where it has none."""
    return Entry(stages[0].mode, stages[0].id) if stages else None


def put(index: pygit2.Index, path: str, wanted: Stages) -> None:
    """Give PATH exactly the entries WANTED, in memory."""
    import pygit2

    if index.conflicts is not None and path in index.conflicts:
        del index.conflicts[path]
    if path in index:
        index.remove(path)
    if not wanted:
        return
    entries = {
        stage.stage: pygit2.IndexEntry(path, pygit2.Oid(hex=stage.id), pygit2.enums.FileMode(stage.mode))
        for stage in wanted
    }
    if 0 in entries:
        index.add(entries[0])
    else:
        # A path put and taken out lets go of the noted tree of its folder; stages alone would leave it as if it held.
        index.add(next(iter(entries.values())))
        index.remove(path)
        index.add_conflict(entries.get(BASE), entries.get(OURS), entries.get(THEIRS))  # type: ignore[arg-type]


def replace(repository: Repository, changes: Mapping[str, Stages]) -> None:
    """Give each path its entries and write the index.

    An entry notes the file that stands there as it says, so that the next status need not read it.

    Raises:
        IndexLocked: another git process holds it.
    """
    with translated("write the index", repository.git_dir):
        index = opened(repository)
        try:
            noted = [_noted(index, path, wanted) for path, wanted in changes.items()]
            index.write()
        except BaseException:
            index.read()  # what could not be written is not what the index says
            raise
    if not all(noted):
        refresh(repository)


def _noted(index: pygit2.Index, path: str, wanted: Stages) -> bool:
    """Give PATH the entries WANTED; tell whether nothing is left to note of the file."""
    import pygit2

    put(index, path, wanted)
    if not wanted or wanted[0].stage:
        return True
    try:
        index.add(path)
    except (OSError, pygit2.GitError):
        return False
    if stages(index, path, {}) == wanted:
        return True
    put(index, path, wanted)
    return False


def tree_with(repository: Repository, changes: Mapping[str, Stages]) -> str:
    """Return the tree of the index with CHANGES in it; the index itself is not touched."""
    import pygit2

    with translated("write the tree", repository.git_dir):
        index = pygit2.Index(str(repository.git_dir / "index"))
        for path, wanted in changes.items():
            put(index, path, wanted)
        return str(index.write_tree(repository.handle))


def refresh(repository: Repository) -> None:
    """Let git note which files are as the index has them, so that the next status need not read them."""
    program.run(repository.folder, "update-index", "-q", "--refresh")


def refuse_locked(repository: Repository) -> None:
    """Make sure that nobody holds the index.

    Raises:
        IndexLocked: somebody does.
    """
    path = repository.git_dir / "index.lock"
    if path.exists():
        raise locked(path)
