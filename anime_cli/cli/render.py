"""anime render: draw a story's shots."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples, group

app = group("Draw a story's shots.", "anime render plan --why", "anime render sheet")

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENE|SCENE:ID]...", autocompletion=completing.scenes, help="Scenes or single shots; all without."
    ),
]
KeyOnly = Annotated[bool, typer.Option("--key", help="One picture a scene: the shot that tells it best.")]
Size = Annotated[str | None, typer.Option("--size", metavar="WxH", help="Width and height in pixels.")]
Jobs = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=0, help="How many to draw at once; 0: one a core.")
]
Engine = Annotated[str | None, typer.Option("--renderer", metavar="NAME", help="What draws the pictures.")]


@app.callback()
def render() -> None:
    """Draw a story's shots."""


@app.command(epilog=examples("anime render plan --why", "anime render plan rooftop-dusk --json"))
def plan(
    context: Context,
    names: Names = None,
    why: Annotated[bool, typer.Option("--why", help="Say what changed since each shot was last drawn.")] = False,
    key: KeyOnly = False,
    revision: Revision = None,
    size: Size = None,
    renderer: Engine = None,
    json: Json = False,
) -> None:
    """Show which pictures would be drawn and which are there already."""
    from anime_cli.cli.views.render import plan as view
    from anime_cli.studio.drawing import Wanted, plan_pictures

    call = context.obj
    call.set(size=size, renderer=renderer)
    call.show(view(plan_pictures(call.studio, Wanted(tuple(names or ()), revision, key)), why=why), as_json=json)


@app.command(epilog=examples("anime render run", "anime render run rooftop-dusk --size 1920x1080 --jobs 4"))
def run(
    context: Context,
    names: Names = None,
    key: KeyOnly = False,
    revision: Revision = None,
    size: Size = None,
    jobs: Jobs = None,
    renderer: Engine = None,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Show the plan; draw nothing.")] = False,
    json: Json = False,
) -> None:
    """Draw what is not drawn yet; a second run draws nothing."""
    from anime_cli.cli.views import render as views
    from anime_cli.studio.drawing import Wanted, draw_pictures, plan_pictures

    call = context.obj
    call.set(size=size, jobs=jobs, renderer=renderer)
    wanted = Wanted(tuple(names or ()), revision, key)
    if dry_run:
        call.show(views.plan(plan_pictures(call.studio, wanted)), as_json=json)
    else:
        call.show(views.drawn(draw_pictures(call.studio, wanted, call.terminal.progress)), as_json=json)


@app.command(epilog=examples("anime render sheet", "anime render sheet --all --columns 4 -o all.png"))
def sheet(
    context: Context,
    names: Names = None,
    every: Annotated[bool, typer.Option("--all", help="Every shot instead of one a scene.")] = False,
    target: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")] = Path(
        "storyboard.png"
    ),
    columns: Annotated[int, typer.Option(metavar="N", help="Pictures beside each other.")] = 3,
    width: Annotated[int, typer.Option(metavar="PIXELS", help="Width of the sheet.")] = 1920,
    revision: Revision = None,
    jobs: Jobs = None,
    renderer: Engine = None,
    json: Json = False,
) -> None:
    """Lay the pictures out on one sheet, one key shot a scene, drawing what is missing."""
    from anime_cli.cli.views.render import sheet as view
    from anime_cli.studio.drawing import Wanted, draw_sheet

    call = context.obj
    call.set(jobs=jobs, renderer=renderer)
    made = draw_sheet(
        call.studio,
        Wanted(tuple(names or ()), revision, not every),
        call.path(target),
        columns=columns,
        width=width,
        finished=call.terminal.progress,
    )
    call.show(view(made), as_json=json)
