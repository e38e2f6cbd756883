"""Take commands back, and do them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.history.undo import Undone
    from anime_cli.studio.studio import Studio


def undo(studio: Studio) -> Undone:
    """Take back the last command that changed the story.

    Raises:
        NothingToUndo: there is none.
        LaterEdits: what it changed was changed again since.
    """
    from anime_cli.history.undo import undo as take_back

    return take_back(studio.repository)


def redo(studio: Studio) -> Undone:
    """Do the last command again that was taken back.

    Raises:
        NothingToUndo: none was, or a command was run since.
        LaterEdits: what it would change was changed since.
    """
    from anime_cli.history.undo import redo as do_again

    return do_again(studio.repository)
