"""The fields of a thing as options of a command, by the tables of the format, and what they say."""

from __future__ import annotations

from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from anime_cli.cli import completing
from anime_cli.model.codecs import BOOLEAN
from anime_cli.model.fields import Keyed, Many, Record, Text, Typed
from anime_cli.studio.authoring.things import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.cli.invocation import Invocation
    from anime_cli.model.fields import Codec, Field
    from anime_cli.studio.authoring.writing import Words

PLAIN_TEXT = Text().expected
PREFIX = "field_"
"""What the parameters of field options begin with, so that no field takes the name of another parameter."""


def field_options(record: Record) -> Iterator[Parameter]:
    """Yield an option for each field of RECORD that a word, or words, can say."""
    for each in record.known:
        if _sayable(each.codec):
            name = f"{PREFIX}{each.key}"
            yield Parameter(name, Parameter.KEYWORD_ONLY, annotation=_option(each), default=None)


def _sayable(codec: Codec) -> bool:
    if isinstance(codec, Many):
        return isinstance(codec.entry, Text)
    return isinstance(codec, Text | Typed | Keyed)


def _option(each: Field) -> Any:
    flag, codec = f"--{each.key.replace('_', '-')}", each.codec
    if codec is BOOLEAN:
        return Annotated[bool | None, typer.Option(f"{flag}/--no-{each.key}", help=f"Whether it is {each.key}.")]
    if isinstance(codec, Keyed):
        alone = isinstance(codec.entry, Record)
        told = "A name, or NAME={field: value}; again for more." if alone else "A name and its value; again for more."
        return Annotated[list[str] | None, typer.Option(flag, metavar="NAME" if alone else "NAME=VALUE", help=told)]
    offered = completing.of(_named(codec))
    return Annotated[str | None, typer.Option(flag, metavar=_metavar(codec), autocompletion=offered, help=_about(each))]


def _named(codec: Codec) -> str | None:
    """Return the kind of thing that a field names."""
    target = codec.target if isinstance(codec, Text) else None
    return "scene" if target == "next" else target


def _metavar(codec: Codec) -> str:
    if isinstance(codec, Many):
        return f"{_metavar(codec.entry)},…"
    if isinstance(codec, Text):
        known = codec.target if codec.target in SORTS else "scene" if codec.target == "next" else None
        return "|".join(codec.words) if len(codec.words) in range(1, 5) else known.upper() if known else "TEXT"
    return "VALUE"


def _about(each: Field) -> str:
    codec, name = each.codec, each.key.replace("_", " ")
    if isinstance(codec, Many):
        kind = _metavar(codec.entry).lower()
        return f"{f'The ids of {kind}s' if kind in SORTS else f'The {name}'}, with commas between them."
    if not isinstance(codec, Text | Typed) or codec.expected == PLAIN_TEXT:
        return f"The {name}."
    if isinstance(codec, Text) and codec.target == "next":
        return "The id of the scene that follows, or end."
    return f"{codec.expected[:1].upper()}{codec.expected[1:]}."


def words_of(
    call: Invocation, kind: str, given: Mapping[str, Any], source: str | None, first: Mapping[str, str]
) -> Words:
    """Return what the options, and the standard input where SOURCE is `-`, say of a thing of KIND."""
    from anime_cli.studio.authoring.fields import Wish, assigned, optioned
    from anime_cli.studio.authoring.writing import Words

    record = SORTS[kind].record
    said = {name.removeprefix(PREFIX): value for name, value in given.items() if name.startswith(PREFIX)}
    fields = {**first, **{key: value for key, value in said.items() if value not in (None, [])}}
    text = {True: "true", False: "false"}
    wishes = [
        wish
        for key, value in fields.items()
        for wish in optioned(record, key, text[value] if isinstance(value, bool) else value)
    ]
    wishes += assigned(given.get("assign") or ())
    wishes += [Wish(field, None) for field in given.get("unset") or ()]
    return Words(tuple(wishes), call.whole_text() if source == "-" else None)
