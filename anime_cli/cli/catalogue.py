"""Every JSON Schema that is published: those of a story's files, and those of what commands print with --json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class UnknownSchema(UsageError):
    """There is no schema of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no schema called '{name}'.",
            hint=did_you_mean(name, known) or "anime story schema --outputs",
        )


@dataclass(frozen=True, slots=True)
class Published:
    """A schema: its name, its file, what it describes, the commands that print that, and its text."""

    name: str
    file: str
    about: str
    commands: tuple[str, ...]
    text: str


def of_documents() -> tuple[Published, ...]:
    """Return the schemas of a story's files, by kind."""
    from anime_cli.model.kinds import FOLDERS, KINDS, SINGLE
    from anime_cli.model.schema import schema_of

    files = {kind: SINGLE.get(kind) or f"{FOLDERS[kind]}/*.yaml" for kind in KINDS}
    return tuple(
        Published(kind, f"{kind}.json", f"What {files[kind]} may hold.", (), _text(schema_of(kind))) for kind in KINDS
    )


def of_results() -> tuple[Published, ...]:
    """Return the schemas of what commands print, by name."""
    from anime_cli.cli.result import every
    from anime_cli.cli.schema import about, schema_of, shapes

    known = shapes()
    return tuple(
        Published(
            each.schema,
            f"{each.name}.json",
            about(known[each.name]),
            each.commands,
            _text(schema_of(each.schema, known[each.name])),
        )
        for each in every().values()
    )


def schema_called(name: str) -> Published:
    """Return the schema called NAME.

    Raises:
        UnknownSchema: there is none.
    """
    known = {each.name: each for each in (*of_documents(), *of_results())}
    if name not in known:
        raise UnknownSchema(name, known)
    return known[name]


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
