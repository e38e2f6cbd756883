"""Taking a commit back and bringing one over: three-way merges whose base is not where two branches parted.

To revert a commit is to merge its parent into the current branch as if the commit were their common past; to pick one
is to merge it as if its parent were. So both have sides as a merge has, and are decided by the same hands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.history import committing, hooks, replaynotes, trees
from anime_cli.history.checkout import checkout, refuse_staged
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects
from anime_cli.history.errors import DetachedHead
from anime_cli.history.merging import Sides, entries_of, moves_of, refuse_moved, sides, stages_of
from anime_cli.history.references import BRANCHES
from anime_cli.history.threeway import Three, compared
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pygit2

    from anime_cli.history.commits import Commit
    from anime_cli.history.merging import Contents
    from anime_cli.history.repository import Repository

VERBS = {"revert": "Reverting", "pick": "Picking"}
REFLOG = {"revert": "revert", "pick": "cherry-pick"}


class MainlineNeeded(UsageError):
    """A merge has several parents, so that what it did depends on where one looks from."""

    def __init__(self, operation: str, name: str, parents: Sequence[Commit]) -> None:
        told = " ".join(
            f"{number} is {parent.short} ({parent.subject})." for number, parent in enumerate(parents, start=1)
        )
        super().__init__(
            f"{name} is a merge: say which of its parents is the story that it changed.",
            cause=told,
            hint=f"anime story {operation} {name} --mainline 1",
        )


class NoSuchParent(UsageError):
    """The commit has fewer parents than that."""

    def __init__(self, name: str, number: int, parents: int) -> None:
        has = {0: "no parent", 1: "1 parent"}.get(parents, f"{parents} parents")
        super().__init__(f"{name} has {has}, so there is no parent {number}.", hint="Leave --mainline out, or give 1.")


@dataclass(frozen=True)
class Replay(Sides):
    """What a commit did, backwards or forwards, as the other side of a merge.

    `operation` is 'revert' or 'pick', `commit` the id of the commit it is about. `of_branch` tells that it is about all
    that a branch did since it parted from ours. `paths` are the documents of a part, empty for all.
    """

    operation: str
    commit: str
    message: str
    of_branch: bool = False
    paths: tuple[str, ...] = ()

    @property
    def doing(self) -> str:
        """What is done, as the sentence of a refusal begins."""
        return f"{VERBS[self.operation]} '{self.name}'"

    @property
    def keeps_author(self) -> bool:
        """Tell whether the commit made is its author's: one that was picked."""
        return self.operation == "pick" and not self.of_branch

    @property
    def up_to_date(self) -> bool:
        """Tell whether nothing is left to do."""
        return not (self.both or self.by_theirs)

    @property
    def fast_forward(self) -> bool:
        """Tell that a replay always makes a commit of its own."""
        return False


def reverting(repository: Repository, revision: str, mainline: int | None = None) -> Replay:
    """Compare the current branch with what it would be without the commit REVISION; MAINLINE counts parents from 1.

    Raises:
        RevisionNotFound: there is no such commit.
        MainlineNeeded, NoSuchParent: it is a merge and no parent is chosen, or it has no such parent.
        UnbornBranch, DetachedHead: there is no current branch to commit to.
    """
    branch, commit, parent = _chosen(repository, "revert", revision, mainline)
    other = parent or _empty(repository)
    message = replaynotes.revert_message(commit, parent if len(commit.parents) > 1 else None)
    ours = repository.tip()
    changes = compared(repository, commit.id, ours, other)
    return Replay(branch, commit.short, ours, other, (commit.id,), changes, "revert", commit.id, message)


def picking(repository: Repository, revision: str, mainline: int | None = None) -> Replay:
    """Compare the current branch with what it would be with the commit REVISION; MAINLINE counts parents from 1.

    Raises:
        RevisionNotFound, MainlineNeeded, NoSuchParent, UnbornBranch, DetachedHead: as `reverting`.
    """
    branch, commit, parent = _chosen(repository, "pick", revision, mainline)
    base, ours = parent or _empty(repository), repository.tip()
    changes = compared(repository, base, ours, commit.id)
    message = replaynotes.pick_message(commit.id, _commit(repository, commit.id).message)
    return Replay(branch, commit.short, ours, commit.id, (base,), changes, "pick", commit.id, message)


def picking_from(repository: Repository, branch: str) -> Replay:
    """Compare the current branch with BRANCH since they parted, to bring documents over as BRANCH has them.

    Raises:
        BranchNotFound, UnbornBranch, DetachedHead, UnrelatedHistories, SeveralBases: as `merging.sides`.
    """
    current_branch(repository, "pick")
    merge = sides(repository, branch)
    return Replay(
        branch=merge.branch,
        name=branch,
        ours=merge.ours,
        theirs=merge.theirs,
        bases=merge.bases,
        changes=merge.changes,
        operation="pick",
        commit=merge.theirs,
        message=f"Pick {branch}",
        of_branch=True,
    )


def names_branch(repository: Repository, name: str) -> bool:
    """Tell whether NAME is a branch, here or of a remote."""
    return name in repository.handle.branches


def part(repository: Repository, replay: Replay, paths: Sequence[str], chosen: Mapping[str, Three]) -> Replay:
    """Return REPLAY as if their side had changed nothing but the CHOSEN files: the documents at PATHS, their lists."""
    untouched = {path: Three(three.base, three.ours, three.base) for path, three in replay.changes.items()}
    changes = {path: three for path, three in {**untouched, **chosen}.items() if len({*three}) > 1}
    return replace(replay, changes=changes, paths=tuple(paths), message=_part_message(repository, replay, paths))


def _part_message(repository: Repository, replay: Replay, paths: Sequence[str]) -> str:
    if replay.operation == "revert":
        return replaynotes.revert_message(commit_of(repository, replay.commit), None, paths)
    if replay.keeps_author:
        return replaynotes.pick_message(replay.commit, _commit(repository, replay.commit).message, paths)
    return replaynotes.part_message(replay.name, replay.commit, paths)


def _chosen(
    repository: Repository, operation: str, revision: str, mainline: int | None
) -> tuple[str, Commit, str | None]:
    """Return the current branch, the commit and the parent that it is compared with; None is no parent."""
    branch = current_branch(repository, operation)
    commit = commit_of(repository, repository.resolve(revision))
    parents = commit.parents
    if mainline is not None and not 1 <= mainline <= len(parents):
        raise NoSuchParent(commit.short, mainline, len(parents))
    if len(parents) > 1 and mainline is None:
        raise MainlineNeeded(operation, commit.short, [commit_of(repository, parent) for parent in parents])
    return branch, commit, parents[(mainline or 1) - 1] if parents else None


def current_branch(repository: Repository, operation: str) -> str:
    """Return the branch that the commit of OPERATION will belong to.

    Raises:
        UnbornBranch, DetachedHead: there is none.
    """
    repository.tip()
    branch = repository.head.branch
    if branch is None:
        raise DetachedHead(f"the {operation}")
    return branch


def _empty(repository: Repository) -> str:
    return str(repository.handle.TreeBuilder().write())


def changes_nothing(repository: Repository, replay: Replay, texts: Contents) -> bool:
    """Tell whether the current branch has every result already; TEXTS are those of the files in `replay.both`."""
    results = entries_of(repository, replay, texts)
    return all(replay.changes[path].ours == entry for path, entry in results.items())


def finish(
    repository: Repository,
    replay: Replay,
    texts: Contents,
    message: str | None = None,
    trailers: Sequence[tuple[str, str]] = (),
) -> Commit:
    """Commit REPLAY: TEXTS are the results of the files in `replay.both`, None for a file that goes.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
        RefMoved: the branch is no longer where it was compared.
        UnfinishedMerge, UnfinishedOperation, HookRefused, SigningFailed: as they say.
    """
    results = entries_of(repository, replay, texts)
    text = committing.composed(message or replay.message, trailers)
    with recording(repository, replay.operation, _words(replay)) as change:
        refuse_moved(repository, replay)
        refuse_staged(repository, replay.doing)
        effects = checkout(repository, moves_of(replay, results), replay.doing)
        tree = trees.tree_with(repository, replay.ours, results)
        tree, added = committing.pre_commit(repository, "pre-commit", tree, effects.index)
        text = committing.commit_msg(repository, text)
        author = author_of(repository, replay.commit) if replay.keeps_author else None
        made = committing.create(repository, tree, [replay.ours], text, author)
        effects = effects.then(Effects(index=added, refs={BRANCHES + replay.branch: (replay.ours, made)}))
        change.perform(effects, f"{REFLOG[replay.operation]}: {text.splitlines()[0]}")
    hooks.tell(repository, "post-commit")
    return commit_of(repository, made)


def leave_open(
    repository: Repository,
    replay: Replay,
    texts: Contents,
    conflicted: Contents,
    record: object,
    message: str | None = None,
    origins: Mapping[str, Mapping[str, str]] = {},  # never changed
) -> None:
    """Leave REPLAY open, as git leaves one with conflicts, for a person to settle and commit.

    CONFLICTED are the texts, with their marks, that the work tree gets for files in conflict; ORIGINS name the paths of
    sides that have the file elsewhere; RECORD is kept as JSON.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
        RefMoved: the branch is no longer where it was compared.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
    """
    results = entries_of(repository, replay, {**texts, **conflicted})
    text = committing.composed(message or replay.message)
    with recording(repository, replay.operation, _words(replay)) as change:
        refuse_moved(repository, replay)
        refuse_staged(repository, replay.doing)
        stages = {path: stages_of(replay, path, origins.get(path, {})) for path in conflicted}
        effects = checkout(repository, moves_of(replay, results), replay.doing, stages)
        notes = replaynotes.opening(repository, replay, text, conflicted, record)
        change.perform(effects.then(Effects(notes=notes)), f"{REFLOG[replay.operation]} {replay.name}")


def _words(replay: Replay) -> tuple[str, ...]:
    return (replay.name, *(word for path in replay.paths for word in ("--only", path)))


def author_of(repository: Repository, commit: str) -> pygit2.Signature:
    """Return who wrote COMMIT, and when."""
    return _commit(repository, commit).author


def _commit(repository: Repository, name: str) -> pygit2.Commit:
    import pygit2

    return repository.handle[name].peel(pygit2.Commit)
