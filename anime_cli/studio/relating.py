"""Relations: read what people are to each other, compare it between revisions, change it by an event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx

    from anime_cli.story.network import Readings
    from anime_cli.story.relation import Difference, Tie, Turn
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True)
class Relations:
    """The relations of a story at one moment; with `revision` None its files as they are.

    `address` None is the beginning, `people` are those who were asked for.
    """

    story: Story
    state: State
    address: str | None
    revision: str | None
    people: tuple[str, ...] = ()

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie, or those from and to `people` where they are named."""
        from anime_cli.story.relation import ties

        chosen = set(self.people)
        return tuple(tie for tie in ties(self.state) if not chosen or chosen & {tie.source, tie.to})

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The ties as a graph over all characters."""
        from anime_cli.story.network import graph

        return graph(self.ties, self.story.characters)

    @cached_property
    def readings(self) -> Readings:
        """What can be read from the graph."""
        from anime_cli.story.network import readings

        return readings(self.graph)

    def history(self, source: str, to: str) -> tuple[Turn, ...]:
        """Return every change that led to what SOURCE feels towards TO."""
        from anime_cli.story.relation import history

        return history(self.story, self.state, source, to)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people are called in a script, by id."""
        from anime_cli.story.calling import given_names

        return given_names({name: character.name for name, character in self.story.characters.items()})

    def name(self, person: str) -> str:
        """Return what PERSON is called, or the id where no document tells of them."""
        return self.names.get(person, person)


@dataclass(frozen=True)
class Compared:
    """What differs between the relations of two revisions."""

    before: Relations
    after: Relations
    differences: tuple[Difference, ...]


def relations_at(
    studio: Studio,
    *people: str,
    at: str | None = None,
    path: Sequence[str] = (),
    revision: str | None = None,
) -> Relations:
    """Return the relations once AT (SCENE or SCENE:ITEM) is over, without it those at the end; of PEOPLE where named.

    Raises:
        CharacterNotFound, AmbiguousName: a name means nobody, or several.
        SceneNotFound, ItemNotFound: nothing stands at that address.
        PathNotFound: the scenes of PATH don't follow one another.
        RevisionNotFound: the story has no such revision.
    """
    from anime_cli.story.calling import character_called
    from anime_cli.story.fold import fold
    from anime_cli.story.moment import moment_at

    story = studio.story(revision)
    moment = moment_at(fold(story, path), at)
    called = tuple(character_called(story, person) for person in people)
    return Relations(story, moment.state, moment.address, revision, called)


def diff_relations(
    studio: Studio,
    before: str | None,
    after: str | None = None,
    *,
    at: str | None = None,
    since: str | None = None,
    path: Sequence[str] = (),
) -> Compared:
    """Compare the relations of two revisions, None being the files as they are.

    Both are taken AT one address, or at the end of each; SINCE is another address for the first of them, so that two
    moments of one revision can be compared.

    Raises:
        RevisionNotFound: the story has no such revision.
        SceneNotFound, ItemNotFound: a side has nothing at that address.
    """
    from anime_cli.story.relation import diff

    old = relations_at(studio, at=since if since is not None else at, path=path, revision=before)
    new = relations_at(studio, at=at, path=path, revision=after)
    return Compared(old, new, diff(old.ties, new.ties))
