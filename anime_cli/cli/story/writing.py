"""anime story: keep what was written, take back what was done."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.cli.story.group import WRITE, app


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story commit", 'anime story commit -m "Ren sees her" scenes/rooftop-dusk.yaml'),
)
def commit(
    context: Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Only these files.")] = None,
    message: Annotated[
        str | None,
        typer.Option(
            "-m", "--message", metavar="TEXT", help="What changed; - reads stdin; told from the changes without."
        ),
    ] = None,
    allow_problems: Annotated[
        bool, typer.Option("--allow-problems", help="Finish an open merge in spite of its new problems.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Keep the files as they are now as a commit.

    An open merge is finished by it; conflicts and new problems are asked about, as by merge --continue.
    """
    from anime_cli.cli.views.history import committed
    from anime_cli.studio.saving import commit as save

    call = context.obj
    chosen = [str(call.path(path)) for path in paths] if paths else None
    text = call.text(message)
    saved = save(call.studio, text, paths=chosen, dry_run=dry_run, allow_problems=allow_problems)
    call.show(committed(saved), as_json=json)


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story undo", "anime story undo --json"),
)
def undo(context: Context, json: Json = False) -> None:
    """Take back the last command that changed something."""
    from anime_cli.cli.views.history import undone
    from anime_cli.studio.undoing import undo as take_back

    context.obj.show(undone(take_back(context.obj.studio)), as_json=json)


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story redo", "anime story redo --json"),
)
def redo(context: Context, json: Json = False) -> None:
    """Do the last command again that was taken back."""
    from anime_cli.cli.views.history import undone
    from anime_cli.studio.undoing import redo as do_again

    context.obj.show(undone(do_again(context.obj.studio), "Did again"), as_json=json)
