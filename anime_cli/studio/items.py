"""Ask who holds the things of a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.story.moment import Moment
    from anime_cli.story.references import Reference
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Held
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """A thing at a moment: its id, what it is called, and who holds it."""

    id: str
    name: str
    held: Held


@dataclass(frozen=True, slots=True)
class ItemList:
    """The things of a story at a moment of it."""

    story: Story
    revision: str | None
    moment: Moment
    items: tuple[ItemEntry, ...]


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One thing: through whose hands it goes, the first before any scene, and what of the scripts relies on it."""

    story: Story
    revision: str | None
    id: str
    name: str
    hands: tuple[Held, ...]
    uses: tuple[Reference, ...]


def list_items(
    studio: Studio, at: str | None = None, *, path: Sequence[str] = (), revision: str | None = None
) -> ItemList:
    """List the things and who holds each once AT is over.

    Raises:
        RevisionNotFound, SceneNotFound, ItemNotFound, PathNotFound: there is no such moment.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.fold import fold
    from anime_cli.story.moment import moment_at

    story = studio.story(revision)
    moment = moment_at(fold(story, path), at)
    found = (ItemEntry(name, named(story, name), held) for name, held in moment.state.items.items())
    return ItemList(story, revision, moment, tuple(found))


def show_item(studio: Studio, name: str, *, path: Sequence[str] = (), revision: str | None = None) -> ItemShown:
    """Show through whose hands the thing NAME goes, and which lines and actions rely on it.

    Raises:
        ThingNotFound: there is none of that id.
        RevisionNotFound, PathNotFound: there is no such story.
        AnimeError: a file can't be read.
    """
    from anime_cli.story.fold import fold
    from anime_cli.story.holding import hands_of
    from anime_cli.story.references import referrers
    from anime_cli.studio.authoring.things import ThingNotFound

    story = studio.story(revision)
    hands = hands_of(fold(story, path))
    if name not in hands:
        raise ThingNotFound("item", name, hands)
    uses = tuple(each for each in referrers(story, "item", name) if "uses" in each.address)
    return ItemShown(story, revision, name, named(story, name), tuple(hands[name]), uses)


def named(story: Story, item: str) -> str:
    """Return what a thing is called, its id where story.yaml doesn't have it."""
    known = story.document.items.get(item)
    return known.name if known is not None else item
