"""anime story: bring two tellings together."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.cli.story.group import BRANCHES, app


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story merge ending/alternate", "anime story merge --abort"),
)
def merge(
    context: Context,
    name: Annotated[str | None, typer.Argument(metavar="[BRANCH]", help="The branch to bring in.")] = None,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Finish the merge once every conflict is resolved.")
    ] = False,
    abort: Annotated[bool, typer.Option("--abort", help="Give up the unfinished merge; all is as before.")] = False,
    message: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="The commit's message.")
    ] = None,
    unrelated: Annotated[
        bool, typer.Option("--allow-unrelated-histories", help="Merge even where the two have no common past.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="List every decision the merge made.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring BRANCH into the current branch, scene by scene.

    A merge with conflicts, or with problems that neither side has alone, is left open; the exit code is 3.
    """
    from anime_cli.cli.choices import one_wish
    from anime_cli.cli.views import merging as views
    from anime_cli.studio import merging

    studio = context.obj.studio
    one_wish(name, go_on=go_on, abort=abort)
    if abort:
        context.obj.show(views.aborted(merging.abort_merge(studio)), as_json=json)
        return
    outcome = (
        merging.continue_merge(studio, message)
        if go_on
        else merging.merge_storylines(studio, name or "", message=message, dry_run=dry_run, unrelated=unrelated)
    )
    context.obj.show(views.outcome(outcome, explain=explain), as_json=json)
    raise typer.Exit(outcome.exit_code)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story conflicts", "anime story conflicts --json"),
)
def conflicts(context: Context, json: Json = False) -> None:
    """List what an unfinished merge could not decide.

    The exit code is 3 while any is left.
    """
    from anime_cli.cli.views.merging import conflicts as view
    from anime_cli.studio.conflicts import open_conflicts

    left = open_conflicts(context.obj.studio)
    context.obj.show(view(left), as_json=json)
    raise typer.Exit(left.exit_code)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story resolve c1 --theirs", "anime story resolve --all --ours"),
)
def resolve(
    context: Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[CONFLICT]...", help="Names like c1, or files.")] = None,
    ours: Annotated[bool, typer.Option("--ours", help="Take what the current branch says.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Take what the other branch says.")] = False,
    base: Annotated[bool, typer.Option("--base", help="Take what both had before.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Settle all that are left.")] = False,
    json: Json = False,
) -> None:
    """Settle conflicts by taking one side."""
    from anime_cli.cli.choices import one_side
    from anime_cli.cli.views.merging import resolved
    from anime_cli.studio.conflicts import resolve_conflicts

    side = one_side(ours=ours, theirs=theirs, base=base)
    context.obj.show(resolved(resolve_conflicts(context.obj.studio, names or (), side, every=every)), as_json=json)
