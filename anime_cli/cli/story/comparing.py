"""anime story diff: what changed between two tellings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples
from anime_cli.cli.story.group import READ, app
from anime_cli.errors import ExitCode


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story diff main...ending/alternate --as-script", "anime story diff main --html diff.html"),
)
def diff(
    context: Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="[BEFORE]",
            autocompletion=completing.revisions,
            help="A revision; or two: A..B, or A...B since they parted.",
        ),
    ] = "HEAD",
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="[AFTER]", autocompletion=completing.revisions, help="Another; the files themselves without."
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="KIND|ID|FILE", help="Only this; may be said several times.")
    ] = None,
    reverse: Annotated[bool, typer.Option("-R", "--reverse", help="Swap the two sides.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Count lines and words, a row a document.")] = False,
    as_script: Annotated[bool, typer.Option("--as-script", help="Show the changed scenes as a marked script.")] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="FILE", help="Write a page, side by side; - prints it.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 3 where anything changed.")] = False,
    json: Json = False,
) -> None:
    """Show what changed between two revisions.

    With one revision, or none, the files as they are now are the other side.
    """
    from anime_cli.cli.choices import one_form
    from anime_cli.cli.views import comparison as views
    from anime_cli.studio.comparing import diff_stories, write_page

    one_form(**{"--stat": stat, "--as-script": as_script, "--html": html is not None, "--json": json})
    call = context.obj
    named = as_script or html is not None
    told = diff_stories(call.studio, before, after, reverse=reverse, only=only or (), named=named)
    if html == "-":
        call.terminal.out.write(views.page(told))
    elif html is not None:
        call.show(views.written(write_page(call.path(Path(html)), views.page(told))))
    elif as_script:
        call.show(views.script(told, call.terminal.width))
    else:
        call.show(views.stat(told) if stat else views.changes(told), as_json=json)
    raise typer.Exit(ExitCode.FOUND if exit_code and told.found else ExitCode.DONE)
