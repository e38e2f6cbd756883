"""How a field is read from a file's plain values and written back: the parts that the tables of `shapes` are made of.

A field's kind (a `Codec`) reads a plain value into a typed one, tells a `Report` whatever is wrong with it, writes it
back in canonical form, packs it for JSON and describes itself as JSON Schema.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import MISSING, dataclass, fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from anime_cli.errors import did_you_mean
from anime_cli.model.ids import valid_id
from anime_cli.model.nothing import or_nothing
from anime_cli.model.report import BAD, Address, Report, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from anime_cli.text.plain import Plain

Schema = dict[str, Any]


class Codec(ABC):
    """One kind of field. `optional` values (None) never reach `write`."""

    flow = False

    @abstractmethod
    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the typed value, or BAD after telling REPORT why not."""

    @abstractmethod
    def write(self, value: Any) -> Plain:
        """Return the plain value that a file holds."""

    def pack(self, value: Any) -> Any:
        """Return VALUE as JSON holds it."""
        return value

    unpack: Callable[[Any], Any] | None = None
    """What makes a packed value whole again, or None when JSON keeps it as it is."""

    @abstractmethod
    def schema(self) -> Schema:
        """Return the JSON Schema of the field."""


@dataclass(frozen=True)
class Text(Codec):
    """A piece of text. `target` names what it refers to (see `story.references`), `prose` marks a prose field."""

    target: str | None = None
    prose: bool = False
    words: tuple[str, ...] = ()
    expected: str = "text"

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the text; an empty one only where any text will do."""
        if not isinstance(value, str) or (value == "" and (self.target or self.words)):
            return report.unexpected(at, value, self.expected)
        if self.words and value not in self.words:
            return report.unexpected(at, value, self.expected, did_you_mean(value, self.words))
        return _normal()(value) if self.prose else value

    def write(self, value: Any) -> Plain:
        """Return the text."""
        return str(value)

    def schema(self) -> Schema:
        """Return one of the words where there are some, else anything that YAML may take for no text, such as 1984."""
        return {"type": "string", "enum": [*self.words]} if self.words else {"type": ["string", "number", "boolean"]}


@cache
def _normal() -> Callable[[str], str]:
    from anime_cli.text.prose import normal

    return normal


@dataclass(frozen=True)
class Typed(Codec):
    """A scalar of a type: what reads it, what writes it, what to expect and an example pattern for editors."""

    reader: Callable[[str], Any]
    writer: Callable[[Any], str]
    expected: str
    low: float | None = None
    high: float | None = None
    unpack: Callable[[Any], Any] | None = None
    numeric: bool = False

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the typed value within its bounds."""
        if isinstance(value, str):
            try:
                result = self.reader(value)
            except (ValueError, KeyError):
                return report.unexpected(at, value, self.expected)
            if (self.low is None or result >= self.low) and (self.high is None or result <= self.high):
                return result
        return report.unexpected(at, value, self.expected)

    def write(self, value: Any) -> Plain:
        """Return the scalar's canonical text."""
        return self.writer(value)

    def pack(self, value: Any) -> Any:
        """Return a Duration as a pair, anything else as it is."""
        from anime_cli.model.values import Duration

        return [value.days, value.seconds] if isinstance(value, Duration) else value

    def schema(self) -> Schema:
        """Return a number within its bounds, or a string."""
        if not self.numeric:
            return {"type": ["string", "integer", "boolean"], "description": self.expected}
        bounds = {"minimum": self.low, "maximum": self.high}
        return {"type": ["number", "string"], **{key: bound for key, bound in bounds.items() if bound is not None}}


@dataclass(frozen=True)
class Many(Codec):
    """A list; one entry may stand alone."""

    entry: Codec

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return a tuple of what could be read."""
        if value is None:
            return ()
        if not isinstance(value, list):
            alone = self.entry.read(value, at, report)
            return BAD if alone is BAD else (alone,)
        entries = [self.entry.read(part, (*at, index), report) for index, part in enumerate(value)]
        return BAD if BAD in entries else tuple(entries)

    def write(self, value: Any) -> Plain:
        """Return a list, also of one."""
        return [self.entry.write(part) for part in value]

    def pack(self, value: Any) -> Any:
        """Return a JSON array."""
        return [self.entry.pack(part) for part in value]

    @property
    def unpack(self) -> Callable[[Any], Any]:  # type: ignore[override]
        """Make a tuple of an array."""
        part = self.entry.unpack
        return tuple if part is None else lambda value: tuple([part(each) for each in value])

    def schema(self) -> Schema:
        """Return a list, or one entry."""
        entry = self.entry.schema()
        return {"anyOf": [{"type": "array", "items": entry}, entry, {"type": "null"}]}


@dataclass(frozen=True)
class Keyed(Codec):
    """A map whose keys are ids (or words, where `free`). `target` names what the keys refer to."""

    entry: Codec
    target: str | None = None
    free: bool = False
    ordered: bool = True

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return a dict, in the order of the file or sorted where order means nothing."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            return report.unexpected(at, value, "a map")
        result = {key: self._read_entry(key, part, (*at, key), report) for key, part in value.items()}
        if any(part is BAD for part in result.values()):
            return BAD
        return result if self.ordered else dict(sorted(result.items()))

    def _read_entry(self, key: str, value: Plain, at: Address, report: Report) -> Any:
        if not (self.free or self.target or valid_id(key)):
            return report.add(
                at, f"{found(key)} is no id.", "Ids are lower-case ASCII words joined by hyphens: brass-key."
            )
        return self.entry.read(value, at, report)

    def write(self, value: Any) -> Plain:
        """Return a map, sorted where order means nothing."""
        keys = value if self.ordered else sorted(value)
        return {key: self.entry.write(value[key]) for key in keys}

    def pack(self, value: Any) -> Any:
        """Return a JSON object."""
        return {key: self.entry.pack(part) for key, part in value.items()}

    @property
    def unpack(self) -> Callable[[Any], Any] | None:  # type: ignore[override]
        """Make every entry whole again."""
        part = self.entry.unpack
        return None if part is None else lambda value: {key: part(each) for key, each in value.items()}

    def schema(self) -> Schema:
        """Return an object of any keys."""
        return {"type": ["object", "null"], "additionalProperties": self.entry.schema()}


@dataclass(frozen=True)
class Free(Codec):
    """A value that this version keeps without looking into it."""

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the plain value unless a conflict stands in it."""
        before = len(report.problems)
        _refuse_conflicts(value, at, report)
        return value if len(report.problems) == before else BAD

    def write(self, value: Any) -> Plain:
        """Return the value."""
        kept: Plain = value
        return kept

    def schema(self) -> Schema:
        """Return a schema that allows all."""
        return {}


def _refuse_conflicts(value: Plain, at: Address, report: Report) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            _refuse_conflicts(part, (*at, key), report)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            _refuse_conflicts(part, (*at, index), report)
    elif value is not None and not isinstance(value, str):
        report.unexpected(at, value, "a value")


@dataclass(frozen=True)
class Field:
    """A key of a record: its codec, whether it must stand there, and the attribute that holds it."""

    key: str
    codec: Codec
    required: bool = False
    attribute: str = ""
    default: Any = None

    @cached_property
    def name(self) -> str:
        """The attribute that holds the value."""
        return self.attribute or self.key


class Record(Codec):
    """A map with known keys that becomes a frozen dataclass; unknown keys go to `extra`."""

    def __init__(
        self,
        made: type[Any],
        *known: Field,
        flow: bool = False,
        check: Callable[[dict[str, Any]], Iterable[tuple[Address, str, str | None]]] | None = None,
    ) -> None:
        self.made = made
        self.flow = flow
        self.known = known
        self.by_key = {each.key: each for each in known}
        self.check = check
        self.defaults = {
            each.name: each.default_factory() if each.default_factory is not MISSING else each.default
            for each in fields(made)
        }
        self.required = tuple(each.key for each in known if each.required)
        self.written = [(each.name, each.key, each.required, each.codec.write) for each in known]
        self.whole = [(each.name, each.codec.unpack) for each in known if each.codec.unpack is not None]

    def read(self, value: Plain, at: Address, report: Report) -> Any:
        """Return the dataclass, or BAD."""
        if value is None:
            value = {}
        if not isinstance(value, dict):
            return report.unexpected(at, value, "a map")
        values = self.read_values(value, at, report)
        return BAD if values is None else self.made(**values)

    def read_values(self, value: dict[str, Plain], at: Address, report: Report) -> dict[str, Any] | None:
        """Return the attributes by name, or None after telling REPORT why not."""
        before = len(report.problems)
        values: dict[str, Any] = {}
        extra: dict[str, Plain] = {}
        for key, part in value.items():
            known = self.by_key.get(key)
            if known is None:
                report.extras = True
                extra[key] = Free().read(part, (*at, key), report)
            elif part is not None or known.required:
                values[known.name] = known.codec.read(part, (*at, key), report)
        for key in self.required:
            if key not in value:
                report.add(at, f"'{key}' is missing.", self._nearest(key, extra))
        if extra:
            values["extra"] = extra
        if self.check is not None and len(report.problems) == before:
            for where, message, hint in self.check(values):
                report.add((*at, *where), message, hint)
        return values if len(report.problems) == before else None

    def _nearest(self, key: str, extra: Mapping[str, Plain]) -> str | None:
        near = did_you_mean(key, extra)
        word = near and near.removeprefix("Did you mean ").removesuffix("?")
        return word and f"Is {word} meant to be '{key}'?"

    def write(self, value: Any) -> dict[str, Plain]:
        """Return the map, without what has its default value."""
        return self.write_values({name: getattr(value, name) for name in self.defaults})

    def write_values(self, values: Mapping[str, Any]) -> dict[str, Plain]:
        """Return the map of attributes given by name."""
        result: dict[str, Plain] = {}
        for name, key, required, write in self.written:
            value = values.get(name)
            if value is not None and (required or value != self.defaults[name]):
                result[key] = write(value)
        result.update(values.get("extra") or {})
        return result

    def pack(self, value: Any) -> dict[str, Any]:
        """Return the attributes that differ from their defaults."""
        result: dict[str, Any] = {}
        for known in self.known:
            part = getattr(value, known.name)
            if part != self.defaults[known.name]:
                result[known.name] = known.codec.pack(part)
        if value.extra:
            result["extra"] = value.extra
        return result

    def unpack(self, row: dict[str, Any]) -> Any:
        """Return the dataclass of a packed row."""
        for name, whole in self.whole:
            if name in row:
                row[name] = whole(row[name])
        return self.made(**row)

    def schema(self) -> Schema:
        """Return an object with the known keys; others are kept."""
        required = [each.key for each in self.known if each.required]
        properties = {each.key: or_nothing(each.codec.schema(), needed=each.required) for each in self.known}
        return {"type": "object" if required else ["object", "null"], "properties": properties, "required": required}


def need(key: str, codec: Codec, attribute: str = "") -> Field:
    """Make a field that must stand there."""
    return Field(key, codec, required=True, attribute=attribute)


def may(key: str, codec: Codec, attribute: str = "") -> Field:
    """Make a field that may be left out."""
    return Field(key, codec, attribute=attribute)
