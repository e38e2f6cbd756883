"""The whole bible as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.bible.people import characters
from anime_cli.figure.bible.scenes import chapters, timeline
from anime_cli.figure.bible.wording import counted, scene_id
from anime_cli.figure.bible.world import facts, places, things, threads
from anime_cli.figure.document import Document, Grid, Labelled, Link, Note, Prose, Section, Strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.figure.document import Block, Words
    from anime_cli.story.bible.book import Bible, FindingEntry


def bible_document(bible: Bible) -> Document:
    """Return BIBLE as a document; a part of which the story has nothing is left out."""
    of = f" of {bible.revision}" if bible.revision else ""
    return Document(
        title=bible.title,
        blocks=tuple(_front(bible)),
        sections=tuple(_sections(bible)),
        language=bible.language or "en",
        made=f"The story bible{of}, made by anime story bible.",
    )


def _front(bible: Bible) -> Iterator[Block]:
    if bible.logline:
        yield Prose(bible.logline, lead=True)
    scenes = sum(len(chapter.scenes) for chapter in bible.chapters)
    length = f"{counted(len(bible.chapters), 'chapter')}, {counted(scenes, 'scene')}"
    told: list[tuple[str, Words]] = [("length", (length,))]
    told += [
        (label, (word,))
        for label, word in (
            ("structure", bible.structure),
            ("language", bible.language),
            ("rating", bible.rating),
            ("ending", _ending(bible)),
        )
        if word
    ]
    yield Labelled(tuple(told))
    if bible.branching:
        yield Note(("This story has several paths. What is told of its end is the end of the first.",))


def _ending(bible: Bible) -> str:
    return ", ".join(word for word in (bible.ending, bible.tone) if word)


def _sections(bible: Bible) -> Iterator[Section]:
    yield chapters(bible)
    if bible.characters:
        yield characters(bible)
    if bible.places:
        yield places(bible)
    if bible.facts:
        yield facts(bible)
    if bible.items:
        yield things(bible)
    if bible.threads:
        yield threads(bible)
    yield timeline(bible)
    yield _findings(bible)


def _findings(bible: Bible) -> Section:
    if not bible.findings:
        return Section("check", "What the check finds", (Note(("Nothing contradicts itself.",)),), name="Check")
    rows = tuple(_finding(finding) for finding in bible.findings)
    grid = Grid(("", "rule", "what", "where", "scene"), rows)
    return Section("check", "What the check finds", (grid,), name="Check")


def _finding(finding: FindingEntry) -> tuple[Words, ...]:
    severity = "waived" if finding.waived else finding.severity
    where = f"{finding.path}:{finding.line}" if finding.line else finding.path
    scene: Words = (Link(finding.scene, scene_id(finding.scene)),) if finding.scene else ("",)
    return (Strong(severity),), (finding.rule,), (finding.message,), (where,), scene
