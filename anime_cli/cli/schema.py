"""The JSON Schema of what commands print, made of the shapes of results."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from anime_cli.cli.results.scalars import Facet

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
NAMES = {"Mapping": Mapping, "Sequence": Sequence}
"""What shapes outside of this room import for the type checker alone."""


def shapes() -> dict[str, Any]:
    """Return the shape of every result by its name, as `printed` has them beside each."""
    from importlib import import_module
    from pkgutil import iter_modules

    from anime_cli.cli import printed, results
    from anime_cli.cli.result import Result

    names = [each.name for each in iter_modules(results.__path__)]
    modules = {name: import_module(f"{results.__name__}.{name}") for name in names}
    hints = get_type_hints(printed, {**vars(printed), **modules})
    found = {name: each for name, each in vars(printed).items() if isinstance(each, Result)}
    return {each.name: get_args(hints[name])[0] for name, each in found.items()}


def schema_of(name: str, shape: Any) -> dict[str, Any]:
    """Return the JSON Schema of the document called NAME, such as anime/check/1, of a SHAPE.

    Keys that it does not name are allowed, since later versions may add some.
    """
    found = _Definitions()
    own = found.fields(shape)
    kind = {"const": name, "description": "What this document is."}
    return {
        "$schema": DRAFT,
        "title": name,
        "description": about(shape),
        "type": "object",
        "properties": {"schema": kind, **own["properties"]},
        "required": ["schema", *own["required"]],
        **({"$defs": dict(sorted(found.schemas.items()))} if found.schemas else {}),
    }


def closed(schema: Any) -> Any:
    """Return SCHEMA as it holds for this version alone: without room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(each) for key, each in schema.items()}
    return inner | {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


class _Definitions:
    """Schemas of shapes that stand in others, by name."""

    def __init__(self) -> None:
        self.schemas: dict[str, dict[str, Any]] = {}
        self._shapes: dict[str, Any] = {}

    def fields(self, shape: Any) -> dict[str, Any]:
        """Return the properties of SHAPE and which of them are always there."""
        hints = get_type_hints(shape, localns=NAMES, include_extras=True)
        always = [name for name, hint in hints.items() if get_origin(hint) is not NotRequired]
        return {"properties": {name: self.of(hint) for name, hint in hints.items()}, "required": always}

    def of(self, hint: Any) -> dict[str, Any]:
        """Return the schema of values of the type HINT."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin is NotRequired:
            return self.of(inner[0])
        if origin is Annotated:
            return self.of(inner[0]) | _told(hint.__metadata__)
        if origin in {Union, UnionType}:
            return self._either(inner)
        return self._plain(hint) if origin is None else self._collection(origin, inner)

    def _plain(self, hint: Any) -> dict[str, Any]:
        if hint is Any:
            return {}
        return {"type": SCALARS[hint]} if hint in SCALARS else self._reference(hint)

    def _either(self, choices: tuple[Any, ...]) -> dict[str, Any]:
        """Return the schema of one of CHOICES; of a plain value that may be null it stays a flat one."""
        first, *rest = [self.of(choice) for choice in choices]
        if rest == [{"type": "null"}] and "type" in first and "enum" not in first:
            return first | {"type": [first["type"], "null"]}
        return {"anyOf": [first, *rest]}

    def _collection(self, origin: Any, inner: tuple[Any, ...]) -> dict[str, Any]:
        if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if issubclass(origin, tuple) and inner[-1] is not Ellipsis:
            places = [self.of(each) for each in inner]
            return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}
        return {"type": "array", "items": self.of(inner[0])}

    def _reference(self, shape: Any) -> dict[str, Any]:
        """Return a reference to SHAPE, whose schema is made where it comes up first.

        Raises:
            TypeError: it is no shape, or another one has its name.
        """
        name = getattr(shape, "__name__", str(shape))
        if self._shapes.setdefault(name, shape) is not shape or not (is_dataclass(shape) or issubclass(shape, dict)):
            raise TypeError(name)
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = {"description": about(shape), "type": "object", **self.fields(shape)}
        return {"$ref": f"#/$defs/{name}"}


def _told(metadata: Sequence[str | Facet]) -> dict[str, Any]:
    """Return what stands beside a type: a text describes it, a facet has further words of JSON Schema."""
    told: dict[str, Any] = {}
    for each in metadata:
        words = (("description", _in_json(each)),) if isinstance(each, str) else each.words
        told |= {word: list(said) if isinstance(said, tuple) else said for word, said in words}
    return told


def about(shape: Any) -> str:
    """Return what a shape's docstring says, each paragraph on a line."""
    paragraphs = cleandoc(shape.__doc__ or "").split("\n\n")
    return _in_json("\n".join(" ".join(paragraph.split()) for paragraph in paragraphs))


def _in_json(text: str) -> str:
    """Return TEXT with JSON's word for nothing in the place of Python's."""
    return re.sub(r"\bNone\b", "null", text)
