"""anime item: the things of a story, and who holds them."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "Follow the things that people hold, and write them.", "anime item list --at rooftop-dusk", "anime item show key"
)


@app.callback()
def item() -> None:
    """Follow the things that people hold, and write them."""


@app.command("list", epilog=examples("anime item list", "anime item list --at rooftop-dusk --json"))
def list_(
    context: Context, at: Moment = None, path: Along = None, revision: Revision = None, json: Json = False
) -> None:
    """List the things: what each is called, who holds it and since where."""
    from anime_cli.cli.views.item import items
    from anime_cli.studio.items import list_items

    call = context.obj
    found = list_items(call.studio, at, path=scenes_of(path), revision=revision)
    call.show(items(found, call.terminal), as_json=json)


@app.command(epilog=examples("anime item show brass-key", "anime item show brass-key --revision ending/alternate"))
def show(
    context: Context,
    name: Annotated[str, typer.Argument(metavar="ITEM", help="The item's id.")],
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show through whose hands a thing goes, and which lines rely on it."""
    from anime_cli.cli.views.item import hands
    from anime_cli.studio.items import show_item

    call = context.obj
    call.show(hands(show_item(call.studio, name, path=scenes_of(path), revision=revision), call.terminal), as_json=json)


add_commands(
    app,
    "item",
    Shown(
        add=(
            'anime item add "a brass key" --id brass-key --holder sakura',
            "anime item add - --id brass-key < item.yaml",
        ),
        edit=("anime item edit brass-key --holder ren", "anime item edit brass-key --unset holder --dry-run"),
        rename=("anime item rename brass-key roof-key", "anime item rename brass-key roof-key --commit"),
        remove=("anime item remove brass-key", "anime item remove brass-key --cascade --dry-run"),
    ),
)
