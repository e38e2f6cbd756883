"""anime chapter: the chapters of a story, one by one."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples, group

app = group("List chapters and write them.", "anime chapter list", 'anime chapter add "The fall" --after the-festival')


@app.callback()
def chapter() -> None:
    """List chapters and write them."""


@app.command("list", epilog=examples("anime chapter list", "anime chapter list --revision ending/alternate --json"))
def list_(context: Context, revision: Revision = None, json: Json = False) -> None:
    """List the chapters in told order, with how many scenes each has."""
    from anime_cli.cli.views.scene import chapters
    from anime_cli.studio.scenes import list_chapters

    context.obj.show(chapters(list_chapters(context.obj.studio, revision)), as_json=json)


@app.command(epilog=examples("anime chapter show awakening", "anime chapter show the-fall --revision HEAD --json"))
def show(
    context: Context,
    name: Annotated[str, typer.Argument(metavar="CHAPTER", help="The chapter's id.")],
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show a chapter: its scenes, and the threads that are due in it."""
    from anime_cli.cli.views.scene import chapter as view
    from anime_cli.studio.scenes import show_chapter

    call = context.obj
    width = call.terminal.width if call.terminal.interactive else None
    call.show(view(show_chapter(call.studio, name, revision), width), as_json=json)


add_commands(
    app,
    "chapter",
    Shown(
        add=('anime chapter add "The fall"', 'anime chapter add "The fall" --after the-festival --commit'),
        edit=('anime chapter edit the-fall --title "The long fall"', "anime chapter edit the-fall"),
        move=("anime chapter move the-fall --before spring-again", "anime chapter move the-fall --last --dry-run"),
        rename=("anime chapter rename the-fall falling", "anime chapter rename the-fall falling --commit"),
        remove=("anime chapter remove the-fall", "anime chapter remove the-fall --cascade --dry-run"),
    ),
)
