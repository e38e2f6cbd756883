"""Develop a plot: one sentence in, a whole story out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from anime_cli.echo.brain import Message, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.echo.brain import Brain, Source
    from anime_cli.model.documents import Document
    from anime_cli.text.plain import Plain

TASK = "develop_plot"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotInput:
    """What a plot is made from; `title` None leaves the title to the brain."""

    premise: str
    structure: str = "kishotenketsu"
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that is not validated yet: its kind, its id and its plain values."""

    kind: str
    id: str
    values: Mapping[str, Plain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """A developed plot: all documents of a story, and who made it.

    `notes` are sentences for the person who asked: what of the premise could not be used.
    """

    title: str
    documents: tuple[Document, ...]
    brain: str
    source: Source
    notes: tuple[str, ...] = ()


def develop_plot(
    brain: Brain, premise: str, *, seed: int = 0, structure: str = "kishotenketsu", title: str | None = None
) -> Storyline:
    """Develop PREMISE into a complete story: chapters, scenes, characters, places.

    Raises:
        EmptyPremise: PREMISE holds no word.
        StructureNotFound: the brain tells no story of that structure.
    """
    reply = brain.complete(plot_request(PlotInput(premise=premise, structure=structure, title=title), seed))
    documents = built(cast("Sequence[Draft]", reply.value))
    return Storyline(
        title=str(getattr(documents[0], "title", "")),
        documents=documents,
        brain=reply.brain,
        source=reply.source,
        notes=reply.notes,
    )


def plot_request(wish: PlotInput, seed: int = 0) -> Request:
    """Return the request that asks a brain for the plot of WISH."""
    asked = f"Develop a complete story in the structure {wish.structure} from this premise: {wish.premise}"
    return Request(task=TASK, input=wish, seed=seed, messages=(Message("user", asked),))


def built(drafts: Sequence[Draft]) -> tuple[Document, ...]:
    """Validate DRAFTS into documents, in their order."""
    from anime_cli.model.load import build

    return tuple(build(draft.kind, draft.id, dict(draft.values)) for draft in drafts)
