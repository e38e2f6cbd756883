"""A revert or a pick that waits: finishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import committing, hooks, underway
from anime_cli.history import index as indexes
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects
from anime_cli.history.openmerge import gathered, give_up, kept_message, unfinished
from anime_cli.history.references import BRANCHES
from anime_cli.history.replaying import REFLOG, author_of, current_branch
from anime_cli.history.snapshot import tree_of
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.history.commits import Commit
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.history.repository import Repository


class NothingOpen(WorldError):
    """There is no revert, or no pick, to finish or to give up."""

    def __init__(self, operation: str) -> None:
        super().__init__(f"No {operation} is under way.", hint=f"anime story {operation} COMMIT")


class SequenceOpen(WorldError):
    """Git is going through several commits; to end one of them would leave it in the middle."""

    def __init__(self, operation: str) -> None:
        command = f"git {REFLOG[operation]}"
        super().__init__(
            f"Git is in the middle of a {REFLOG[operation]} of several commits.",
            hint=f"{command} --continue goes on once anime story conflicts lists nothing, {command} --abort gives up.",
        )


def open_replay(repository: Repository, operation: str) -> Unfinished:
    """Return the OPERATION, 'revert' or 'pick', that waits to be finished.

    Raises:
        NothingOpen: nothing waits.
        UnfinishedMerge, UnfinishedOperation: something else does.
        SequenceOpen: git has more commits to go through.
    """
    found = unfinished(repository)
    if found is None or found.operation != operation:
        underway.refuse(repository)
        raise NothingOpen(operation)
    if (repository.git_dir / "sequencer").exists():
        raise SequenceOpen(operation)
    return found


def continue_replay(
    repository: Repository,
    operation: str,
    message: str | None = None,
    trailers: Sequence[tuple[str, str]] = (),
) -> Commit | None:
    """Commit the open OPERATION, with the files as the work tree has them now; None where they are as before.

    A picked commit stays its author's.

    Raises:
        NothingOpen, UnfinishedMerge, UnfinishedOperation, SequenceOpen: as `open_replay`.
        ConflictsLeft: files are still in conflict.
        DetachedHead: the commit would belong to no branch.
        HookRefused, SigningFailed, IndexLocked: as they say.
    """
    with recording(repository, f"{operation} --continue") as change:
        waiting = open_replay(repository, operation)
        committing.refuse_conflicts(repository)
        indexes.refuse_locked(repository)
        before, branch = repository.tip(), current_branch(repository, operation)
        tree, entries = gathered(repository)
        notes = committing.closing_notes(repository)
        if tree == str(tree_of(repository, before).id):
            change.perform(Effects(index=entries, notes=notes), f"{operation} --continue")
            return None
        text = committing.composed(message or kept_message(repository), trailers)
        tree, settled = committing.pre_commit(repository, "pre-commit", tree, entries)
        text = committing.commit_msg(repository, text)
        keeps_author = operation == "pick" and not waiting.of_branch
        author = author_of(repository, waiting.theirs) if keeps_author else None
        made = committing.create(repository, tree, [before], text, author)
        effects = Effects(index=settled, notes=notes, refs={BRANCHES + branch: (before, made)})
        change.perform(effects, f"commit ({REFLOG[operation]}): {text.splitlines()[0]}")
    hooks.tell(repository, "post-commit")
    return commit_of(repository, made)


def abort_replay(repository: Repository, operation: str) -> tuple[str, ...]:
    """Give the open OPERATION up: each file that it touched is as the last commit has it; return their paths.

    Raises:
        NothingOpen, UnfinishedMerge, UnfinishedOperation, SequenceOpen: as `open_replay`.
        IndexLocked: another git process holds the index.
    """
    open_replay(repository, operation)
    return give_up(repository, operation)
