"""The lines of .gitattributes by which git asks the merge driver, and shows documents as the diff text does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.history.repository import Repository

FILE = ".gitattributes"
DRIVER = "anime"
NAMED = f"merge={DRIVER}"
PATTERNS = ("/story.yaml", "/style.yaml", "/chapters/*.yaml", "/characters/*.yaml", "/places/*.yaml", "/scenes/*.yaml")
"""Where a story's documents stand."""


def line(pattern: str) -> str:
    """Return the line for the documents that PATTERN names."""
    return f"{pattern} {NAMED} diff={DRIVER}"


LINES = "".join(f"{line(pattern)}\n" for pattern in PATTERNS)


def names_driver(repository: Repository) -> bool:
    """Tell, by a look at the file alone, whether the story wants the merge driver."""
    try:
        return NAMED in (repository.folder / FILE).read_text("utf-8", "replace")
    except OSError:
        return False


def missing(repository: Repository) -> tuple[str, ...]:
    """Return the patterns whose documents nobody has said anything about; what a person chose otherwise is chosen."""
    handle = repository.handle
    return tuple(each for each in PATTERNS if handle.get_attr(each[1:].replace("*", "any"), "merge") is None)


def completed(text: str, patterns: Iterable[str]) -> str:
    """Return TEXT with the lines for PATTERNS after its own."""
    gap = "" if not text or text.endswith("\n") else "\n"
    return text + gap + "".join(f"{line(pattern)}\n" for pattern in patterns)
