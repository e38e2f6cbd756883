"""Refs, moved only from where they were seen to where they shall be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history.effects import HEAD, SYMBOLIC
from anime_cli.history.errors import BranchExists, GitFailed, RefMoved

if TYPE_CHECKING:
    from anime_cli.history.repository import Repository

BRANCHES = "refs/heads/"
TAGS = "refs/tags/"


def value(repository: Repository, name: str) -> str | None:
    """Return the commit of a ref; for HEAD on a branch, 'ref: ' and the branch; None where there is no such ref."""
    found = repository.handle.references.get(name)
    if found is None:
        return None
    target = found.target
    return f"{SYMBOLIC}{target}" if isinstance(target, str) else str(target)


def head(repository: Repository) -> str:
    """Return what HEAD holds: 'ref: ' and a branch, or a commit."""
    return value(repository, HEAD) or ""


def move(repository: Repository, name: str, before: str | None, after: str | None, reason: str) -> None:
    """Move ref NAME from BEFORE to AFTER; None is absence. One that is at AFTER already stays.

    libgit2 itself compares under the ref's own lock, so that two processes never both succeed.

    Raises:
        RefMoved: it is at neither.
        BranchExists: another branch's name stands in the way.
    """
    import pygit2

    handle = repository.handle
    found = handle.references.get(name)
    current = None if found is None else str(found.target)
    if current == after:
        return
    if current != before:
        raise RefMoved(name)
    try:
        if found is None:
            handle.create_reference(name, pygit2.Oid(hex=after or ""), force=False, message=reason)
        elif after is None:
            found.delete()
        else:
            found.set_target(pygit2.Oid(hex=after), reason)
    except (pygit2.AlreadyExistsError, pygit2.GitError, ValueError) as error:
        raise _refusal(repository, name, str(error)) from error
    except OSError as error:
        taken = in_the_way(repository, name)
        if taken is None:
            raise
        raise BranchExists(name.removeprefix(BRANCHES), taken) from error


def _refusal(repository: Repository, name: str, said: str) -> Exception:
    taken = in_the_way(repository, name)
    if taken is not None:
        return BranchExists(name.removeprefix(BRANCHES), taken)
    if "old reference value" in said or "already exists" in said or "lock" in said:
        return RefMoved(name)
    return GitFailed(f"move {name}", said)


def in_the_way(repository: Repository, name: str) -> str | None:
    """Name the branch that would have to be a folder of NAME, or the other way round."""
    for other in repository.handle.references:
        if other.startswith(f"{name}/") or name.startswith(f"{other}/"):
            return other.removeprefix(BRANCHES)
    return None


def point(repository: Repository, target: str) -> None:
    """Make HEAD hold TARGET: 'ref: ' and a branch, or a commit."""
    import pygit2

    if head(repository) == target:
        return
    if target.startswith(SYMBOLIC):
        repository.handle.set_head(target.removeprefix(SYMBOLIC))
    else:
        repository.handle.set_head(pygit2.Oid(hex=target))
