"""anime scene: the scenes of a story, one by one."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing, scene_write
from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples, group

app = group(
    "List scenes and write them.", "anime scene list", 'anime scene add "Rooftop at dusk" --place school-rooftop'
)


@app.callback()
def scene() -> None:
    """List scenes and write them."""


@app.command("list", epilog=examples("anime scene list", "anime scene list --chapter awakening --json"))
def list_(
    context: Context,
    chapter: Annotated[
        str | None,
        typer.Option("--chapter", metavar="CHAPTER", autocompletion=completing.chapters, help="Only those of it."),
    ] = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """List the scenes in told order: chapter, place, when, who is there."""
    from anime_cli.cli.views.scene import scenes
    from anime_cli.studio.scenes import list_scenes

    call = context.obj
    found = list_scenes(call.studio, chapter=chapter, revision=revision)
    call.show(scenes(found, interactive=call.terminal.interactive), as_json=json)


@app.command(epilog=examples("anime scene show rooftop-dusk", "anime scene show lanterns --revision HEAD --json"))
def show(
    context: Context,
    name: Annotated[str, typer.Argument(metavar="SCENE", autocompletion=completing.scenes, help="The scene's id.")],
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show a scene as it is written, without its script.

    `anime story read` prints that.
    """
    from anime_cli.cli.views.scene import scene as view
    from anime_cli.studio.scenes import show_scene

    call = context.obj
    width = call.terminal.width if call.terminal.interactive else None
    call.show(view(show_scene(call.studio, name, revision), width), as_json=json)


add_commands(
    app,
    "scene",
    Shown(
        add=(
            'anime scene add "Rooftop at dusk" --place school-rooftop --after first-bell --cast ren',
            "anime scene add - --id rooftop-dusk --chapter awakening < draft.yaml",
        ),
        edit=(
            "anime scene edit rooftop-dusk --day 3 --time 18:40 --cast hana",
            "anime scene edit rooftop-dusk --set cast.ren.emotion=sad --unset weather --commit",
        ),
        move=(
            "anime scene move rooftop-dusk --after first-bell",
            "anime scene move rooftop-dusk --chapter the-fall --first",
        ),
        rename=("anime scene rename rooftop-dusk the-roof", "anime scene rename rooftop-dusk the-roof --dry-run"),
        remove=("anime scene remove rooftop-dusk", "anime scene remove rooftop-dusk --cascade --dry-run"),
    ),
)

scene_write.register(app)
