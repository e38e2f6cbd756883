"""Checkpoints: places in the story's past that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.history.checkpoints import Checkpoint
    from anime_cli.studio.studio import Studio


def checkpoint(studio: Studio, name: str, message: str | None = None) -> Checkpoint:
    """Set the checkpoint NAME at the last commit; changes that are not committed are not in it.

    Raises:
        BadCheckpointName: git doesn't allow the name.
        CheckpointExists: the name is taken.
        UnbornBranch: nothing was committed yet.
    """
    from anime_cli.history.checkpoints import create_checkpoint

    return create_checkpoint(studio.repository, name, name if message is None else message)


def checkpoints(studio: Studio) -> tuple[Checkpoint, ...]:
    """List the checkpoints, the newest first."""
    from anime_cli.history.checkpoints import checkpoints as listed

    return listed(studio.repository)


def delete_checkpoint(studio: Studio, name: str) -> Checkpoint:
    """Take the checkpoint NAME away; its commit stays.

    Raises:
        CheckpointNotFound: there is no such checkpoint.
    """
    from anime_cli.history.checkpoints import delete_checkpoint as delete

    return delete(studio.repository, name)
