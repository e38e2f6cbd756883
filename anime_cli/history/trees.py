"""Trees with other entries in the place of theirs, written folder by folder.

A folder in which nothing changes keeps its tree, and git is asked only about what is new: the cost follows the change,
not the story.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pygit2

    from anime_cli.history.effects import Entry
    from anime_cli.history.repository import Repository


def tree_with(repository: Repository, base: str, entries: Mapping[str, Entry | None]) -> str:
    """Return the tree of BASE, a commit or a tree, with ENTRIES in the place of what it had; None takes a file away."""
    import pygit2

    handle = repository.handle
    with translated("write the tree", repository.git_dir):
        written = _with(handle, handle[base].peel(pygit2.Tree), entries)
        return str(written or handle.TreeBuilder().write())


def _with(
    handle: pygit2.Repository, tree: pygit2.Tree | None, entries: Mapping[str, Entry | None]
) -> pygit2.Oid | None:
    """Return TREE with ENTRIES in it; None where nothing is left."""
    import pygit2

    builder = handle.TreeBuilder() if tree is None else handle.TreeBuilder(tree)
    here = {path: entry for path, entry in entries.items() if "/" not in path}
    for name in here:
        if tree is not None and name in tree and not isinstance(tree[name], pygit2.Tree):
            builder.remove(name)
    for name, inner in _by_folder(entries).items():
        old = tree[name] if tree is not None and name in tree else None
        folder = _with(handle, old if isinstance(old, pygit2.Tree) else None, inner)
        if folder is not None:
            builder.insert(name, folder, pygit2.enums.FileMode.TREE)
        elif isinstance(old, pygit2.Tree):
            builder.remove(name)
    for name, entry in here.items():
        if entry is not None:
            builder.insert(name, pygit2.Oid(hex=entry.id), pygit2.enums.FileMode(entry.mode))
    return builder.write() if len(builder) else None


def _by_folder(entries: Mapping[str, Entry | None]) -> dict[str, dict[str, Entry | None]]:
    """Return the entries of each folder by their paths below it."""
    found: dict[str, dict[str, Entry | None]] = {}
    for path, entry in entries.items():
        folder, inside, rest = path.partition("/")
        if inside:
            found.setdefault(folder, {})[rest] = entry
    return found
