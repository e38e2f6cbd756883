"""anime demo: the tour."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples, single

app = single()


@app.command(epilog=examples("anime demo", "anime demo tour --json"))
def demo(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="A new folder for the story.")] = Path("anime-demo"),
    json: Json = False,
) -> None:
    """Take the tour: one sentence becomes a story, branched, edited, merged, checked and drawn."""
    from anime_cli.cli.views.tour import tour
    from anime_cli.studio import touring

    call = context.obj
    steps = []
    for told in touring.tour(call.path(folder), call.terminal.environment, call.terminal.progress):
        steps.append(told)
        call.tell(told.hints)
        if not json:
            call.show(tour([told]))
    if json:
        call.show(tour(steps), as_json=True)
