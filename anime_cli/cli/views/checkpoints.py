"""Checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import CHECKPOINT, CHECKPOINT_DELETED, CHECKPOINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.history import Checkpoint as CheckpointData
    from anime_cli.history.checkpoints import Checkpoint


def checkpoints(listed: Sequence[Checkpoint]) -> View:
    """List checkpoints, the newest first."""
    rows = [
        (
            Styled(each.name, "green"),
            Styled(each.commit[:10], "yellow"),
            each.at.strftime("%Y-%m-%d %H:%M"),
            each.message.partition("\n")[0],
        )
        for each in listed
    ]
    table = Table(("checkpoint", "commit", "when", "what"), rows)
    return CHECKPOINTS.view({"checkpoints": [checkpoint_data(each) for each in listed]}, [table])


def checkpoint_data(told: Checkpoint) -> CheckpointData:
    """Return a checkpoint as values of JSON."""
    return {
        "name": told.name,
        "commit": told.commit,
        "subject": told.subject,
        "message": told.message,
        "author": told.author,
        "at": told.at.isoformat(),
        "annotated": told.annotated,
    }


def created(told: Checkpoint) -> View:
    """Show a new checkpoint, and how to come back to it."""
    lines: list[Line] = [
        ["Checkpoint ", Styled(told.name, "green"), f" is at {told.commit[:10]} ({told.subject})."],
        ["Back to it: ", Styled(f"anime story revert --to {told.name}", "cyan")],
    ]
    return CHECKPOINT.view(checkpoint_data(told), lines)


def deleted(told: Checkpoint) -> View:
    """Show that a checkpoint is gone, and how it comes back."""
    line = f"Checkpoint {told.name} is deleted; it was at {told.commit[:10]}. anime story undo brings it back."
    return CHECKPOINT_DELETED.view(checkpoint_data(told), [line])
