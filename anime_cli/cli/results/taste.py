"""What people say of pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from anime_cli.cli.results.drawing import KEY
from anime_cli.cli.results.scalars import Count, Time, facet, one_of, within

Stars = Annotated[int, within(1, 5)]


class RatedPicture(TypedDict):
    """The picture that was judged."""

    address: Annotated[str, "Its shot: SCENE:ID."]
    sha256: Annotated[str, facet(pattern="^[0-9a-f]{64}$"), "The hash of its file."]
    key: Annotated[str, KEY, "The hash of all that it shows and of who drew it."]
    renderer: Annotated[str, "Who drew it."]
    version: Annotated[str, "The renderer's version."]
    request: Annotated[Mapping[str, Any], "All that it was drawn from, as the renderer was told it."]


class Rating(TypedDict):
    """What somebody said of a scene or a shot."""

    id: Annotated[str, "The id of its record."]
    address: Annotated[str, "What it is about: SCENE, by its key shot, or SCENE:ID."]
    stars: Annotated[Stars, "From 1 (bad) to 5 (very good)."]
    note: Annotated[str | None, "Why; null where nothing was said."]
    state: Annotated[
        str, one_of("standing", "replaced", "withdrawn"), "Whether it holds, was said anew, or was taken back."
    ]
    at: Annotated[Time, "When it was said."]
    author: Annotated[str, "Who said it."]
    email: Annotated[str, "Their address."]
    picture: Annotated[RatedPicture, "The picture that was judged."]


class ListedRating(Rating):
    """What somebody said of a scene or a shot, and whether its picture is here."""

    cached: Annotated[bool, "Whether its picture is there already; else it would have to be drawn again."]


class Ratings(TypedDict):
    """What people said, by what it is about and in order of time."""

    mean: Annotated[
        Annotated[float, within(1, 5)] | None, "The mean of their stars, of those that hold; null where none does."
    ]
    people: Annotated[Count, "How many people said those that hold."]
    ratings: Annotated[Sequence[ListedRating], "Each rating that was asked for."]


class Rated(TypedDict):
    """Ratings that were given."""

    ratings: Annotated[Sequence[Rating], "Those that are new."]
    unchanged: Annotated[Sequence[str], "What was rated just so before: SCENE or SCENE:ID."]
    earlier: Annotated[Sequence[str], "Shots that the story changed since the picture was drawn: SCENE:ID."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class RatingsWithdrawn(TypedDict):
    """Ratings that were taken back."""

    ratings: Annotated[Sequence[Rating], "Those that held until now, as they were."]
    dry_run: Annotated[bool, "Whether nothing was done."]
