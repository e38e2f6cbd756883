"""Ratings of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import RATED, RATINGS, RATINGS_WITHDRAWN
from anime_cli.cli.typeset import cells, padded, paragraphs
from anime_cli.studio.telling import plural
from anime_cli.vision.taste import MOST, STANDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, Part, View
    from anime_cli.cli.results.taste import Rated as RatedData
    from anime_cli.cli.results.taste import Rating as RatingData
    from anime_cli.cli.results.taste import Ratings, RatingsWithdrawn
    from anime_cli.cli.terminal import Terminal
    from anime_cli.studio.rating import Rated, Withdrawn
    from anime_cli.studio.reviewing import RatingList
    from anime_cli.vision.taste import Rating

FULL, EMPTY = "★", "☆"
COLOURS = ("red", "red", "yellow", "green", "green")
"""The colour of 1 to 5 stars."""
GONE = "picture gone"


def ratings(listed: RatingList, terminal: Terminal) -> View:
    """Show ratings."""
    data: Ratings = {
        "mean": None if listed.mean is None else round(listed.mean, 2),
        "people": listed.people,
        "ratings": [{**rating_data(each), "cached": each.picture.key in listed.drawn} for each in listed.ratings],
    }
    if not terminal.interactive:
        return RATINGS.view(data, [Table(("of", "stars", "who", "when", "state", "picture", "note"), _rows(listed))])
    return RATINGS.view(data, _told(listed, terminal.width))


def rating_data(rating: Rating) -> RatingData:
    """Return RATING as values of JSON."""
    picture = rating.picture
    return {
        "id": rating.id,
        "address": rating.address,
        "stars": rating.stars,
        "note": rating.note or None,
        "state": rating.state,
        "at": rating.at.isoformat(timespec="seconds"),
        "author": rating.who.name,
        "email": rating.who.email,
        "picture": {
            "address": picture.shot,
            "sha256": picture.sha256,
            "key": picture.key,
            "renderer": picture.renderer,
            "version": picture.version,
            "request": dict(picture.request),
        },
    }


def stars(number: int) -> Styled:
    """Return NUMBER of stars, of five."""
    return Styled(FULL * number + EMPTY * (MOST - number), COLOURS[number - 1])


def _rows(listed: RatingList) -> list[Sequence[Part]]:
    return [
        (
            each.address,
            str(each.stars),
            each.who.email,
            each.at.isoformat(),
            each.state,
            "drawn" if each.picture.key in listed.drawn else "gone",
            each.note,
        )
        for each in listed.ratings
    ]


def _told(listed: RatingList, width: int) -> Iterator[Line | Table]:
    if not listed.ratings:
        yield "There is no such rating."
        return
    of = max(cells(each.address) for each in listed.ratings)
    who = max(cells(each.who.name) for each in listed.ratings)
    for each in listed.ratings:
        said = f"  {padded(each.address, of)}  {padded(each.who.name, who)}  {each.at:%Y-%m-%d}"
        state = [Styled(f"  {each.state}", "dim")] if each.state != STANDING else []
        gone = [] if each.picture.key in listed.drawn else [Styled(f"  {GONE}", "dim")]
        yield [stars(each.stars), said, *state, *gone]
        yield from paragraphs(each.note, width, MOST + 2) if each.note else ()
    yield ""
    yield _summary(listed)


def _summary(listed: RatingList) -> str:
    count = len(listed.standing)
    over = len(listed.ratings) - count
    more = f" {over} more no longer {'holds' if over == 1 else 'hold'}." if over else ""
    if not count:
        return more.strip()
    people = "1 person" if listed.people == 1 else f"{listed.people} people"
    return f"{plural(count, 'rating')} by {people}, {listed.mean:.1f} of {MOST} stars on average.{more}"


def rated(made: Rated, terminal: Terminal) -> View:
    """Show ratings that were given."""
    data: RatedData = {
        "ratings": [rating_data(each) for each in made.ratings],
        "unchanged": [each.address for each in made.unchanged],
        "earlier": list(made.earlier),
        "dry_run": made.dry_run,
    }
    return RATED.view(data, _rated(made, terminal))


def _rated(made: Rated, terminal: Terminal) -> Iterator[Line | Table]:
    if made.ratings:
        yield _given(made.ratings, terminal)
        count, one = plural(len(made.ratings), "rating"), len(made.ratings) == 1
        takes = f"anime taste forget takes {'it' if one else 'them'} back."
        yield f"{count} would be kept." if made.dry_run else f"{count} kept. {takes}"
    if made.unchanged:
        yield f"You said so before: {', '.join(each.address for each in made.unchanged)}."
    for shot in made.earlier:
        yield Styled(f"{shot} has changed since its picture was drawn; that picture is what was rated.", "yellow")


def _given(given: Sequence[Rating], terminal: Terminal) -> Table:
    """Lay out ratings that the person at the terminal gave, each with the shot whose picture it is of."""
    if not terminal.interactive:
        return Table((), [(each.address, str(each.stars), each.picture.shot) for each in given])
    return Table(("stars", "of", "picture"), [(stars(each.stars), each.address, each.picture.shot) for each in given])


def withdrawn(made: Withdrawn, terminal: Terminal) -> View:
    """Show ratings that were taken back."""
    data: RatingsWithdrawn = {"ratings": [rating_data(each) for each in made.ratings], "dry_run": made.dry_run}
    return RATINGS_WITHDRAWN.view(data, _withdrawn(made, terminal))


def _withdrawn(made: Withdrawn, terminal: Terminal) -> Iterator[Line | Table]:
    yield _given(made.ratings, terminal)
    yield f"{plural(len(made.ratings), 'rating')} {'would be taken' if made.dry_run else 'taken'} back."
