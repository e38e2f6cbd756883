"""Make the story bible: all that a new writer must know, in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from anime_cli.figure.document import Document
    from anime_cli.story.bible.book import Bible, FindingEntry
    from anime_cli.studio.checking import Located
    from anime_cli.studio.studio import Studio

FORMATS = ("markdown", "html")
"""What a bible can be written as."""


@loading()
def story_bible(studio: Studio, revision: str | None = None) -> Bible:
    """Gather the bible of the story at REVISION, or of its files as they are now.

    Raises:
        RevisionNotFound: there is no such revision.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.bible.gathering import gather
    from anime_cli.studio.checking import check_story

    findings = check_story(studio, revision).findings
    return gather(studio.story(revision), [_entry(each) for each in findings], revision)


def _entry(located: Located) -> FindingEntry:
    from anime_cli.story.bible.book import FindingEntry

    finding = located.finding
    return FindingEntry(
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        path=finding.path,
        line=located.line or None,
        scene=finding.scene,
        waived=finding.waived,
    )


def set_bible(bible: Bible, form: str) -> str:
    """Return BIBLE as a text in one of FORMATS."""
    from anime_cli.figure.bible.whole import bible_document
    from anime_cli.figure.document_page import document_page
    from anime_cli.figure.markdown import markdown

    writers: Mapping[str, Callable[[Document], str]] = {"markdown": markdown, "html": document_page}
    return writers[form](bible_document(bible))
