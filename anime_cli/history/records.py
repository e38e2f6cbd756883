"""People's records in git: an ordinary branch of its own, `anime-meta`, that holds a file for each record.

The branch travels with every clone and is only added to. Each file is named by what it says, so that two heads can
always be united, by us or by `git merge`. All clones begin the branch with the very same commit, so that any two have a
past in common. Neither the work tree, the index nor HEAD is ever touched.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import identity, names, references, trees
from anime_cli.history.effects import Entry
from anime_cli.history.errors import RefMoved
from anime_cli.history.snapshot import tree_of
from anime_cli.history.trouble import RefLocked, translated
from anime_cli.history.union import SUFFIX, same_commit, union
from anime_cli.model.record import DamagedRecord, Person, read_record, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pygit2

    from anime_cli.history.repository import Repository
    from anime_cli.model.record import Record

BRANCH = names.RECORDS
REF = references.BRANCHES + BRANCH
FOLDER = "records"
FILE = 0o100644
LARGEST = 1024 * 1024
"""A file of more bytes than this is no record."""
TRIES = 40
PAUSE = 0.05
"""Seconds to wait at most, the first time, before another try."""

README = """\
# What people said

This branch belongs to the story beside it. It holds what people said about the story without changing it, such as their
ratings of its pictures: a file for each record, named by a hash of what it says.

Files are only added. One that is changed no longer counts, as its name shows. So two heads of this branch always merge
without a conflict, and plain `git merge` may do it.

    anime taste show      reads the ratings
"""
"""What the first commit holds. It may never change: all clones begin with the same commit."""
BEGUN = 1767225600


class UnknownPerson(WorldError):
    """Git was not told who works here, so that a record would be nobody's."""

    def __init__(self) -> None:
        super().__init__(
            "Git doesn't know who you are, so nobody could tell whose record this is.",
            hint='git config --global user.name "Your Name" and git config --global user.email you@example.org',
        )


class RecordsCheckedOut(WorldError):
    """Somebody has the branch of the records in a work tree, whose files would fall behind it."""

    def __init__(self) -> None:
        super().__init__(
            f"The branch {BRANCH} is checked out in a work tree, so nothing was recorded.",
            hint="git worktree list tells where. Switch that work tree to another branch, or git worktree remove it.",
        )


class RecordTooLong(WorldError):
    """A record that no clone would read."""

    def __init__(self, about: str) -> None:
        super().__init__(
            f"What is said of {about} is too long, so nothing was recorded.",
            cause=f"A record has {LARGEST // 1024} KiB at most.",
            hint="Shorten the note.",
        )


@dataclass(frozen=True, slots=True)
class Records:
    """The records that are known here, in no order; `damaged` names the files that are none."""

    records: tuple[Record, ...]
    damaged: tuple[str, ...] = ()


def signed(repository: Repository) -> tuple[Person, datetime]:
    """Return who makes a record now, and the time.

    Raises:
        UnknownPerson: git was not told.
    """
    who = identity.writer(repository)
    if not who.known:
        raise UnknownPerson
    made = identity.signature(repository)
    return Person(who.name, who.email), datetime.fromtimestamp(made.time, UTC)


def read(repository: Repository) -> Records:
    """Read every record that this clone has: of its own branch, and of what was last fetched from others."""
    found, damaged = {}, set()
    for name, blob in _files(repository):
        try:
            found[name] = read_record(name, blob.data if blob.size <= LARGEST else b"")
        except DamagedRecord:
            damaged.add(f"{FOLDER}/{name[:2]}/{name}{SUFFIX}")
    return Records(tuple(found.values()), tuple(sorted(damaged - {_path(name) for name in found})))


def append(repository: Repository, records: Iterable[Record], message: str) -> None:
    """Add RECORDS under one MESSAGE, all or none; what is there already is left alone.

    Raises:
        RecordTooLong: no clone would read one of them.
        RefMoved: others were faster again and again.
        RefLocked, ReadOnlyFolder: the branch can't be moved, or nothing can be written.
        RecordsCheckedOut: a work tree has the branch.
    """
    handle = repository.handle
    with translated("write the records", repository.git_dir):
        entries = {_path(each.id): Entry(FILE, str(handle.create_blob(_content(each)))) for each in records}
        _advance(repository, lambda start: _grown(repository, start, entries, message), message)


def unite(repository: Repository, head: str) -> str:
    """Bring in the records of HEAD, a commit of another clone's branch, and return the head that results.

    Raises:
        RefMoved, RefLocked, ReadOnlyFolder, RecordsCheckedOut: as `append`.
    """
    with translated("unite the records", repository.git_dir):
        return _advance(repository, lambda start: union(repository, start, head), "unite records")


def share(repository: Repository, theirs: str | None) -> str | None:
    """Bring in what a remote has, None where it has none, and return what it shall have; None where nothing is.

    A branch that a work tree has is not moved under its files; the remote gets the union all the same.

    Raises:
        RefMoved, RefLocked, ReadOnlyFolder: as `append`.
    """
    ours = head(repository)
    if theirs is None or ours is None:
        return ours if theirs is None else unite(repository, theirs)
    return union(repository, ours, theirs) if _checked_out(repository) else unite(repository, theirs)


def head(repository: Repository) -> str | None:
    """Return the head of this clone's own branch, None where it has none yet."""
    return references.value(repository, REF)


def fetched(repository: Repository) -> tuple[str, ...]:
    """Return the heads of the branch in other clones, as they were when last fetched."""
    refs = (f"refs/remotes/{remote}/{BRANCH}" for remote in repository.handle.remotes.names())
    return tuple(found for name in refs if (found := references.value(repository, name)) is not None)


def _content(record: Record) -> bytes:
    data = written(record)
    if len(data) > LARGEST:
        raise RecordTooLong(record.about)
    return data


def _path(name: str) -> str:
    return f"{FOLDER}/{name[:2]}/{name}{SUFFIX}"


def _files(repository: Repository) -> Iterator[tuple[str, pygit2.Blob]]:
    """Yield the name and content of each record of all heads; a folder that several of them share is read once."""
    import pygit2

    seen: set[pygit2.Oid] = set()
    for name in filter(None, (head(repository), *fetched(repository))):
        tree = tree_of(repository, name)
        records = tree[FOLDER] if FOLDER in tree else None  # noqa: SIM401  # a tree has no get
        for folder in records if isinstance(records, pygit2.Tree) else ():
            if isinstance(folder, pygit2.Tree) and folder.id not in seen:
                seen.add(folder.id)
                inner = ((str(file.name), file) for file in folder)
                yield from ((n.removesuffix(SUFFIX), f) for n, f in inner if isinstance(f, pygit2.Blob))


def _advance(repository: Repository, make: Callable[[str], str], reason: str) -> str:
    """Move the branch to what MAKE makes of its head, anew each time that another process was faster."""
    if _checked_out(repository):
        raise RecordsCheckedOut
    for number in range(TRIES):
        before = head(repository)
        after = make(before or _beginning(repository))
        try:
            with translated("move the branch of the records", repository.git_dir):
                references.move(repository, REF, before, after, reason)
        except (RefMoved, RefLocked) as error:
            failure = error
            time.sleep(random.random() * PAUSE * (1 + number / 4))  # noqa: S311  # no secret
        else:
            return after
    raise failure


def _checked_out(repository: Repository) -> bool:
    branches = repository.handle.branches.local
    return BRANCH in branches and bool(branches[BRANCH].is_checked_out())


def _beginning(repository: Repository) -> str:
    """Return what the branch begins with here: what others have of it, else the commit that all clones begin with."""
    known = fetched(repository)
    return reduce(lambda one, other: union(repository, one, other), known) if known else _root(repository)


def _root(repository: Repository) -> str:
    handle = repository.handle
    folder = handle.TreeBuilder()
    folder.insert("README.md", handle.create_blob(README.encode()), FILE)
    return str(same_commit(handle, folder.write(), "Begin to keep what people say", BEGUN, []))


def _grown(repository: Repository, start: str, entries: dict[str, Entry], message: str) -> str:
    import pygit2

    handle = repository.handle
    tree = trees.tree_with(repository, start, entries)
    if tree == str(tree_of(repository, start).id):
        return start
    author, committer = (identity.signature(repository, role) for role in ("AUTHOR", "COMMITTER"))
    return str(
        handle.create_commit(None, author, committer, f"{message}\n", pygit2.Oid(hex=tree), [pygit2.Oid(hex=start)])
    )
