"""Files put into canonical form, or into another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import FORMATTED, MIGRATED, SCHEMAS
from anime_cli.cli.typeset import wrap
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from anime_cli.cli.catalogue import Published
    from anime_cli.cli.output import Line
    from anime_cli.cli.results.machine import Formatted as FormattedData
    from anime_cli.cli.results.machine import Migrated as MigratedData
    from anime_cli.cli.results.machine import Schemas
    from anime_cli.studio.formatting import Formatted
    from anime_cli.studio.migrating import Migrated


NAMED = 3
"""How many commands a list names at most."""


def formatted(done: Formatted) -> View:
    """Show which documents have, or would have, another text."""
    data: FormattedData = {
        "files": list(done.paths),
        "documents": done.total,
        "checked": done.checked,
        "ids": done.ids,
    }
    return FORMATTED.view(data, _formatted(done))


def _formatted(done: Formatted) -> Iterator[Line]:
    for path in done.paths:
        yield Styled(path, "yellow" if done.checked else "green")
    documents = plural(done.total, "document")
    if not done.paths:
        yield f"{documents}, in canonical form already."
    elif done.checked:
        yield ["To put them into canonical form: ", Styled("anime story fmt", "cyan")]
    else:
        ids = f" {plural(done.ids, 'script item')} got an id." if done.ids else ""
        yield f"{len(done.paths)} of {documents} put into canonical form.{ids}"


def migrated(done: Migrated, *, dry_run: bool) -> View:
    """Show the way from format to format."""
    data: MigratedData = {"formats": list(done.formats), "files": list(done.paths), "dry_run": dry_run}
    return MIGRATED.view(data, _migrated(done, dry_run=dry_run))


def _migrated(done: Migrated, *, dry_run: bool) -> Iterator[Line]:
    if len(done.formats) == 1:
        yield f"The story is in the format {done.formats[-1]}, which is the present one."
        return
    for path in done.paths:
        yield Styled(path, "yellow" if dry_run else "green")
    verb = "would be" if dry_run else "is"
    yield f"The story {verb} in the format {done.formats[-1]}; it was in {done.formats[0]}."


def schemas(known: Sequence[Published], written: Sequence[Path], width: int | None) -> View:
    """List schemas, WIDTH cells wide, as a table where it is None; with files WRITTEN, where those are."""
    data: Schemas = {
        "schemas": [
            {"name": each.name, "file": each.file, "about": each.about, "commands": list(each.commands)}
            for each in known
        ],
        "files": [str(path) for path in written],
    }
    if written:
        return SCHEMAS.view(data, [str(path) for path in written])
    if width is not None:
        return SCHEMAS.view(data, _schemas(known, width))
    rows = [(each.name, each.about.split("\n")[0], ", ".join(_calls(each))) for each in known]
    return SCHEMAS.view(data, [Table(("schema", "what", "printed by"), rows)])


def _schemas(known: Sequence[Published], width: int) -> Iterator[Line]:
    """Set each schema's name, behind it what it describes, and below that the commands that print it."""
    label = max(len(each.name) for each in known)
    for each in known:
        first, *rest = wrap(each.about.split("\n")[0], width - label - 2)
        yield [Styled(each.name.ljust(label), "cyan"), f"  {first}"]
        calls = [*_calls(each)[:NAMED], *([f"{len(each.commands) - NAMED} more"] if len(each.commands) > NAMED else [])]
        yield from (f"{'':{label}}  {line}" for line in rest)
        yield from (Styled(f"{'':{label}}  {line}", "dim") for line in wrap(", ".join(calls), width - label - 2))


def _calls(told: Published) -> list[str]:
    return [f"anime {each}" for each in told.commands]
