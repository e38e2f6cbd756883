"""anime story timeline: what happens when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Revision, examples, scenes_of
from anime_cli.cli.story.group import READ, app


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story timeline --character Ren", "anime story timeline --from 0 --to 7 --svg timeline.svg"),
)
def timeline(
    context: Context,
    characters: Annotated[
        list[str] | None,
        typer.Option(
            "--character",
            metavar="NAME",
            autocompletion=completing.characters,
            help="Only where they are; may be said several times.",
        ),
    ] = None,
    path: Along = None,
    first: Annotated[int | None, typer.Option("--from", metavar="DAY", help="The first day, 0 is the epoch.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="DAY", help="The last day.")] = None,
    revision: Revision = None,
    svg: Annotated[
        str | None, typer.Option("--svg", metavar="FILE", help="Write it as a picture; - prints it.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what happens when, in story order, and who is where.

    A scene that is told in another order than it happens is marked, and shown where it is told as well.
    """
    from anime_cli.cli.views import timeline as views
    from anime_cli.studio.timing import Stretch, draw_timeline, story_timeline, write_timeline

    call = context.obj
    stretch = Stretch(path=scenes_of(path), people=tuple(characters or ()), first=first, last=last)
    timed = story_timeline(call.studio, stretch, revision)
    if svg == "-":
        call.terminal.out.write(draw_timeline(timed))
    elif svg is not None:
        call.show(views.written(write_timeline(timed, call.path(Path(svg)))), as_json=json)
    else:
        width = call.terminal.whole_width if call.terminal.interactive else None
        call.show(views.timeline(timed, width), as_json=json)
