"""The glossary: what help asks for is explained, and what is explained is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anime_cli.cli.manual import entries
from anime_cli.echo.brains import table as brains
from anime_cli.model.kinds import FOLDERS
from anime_cli.studio.engines import KINDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
TERMS = [word for group in re.findall(r"^- \*\*(.+?)\*\*:", PAGE, re.MULTILINE) for word in group.split(", ")]
HELP = "\n".join(entry.help for entry in entries())
PAGES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if path.name != "glossary.md" and "samples" not in path.parts
)
ORDINARY = {
    "A", "B", "AFTER", "BEFORE", "CHANGE", "DATE", "DAY", "DIR", "FIELD", "FILE", "FOLDER", "KIND", "N", "NAME", "NEW",
    "PATH", "PIXELS", "QUESTION", "REV1", "REV2", "TEXT", "TITLE", "URL", "VALUE", "X", "ARGS", "COMMAND", "OPTIONS",
}  # fmt: skip
"""What stands in help for something that is no word of ours."""
COMMANDS_ONLY = {"config", "demo", "doctor", "engines", "help", "new", "render"}
"""Commands that are no noun of the story."""


def test_what_help_asks_for_is_explained() -> None:
    """Every word in capitals that an argument or option stands for is a term, or an ordinary word."""
    asked = {word for entry in entries() for name, _ in entry.rows for word in re.findall(r"\b[A-Z][A-Z0-9]*\b", name)}
    shorts = {word for entry in entries() for name, _ in entry.rows for word in re.findall(r"(?<!-)-([A-Z])\b", name)}
    known = {term.upper() for term in TERMS}
    assert asked - shorts - ORDINARY - known == set()


def test_every_noun_of_the_command_line_is_explained() -> None:
    """Each group that is a thing of the story, each kind of document, each kind of engine."""
    nouns = {entry.words.split()[1] for entry in entries() if entry.words.count(" ") == 1} - COMMANDS_ONLY
    known = {term.lower() for term in TERMS}
    assert (nouns | set(FOLDERS) | {kind.name for kind in KINDS}) - known == set()
    assert brains.GROUP.removeprefix("anime.").removesuffix("s") in known


@pytest.mark.parametrize("term", TERMS)
def test_what_is_explained_is_used(term: str) -> None:
    """By help or by another page; a word that nobody says any more goes."""
    assert re.search(rf"\b{re.escape(term)}", HELP + PAGES, re.IGNORECASE)


def test_terms_are_explained_once_and_sorted() -> None:
    """In each part of the page by the alphabet."""
    assert len(TERMS) == len(set(TERMS))
    for part in PAGE.split("\n## ")[1:]:
        terms = [group.lower() for group in re.findall(r"^- \*\*(.+?)\*\*:", part, re.MULTILINE)]
        assert terms == sorted(terms)
