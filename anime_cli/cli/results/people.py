"""People and places at a moment, and how somebody changes between two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.causes import Because, DatedMoment
from anime_cli.cli.results.changes import ChangedFile
from anime_cli.cli.results.scalars import Count, Date, Level, Number, Seconds, Share, one_of

FIELD = one_of("trait", "want", "need", "fear", "flaw", "voice")


class ListedCharacter(TypedDict):
    """Somebody in short."""

    id: Annotated[str, "Their id."]
    name: Annotated[str, "Their name."]
    aliases: Annotated[Sequence[str], "Their other names."]
    role: Annotated[str | None, "Their role; null where their file does not say."]
    scenes: Annotated[Sequence[str], "The ids of the scenes that they are in, in told order."]
    alive: Annotated[bool, "Whether they live when the story is over."]


class Characters(TypedDict):
    """Every character."""

    characters: Annotated[Sequence[ListedCharacter], "Each character."]


class Truth(TypedDict):
    """Whether something holds, and what made it so."""

    value: Annotated[bool, "Whether it holds."]
    because: Annotated[Because | None, "What made it so; null: it held before the first scene."]


class Word(TypedDict):
    """What holds, and what made it so."""

    value: Annotated[str | None, "What holds; null where nothing is said."]
    because: Annotated[Because | None, "What made it so; null: it held before the first scene."]


class Words(TypedDict):
    """What holds, and what made it so last."""

    value: Annotated[Sequence[str], "What holds."]
    because: Annotated[Because | None, "What changed it last; null: it held before the first scene."]


class Amount(TypedDict):
    """How far something holds, and what made it so."""

    value: Annotated[Level, "From -1 to 1."]
    because: Annotated[Because | None, "What made it so; null: it held before the first scene."]


class FeltEmotion(TypedDict):
    """An emotion."""

    name: Annotated[str, "The emotion's name."]
    intensity: Annotated[Share, "How strong it is, 0 to 1."]


class CausedEmotion(FeltEmotion):
    """An emotion, and what made it so."""

    because: Annotated[Because | None, "Where it comes from; null: their temper, or nothing is said."]


class Injury(TypedDict):
    """A wound."""

    injury: Annotated[str, "The wound."]
    because: Annotated[Because | None, "How they got it; null: before the first scene."]


class Held(TypedDict):
    """A thing that somebody has."""

    item: Annotated[str, "The thing's id."]
    because: Annotated[Because | None, "How they got it; null: before the first scene."]


class KnownFact(TypedDict):
    """A fact that somebody knows."""

    fact: Annotated[str, "The fact's id."]
    text: Annotated[str, "The fact."]
    secret: Annotated[bool, "Whether it is a secret; what is none everybody knows."]
    because: Annotated[Because | None, "How they learned it; null: before the first scene, or everybody knows it."]


class Met(TypedDict):
    """Somebody whom one has met."""

    character: Annotated[str, "The other's id."]
    because: Annotated[Because | None, "How they met; null: before the first scene."]


Levels = Mapping[str, Amount]

_From = TypedDict(
    "_From",
    {"from": Annotated[Mapping[str, Levels], "What others feel towards them: by the other's id, then by level."]},
)


class Character(_From):
    """Somebody at a moment of the story."""

    id: Annotated[str, "Their id."]
    name: Annotated[str, "Their name."]
    role: Annotated[str | None, "Their role; null where their file does not say."]
    revision: Annotated[str | None, "The revision they were read at; null: the files as they are."]
    moment: Annotated[DatedMoment, "The moment."]
    alive: Annotated[Truth, "Whether they live."]
    unborn: Annotated[bool, "Whether they are not born yet."]
    age: Annotated[int | None, "Their age in completed years; null where no birth or no date is known."]
    place: Annotated[Word, "The id of the place where they are."]
    present: Annotated[Truth, "Whether they are in the moment's scene."]
    presence: Annotated[str | None, "'voice' or 'ghost' where they are there as that; else null."]
    outfit: Annotated[Word, "What they wear: the id of an outfit."]
    emotion: Annotated[CausedEmotion, "What they feel."]
    traits: Annotated[Words, "What they are like."]
    want: Annotated[Word, "What they want."]
    need: Annotated[Word, "What they need."]
    fear: Annotated[Word, "What they fear."]
    flaw: Annotated[Word, "What is wrong with them."]
    voice: Annotated[Word, "How they speak."]
    injuries: Annotated[Sequence[Injury], "Their wounds."]
    holds: Annotated[Sequence[Held], "What they have."]
    knows: Annotated[Sequence[KnownFact], "What they know."]
    met: Annotated[Sequence[Met], "Whom they have met."]
    towards: Annotated[Mapping[str, Levels], "What they feel towards others: by the other's id, then by level."]


class ListedPlace(TypedDict):
    """A place in short."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Its name."]
    kind: Annotated[str | None, "What sort of place it is; null where its file does not say."]
    scenes: Annotated[Count, "How many scenes happen there."]


class Places(TypedDict):
    """Every place."""

    places: Annotated[Sequence[ListedPlace], "Each place."]


class Way(TypedDict):
    """A way to another place."""

    to: Annotated[str, "The id of the other place."]
    seconds: Annotated[Seconds, "How long it takes, in seconds."]


class Here(TypedDict):
    """Somebody who is at a place."""

    character: Annotated[str, "Their id."]
    because: Annotated[Because | None, "What brought them; null: they were there before the first scene."]


class Place(TypedDict):
    """A place at a moment of the story."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Its name."]
    kind: Annotated[str | None, "What sort of place it is; null where its file does not say."]
    description: Annotated[str | None, "How it looks; null where its file does not say."]
    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    moment: Annotated[DatedMoment, "The moment."]
    ways: Annotated[Sequence[Way], "The ways to other places, the shortest first."]
    scenes: Annotated[Sequence[str], "The ids of the scenes that happen there, in told order."]
    here: Annotated[Sequence[Here], "Who is there."]


class Age(TypedDict):
    """How old somebody is at both moments."""

    before: Annotated[int, "Completed years at the first moment; negative: not born yet."]
    after: Annotated[int, "Completed years at the second moment."]
    birthdays: Annotated[Sequence[Date], "The birthdays between them; empty where the day is not told."]


Told = str | float | bool | Sequence[str] | None


class AspectChange(TypedDict):
    """Something that holds of somebody and that changed."""

    what: Annotated[
        str,
        one_of(
            *("alive", "traits", "want", "need", "fear", "flaw", "voice"),
            *("wears", "hurt", "knows", "met", "towards", "from"),
        ),
        "What changed: 'towards' is what they feel towards somebody, 'from' what somebody feels towards them.",
    ]
    about: Annotated[str | None, "The wound, the fact or the other person that it is about; else null."]
    level: Annotated[str | None, "Which level of a relation, such as trust; else null."]
    before: Annotated[Told, "What held at the first moment; null: nothing."]
    after: Annotated[Told, "What holds at the second moment; null: nothing."]
    because: Annotated[Sequence[Because], "What made it so, in the order it happened."]
    gained: Annotated[Sequence[str], "The traits that are new; empty where it is about something else."]
    lost: Annotated[Sequence[str], "The traits that are gone, likewise."]


_Growth = TypedDict("_Growth", {"from": Annotated[str | None, "What the field says before; null: nothing."]})


class Grown(_Growth):
    """A growth: which field, from what, to what."""

    rule: Annotated[str, "The rule that proposes it."]
    field: Annotated[str, FIELD, "What grows."]
    to: Annotated[str | None, "What the field says then; null: nothing."]


class Proposal(Grown):
    """A growth that the story calls for and leaves untold."""

    number: Annotated[Number, "Its number, as --apply takes it."]
    title: Annotated[str, "What sort of growth it is."]
    behind: Annotated[str, "Where it would stand: behind SCENE:ITEM, or at the start of SCENE."]
    why: Annotated[str, "Why, as a sentence."]
    because: Annotated[Sequence[Because], "What calls for it."]


class Evolution(TypedDict):
    """How somebody changes between two moments, and how they would grow."""

    id: Annotated[str, "Their id."]
    name: Annotated[str, "Their name."]
    revision: Annotated[str | None, "The revision they were read at; null: the files as they are."]
    before: Annotated[DatedMoment, "The first moment."]
    after: Annotated[DatedMoment, "The second moment."]
    age: Annotated[Age | None, "How old they are; null where no birth or no date is known."]
    changes: Annotated[Sequence[AspectChange], "What changed."]
    proposals: Annotated[Sequence[Proposal], "What the story calls for and leaves untold."]
    brain: Annotated[str, "Who proposes."]
    source: Annotated[str, one_of("rules", "model"), "What stands behind the proposals: rules, or a language model."]


class Applied(Grown):
    """A growth that was written."""

    scene: Annotated[str, "The id of the scene that tells it."]


class EvolutionApplied(TypedDict):
    """Growth that was written into its scenes."""

    id: Annotated[str, "Whose: the character's id."]
    applied: Annotated[Sequence[Applied], "What was written."]
    files: Annotated[Sequence[ChangedFile], "The files and their lines that change."]
    dry_run: Annotated[bool, "Whether nothing was done."]
