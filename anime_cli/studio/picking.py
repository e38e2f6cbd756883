"""Bring a commit, or single scenes, over from another branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.studio.replaying import ReplayOutcome
    from anime_cli.studio.studio import Studio


def pick(
    studio: Studio,
    name: str,
    *,
    only: Sequence[str] = (),
    mainline: int | None = None,
    dry_run: bool = False,
    allow_problems: bool = False,
) -> ReplayOutcome:
    """Bring the commit NAME over, under its message and its author's name.

    ONLY are ids or paths of documents: of a branch, they come as that branch has them, merged with ours since the two
    parted; of any other commit, only what it did to them comes. A scene comes with its place in its chapter. A result
    with conflicts or new problems is left open, as `revert` leaves one; ALLOW_PROBLEMS lets it pass.

    Raises:
        RevisionNotFound, MainlineNeeded, NotInPart, UnfinishedMerge, UnfinishedOperation, WouldLoseWork: as `revert`.
        UnrelatedHistories: the branch has no commit in common with the current one.
    """
    from anime_cli.history.replaying import names_branch, picking, picking_from
    from anime_cli.studio.parts import part_of
    from anime_cli.studio.replaying import brought_about

    repository = studio.repository
    branch = bool(only) and names_branch(repository, name)
    whole = picking_from(repository, name) if branch else picking(repository, name, mainline)
    chosen = part_of(studio, whole, only) if only else whole
    return brought_about(studio, chosen, dry_run=dry_run, allow_problems=allow_problems)
