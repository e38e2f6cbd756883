"""What people are to each other, and how it came to be so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from anime_cli.cli.results.causes import Because, Moment
from anime_cli.cli.results.scalars import Level, Share, one_of

LEVEL = one_of("trust", "affection", "rivalry", "fear", "debt")

_From = TypedDict("_From", {"from": Annotated[str, "Who feels it: a character's id."]})


class LevelStep(TypedDict):
    """A level as something moved it."""

    level: Annotated[str, LEVEL, "Which."]
    before: Annotated[Level, "What it was, -1 to 1."]
    after: Annotated[Level, "What it is then."]


class RelationTurn(TypedDict):
    """One change of what somebody feels towards somebody."""

    scene: Annotated[str | None, "The scene's id; null: it was so before the first scene."]
    item: Annotated[str | None, "The id of the event in the scene's script; null: it was so before the first scene."]
    changes: Annotated[Sequence[LevelStep], "The levels that moved; empty where each stood at its end."]
    because: Annotated[Because | None, "What the event names as its reason; null where it names none."]
    note: Annotated[str | None, "What the event notes; null where it notes nothing."]


class Levels(TypedDict):
    """How far one person feels each way towards another."""

    trust: Annotated[Level, "Trust, -1 to 1."]
    affection: Annotated[Level, "Affection, -1 to 1."]
    rivalry: Annotated[Level, "Rivalry, -1 to 1."]
    fear: Annotated[Level, "Fear, -1 to 1."]
    debt: Annotated[Level, "Debt, -1 to 1."]


class _To(_From):
    to: Annotated[str, "Towards whom: a character's id."]


class Tie(_To):
    """What one person feels towards another, and how it came to be so."""

    levels: Annotated[Levels, "How far."]
    warmth: Annotated[Level, "How far trust and affection outweigh rivalry and fear, -1 to 1."]
    sign: Annotated[int, one_of(-1, 0, 1), "1: friendly; -1: hostile; 0: mixed."]
    strength: Annotated[Share, "The strongest of its levels, 0 to 1."]
    history: Annotated[Sequence[RelationTurn], "What made it so, in the order it happened."]


class _OfRevision(TypedDict):
    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    moment: Annotated[Moment, "The moment."]


class ReadMoment(_OfRevision):
    """A moment of a revision of the story."""


class Relations(_OfRevision):
    """Every relation at a moment."""

    relations: Annotated[Sequence[Tie], "Each relation, one way."]


class RelationWay(_To):
    """What one person feels towards another, and how it came to be so."""

    levels: Annotated[Levels, "How far."]
    history: Annotated[Sequence[RelationTurn], "What made it so, in the order it happened."]


class Relation(_OfRevision):
    """What two people are to each other at a moment."""

    ways: Annotated[Sequence[RelationWay], "Both ways; one where somebody is asked about themselves."]


class Person(TypedDict):
    """Somebody."""

    id: Annotated[str, "Their id."]
    name: Annotated[str, "Their name."]


class Central(TypedDict):
    """Somebody and how much they are bound."""

    id: Annotated[str, "Their id."]
    weight: Annotated[float, "The sum of their ties' strengths."]


class RelationGraph(_OfRevision):
    """Who is bound to whom, and what the whole of it says."""

    people: Annotated[Sequence[Person], "Everybody."]
    relations: Annotated[Sequence[Tie], "Each relation, one way."]
    density: Annotated[Share, "The ties over all that could be, 0 to 1."]
    negative: Annotated[
        Share | None, "The share of hostile ones among friendly and hostile ties; null: there are none."
    ]
    clusters: Annotated[Sequence[Sequence[str]], "Circles of people who stand nearer to each other, the largest first."]
    centre: Annotated[Sequence[Central], "People by how much they are bound, those most first."]
    unbalanced: Annotated[Sequence[Sequence[str]], "Threes of whom an odd number of pairs is hostile."]
    files: Annotated[Sequence[str], "The pictures that were written."]


class RelationDifference(_To):
    """A relation that two moments don't share."""

    kind: Annotated[str, one_of("added", "changed", "gone"), "What became of it."]
    before: Annotated[Levels | None, "How far before; null: nothing was said."]
    after: Annotated[Levels | None, "How far after; null: nothing is said."]


class RelationDiff(TypedDict):
    """The relations that two moments don't share."""

    before: Annotated[ReadMoment, "The first moment."]
    after: Annotated[ReadMoment, "The second moment."]
    relations: Annotated[Sequence[RelationDifference], "Each that differs."]


class RelationSet(_To):
    """A relation that was changed by an event."""

    path: Annotated[str, "The file of the event."]
    event: Annotated[RelationTurn, "The event, and what it moves."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Interaction(TypedDict):
    """A scene that was proposed from what stands between two people."""

    moment: Annotated[Moment, "The moment whose relations were read."]
    id: Annotated[str, "The scene's id."]
    after: Annotated[str, "The scene behind which it would stand."]
    situation: Annotated[str, "What they meet about."]
    why: Annotated[str, "Why it is this one, as a sentence."]
    brain: Annotated[str, "Who wrote it."]
    source: Annotated[str, one_of("rules", "model"), "What stands behind it: rules, or a language model."]
    scene: Annotated[Mapping[str, Any], "The scene, by the keys of the format: see scene.json."]
    files: Annotated[Sequence[str], "The files that it changes."]
    written: Annotated[bool, "Whether it was written."]
