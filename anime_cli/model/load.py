"""From a file's text to a document and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from anime_cli.errors import did_you_mean
from anime_cli.model.errors import ModelError, NotADocument, Problem
from anime_cli.model.fields import Codec, Keyed, Many, Record
from anime_cli.model.ids import valid_id
from anime_cli.model.items import BY_CLASS, Script
from anime_cli.model.kinds import SINGLE, kind_of, path_of
from anime_cli.model.layouts import layout_of
from anime_cli.model.report import Address, Report, found
from anime_cli.model.shapes import KIND_OF_CLASS, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Document
    from anime_cli.text.plain import Plain


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, and what is odd but not wrong in its file."""

    document: Document
    warnings: tuple[Problem, ...] = ()


def load(data: bytes | str, path: str, *, bare: bool = False) -> Loaded:
    """Read the document at PATH (relative to the story) from its file's content.

    BARE spares half of the time of a long script: only its events get an id where the file has none, all other such
    items have the id "".

    Raises:
        NotADocument: no document can stand at that path.
        TextError: the text is no YAML that a story may use.
        ModelError: the document says what it may not; all problems of the file are named.
    """
    known = kind_of(path)
    if known is None:
        raise NotADocument(path)
    from anime_cli.text.plain import plain
    from anime_cli.text.reader import place, read

    parsed = read(data, path, layout_of(known[0]))
    document, problems = _document(Report(known[1], bare), known[0], plain(parsed.root), path)
    placed = tuple(sorted((_placed(each, *place(parsed, each.address)) for each in problems), key=_position))
    if document is None:
        raise ModelError(placed)
    return Loaded(document, placed)


def build(kind: str, name: str, values: dict[str, Plain]) -> Document:
    """Make the document of KIND with the id NAME from plain values, as if they stood in its file.

    Raises:
        ModelError: the values say what a document may not.
    """
    path = SINGLE.get(kind, f"{kind}s/{name}.yaml")
    document, problems = _document(Report(name), kind, values, path)
    if document is None:
        raise ModelError(problems)
    return document


def dump(document: Document) -> dict[str, Plain]:
    """Return the document as plain values in canonical form; ids that are derived are left out."""
    return SHAPES[KIND_OF_CLASS[type(document)]].write(document)


def to_text(document: Document) -> str:
    """Return the document as canonical YAML."""
    from anime_cli.text.writer import write

    return write(dump(document), layout_of(KIND_OF_CLASS[type(document)]))


def file_of(document: Document) -> str:
    """Return the path of the document's file, relative to the story."""
    return path_of(KIND_OF_CLASS[type(document)], document.id)


def _document(report: Report, kind: str, values: Plain, path: str) -> tuple[Document | None, tuple[Problem, ...]]:
    record, name = SHAPES[kind], report.owner
    if kind not in SINGLE and not valid_id(name):
        hint = "A document's id is its file's name: lower-case ASCII words joined by hyphens, as in rooftop-dusk.yaml."
        report.add((), f"{found(name)} is no id.", hint)
    attributes = record.read_values(values, (), report) if isinstance(values, dict) else None
    if not isinstance(values, dict):
        report.unexpected((), values, "a map")
    if report.problems or attributes is None:
        return None, tuple(
            Problem(path=path, address=at, message=what, hint=hint) for at, what, hint in report.problems
        )
    document = cast("Document", record.made(id=name, **attributes))
    return document, unknown_keys(document) if report.extras else ()


def unknown_keys(document: Document) -> tuple[Problem, ...]:
    """Return a warning for every key of the document that this version does not know; all are kept."""
    record = SHAPES[KIND_OF_CLASS[type(document)]]
    path = file_of(document)
    return tuple(
        Problem(path=path, address=at, message=f"'{at[-1]}' is no key of this format; it is kept.", hint=hint)
        for at, hint in _extras(record, document, ())
    )


def _extras(codec: Codec, value: object, at: Address) -> Iterator[tuple[Address, str | None]]:
    if value is None:
        return
    if isinstance(codec, Record):
        for key in getattr(value, "extra", ()):
            yield (*at, key), did_you_mean(key, codec.by_key)
        for known in codec.known:
            yield from _extras(known.codec, getattr(value, known.name), (*at, known.key))
    elif isinstance(codec, Keyed) and isinstance(value, dict):
        for key, part in value.items():
            yield from _extras(codec.entry, part, (*at, key))
    elif isinstance(codec, (Many, Script)) and isinstance(value, tuple):
        for index, part in enumerate(value):
            entry = codec.entry if isinstance(codec, Many) else BY_CLASS[type(part)][1]
            yield from _extras(entry, part, (*at, index))


def _position(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _placed(problem: Problem, line: int, column: int) -> Problem:
    from dataclasses import replace

    return replace(problem, line=line, column=column)
