"""anime story: the form of its files, and what editors know of it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.cli.story.group import SHARE, WRITE, app


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story fmt --check", "anime story fmt scenes/rooftop-dusk.yaml --ids"),
)
def fmt(
    context: Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Only these documents.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only tell which would change; the exit code is 3.")] = False,
    ids: Annotated[
        bool, typer.Option("--ids", help="Give each script item its id, so that others can name it.")
    ] = False,
    json: Json = False,
) -> None:
    """Put files into canonical form: keys in order, a sentence a line.

    Comments, quotes and what the files say stay. Nothing is committed; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.forming import formatted
    from anime_cli.studio.formatting import format_story
    from anime_cli.studio.saving import inside

    call = context.obj
    studio = call.studio
    paths = [inside(studio.repository.folder, str(call.path(file))) for file in files] if files else None
    done = format_story(studio, paths, check=check, ids=ids)
    call.show(formatted(done), as_json=json)
    raise typer.Exit(done.exit_code)


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story migrate --dry-run", "anime story migrate"),
)
def migrate(context: Context, dry_run: DryRun = False, json: Json = False) -> None:
    """Bring the files of an older format to the present one.

    Nothing is committed; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.forming import migrated
    from anime_cli.studio.migrating import migrate_story

    context.obj.show(migrated(migrate_story(context.obj.studio, dry_run=dry_run), dry_run=dry_run), as_json=json)


@app.command(
    rich_help_panel=SHARE,
    epilog=examples("anime story schema ~/.local/share/anime/schema", "anime story schema --show anime/check/1"),
)
def schema(
    context: Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where to write them; it is made. Without, they are listed.")
    ] = None,
    outputs: Annotated[
        bool, typer.Option("--outputs", help="Those of what commands print with --json instead of those of files.")
    ] = False,
    name: Annotated[
        str | None,
        typer.Option("--show", metavar="NAME", autocompletion=completing.schemas, help="Print this one instead."),
    ] = None,
    json: Json = False,
) -> None:
    """Tell what files may hold, or what commands print with --json, as JSON Schema.

    Editors complete and check files by them; docs/how-to/editor.md shows what to tell an editor. `anime help json`
    says what a program may rely on. It asks for no story.
    """
    from anime_cli.cli.catalogue import of_documents, of_results, schema_called
    from anime_cli.cli.views.forming import schemas
    from anime_cli.studio.editors import write_schemas

    call = context.obj
    if name is not None:
        call.terminal.out.write(schema_called(name).text)
        return
    known = of_results() if outputs else of_documents()
    texts = {each.file: each.text for each in known}
    written = write_schemas(call.path(folder), texts) if folder is not None else ()
    width = call.terminal.width if call.terminal.interactive else None
    call.show(schemas(known, written, width), as_json=json)
