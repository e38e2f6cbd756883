"""Who knows what, and how the story's questions stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.causes import Cause, Moment
from anime_cli.cli.results.scalars import one_of

_From = TypedDict("_From", {"from": Annotated[str | None, "Who told them; null: they found out by themselves."]})


class Knowing(_From):
    """Somebody knows a fact."""

    who: Annotated[str, "The character's id."]
    since: Annotated[Cause | None, "How they learned it; null: they knew it before the first scene."]


class Fact(TypedDict):
    """A fact, and who knows it."""

    id: Annotated[str, "Its id."]
    text: Annotated[str, "The fact."]
    secret: Annotated[bool, "Whether it is a secret; what is none everybody knows."]
    known_by: Annotated[Sequence[str], "Who knows it before the first scene, by id."]
    knowers: Annotated[Sequence[Knowing], "Who knows it at the moment, in the order of learning."]
    leaks: Annotated[Sequence[Sequence[Knowing]], "The chains of telling by which it came out."]


class Facts(TypedDict):
    """The facts of a story at a moment, and who knows each."""

    revision: Annotated[str | None, "The revision they were read at; null: the files as they are."]
    moment: Annotated[Moment, "The moment."]
    facts: Annotated[Sequence[Fact], "Each fact."]


class KnowledgeOfFact(Knowing):
    """A fact that somebody knows."""

    fact: Annotated[str, "The fact's id."]
    text: Annotated[str, "The fact."]


class UnknownFact(TypedDict):
    """A secret that somebody does not know."""

    fact: Annotated[str, "The fact's id."]
    text: Annotated[str, "The fact."]
    later: Annotated[Knowing | None, "How they learn it after all; null: they never do."]


class Knows(TypedDict):
    """What somebody knows at a moment, and which secrets they don't."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    moment: Annotated[Moment, "The moment."]
    who: Annotated[str, "The character's id."]
    knows: Annotated[Sequence[KnowledgeOfFact], "What they know."]
    common: Annotated[Sequence[str], "The ids of the facts that everybody knows."]
    unknown: Annotated[Sequence[UnknownFact], "The secrets that they don't know."]


class Thread(TypedDict):
    """A question of the story."""

    id: Annotated[str, "Its id."]
    status: Annotated[
        str, one_of("never set up", "open", "overdue", "answered", "answered late"), "How it stands at the moment."
    ]
    question: Annotated[str | None, "The question; null where story.yaml does not say it."]
    due: Annotated[str | None, "The chapter by whose end it must be answered; null where none is named."]
    set_up: Annotated[Cause | None, "Where it is set up; null: nowhere yet."]
    paid_off: Annotated[Cause | None, "Where it is answered; null: nowhere yet."]
    distance: Annotated[int | None, "Scenes from set-up to answer; negative: answered before; null: one is missing."]


class Threads(TypedDict):
    """The questions of a story at a moment."""

    revision: Annotated[str | None, "The revision they were read at; null: the files as they are."]
    moment: Annotated[Moment, "The moment."]
    threads: Annotated[Sequence[Thread], "Each question."]
