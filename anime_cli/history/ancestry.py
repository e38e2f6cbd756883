"""The commits behind a revision, with quick looks at single files: most commits leave most files alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.history import underway
from anime_cli.history.commits import touched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pygit2

    from anime_cli.history.commits import Touched
    from anime_cli.history.repository import Repository

WORK = ""
"""Stands for the files as they are, which come after the last commit and after those that an open merge brings in."""


class Ancestry:
    """What led to some commits, or to the files as they are, later ones before those that they were made from."""

    def __init__(self, repository: Repository, starts: Sequence[str]) -> None:
        self.repository = repository
        self.starts = tuple(starts)
        self._folders: dict[tuple[str, str], str | None] = {}
        self._blobs: dict[tuple[str | None, str], str | None] = {}

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, WORK first where it is among the starts."""
        import pygit2

        commits = [name for name in self.starts if name != WORK]
        if WORK in self.starts:
            yield WORK
            commits += self.parents(WORK)
        order = pygit2.enums.SortMode.TIME | pygit2.enums.SortMode.TOPOLOGICAL
        walk = self.repository.handle.walk(None, order)
        for name in commits:
            walk.push(pygit2.Oid(hex=name))
        for found in walk if commits else ():
            yield str(found.id)

    def parents(self, commit: str) -> tuple[str, ...]:
        """Return what COMMIT was made from; a shallow clone has nothing behind its last commits."""
        if commit == WORK:
            head = self.repository.head.commit
            return () if head is None else (head, *underway.merged(self.repository))
        return tuple(map(str, self._commit(commit).parent_ids))

    def cut(self, commit: str) -> bool:
        """Tell whether COMMIT was made from others that a shallow clone lacks."""
        return commit in self._cut

    def blob(self, commit: str, path: str) -> str | None:
        """Return the blob of the document at PATH in COMMIT; None where it has none."""
        if commit == WORK:
            return self.repository.file(path)
        folder, _, name = path.rpartition("/")
        key = (self.folder(commit, folder), name)
        if key not in self._blobs:
            self._blobs[key] = self._looked_up(*key)
        return self._blobs[key]

    def folder(self, commit: str, name: str) -> str | None:
        """Return the tree of the folder NAME in COMMIT, or of all of it where NAME is empty; None where it has none."""
        key = (str(self._commit(commit).tree_id), name)
        if key not in self._folders:
            self._folders[key] = self._looked_up(*key) if name else key[0]
        return self._folders[key]

    def same(self, commit: str, parent: str, path: str) -> bool:
        """Tell whether a file, or all that stands in a folder (its path ends with a slash), is alike in two commits."""
        if not path.endswith("/"):
            return self.blob(commit, path) == self.blob(parent, path)
        if commit == WORK:
            return not any(file.path.startswith(path) for file in self.touched(parent, commit))
        return self.folder(commit, path[:-1]) == self.folder(parent, path[:-1])

    def touched(self, before: str | None, after: str) -> tuple[Touched, ...]:
        """List the files that differ between two commits; None is an empty story."""
        return touched(self.repository, before, None if after == WORK else after)

    def _looked_up(self, tree: str | None, name: str) -> str | None:
        found = self.repository.handle[tree] if tree is not None else None
        if found is None or name not in found:  # type: ignore[operator]  # a tree holds names
            return None
        return str(found[name].id)  # type: ignore[index]  # likewise

    def _commit(self, name: str) -> pygit2.Commit:
        return self.repository.handle[name]  # type: ignore[return-value]  # all that is asked for is a commit

    @cached_property
    def _cut(self) -> frozenset[str]:
        shallow = self.repository.common_dir / "shallow"
        return frozenset(shallow.read_text("utf-8").split()) if shallow.is_file() else frozenset()
