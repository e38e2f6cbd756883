"""Change documents in place: the fields that change, and no other byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.studio.studio import Studio
    from anime_cli.text.splice import Edit


def edit_document(studio: Studio, path: str, edits: Sequence[Edit]) -> None:
    """Apply EDITS to the document at PATH in the work tree; nothing is written unless the result is valid.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
        ChangedMeanwhile: another program changed the file at the same time.
        AnimeError: the result says what no document may say.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file
    from anime_cli.merge.engine import layout_for
    from anime_cli.model.load import load
    from anime_cli.text.splice import splice

    data, expected = read_file(studio.repository, path)
    text = splice(data.decode("utf-8"), edits, path, layout_for(path)).encode()
    load(text, path)
    write_file(studio.repository, path, text, expected)
