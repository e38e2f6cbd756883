"""A story in figures, and in short."""

from __future__ import annotations

from typing import Annotated, TypedDict

from anime_cli.cli.results.scalars import one_of
from anime_cli.story.bible import book
from anime_cli.story.stats.agency import Agency
from anime_cli.story.stats.bonds import Bonds
from anime_cli.story.stats.causality import Causality
from anime_cli.story.stats.cliche import Cliches
from anime_cli.story.stats.coherence import Coherence
from anime_cli.story.stats.feeling import Feeling
from anime_cli.story.stats.repetition import Repetition
from anime_cli.story.stats.structure import Structure


class Stats(TypedDict):
    """The figures of a story, each by itself: there is no sum of them, and no mark."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    title: Annotated[str, "The story's title."]
    structure: Annotated[Structure, "Chapters, scenes, threads."]
    causality: Annotated[Causality, "What comes of what."]
    agency: Annotated[Agency, "Who acts and speaks."]
    feeling: Annotated[Feeling, "What is felt."]
    bonds: Annotated[Bonds, "Who is bound to whom."]
    repetition: Annotated[Repetition, "What is said again."]
    cliches: Annotated[Cliches, "What was said in other stories."]
    coherence: Annotated[Coherence, "What contradicts itself."]


class BibleWritten(TypedDict):
    """The bible was written into a file."""

    path: Annotated[str, "The file."]
    format: Annotated[str, one_of("markdown", "html"), "Its form."]


Bible = book.Bible
"""The story in short is a value of the library."""
