"""The story bible as values: what stands in it, whoever sets it as a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in the telling: a scene (its title and told number, None where no chapter lists it), perhaps an item."""

    scene: Annotated[str, "The scene's id."]
    title: Annotated[str, "Its title."]
    number: Annotated[int | None, "Its number in told order, from 1; None where no chapter lists it."] = None
    item: Annotated[str | None, "The id of the item in its script; None: the scene itself."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a scene begins: the story's day, the time of that day (HH:MM), an ISO date where the calendar has one."""

    day: Annotated[int, "The story's day."]
    time: Annotated[str, "The time of that day, HH:MM."]
    date: Annotated[str | None, "The date; None where the calendar has no epoch."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where a scene leads: the choice that leads there, None where nobody is asked."""

    to: Annotated[str, "The id of the scene it leads to."]
    title: Annotated[str, "That scene's title."]
    choice: Annotated[str | None, "The choice that leads there; None where nobody is asked."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneEntry:
    """A scene in short. `who` are the names of its cast, `changes` sentences about what lasts."""

    spot: Annotated[Spot, "The scene."]
    place: Annotated[str, "The id of its place."]
    place_name: Annotated[str, "That place's name."]
    when: Annotated[When, "When it begins."]
    lasts: Annotated[str | None, "How long it lasts, as the format says it."] = None
    mode: Annotated[str | None, "flashback, dream, imagined or parallel; None: the present."] = None
    weather: Annotated[str | None, "The weather."] = None
    pov: Annotated[str | None, "Whose eyes it is seen with, by name."] = None
    who: Annotated[tuple[str, ...], "The names of its cast."] = ()
    summary: Annotated[str | None, "What it is about."] = None
    changes: Annotated[tuple[str, ...], "What it changes that lasts, as sentences."] = ()
    ways: Annotated[tuple[Way, ...], "Where it leads."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterEntry:
    """A chapter and its scenes in told order."""

    id: Annotated[str, "Its id."]
    title: Annotated[str, "Its title."]
    summary: Annotated[str | None, "What it is about."] = None
    scenes: Annotated[tuple[SceneEntry, ...], "Its scenes, in told order."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How something of a person begins and ends; `since` is where it became so, None where it never changed."""

    what: Annotated[str, "What of the person changes."]
    first: Annotated[str | None, "How it begins; None: nothing."]
    last: Annotated[str | None, "How it ends; None: nothing."]
    since: Annotated[Spot | None, "Where it became so; None where it never changed."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What somebody feels towards another, level by level: at the beginning and at the end."""

    to: Annotated[str, "The other's id."]
    name: Annotated[str, "The other's name."]
    levels: Annotated[Mapping[str, tuple[float, float]], "Each level at the beginning and at the end, -1 to 1."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Somebody knows a fact: `since` None is from the start, `source` the name of who told them."""

    who: Annotated[str, "The character's id."]
    name: Annotated[str, "Their name."]
    fact: Annotated[str, "The id of the fact."]
    since: Annotated[Spot | None, "Where they learned it; None: from the start."] = None
    source: Annotated[str | None, "The name of who told them; None: they found out by themselves."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterEntry:
    """A person: as the story begins, and how they change. `about` are labelled words of their document."""

    id: Annotated[str, "Their id."]
    name: Annotated[str, "Their name."]
    role: Annotated[str | None, "Their role."] = None
    hair: Annotated[str | None, "The colour of their hair."] = None
    about: Annotated[tuple[tuple[str, str], ...], "Words of their file, each with its label."] = ()
    changes: Annotated[tuple[Change, ...], "What of them there is, and how it changes."] = ()
    ties: Annotated[tuple[Tie, ...], "What they feel towards others."] = ()
    knows: Annotated[tuple[Learned, ...], "The secrets that they know."] = ()
    backstory: Annotated[str | None, "What was before the story."] = None
    scenes: Annotated[int, "How many scenes they are in."] = 0
    first: Annotated[Spot | None, "Where they come in first."] = None
    last: Annotated[Spot | None, "Where they are last."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A place, the ways from it (place, its name, how long) and how many scenes happen there."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Its name."]
    kind: Annotated[str | None, "What sort of place it is."] = None
    description: Annotated[str | None, "How it looks."] = None
    routes: Annotated[
        tuple[tuple[str, str, str], ...], "The ways from it: the other place's id, its name, how long it takes."
    ] = ()
    scenes: Annotated[int, "How many scenes happen there."] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact and who knows it when the story is over, in the order of learning."""

    id: Annotated[str, "Its id."]
    text: Annotated[str, "The fact."]
    secret: Annotated[bool, "Whether it is a secret."]
    knowers: Annotated[tuple[Learned, ...], "Who knows it when the story is over, in the order of learning."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Somebody has a thing from `since` on, nobody where `who` is None."""

    who: Annotated[str | None, "The name of who has it; None: nobody."]
    since: Annotated[Spot | None, "Since where; None: from the start."] = None
    gone: Annotated[bool, "Whether it is there no more."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemEntry:
    """A thing and through whose hands it goes."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "Its name."]
    hands: Annotated[tuple[Hand, ...], "Through whose hands it goes."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadEntry:
    """A question of the story and how it stands when all is told."""

    id: Annotated[str, "Its id."]
    status: Annotated[str, "How it stands when all is told."]
    question: Annotated[str | None, "The question."] = None
    due: Annotated[str | None, "The title of the chapter by whose end it must be answered."] = None
    set_up: Annotated[Spot | None, "Where it is set up."] = None
    paid_off: Annotated[Spot | None, "Where it is answered."] = None
    distance: Annotated[int | None, "Scenes from set-up to answer."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """Something that the check found."""

    rule: Annotated[str, "The rule."]
    severity: Annotated[str, "How bad it is: error, warning or info."]
    message: Annotated[str, "What is wrong, as a sentence."]
    path: Annotated[str, "The file."]
    line: Annotated[int | None, "The line, from 1."] = None
    scene: Annotated[str | None, "The scene it is about."] = None
    waived: Annotated[bool, "Whether story.yaml accepts it with a reason."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bible:
    """A whole story in short; `branching` tells that it has several paths, and `timeline` names scenes in story order.

    What is told of the end holds at the end of the first path.
    """

    title: Annotated[str, "The story's title."]
    revision: Annotated[str | None, "The revision it was read at; None: the files as they are."] = None
    logline: Annotated[str | None, "The story in a sentence."] = None
    language: Annotated[str | None, "Its language."] = None
    rating: Annotated[str | None, "For whom it is."] = None
    structure: Annotated[str | None, "Its structure."] = None
    ending: Annotated[str | None, "The title of its ending."] = None
    tone: Annotated[str | None, "The tone of its ending."] = None
    branching: Annotated[
        bool, "Whether it has several paths; what is told of the end holds at the end of the first."
    ] = False
    chapters: Annotated[tuple[ChapterEntry, ...], "Its chapters, in told order."] = ()
    characters: Annotated[tuple[CharacterEntry, ...], "Its people."] = ()
    places: Annotated[tuple[PlaceEntry, ...], "Its places."] = ()
    facts: Annotated[tuple[FactEntry, ...], "What is true in it."] = ()
    items: Annotated[tuple[ItemEntry, ...], "Its things."] = ()
    threads: Annotated[tuple[ThreadEntry, ...], "Its questions."] = ()
    timeline: Annotated[tuple[str, ...], "Its scenes in story order, by id."] = ()
    findings: Annotated[tuple[FindingEntry, ...], "What the check finds."] = field(default=())
