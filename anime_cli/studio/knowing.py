"""Ask who knows what, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.model.documents import Fact
    from anime_cli.story.knowledge import Chain, Knowing, Unknown
    from anime_cli.story.moment import Moment
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact and who knows it. `leaks` has the chain of telling of each who didn't know a secret from the start."""

    id: str
    fact: Fact
    knowers: tuple[Knowing, ...]
    leaks: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    """The facts of a story at a moment of it."""

    story: Story
    revision: str | None
    moment: Moment
    facts: tuple[FactEntry, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody knows at a moment: secrets in the order of learning, facts known to all, secrets they lack."""

    story: Story
    revision: str | None
    moment: Moment
    who: str
    known: tuple[Knowing, ...]
    common: tuple[str, ...]
    unknown: tuple[Unknown, ...]


def list_facts(
    studio: Studio,
    at: str | None = None,
    *,
    path: Sequence[str] = (),
    revision: str | None = None,
    leaked: bool = False,
) -> FactList:
    """List the facts and who knows each once AT is over; LEAKED keeps the secrets that somebody got to know.

    Raises:
        RevisionNotFound, SceneNotFound, ItemNotFound, PathNotFound: there is no such moment.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.knowledge import knowledge_at

    story = studio.story(revision)
    knowledge, moment = knowledge_at(story, at, path)
    facts = (
        FactEntry(name, fact, knowledge.knowers(name), knowledge.leaks(name))
        for name, fact in story.document.facts.items()
    )
    return FactList(story, revision, moment, tuple(each for each in facts if each.leaks or not leaked))


def knows(
    studio: Studio, who: str, at: str | None = None, *, path: Sequence[str] = (), revision: str | None = None
) -> Known:
    """Return what WHO knows once AT is over, and which secrets they don't know yet.

    Raises:
        CharacterNotFound, AmbiguousName: the name means nobody, or several.
        RevisionNotFound, SceneNotFound, ItemNotFound, PathNotFound: there is no such moment.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.calling import character_called
    from anime_cli.story.knowledge import knowledge_at

    story = studio.story(revision)
    knowledge, moment = knowledge_at(story, at, path)
    who = character_called(story, who)
    common = tuple(name for name, fact in story.document.facts.items() if not fact.secret)
    return Known(story, revision, moment, who, knowledge.of(who), common, knowledge.unknown(who))
