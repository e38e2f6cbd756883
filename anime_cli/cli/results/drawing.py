"""Pictures: which are to be drawn, and which were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.scalars import Count, Seconds, facet, one_of

KEY = facet(pattern="^[0-9a-f]{64}$")


class PlannedShot(TypedDict):
    """A shot and whether its picture is there."""

    address: Annotated[str, "The shot: SCENE:ID."]
    status: Annotated[str, one_of("draw", "cached"), "Whether its picture is to be drawn or there already."]
    shot: Annotated[str, "Its framing."]
    on: Annotated[Sequence[str], "Whom it shows, by id."]
    derived: Annotated[bool, "Whether no file names it: it was made of what happens."]
    key: Annotated[str, KEY, "The hash of all that the picture shows and of who draws it."]
    why: Annotated[Sequence[str], "What changed since it was last drawn, in words."]


class Plan(TypedDict):
    """Which pictures would be drawn."""

    renderer: Annotated[str, "Who would draw."]
    version: Annotated[str, "The renderer's version."]
    draw: Annotated[Count, "How many pictures are to be drawn."]
    cached: Annotated[Count, "How many are there already."]
    shots: Annotated[Sequence[PlannedShot], "Each shot that was asked for, in told order."]


class Picture(TypedDict):
    """A shot and its picture."""

    address: Annotated[str, "The shot: SCENE:ID."]
    key: Annotated[str, KEY, "The hash of all that the picture shows and of who draws it."]
    path: Annotated[str, "The picture's file, in full."]
    drawn: Annotated[bool, "Whether it was drawn now."]
    seconds: Annotated[Seconds, "How long that took, in seconds; 0 where it was there already."]


class Drawn(TypedDict):
    """Pictures that were drawn or there already."""

    title: Annotated[str, "The story's title."]
    renderer: Annotated[str, "Who draws."]
    drawn: Annotated[Count, "How many pictures were drawn now."]
    cached: Annotated[Count, "How many were there already."]
    pictures: Annotated[Sequence[Picture], "Each picture, in told order."]


class Sheet(Drawn):
    """A contact sheet, and the pictures on it."""

    path: Annotated[str, "The sheet's file."]
