"""Branches: listing, creating, deleting, switching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import hooks, references, underway
from anime_cli.history.checkout import checkout, tree_changes
from anime_cli.history.commits import commit_of, unique
from anime_cli.history.effects import HEAD, SYMBOLIC, Effects
from anime_cli.history.errors import BadBranchName, BranchExists, BranchNotFound, CurrentBranch, UnmergedBranch
from anime_cli.history.names import reserved, tellings
from anime_cli.history.references import BRANCHES
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from datetime import datetime

    from anime_cli.history.repository import Repository

FORBIDDEN = frozenset(" ~^:?*[\\\x7f") | frozenset(map(chr, range(32)))
LONGEST = 200


class BranchElsewhere(WorldError):
    """Two work trees can't work on one branch."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"'{name}' is being worked on in another work tree; nothing was changed.",
            hint="git worktree list tells where. Work there, or begin a branch of your own: anime story branch NAME",
        )


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch and its last commit."""

    name: str
    commit: str
    subject: str
    at: datetime
    current: bool


def branches(repository: Repository) -> tuple[Branch, ...]:
    """List the branches by name."""
    current = repository.head.branch
    names = sorted(tellings(repository.handle.branches.local))
    return tuple(_branch(repository, name, current) for name in names)


def _branch(repository: Repository, name: str, current: str | None) -> Branch:
    last = commit_of(repository, tip(repository, name))
    return Branch(name, last.id, last.subject, last.at, current=name == current)


def tip(repository: Repository, name: str) -> str:
    """Return the last commit of the branch NAME.

    Raises:
        BranchNotFound: there is no such branch.
    """
    found = references.value(repository, BRANCHES + name) if fault(name) is None else None
    if found is None:
        raise BranchNotFound(name, tellings(repository.handle.branches.local))
    return repository.resolve(BRANCHES + name) if found.startswith(SYMBOLIC) else found


def create_branch(repository: Repository, name: str, revision: str = HEAD) -> Branch:
    """Begin the branch NAME at REVISION.

    Raises:
        BadBranchName: git doesn't allow the name.
        BranchExists: the name, or a part of it, is taken.
        RevisionNotFound, UnbornBranch: there is no such revision.
    """
    why = fault(name)
    if why is not None:
        raise BadBranchName(name, why)
    commit = repository.tip() if revision == HEAD else repository.resolve(revision)
    ref = BRANCHES + name
    with recording(repository, "branch", (name,)) as change:
        taken = name if references.value(repository, ref) else references.in_the_way(repository, ref)
        if taken is not None:
            raise BranchExists(name, taken)
        change.perform(Effects(refs={ref: (None, commit)}), f"branch: Created from {revision}")
    return _branch(repository, name, repository.head.branch)


def delete_branch(repository: Repository, name: str, *, force: bool = False) -> str:
    """Delete the branch NAME and return the commit that it was at.

    Raises:
        BranchNotFound: there is no such branch.
        CurrentBranch: it is being worked on, here or in another work tree.
        UnmergedBranch: it has commits that the current branch lacks, and FORCE is not given.
    """
    with recording(repository, "branch --delete", (name,)) as change:
        commit = tip(repository, name)
        if repository.head.branch == name:
            raise CurrentBranch(name)
        if repository.handle.branches.local[name].is_checked_out():
            raise CurrentBranch(name, "another work tree")
        head = repository.head.commit
        alone = unique(repository, commit, head) if head else 1
        if alone and not force:
            raise UnmergedBranch(name, alone)
        change.perform(Effects(refs={BRANCHES + name: (commit, None)}), "branch: deleted")
    return commit


def switch(repository: Repository, name: str) -> Branch:
    """Work on the branch NAME; changes that are in no file of the way come along.

    Raises:
        BranchNotFound: there is no such branch.
        BranchElsewhere: another work tree has it.
        WouldLoseWork: a file to be written has changes that no commit holds; the error names the files.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
    """
    with recording(repository, "switch", (name,)) as change:
        underway.refuse(repository)
        commit = tip(repository, name)
        before, old = references.head(repository), repository.head
        if old.branch != name:
            if repository.handle.branches.local[name].is_checked_out():
                raise BranchElsewhere(name)
            moves = tree_changes(repository, old.commit, commit)
            effects = checkout(repository, moves, f"Switching to '{name}'")
            target = f"{SYMBOLIC}{BRANCHES}{name}"
            change.perform(effects.then(Effects(refs={HEAD: (before, target)})), f"switch {name}")
    hooks.tell(repository, "post-checkout", old.commit or "0" * 40, commit, "1")
    return _branch(repository, name, name)


def fault(name: str) -> str | None:
    """Say why a branch or tag can't be called NAME; None when it can.

    Git's rules are those of `git check-ref-format --branch`.
    """
    parts = name.split("/")
    found = [
        (not name, "It is empty."),
        (reserved(name), "It is kept for people's records, such as ratings."),
        (name == "HEAD", "HEAD is what git calls the place you are at."),
        (name == "@", "'@' is git's short name for HEAD."),
        (name.startswith("-"), "It begins with '-'."),
        (bool(FORBIDDEN & set(name)), "It holds a blank or one of ~ ^ : ? * [ \\."),
        (".." in name or "@{" in name, "It holds '..' or '@{'."),
        ("" in parts, "It begins or ends with '/', or holds '//'."),
        (
            any(part.startswith(".") or part.endswith(".lock") for part in parts),
            "A part begins with '.' or ends in .lock.",
        ),
        (name.endswith("."), "It ends with '.'."),
        (len(name.encode("utf-8", "replace")) > LONGEST, f"It is longer than {LONGEST} bytes."),
    ]
    return next((why for bad, why in found if bad), None)
