"""Take back what a commit did, or the whole story to an earlier state: always by a new commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.merge.diff import Change
    from anime_cli.studio.replaying import ReplayOutcome
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What going back to the commit `target`, called `name`, changed; `files` are those that are no documents.

    `commit` is None where the story is so already, and with `dry_run`, where nothing was done.
    """

    branch: str
    name: str
    target: str
    commit: str | None
    changes: tuple[Change, ...]
    files: tuple[str, ...]
    dry_run: bool


def revert(
    studio: Studio,
    commit: str,
    *,
    only: Sequence[str] = (),
    message: str | None = None,
    mainline: int | None = None,
    dry_run: bool = False,
    allow_problems: bool = False,
) -> ReplayOutcome:
    """Undo what COMMIT did, or what it did to the documents ONLY (ids or paths), as a new commit.

    MAINLINE counts the parents of a merge from 1. A result with conflicts, or without ALLOW_PROBLEMS with new problems,
    is left open: it is committed by `continue_replay` or taken back by `abort_replay`.

    Raises:
        RevisionNotFound: there is no such commit.
        MainlineNeeded: it is a merge, and no parent is chosen.
        NotInPart: the commit changed nothing of a name in ONLY.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        WouldLoseWork: a file to be written has changes that no commit holds.
    """
    from anime_cli.history.replaying import reverting
    from anime_cli.studio.parts import part_of
    from anime_cli.studio.replaying import brought_about

    replay = reverting(studio.repository, commit, mainline)
    chosen = part_of(studio, replay, only) if only else replay
    return brought_about(studio, chosen, message, dry_run=dry_run, allow_problems=allow_problems)


def revert_to_checkpoint(
    studio: Studio, checkpoint: str, *, message: str | None = None, dry_run: bool = False
) -> Returned:
    """Make a new commit whose files are exactly those of CHECKPOINT, a tag or any revision; the past stays.

    Raises:
        RevisionNotFound: nothing has this name.
        NoStoryThen: that state has no story.yaml.
        UnfinishedMerge, UnfinishedOperation: something waits to be finished first.
        WouldLoseWork: a file to be written has changes that no commit holds.
    """
    from anime_cli.history.commits import touched
    from anime_cli.history.returning import refuse_unready, return_to
    from anime_cli.studio.comparing import changes_of

    repository = studio.repository
    target = repository.resolve(checkpoint)
    refuse_unready(repository, checkpoint, target)
    differing = touched(repository, repository.tip(), target)
    changes, files = changes_of(studio, differing)
    text = message or f"Go back to {checkpoint}\n\nEvery file is as in commit {target}."
    made = return_to(repository, checkpoint, target, text).id if differing and not dry_run else None
    branch = repository.head.branch or ""
    return Returned(
        branch=branch, name=checkpoint, target=target, commit=made, changes=changes, files=files, dry_run=dry_run
    )
