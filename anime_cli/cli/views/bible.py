"""The story bible: its text as it is, or all of it as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.printed import BIBLE, BIBLE_WRITTEN

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.cli.output import View
    from anime_cli.story.bible.book import Bible


def bible(found: Bible, text: str) -> View:
    """Show the bible as TEXT."""
    return BIBLE.view(found, text.removesuffix("\n").split("\n"))


def written(path: Path, form: str) -> View:
    """Show where the bible was written."""
    return BIBLE_WRITTEN.view({"path": str(path), "format": str(form)}, [f"Wrote {path}."])
