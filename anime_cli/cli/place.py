"""anime place: places, and who is there at a moment of the story."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "See places and who is there, and write them.",
    "anime place list",
    "anime place show school-rooftop --at rooftop-dusk",
)


@app.callback()
def place() -> None:
    """See places and who is there, and write them."""


@app.command("list", epilog=examples("anime place list", "anime place list --revision ending/alternate --json"))
def list_(context: Context, path: Along = None, revision: Revision = None, json: Json = False) -> None:
    """List the places and how many scenes are set there."""
    from anime_cli.cli.views.place import places
    from anime_cli.studio.people import At, list_places

    at = At(path=scenes_of(path), revision=revision)
    context.obj.show(places(list_places(context.obj.studio, at)), as_json=json)


@app.command(epilog=examples("anime place show station", "anime place show station --at the-platform --json"))
def show(
    context: Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", autocompletion=completing.places, help="An id, or a name that only one of them has."
        ),
    ],
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show a place: the ways from it, the scenes set there, and who is there at a moment."""
    from anime_cli.cli.views.place import place as view
    from anime_cli.studio.people import At, show_place

    call = context.obj
    shown = show_place(call.studio, name, At(address=at, path=scenes_of(path), revision=revision))
    call.show(view(shown, call.terminal.width if call.terminal.interactive else None), as_json=json)


add_commands(
    app,
    "place",
    Shown(
        add=(
            'anime place add "The harbour" --kind beach --routes station=1h10m',
            "anime place add - --id harbour < harbour.yaml",
        ),
        edit=("anime place edit station --routes harbour=1h10m", "anime place edit station --unset routes.harbour"),
        rename=("anime place rename station the-station", "anime place rename station the-station --dry-run"),
        remove=("anime place remove station", "anime place remove station --cascade --dry-run"),
    ),
)
