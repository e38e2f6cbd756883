"""What a person says of fields, as edits: `cast.ren.emotion` and `sad`, read by the tables of the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, did_you_mean
from anime_cli.model.fields import (
    Free,
    Keyed,
    Many,
    Record,
    Text,
    Typed,
)
from anime_cli.model.items import Script, table_of
from anime_cli.model.report import BAD, Report
from anime_cli.studio.authoring.draft import at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.model.fields import Codec
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain
    from anime_cli.text.splice import Edit

PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
WHOLE = re.compile(r"[^.\[\]]+(?:\[\d+\]|\.[^.\[\]]+)*")


class NoAssignment(UsageError):
    """A field and its value were to be given as one word, and it has no '='."""

    def __init__(self, option: str, text: str) -> None:
        super().__init__(f"'{text}' does not say what the field shall be.", hint=f"{option} FIELD=VALUE")


class FieldNotFound(UsageError):
    """No field stands at this path, or can."""

    def __init__(self, path: str, part: str, known: Iterable[str], above: str = "") -> None:
        names = list(known)
        where = f"'{above}' has no field" if above else "There is no field"
        fallback = f"The fields are {', '.join(names)}." if names else None
        said = f"{where} called '{part}'." if part == path or above else f"{where} '{path}'."
        super().__init__(said, hint=did_you_mean(part, names) or fallback)


class NotOneValue(UsageError):
    """A field that holds several values was given one word."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(
            f"'{path}' holds fields of its own, so it can't be '{text}'.",
            hint=f"--set '{path}={{field: value}}', or --set {path}.FIELD=VALUE",
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A field by its path and what it shall be, as it was typed; None takes it away. `keep` leaves what is there."""

    field: str
    value: str | None
    keep: bool = False


def assigned(texts: Iterable[str]) -> tuple[Wish, ...]:
    """Return what `--set FIELD=VALUE` wishes for.

    Raises:
        NoAssignment: a text has no '='.
    """
    wishes = []
    for text in texts:
        field, sign, value = text.partition("=")
        if not sign or not field.strip():
            raise NoAssignment("--set", text)
        wishes.append(Wish(field.strip(), value))
    return tuple(wishes)


def optioned(record: Record, key: str, given: str | Sequence[str]) -> tuple[Wish, ...]:
    """Return what the option of the field KEY of RECORD wishes for: its value, or for a map its NAMEs or NAME=VALUEs.

    Raises:
        NoAssignment: an entry needs a value, and has none.
    """
    codec = record.by_key[key].codec
    if not isinstance(codec, Keyed):
        return (Wish(key, given if isinstance(given, str) else ", ".join(given)),)
    wishes = []
    for each in [given] if isinstance(given, str) else given:
        name, sign, value = each.partition("=")
        if not sign and not isinstance(codec.entry, Record):
            raise NoAssignment(f"--{key}", each)
        braced = f"{{{value}}}" if isinstance(codec.entry, Record) and not value.startswith("{") else value
        wishes.append(Wish(f"{key}.{name.strip()}", braced, keep=not sign))
    return tuple(wishes)


def edit_of(record: Record, value: Plain, wish: Wish, above: Address = (), name: str = "") -> Edit | None:
    """Return the edit that fulfils WISH on VALUE, read by RECORD; ABOVE is where the value stands in its document.

    NAME is the id of the document, from which ids of script items follow. None where nothing has to be done.

    Raises:
        FieldNotFound, NotOneValue: the table has no such field, or it can't hold one word.
        TextError: the value is no YAML where it must be.
    """
    from anime_cli.text.splice import Remove, Set

    address, codec = _aimed(record, value, wish.field, name)
    if wish.value is None:
        return Remove((*above, *address))
    if wish.keep and at(value, address) is not None:
        return None
    return Set((*above, *address), written(codec, wish.value, wish.field))


def fulfilled(record: Record, value: Plain, wishes: Iterable[Wish], path: str) -> Plain:
    """Return VALUE, plain and in no file yet, with WISHES fulfilled one after the other; PATH is for errors.

    Raises:
        FieldNotFound, NotOneValue, TextError: as `edit_of`.
    """
    from anime_cli.text.edits import made, steps

    for wish in wishes:
        edit = edit_of(record, value, wish)
        for step in steps(edit, value, path) if edit is not None else ():
            value = made(step, value, path)
    return value


def _aimed(record: Record, value: Plain, path: str, name: str) -> tuple[Address, Codec]:
    """Return the address that PATH means in VALUE, and what may stand there."""
    if not WHOLE.fullmatch(path):
        raise FieldNotFound(path, path, record.by_key)
    codec: Codec = record
    address: Address = ()
    for match in PART.finditer(path):
        part = match[1] or match[2]
        known, inner = _step(codec, at(value, address), part, name)
        if inner is None:
            raise FieldNotFound(path, part, known, ".".join(map(str, address)))
        codec = inner[1]
        address = (*address, inner[0])
    return address, codec


def _step(codec: Codec, value: Plain, part: str, name: str) -> tuple[list[str], tuple[str | int, Codec] | None]:
    """Return the names that may follow, and the part of the address with its codec where PART is one of them."""
    if isinstance(codec, Record):
        known = codec.by_key.get(part)
        kept = isinstance(value, dict) and part in value
        return [*codec.by_key], (part, known.codec if known else Free()) if known or kept else None
    if isinstance(codec, Keyed):
        return [], (part, codec.entry)
    if isinstance(codec, Many | Script):
        return _entry(codec, value if isinstance(value, list) else [], part, name)
    if isinstance(codec, Free) and isinstance(value, dict):
        return [*value], (part, Free())
    return [], None


def _entry(
    codec: Many | Script, entries: list[Plain], part: str, name: str
) -> tuple[list[str], tuple[str | int, Codec] | None]:
    """Return the ids of ENTRIES, and the one that PART, its number from 0 or its id, means."""
    items = Script().read(entries, (), Report(name)) if isinstance(codec, Script) else BAD
    ids = [each.id for each in items] if isinstance(items, tuple) else []
    index = ids.index(part) if part in ids else int(part) if part.isdecimal() else len(entries)
    item = entries[index] if index < len(entries) else None
    inner = codec.entry if isinstance(codec, Many) else _item(item)
    return ids, (index, inner) if item is not None and inner is not None else None


def _item(item: Plain) -> Codec | None:
    known = table_of(item) if isinstance(item, dict) else None
    if known is None:
        return None
    return Record(known[1].made, *known[1].known)


def written(codec: Codec, text: str, path: str) -> Plain:
    """Return what the TEXT, as it was typed for the field at PATH, says to a field of that kind.

    A list is typed with commas or as `[a, b]`, a map as `{key: value}`; any other field takes the text as it is.

    Raises:
        NotOneValue: the field holds fields of its own.
        TextError: what begins like a list or a map is none.
    """
    if isinstance(codec, Text):
        return text
    if isinstance(codec, Typed):
        return text.strip()
    if text.lstrip().startswith(("[", "{")) or "\n" in text.strip():
        return _read(text, path)
    if isinstance(codec, Many) and isinstance(codec.entry, Text):
        return [word for each in text.split(",") if (word := each.strip())]
    if isinstance(codec, Free):
        return text
    raise NotOneValue(path, text)


def _read(text: str, path: str) -> Plain:
    from textwrap import indent

    from anime_cli.text.plain import plain
    from anime_cli.text.reader import read

    flow = text.lstrip().startswith(("[", "{"))
    body = f" {text.strip()}" if flow else "\n" + indent(text.strip("\n"), "  ")
    found = plain(read(f"value:{body}\n", f"--set {path}").root)
    assert isinstance(found, dict)
    return found["value"]
