"""Records: what a person said about a story without changing it, such as a rating.

A record never changes, and is named by a hash of its file: two clones can't give one name to two records. What
holds follows from all of them, in whatever order they are read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WITHDRAWAL = "withdrawal"
ID_LENGTH = 32


class DamagedRecord(WorldError):
    """A file that should be a record is none, or says something else than when it was written."""

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(f"The record {name} can't be read.", cause=cause)


@dataclass(frozen=True, slots=True)
class Person:
    """Who said it, as git knows them."""

    name: str
    email: str

    @property
    def key(self) -> str:
        """By what a person is recognized in whatever clone they work."""
        return self.email.casefold()


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a person said.

    `about` is what it is about, mostly an address of the story; `replaces` are the ids of the records whose place it
    takes; `body` is what its kind says more, in the shape that `schema` numbers.
    """

    id: str
    kind: str
    schema: int
    about: str
    who: Person
    at: datetime
    body: Mapping[str, Any]
    replaces: tuple[str, ...] = ()


def new_record(
    kind: str,
    about: str,
    who: Person,
    at: datetime,
    *,
    body: Mapping[str, Any] | None = None,
    replaces: Iterable[str] = (),
    schema: int = 1,
) -> Record:
    """Make a record; AT has a time zone, BODY holds what JSON can say."""
    old, said = tuple(sorted(replaces)), dict(body or {})
    record = Record("", kind, schema, about, who, at, said, old)
    return replace(record, id=_name(written(record)))


def withdrawal(records: Iterable[Record], about: str, who: Person, at: datetime) -> Record:
    """Make the record that takes RECORDS back, all of WHO and about one thing."""
    return new_record(WITHDRAWAL, about, who, at, replaces=(record.id for record in records))


def written(record: Record) -> bytes:
    """Write RECORD as the content of its file, by whose hash it is named: its layout is a part of the format."""
    return (json.dumps(_values(record), sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode()


def read_record(name: str, data: bytes) -> Record:
    """Read the record called NAME from the content of its file.

    Raises:
        DamagedRecord: it is none, or another than its name says.
    """
    if _name(data) != name:
        raise DamagedRecord(name, "It was changed after it was written.")
    try:
        return _record(name, json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedRecord(name, f"It is no record: {error}") from error


def in_order(record: Record) -> tuple[datetime, str]:
    """Return by what records are put in order: when they were made; of one moment, by id."""
    return record.at, record.id


def standing(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return what nobody took back or said anew, in order. A person's record takes the place of their own only."""
    every = {record.id: record for record in records}
    gone = {old for record in every.values() for old in record.replaces if _same_person(every.get(old), record)}
    left = (record for record in every.values() if record.id not in gone and record.kind != WITHDRAWAL)
    return tuple(sorted(left, key=in_order))


def _same_person(old: Record | None, new: Record) -> bool:
    return old is not None and old.who.key == new.who.key


def _name(data: bytes) -> str:
    return sha256(data).hexdigest()[:ID_LENGTH]


def _values(record: Record) -> dict[str, Any]:
    return {
        "about": record.about,
        "at": record.at.isoformat(timespec="seconds"),
        "body": record.body,
        "kind": record.kind,
        "replaces": list(record.replaces),
        "schema": record.schema,
        "who": {"email": record.who.email, "name": record.who.name},
    }


def _record(name: str, values: Mapping[str, Any]) -> Record:
    at = datetime.fromisoformat(values["at"])
    if at.tzinfo is None:
        raise ValueError("its time has no zone")
    return Record(
        id=name,
        kind=_text(values["kind"]),
        schema=int(values["schema"]),
        about=_text(values["about"]),
        who=Person(_text(values["who"]["name"]), _text(values["who"]["email"])),
        at=at,
        body=dict(values["body"]),
        replaces=_texts(values["replaces"]),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is missing")
    return tuple(_text(each) for each in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value
