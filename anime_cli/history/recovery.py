"""What a command that was killed left behind, put right before anybody looks at the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import reserve
from anime_cli.store.errors import LeaseTaken

if TYPE_CHECKING:
    from anime_cli.history.repository import Repository


def recover(repository: Repository) -> None:
    """Settle a command that was killed; what came of it is told in the repository's notes.

    One that is at work is left alone. Where nothing was left behind this costs a look at one file.
    """
    if repository.change is not None or not reserve.place(repository).exists():
        return
    from anime_cli.history.undo import interrupted, settle

    try:
        with repository.lease("anime", wait_s=0):
            settle(repository)
            reserve.release(repository)
    except LeaseTaken:
        return
    except WorldError as error:
        why = error.cause or error.message
        repository.notes.append(f"A command was killed halfway, and what it changed can't be put back now: {why}")
        return
    left = interrupted(repository)
    if left is not None:
        repository.notes.append(
            f"'{left.words}' was killed halfway, and what it was changing was changed since, so all was left as it is; "
            "anime story status shows it."
        )
