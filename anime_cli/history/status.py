"""What differs from the last commit, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from anime_cli.history.trouble import translated
from anime_cli.history.underway import operation

if TYPE_CHECKING:
    from anime_cli.history.repository import Repository

Kind = Literal["added", "modified", "deleted", "renamed", "conflicted", "untracked"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that differs from the last commit; `previous` is its old path where it was renamed."""

    path: str
    kind: Kind
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where a story stands; `underway` is an operation of git that waits, `interrupted` a command that was killed."""

    branch: str | None
    commit: str | None
    changes: tuple[FileChange, ...]
    underway: str | None
    interrupted: str | None

    @property
    def clean(self) -> bool:
        """Tell whether every file is as the last commit has it."""
        return not self.changes

    @property
    def detached(self) -> bool:
        """Tell whether HEAD is at a commit instead of on a branch."""
        return self.branch is None

    @property
    def merging(self) -> bool:
        """Tell whether a merge waits to be finished."""
        return self.underway == "merge"


def status(repository: Repository) -> Status:
    """Return the branch, the changed files and what is under way.

    Raises:
        GitFailed: the index can't be read.
    """
    from anime_cli.history.undo import interrupted

    head = repository.head
    left = interrupted(repository)
    return Status(
        branch=head.branch,
        commit=head.commit,
        changes=changes(repository),
        underway=operation(repository),
        interrupted=" ".join((left.command, *left.arguments)) if left else None,
    )


def changes(repository: Repository) -> tuple[FileChange, ...]:
    """List the files that differ from the last commit, sorted by path."""
    with translated("read the index", repository.git_dir):
        repository.handle.index.read(force=False)
        found = {path: _kind(flags) for path, flags in repository.handle.status().items()}
    kinds = {path: kind for path, kind in found.items() if kind is not None}
    return tuple(sorted(_with_renames(repository, kinds), key=lambda change: change.path))


def _kind(flags: int) -> Kind | None:
    from pygit2.enums import FileStatus as Flag

    if flags & Flag.CONFLICTED:
        return "conflicted"
    if flags & Flag.WT_DELETED:
        return None if flags & Flag.INDEX_NEW else "deleted"
    if flags & Flag.INDEX_DELETED:
        return "modified" if flags & Flag.WT_NEW else "deleted"
    if flags & Flag.INDEX_NEW:
        return "added"
    if flags & Flag.WT_NEW:
        return "untracked"
    changed = Flag.INDEX_MODIFIED | Flag.WT_MODIFIED | Flag.INDEX_TYPECHANGE | Flag.WT_TYPECHANGE
    return "modified" if flags & changed else None


def _with_renames(repository: Repository, kinds: dict[str, Kind]) -> list[FileChange]:
    """Join each file that went with one of the same content that came."""
    gone = [path for path, kind in kinds.items() if kind == "deleted"]
    came = [path for path, kind in kinds.items() if kind in {"added", "untracked"}]
    renamed = _renames(repository, gone, came) if gone and came else {}
    joined = set(renamed.values())
    return [FileChange(path, "renamed", renamed[path]) for path in renamed] + [
        FileChange(path, kind) for path, kind in kinds.items() if path not in renamed and path not in joined
    ]


def _renames(repository: Repository, gone: list[str], came: list[str]) -> dict[str, str]:
    from anime_cli.history.snapshot import tree_of
    from anime_cli.history.worktree import now

    tree = tree_of(repository, repository.tip())
    old = {str(tree[path].id): path for path in sorted(gone)}
    found = {}
    for path in sorted(came):
        entry = now(repository, path)
        if entry is not None and entry.id in old:
            found[path] = old.pop(entry.id)
    return found
