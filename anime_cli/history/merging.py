"""Merging two branches: what each side did, and bringing a finished or a conflicting result in.

This room decides only what needs no reading: a file that one side changed is taken from that side. Files that both
changed are named, with their three blobs; whoever asked merges their texts and hands the results back.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.history import committing, hooks, mergebases, mergenotes, references, trees, underway, worktree
from anime_cli.history import index as indexes
from anime_cli.history.applying import note
from anime_cli.history.checkout import checkout, refuse_staged, tree_changes
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import HEAD, Effects, Entry, Stage
from anime_cli.history.errors import BranchNotFound, DetachedHead, RefMoved, UnrelatedHistories
from anime_cli.history.names import tellings
from anime_cli.history.references import BRANCHES
from anime_cli.history.threeway import Three, compared, mode_of
from anime_cli.history.undo import recording, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.history.commits import Commit
    from anime_cli.history.effects import Pair, Stages
    from anime_cli.history.repository import Repository

    Contents = Mapping[str, bytes | None]


@dataclass(frozen=True)
class Sides:
    """Two branches that shall become one: their last commits, their common past, and each file that either changed."""

    branch: str
    name: str
    ours: str
    theirs: str
    bases: tuple[str, ...]
    changes: Mapping[str, Three]

    @property
    def doing(self) -> str:
        """What is done, as the sentence of a refusal begins."""
        return f"Merging '{self.name}'"

    @property
    def up_to_date(self) -> bool:
        """Tell whether ours holds all of theirs already."""
        return self.theirs in self.bases

    @property
    def fast_forward(self) -> bool:
        """Tell whether ours only has to move forward to theirs."""
        return self.ours in self.bases and not self.up_to_date

    @cached_property
    def both(self) -> dict[str, Three]:
        """The files that both sides changed, each in its own way."""
        return {path: three for path, three in self.changes.items() if three.base not in three[1:] and _differ(three)}

    @cached_property
    def by_ours(self) -> dict[str, Three]:
        """The files that only our side changed."""
        return {path: three for path, three in self.changes.items() if three.base == three.theirs}

    @cached_property
    def by_theirs(self) -> dict[str, Three]:
        """The files that only their side changed."""
        return {path: three for path, three in self.changes.items() if three.base == three.ours}


def _differ(three: Three) -> bool:
    return three.ours != three.theirs


def sides(repository: Repository, revision: str, *, unrelated: bool = False) -> Sides:
    """Compare the current branch with REVISION, a branch or any commit; UNRELATED allows one without a common past.

    Raises:
        BranchNotFound: there is no such branch or commit.
        UnbornBranch, DetachedHead: there is no current branch to merge into.
        UnrelatedHistories: the two have no commit in common.
    """
    ours, theirs = repository.tip(), _commit(repository, revision)
    branch = repository.head.branch
    if branch is None:
        raise DetachedHead("the merge")
    return sides_of(repository, (ours, theirs), (branch, revision), unrelated=unrelated)


def sides_of(
    repository: Repository, commits: tuple[str, str], names: tuple[str, str], *, unrelated: bool = False
) -> Sides:
    """Compare two commits, called by NAMES, as the sides of a merge; UNRELATED allows such without a common past.

    Raises:
        UnrelatedHistories: the two have no commit in common.
    """
    ours, theirs = commits
    bases = mergebases.merge_bases(repository, ours, theirs)
    if not bases and not unrelated:
        raise UnrelatedHistories(*names)
    base = mergebases.common_tree(repository, bases)
    return Sides(*names, ours, theirs, bases, compared(repository, base, ours, theirs))


def _commit(repository: Repository, revision: str) -> str:
    from anime_cli.history.errors import RevisionNotFound

    try:
        return repository.resolve(revision)
    except RevisionNotFound as error:
        raise BranchNotFound(revision, tellings(repository.handle.branches)) from error


def refuse_unready(repository: Repository, merge: Sides) -> None:
    """Make sure that MERGE could be brought in: nothing waits, nothing is staged, no file to be written is changed.

    Raises:
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        WouldLoseWork: it would overwrite what no commit holds; the error names the files.
    """
    settle(repository)
    underway.refuse(repository)
    refuse_staged(repository, merge.doing)
    written = {path: three.theirs for path, three in {**merge.by_theirs, **merge.both}.items()}
    checkout(repository, moves_of(merge, written), merge.doing)


def fast_forward(repository: Repository, merge: Sides) -> Commit:
    """Move the current branch forward to theirs.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
        RefMoved: the branch is no longer where it was compared.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
    """
    assert merge.fast_forward
    with recording(repository, "merge", (merge.name,)) as change:
        refuse_moved(repository, merge)
        moves = tree_changes(repository, merge.ours, merge.theirs)
        effects = checkout(repository, moves, merge.doing)
        change.perform(effects.then(_moved(repository, merge, merge.theirs)), f"merge {merge.name}: Fast-forward")
    hooks.tell(repository, "post-merge", "0")
    return commit_of(repository, merge.theirs)


def finish_merge(
    repository: Repository,
    merge: Sides,
    texts: Contents = {},  # noqa: B006  # never changed
    *,
    message: str | None = None,
    trailers: Sequence[tuple[str, str]] = (),
) -> Commit:
    """Commit the merge: TEXTS are the results of the files in `merge.both`, None for a file that goes.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
        RefMoved: the branch is no longer where it was compared.
        UnfinishedMerge, UnfinishedOperation, HookRefused, SigningFailed: as they say.
    """
    results = entries_of(repository, merge, texts)
    text = committing.composed(message or default_message(merge), trailers)
    with recording(repository, "merge", (merge.name,)) as change:
        refuse_moved(repository, merge)
        refuse_staged(repository, merge.doing)
        effects = checkout(repository, moves_of(merge, results), merge.doing)
        tree = trees.tree_with(repository, merge.ours, results)
        tree, added = committing.pre_commit(repository, "pre-merge-commit", tree, effects.index)
        parents = [merge.ours, merge.theirs]
        made = committing.create(repository, tree, parents, committing.commit_msg(repository, text, "merge"))
        effects = effects.then(Effects(index=added)).then(_moved(repository, merge, made))
        change.perform(effects, f"merge {merge.name}: Merge made by anime.")
    hooks.tell(repository, "post-merge", "0")
    return commit_of(repository, made)


def leave_open(
    repository: Repository,
    merge: Sides,
    texts: Contents,
    conflicted: Contents,
    record: object = None,
    *,
    message: str | None = None,
    origins: Mapping[str, Mapping[str, str]] = {},  # never changed
) -> None:
    """Leave the merge open, as git leaves one with conflicts, for a person to settle and commit.

    CONFLICTED are the texts, with their marks, that the work tree gets for files in conflict; their three blobs stand
    in the index; ORIGINS name the paths of sides that have the file elsewhere. RECORD is kept as JSON beside git's own
    notes until the merge is over.

    Raises:
        WouldLoseWork: a file to be written has changes that no commit holds.
        RefMoved: the branch is no longer where it was compared.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
    """
    results = entries_of(repository, merge, {**texts, **conflicted})
    text = committing.composed(message or default_message(merge))
    with recording(repository, "merge", (merge.name,)) as change:
        refuse_moved(repository, merge)
        refuse_staged(repository, merge.doing)
        stages = {path: stages_of(merge, path, origins.get(path, {})) for path in conflicted}
        effects = checkout(repository, moves_of(merge, results), merge.doing, stages)
        notes = mergenotes.opening(repository, merge, text, conflicted, record)
        change.perform(effects.then(Effects(notes=notes)), f"merge {merge.name}")


def default_message(merge: Sides) -> str:
    """Return the message that git gives such a merge."""
    into = "" if merge.branch in {"main", "master"} else f" into {merge.branch}"
    return f"Merge branch '{merge.name}'{into}"


def refuse_moved(repository: Repository, merge: Sides) -> None:
    """Make sure that nothing waits to be finished and that the branch is where it was compared.

    Raises:
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        RefMoved: the branch is elsewhere.
    """
    underway.refuse(repository)
    head = repository.head
    if (head.branch, head.commit) != (merge.branch, merge.ours):
        raise RefMoved(merge.branch)


def _moved(repository: Repository, merge: Sides, commit: str) -> Effects:
    origin = {"ORIG_HEAD": (note(repository, "ORIG_HEAD"), f"{merge.ours}\n")}
    assert references.head(repository) != HEAD
    return Effects(notes=origin, refs={BRANCHES + merge.branch: (merge.ours, commit)})


def entries_of(repository: Repository, merge: Sides, texts: Mapping[str, bytes | None]) -> dict[str, Entry | None]:
    """Return the entry of each file that is to differ from ours."""
    missing = merge.both.keys() - texts.keys()
    if missing:
        raise ValueError(f"Files that both sides changed have no result: {sorted(missing)}")
    results = {path: three.theirs for path, three in merge.by_theirs.items()}
    for path, data in texts.items():
        results[path] = None if data is None else worktree.stored(repository, data, mode_of(merge.changes.get(path)))
    return results


def moves_of(merge: Sides, results: Mapping[str, Entry | None]) -> dict[str, Pair[Entry | None]]:
    """Return what each file of RESULTS has on our side and shall have."""
    return {path: (merge.changes[path].ours, entry) for path, entry in results.items()}


def gathered(merge: Sides, path: str, origins: Mapping[str, str]) -> Three:
    """Return the three versions of a file; ORIGINS name the paths of sides that have it elsewhere."""
    return Three(*(getattr(merge.changes[origins.get(side, path)], side) for side in Three._fields))


def stages_of(merge: Sides, path: str, origins: Mapping[str, str]) -> Stages:
    """Return the entries of the index that keep the three versions of a file in conflict; ORIGINS as for `gathered`."""
    entries: Iterable[tuple[int, Entry | None]] = enumerate(gathered(merge, path, origins), start=indexes.BASE)
    return tuple(Stage(stage, *entry) for stage, entry in entries if entry)
