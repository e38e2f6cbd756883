"""anime story: what a story says, where it stands, what changed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples
from anime_cli.cli.story.group import READ, app


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story status", "anime -C petals story status --json"),
)
def status(context: Context, json: Json = False) -> None:
    """Show the branch, what the story holds, what is not committed."""
    from anime_cli.cli.views.history import status as view
    from anime_cli.studio.recalling import story_status

    context.obj.show(view(story_status(context.obj.studio)), as_json=json)


class Form(StrEnum):
    """How a story is read."""

    page = "page"
    script = "script"
    markdown = "markdown"
    json = "json"


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story read", "anime story read rooftop-dusk --revision ending/alternate --as script"),
)
def read(
    context: Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=completing.parts, help="A chapter or a scene; all of it without."
        ),
    ] = None,
    revision: Revision = None,
    events: Annotated[bool, typer.Option("--events", help="Show what each scene changes, too.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show the id of each item beside it.")] = False,
    form: Annotated[
        Form, typer.Option("--as", help="A page to read, the script that `scene write` takes, Markdown, or JSON.")
    ] = Form.page,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page what is long on a terminal.")] = False,
    json: Json = False,
) -> None:
    """Print the story as a script."""
    from anime_cli.cli.views.manuscript import markdown_script, plain_scripts
    from anime_cli.cli.views.script import script
    from anime_cli.studio.reading import read_story

    call = context.obj
    reading = read_story(call.studio, what, revision=revision, events=events)
    if form is Form.script:
        view = plain_scripts(reading, ids=ids)
    elif form is Form.markdown:
        view = markdown_script(reading)
    else:
        view = script(reading, call.terminal.width, ids=ids)
    call.page(view, as_json=json or form is Form.json, pager=not no_pager)
