"""Stories that begin, and the tour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.history import Counts
from anime_cli.cli.results.scalars import one_of

Source = Annotated[str, one_of("rules", "model")]


class New(TypedDict):
    """A story that begins."""

    folder: Annotated[str, "Its folder."]
    title: Annotated[str, "Its title."]
    counts: Annotated[Counts, "How many documents there are of each kind."]
    characters: Annotated[Sequence[str], "The names of its people."]
    chapters: Annotated[Sequence[str], "The titles of its chapters."]
    brain: Annotated[str | None, "Who wrote it; null where nobody did."]
    source: Annotated[Source | None, "What stands behind the words: rules, or a language model; null: nobody wrote."]
    notes: Annotated[Sequence[str], "What the brain says about it, as sentences."]
    files: Annotated[Sequence[str], "Its files."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Plot(TypedDict):
    """A plot that was developed from a premise; nothing is written."""

    title: Annotated[str, "The story's title."]
    brain: Annotated[str, "Who wrote it."]
    source: Annotated[Source, "What stands behind the words: rules, or a language model."]
    notes: Annotated[Sequence[str], "What the brain says about it, as sentences."]
    texts: Annotated[Mapping[str, str], "The text of each file of the story, by its path."]


class Step(TypedDict):
    """A step of the tour."""

    title: Annotated[str, "What is done."]
    text: Annotated[str, "What came of it."]


class Tour(TypedDict):
    """The tour."""

    steps: Annotated[Sequence[Step], "Each step."]
