"""Ratings of pictures: what people say of a shot or a scene, read from their records.

The last word that a person said of a thing is their rating of it. A word that knew of another rules over it, whatever
the clocks say; of two that knew nothing of each other the later one does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.model.record import WITHDRAWAL, in_order, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from anime_cli.model.record import Person, Record

KIND = "rating"
SCHEMA = 1
LEAST, MOST = 1, 5
"""How many stars a rating has."""

HASH = re.compile("[0-9a-f]{64}")
STANDING, REPLACED, WITHDRAWN = "standing", "replaced", "withdrawn"


@dataclass(frozen=True, slots=True)
class RatedPicture:
    """The picture that was judged: its shot, the hash of its file, and all that it was drawn from.

    `request` is a render request as plain values; `key`, `renderer` and `version` are those of the cache.
    """

    shot: str
    sha256: str
    key: str
    renderer: str
    version: str
    request: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rating:
    """What somebody said of a scene or a shot, by its address: 1 to 5 stars, perhaps with a note."""

    id: str
    address: str
    stars: int
    who: Person
    at: datetime
    picture: RatedPicture
    note: str = ""
    state: str = STANDING

    @property
    def scene(self) -> str:
        """The scene that was rated, or that the shot is of."""
        return self.address.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings that were ever given, in order; `unread` counts last words that this version can't read."""

    said: tuple[Rating, ...] = ()
    unread: int = 0

    @property
    def standing(self) -> tuple[Rating, ...]:
        """The last word of each person on each thing."""
        return tuple(rating for rating in self.said if rating.state == STANDING)


def body_of(stars: int, picture: RatedPicture, note: str = "") -> dict[str, Any]:
    """Return what the record of a rating says beside the address."""
    shown = {name: getattr(picture, name) for name in RatedPicture.__slots__}
    return {"stars": stars, "note": note, "picture": {**shown, "request": dict(picture.request)}}


def ratings(records: Iterable[Record]) -> Ratings:
    """Read the ratings among RECORDS, which may come in any order and hold anything else."""
    every = {record.id: record for record in records}
    states = _states(every)
    mine = sorted((record for record in every.values() if record.kind == KIND), key=in_order)
    read = [(record, _rating(record, states[record.id])) for record in mine]
    unread = sum(rating is None and states[record.id] == STANDING for record, rating in read)
    return Ratings(tuple(rating for _, rating in read if rating is not None), unread)


def words_of(records: Iterable[Record], who: Person) -> dict[str, tuple[Record, ...]]:
    """Return the records that a new word of WHO takes the place of, by the address that they are about."""
    found: dict[str, tuple[Record, ...]] = {}
    for record in standing(records):
        if record.kind == KIND and record.who.key == who.key:
            found[record.about] = (*found.get(record.about, ()), record)
    return found


def _states(every: Mapping[str, Record]) -> dict[str, str]:
    """Tell of each record whether it is the last word; words that knew nothing of each other are put in order."""
    states = dict.fromkeys(every, REPLACED)
    states |= {record.id: STANDING for record in _last(standing(every.values()))}
    for record in every.values():
        if record.kind == WITHDRAWAL:
            ended = (old for old in record.replaces if old in every and every[old].who.key == record.who.key)
            states |= dict.fromkeys(ended, WITHDRAWN)
    return states


def _last(records: Iterable[Record]) -> Iterable[Record]:
    return {(record.kind, record.who.key, record.about): record for record in records}.values()


def _rating(record: Record, state: str) -> Rating | None:
    """Read one rating; None where it has another shape than this version knows."""
    body, picture = record.body, _picture(record.body.get("picture"))
    stars, note = body.get("stars"), body.get("note")
    if record.schema > SCHEMA or picture is None or not isinstance(stars, int) or not isinstance(note, str):
        return None
    if not LEAST <= stars <= MOST:
        return None
    return Rating(record.id, record.about, stars, record.who, record.at, picture, note, state)


def _picture(values: object) -> RatedPicture | None:
    match values:
        case {
            "shot": str(shot),
            "sha256": str(sha256),
            "key": str(key),
            "renderer": str(renderer),
            "version": str(version),
            "request": dict(request),
        } if HASH.fullmatch(sha256) and HASH.fullmatch(key):
            return RatedPicture(shot, sha256, key, renderer, version, request)
    return None
