"""anime character: people as they are at a moment of the story."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "See people as they are at any moment.", "anime character list", "anime character show ren --at rooftop-dusk"
)


@app.callback()
def character() -> None:
    """See people as they are at any moment."""


@app.command("list", epilog=examples("anime character list", "anime character list --revision ending/alternate --json"))
def list_(context: Context, path: Along = None, revision: Revision = None, json: Json = False) -> None:
    """List the characters and the scenes that they are in."""
    from anime_cli.cli.views.person import people
    from anime_cli.studio.people import At, list_characters

    at = At(path=scenes_of(path), revision=revision)
    context.obj.show(people(list_characters(context.obj.studio, at)), as_json=json)


@app.command(epilog=examples("anime character show ren", 'anime character show "Ren Aoyama" --at rooftop-dusk:e7d20b1'))
def show(
    context: Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", autocompletion=completing.characters, help="An id, or a name that only one of them has."
        ),
    ],
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show all that holds of somebody at a moment, each with what made it so."""
    from anime_cli.cli.views.person import person
    from anime_cli.studio.people import At, show_character

    call = context.obj
    shown = show_character(call.studio, name, At(address=at, path=scenes_of(path), revision=revision))
    call.show(person(shown, call.terminal.width if call.terminal.interactive else None), as_json=json)
