"""Going back to an earlier state of the story, by a new commit: what lies between stays in its past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import committing, hooks, underway
from anime_cli.history.checkout import checkout, refuse_staged, tree_changes
from anime_cli.history.commits import commit_of
from anime_cli.history.effects import Effects
from anime_cli.history.references import BRANCHES
from anime_cli.history.replaying import current_branch
from anime_cli.history.repository import STORY
from anime_cli.history.snapshot import tree_of
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from anime_cli.history.commits import Commit
    from anime_cli.history.repository import Repository


class NoStoryThen(WorldError):
    """The state to go to has no story.yaml."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Without story.yaml no story is left, and {name} would leave none; nothing was changed.",
            hint="anime story log",
        )


def refuse_unready(repository: Repository, name: str, target: str) -> None:
    """Make sure that the files could be those of the commit TARGET.

    Raises:
        NoStoryThen: TARGET has no story.yaml.
        UnbornBranch, DetachedHead: there is no branch to commit to.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        WouldLoseWork: a file to be written has changes that no commit holds.
    """
    current_branch(repository, "the new commit")
    underway.refuse(repository)
    if STORY not in tree_of(repository, target):
        raise NoStoryThen(f"'{name}'")
    refuse_staged(repository, _doing(name))
    checkout(repository, tree_changes(repository, repository.tip(), target), _doing(name))


def return_to(repository: Repository, name: str, target: str, message: str) -> Commit:
    """Commit a state that is exactly that of the commit TARGET, every file of it; NAME is what TARGET was called.

    Raises:
        NoStoryThen, UnbornBranch, DetachedHead: as `refuse_unready`.
        UnfinishedMerge, UnfinishedOperation, WouldLoseWork: likewise.
        HookRefused, SigningFailed, IndexLocked, RefMoved: as they say.
    """
    with recording(repository, "revert --to", (name,)) as change:
        refuse_unready(repository, name, target)
        branch, before = repository.head.branch, repository.tip()
        effects = checkout(repository, tree_changes(repository, before, target), _doing(name))
        tree, added = committing.pre_commit(
            repository, "pre-commit", str(tree_of(repository, target).id), effects.index
        )
        text = committing.commit_msg(repository, committing.composed(message))
        made = committing.create(repository, tree, [before], text)
        effects = effects.then(Effects(index=added, refs={f"{BRANCHES}{branch}": (before, made)}))
        change.perform(effects, f"revert --to {name}: {text.splitlines()[0]}")
    hooks.tell(repository, "post-commit")
    return commit_of(repository, made)


def _doing(name: str) -> str:
    return f"Going back to '{name}'"
