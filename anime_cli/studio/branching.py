"""Branches: other ways the story may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.history.branches import Branch
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Deleted:
    """A branch that is gone and the commit it was at."""

    name: str
    commit: str


def branches(studio: Studio) -> tuple[Branch, ...]:
    """List the branches by name."""
    from anime_cli.history.branches import branches as listed

    return listed(studio.repository)


def create_branch(studio: Studio, name: str, revision: str = "HEAD") -> Branch:
    """Begin the branch NAME at REVISION; the current branch stays.

    Raises:
        BadBranchName: git doesn't allow the name.
        BranchExists: the name, or a part of it, is taken.
        RevisionNotFound: there is no such revision.
    """
    from anime_cli.history.branches import create_branch as create

    return create(studio.repository, name, revision)


def delete_branch(studio: Studio, name: str, *, force: bool = False) -> Deleted:
    """Delete the branch NAME; FORCE also one with commits that the current branch lacks.

    Raises:
        BranchNotFound: there is no such branch.
        CurrentBranch: it is being worked on.
        UnmergedBranch: it has commits of its own, and FORCE is not given.
    """
    from anime_cli.history.branches import delete_branch as delete

    return Deleted(name, delete(studio.repository, name, force=force))


def switch_branch(studio: Studio, name: str, *, create: bool = False) -> Branch:
    """Work on the branch NAME, begun here first where CREATE is given.

    Raises:
        BranchNotFound: there is no such branch.
        WouldLoseWork: a file has changes that would be lost.
        UnfinishedMerge: an earlier merge still has conflicts.
    """
    from anime_cli.history.branches import create_branch as begin
    from anime_cli.history.branches import switch
    from anime_cli.history.undo import recording

    if not create:
        return switch(studio.repository, name)
    with recording(studio.repository, "switch --create", (name,)):
        begin(studio.repository, name)
        return switch(studio.repository, name)
