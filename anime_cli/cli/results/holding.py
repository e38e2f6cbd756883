"""The things of a story, and who holds them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.causes import Cause, Moment


class Holding(TypedDict):
    """Who holds a thing, and since where."""

    holder: Annotated[str | None, "Who has it: the character's id; null: nobody."]
    destroyed: Annotated[bool, "Whether it is no more."]
    since: Annotated[Cause | None, "What made it so; null: it was so before the first scene."]


class ListedItem(Holding):
    """A thing, and who holds it."""

    id: Annotated[str, "Its id."]
    name: Annotated[str, "What it is called; its id where story.yaml does not have it."]


class Items(TypedDict):
    """The things of a story at a moment, and who holds each."""

    revision: Annotated[str | None, "The revision they were read at; null: the files as they are."]
    moment: Annotated[Moment, "The moment."]
    items: Annotated[Sequence[ListedItem], "Each thing."]


class Item(TypedDict):
    """A thing, through whose hands it goes, and what relies on it."""

    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    id: Annotated[str, "Its id."]
    name: Annotated[str, "What it is called; its id where story.yaml does not have it."]
    hands: Annotated[Sequence[Holding], "Through whose hands it goes, in story order, the first before any scene."]
    uses: Annotated[Sequence[str], "The lines and actions that rely on it: SCENE:ITEM."]
