"""See what everybody said of the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError
from anime_cli.vision.taste import LEAST, MOST, STANDING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from anime_cli.studio.studio import Studio
    from anime_cli.vision.taste import Rating


class BadStarRange(UsageError):
    """Words that tell no numbers of stars."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{given}' tells no numbers of stars.", hint="--stars 4, --stars 1-2 or --stars 4-")


class BadDay(UsageError):
    """A word that is no day."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{given}' is no day.", hint="--since 2026-04-08")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ratings are asked for.

    `names` are scenes, with their shots, or single shots; `by` is a part of a person's name or address, `stars` the
    least and the most of them. With `every` words that were said anew or taken back are among them.
    """

    names: tuple[str, ...] = ()
    by: str | None = None
    mine: bool = False
    stars: tuple[int, int] = (LEAST, MOST)
    since: date | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class RatingList:
    """Ratings, by what they are of and in order; `drawn` has the keys of those of their pictures that are here."""

    ratings: tuple[Rating, ...]
    drawn: frozenset[str]

    @property
    def standing(self) -> tuple[Rating, ...]:
        """Those that still hold."""
        return tuple(rating for rating in self.ratings if rating.state == STANDING)

    @property
    def people(self) -> int:
        """Count whose word holds."""
        return len({rating.who.key for rating in self.standing})

    @property
    def mean(self) -> float | None:
        """The mean number of stars of those that hold; None where there is none."""
        stars = [rating.stars for rating in self.standing]
        return sum(stars) / len(stars) if stars else None


def star_range(text: str | None) -> tuple[int, int]:
    """Read the least and the most stars: 4, 1-2 or 4-.

    Raises:
        BadStarRange: TEXT says neither.
    """
    if text is None:
        return LEAST, MOST
    first, dash, last = text.partition("-")
    least, most = first, last or (str(MOST) if dash else first)
    if not (least.isdecimal() and most.isdecimal()) or not LEAST <= int(least) <= int(most) <= MOST:
        raise BadStarRange(text)
    return int(least), int(most)


def day_of(text: str | None) -> date | None:
    """Read a day such as 2026-04-08.

    Raises:
        BadDay: TEXT is none.
    """
    from datetime import date

    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise BadDay(text or "") from error


def list_ratings(studio: Studio, asked: Asked) -> RatingList:
    """List the ratings that are known here; no file of the story is read, and no picture need be left.

    Raises:
        UnknownPerson: one's own are asked for, and git doesn't know who works here.
    """
    from anime_cli.history import records
    from anime_cli.render.cache import open_cache
    from anime_cli.vision.taste import ratings

    found = records.read(studio.repository)
    read = ratings(found.records)
    studio.repository.notes += _passed_over(read.unread, found.damaged)
    me = records.signed(studio.repository)[0].key if asked.mine else None
    said = read.said if asked.every else read.standing
    wanted = [each for each in said if _fits(each, asked) and me in {None, each.who.key}]
    wanted.sort(key=lambda each: (each.scene, each.address, each.at, each.id))
    cache = open_cache(studio.cache)
    keys = {each.picture.key for each in wanted}
    return RatingList(tuple(wanted), frozenset(key for key in keys if cache.has(key)))


def _fits(rating: Rating, asked: Asked) -> bool:
    who = f"{rating.who.name} <{rating.who.email}>".casefold()
    return (
        (not asked.names or bool({rating.address, rating.scene} & {*asked.names}))
        and (asked.by or "").casefold() in who
        and asked.stars[0] <= rating.stars <= asked.stars[1]
        and (asked.since is None or rating.at.date() >= asked.since)
    )


def _passed_over(unread: int, damaged: Iterable[str]) -> list[str]:
    told = [f"{path} on the branch anime-meta is no record that can be read, and was passed over." for path in damaged]
    if unread:
        told.append(f"A later version of anime wrote {unread} of the ratings; they are kept and passed over here.")
    return told
