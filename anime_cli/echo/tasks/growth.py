"""Say how somebody would grow by what happens to them, where the story does not tell it yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from anime_cli.echo.brain import Message, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.echo.brain import Brain, Source
    from anime_cli.model.script import Grows
    from anime_cli.story.course import Course
    from anime_cli.story.sentence import Teller
    from anime_cli.story.state import Cause

TASK = "analyze_character_growth"


@dataclass(frozen=True, slots=True)
class GrowthInput:
    """Whose growth is asked for, in which course of the story, and who tells of it."""

    who: str
    course: Course
    teller: Teller


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A `grows` event that the story calls for: it would stand in `scene` behind the item at `index`, -1 at its start.

    `rule` and `title` say by which rule, `reasons` which events call for it, the last of them its cause, and `why` says
    it in a sentence.
    """

    rule: str
    title: str
    event: Grows
    scene: str
    index: int
    reasons: tuple[Cause, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What a brain proposes, and who it was."""

    growths: tuple[Growth, ...]
    brain: str
    source: Source


def analyze_character_growth(brain: Brain, asked: GrowthInput) -> Grown:
    """Return how somebody would grow in a course of the story.

    Raises:
        TaskNotKnown: the brain can't do it.
    """
    reply = brain.complete(growth_request(asked))
    return Grown(growths=cast("tuple[Growth, ...]", reply.value), brain=reply.brain, source=reply.source)


def growth_request(asked: GrowthInput) -> Request:
    """Return the request that asks a brain how somebody would grow."""
    name = asked.teller.name(asked.who)
    text = "\n".join([f"How does {name} grow by what happens here?", *_told(asked)])
    return Request(task=TASK, input=asked, messages=(Message("user", text),))


def _told(asked: GrowthInput) -> Iterator[str]:
    """Tell a brain that reads language who they are at first, and what happens to them."""
    from anime_cli.story.evolution import FIELDS, evolution

    told = evolution(asked.course, asked.who)
    yield f"Traits: {', '.join(told.before.traits) or 'none'}."
    for field in FIELDS:
        value = told.before.voice.register if field == "voice" else getattr(told.before, field)
        if value:
            yield f"{field.capitalize()}: {' '.join(value.split())}"
    causes = dict.fromkeys(cause for change in told.changes for cause in change.reasons)
    yield from (f"{asked.teller.cause(cause)}." for cause in causes)
