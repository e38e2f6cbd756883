"""Commits: making one, listing them, what one changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING

from anime_cli.history.errors import RevisionNotFound
from anime_cli.history.snapshot import tree_of

if TYPE_CHECKING:
    import pygit2

    from anime_cli.history.repository import Repository


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit, in plain values."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: datetime
    subject: str
    body: str
    trailers: tuple[tuple[str, str], ...] = ()

    @property
    def short(self) -> str:
        """The first characters of the id."""
        return self.id[:10]


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that differs between two revisions: its blob on either side, None where it is absent."""

    path: str
    before: str | None
    after: str | None


def commit_of(repository: Repository, name: str) -> Commit:
    """Return the commit whose id is NAME."""
    import pygit2

    return _plain(repository.handle[name].peel(pygit2.Commit))


def _plain(found: pygit2.Commit) -> Commit:
    author = found.author
    subject, _, body = found.message.strip().partition("\n")
    return Commit(
        id=str(found.id),
        parents=tuple(str(name) for name in found.parent_ids),
        author=author.name,
        email=author.email,
        at=datetime.fromtimestamp(author.time, timezone(timedelta(minutes=author.offset))),
        subject=subject,
        body=body.strip(),
        trailers=tuple(found.message_trailers.items()),
    )


def log(repository: Repository, revision: str | None = None, limit: int | None = None) -> tuple[Commit, ...]:
    """List the commits that REVISION (by default HEAD) holds, newest first, each before its parents.

    Raises:
        RevisionNotFound: there is no such revision.
        UnbornBranch: HEAD has no commit yet.
    """
    import pygit2

    start = repository.tip() if revision is None else repository.resolve(revision)
    order = pygit2.enums.SortMode.TIME | pygit2.enums.SortMode.TOPOLOGICAL
    walk = repository.handle.walk(pygit2.Oid(hex=start), order)
    return tuple(_plain(found) for found in islice(walk, limit))


def show(repository: Repository, revision: str = "HEAD") -> tuple[Commit, tuple[Touched, ...]]:
    """Return the commit that REVISION names and the files that it changed against its first parent.

    Raises:
        RevisionNotFound: there is no such revision.
    """
    found = commit_of(repository, repository.resolve(revision))
    parent = found.parents[0] if found.parents else None
    return found, touched(repository, parent, found.id)


def touched(repository: Repository, before: str | None, after: str | None) -> tuple[Touched, ...]:
    """List the files that differ between two revisions, sorted by path; None as BEFORE is an empty story.

    None as AFTER is the work tree, of which only the story's own documents are compared.

    Raises:
        RevisionNotFound: there is no such revision.
    """
    if after is None:
        return _against_work(repository, before)
    new = tree_of(repository, repository.resolve(after))
    if before is None:
        diff = new.diff_to_tree(swap=True)
    else:
        diff = tree_of(repository, repository.resolve(before)).diff_to_tree(new)
    found = (_touched(delta) for delta in diff.deltas)
    return tuple(sorted(found, key=lambda change: change.path))


def _touched(delta: pygit2.DiffDelta) -> Touched:
    from pygit2.enums import DeltaStatus

    before = None if delta.status == DeltaStatus.ADDED else str(delta.old_file.id)
    after = None if delta.status == DeltaStatus.DELETED else str(delta.new_file.id)
    return Touched(delta.new_file.path, before, after)


def _against_work(repository: Repository, before: str | None) -> tuple[Touched, ...]:
    old = repository.files(before) if before is not None else {}
    new = repository.files()
    return tuple(
        Touched(path, old.get(path), new.get(path)) for path in sorted({*old, *new}) if old.get(path) != new.get(path)
    )


def unique(repository: Repository, name: str, besides: str) -> int:
    """Count the commits that the commit NAME holds and BESIDES does not.

    Raises:
        RevisionNotFound: one of them is no commit.
    """
    import pygit2

    try:
        ahead, _ = repository.handle.ahead_behind(pygit2.Oid(hex=name), pygit2.Oid(hex=besides))
    except (KeyError, pygit2.GitError) as error:
        raise RevisionNotFound(name) from error
    return ahead
