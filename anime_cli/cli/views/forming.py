"""Files put into canonical form, or into another format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from anime_cli.cli.output import Line
    from anime_cli.studio.formatting import Formatted
    from anime_cli.studio.migrating import Migrated


def formatted(done: Formatted) -> View:
    """Show which documents have, or would have, another text."""
    data = {
        "files": list(done.paths),
        "documents": done.total,
        "checked": done.checked,
        "ids": done.ids,
    }
    return View("formatted", data, _formatted(done))


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
    data = {"formats": list(done.formats), "files": list(done.paths), "dry_run": dry_run}
    return View("migrated", data, _migrated(done, dry_run=dry_run))


def _migrated(done: Migrated, *, dry_run: bool) -> Iterator[Line]:
    if len(done.formats) == 1:
        yield f"The story is in the format {done.formats[-1]}, which is the present one."
        return
    for path in done.paths:
        yield Styled(path, "yellow" if dry_run else "green")
    verb = "would be" if dry_run else "is"
    yield f"The story {verb} in the format {done.formats[-1]}; it was in {done.formats[0]}."


def schemas(paths: Sequence[Path]) -> View:
    """Show the files that hold the schemas."""
    return View("schemas", {"files": [str(path) for path in paths]}, [str(path) for path in paths])
