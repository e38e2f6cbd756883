"""anime story: bring two tellings together."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.cli.story.group import BRANCHES, app


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story merge ending/alternate", "anime story merge --abort"),
)
def merge(
    context: Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRANCH]", autocompletion=completing.branches, help="The branch to bring in."),
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Finish the merge once every conflict is resolved.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Merge anew, in the story's words, what git left in conflict.")
    ] = False,
    abort: Annotated[bool, typer.Option("--abort", help="Give up the unfinished merge; all is as before.")] = False,
    message: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="The commit's message.")
    ] = None,
    unrelated: Annotated[
        bool, typer.Option("--allow-unrelated-histories", help="Merge even where the two have no common past.")
    ] = False,
    allow_problems: Annotated[
        bool, typer.Option("--allow-problems", help="Commit in spite of problems; the commit tells their number.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="List every decision the merge made; without BRANCH the last merge's.")
    ] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring BRANCH into the current branch, scene by scene.

    A merge with conflicts, or with problems that neither side has alone, is left open; the exit code is 3.
    """
    from anime_cli.cli.choices import one_branch, one_wish
    from anime_cli.cli.views import merging as views
    from anime_cli.studio import merging, redoing

    name = one_branch(names)
    studio = context.obj.studio
    if explain and name is None and not (go_on or again or abort):
        _explain(context, None, as_json=json)
        return
    one_wish(name, go_on=go_on, abort=abort, again=again)
    if abort:
        context.obj.show(views.aborted(merging.abort_merge(studio)), as_json=json)
        return
    if again:
        outcome = redoing.merge_again(studio)
    elif go_on:
        outcome = merging.continue_merge(studio, message, allow_problems=allow_problems)
    else:
        outcome = merging.merge_storylines(
            studio,
            name or "",
            message=message,
            dry_run=dry_run,
            allow_problems=allow_problems,
            unrelated=unrelated,
        )
    context.obj.show(views.outcome(outcome, explain=explain), as_json=json)
    raise typer.Exit(outcome.exit_code)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story explain", "anime story explain main~3 --json"),
)
def explain(
    context: Context,
    revision: Annotated[
        str | None, typer.Argument(metavar="[MERGE]", help="A merge; the open or the last one without.")
    ] = None,
    json: Json = False,
) -> None:
    """Tell what a merge decided by itself, and what a person did.

    Nothing of it is stored: it is computed again from the commits that the merge brought together.
    """
    _explain(context, revision, as_json=json)


def _explain(context: Context, revision: str | None, *, as_json: bool) -> None:
    from anime_cli.cli.views.explaining import explanation
    from anime_cli.studio.explaining import explain_merge

    context.obj.show(explanation(explain_merge(context.obj.studio, revision)), as_json=as_json)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story conflicts", "anime story conflicts --json"),
)
def conflicts(context: Context, json: Json = False) -> None:
    """List what an unfinished merge could not decide.

    The exit code is 3 while any is left.
    """
    from anime_cli.cli.views.conflicts import conflicts as view
    from anime_cli.studio.conflicts import open_conflicts

    left = open_conflicts(context.obj.studio)
    context.obj.show(view(left), as_json=json)
    raise typer.Exit(left.exit_code)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story resolve c1 c3 --theirs", "anime story resolve --all --ours --branch ending/theirs"),
)
def resolve(
    context: Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[CONFLICT]...", help="Names like c1, or files.")] = None,
    ours: Annotated[bool, typer.Option("--ours", help="Take what the current branch says.")] = False,
    theirs: Annotated[bool, typer.Option("--theirs", help="Take what the other branch says.")] = False,
    base: Annotated[bool, typer.Option("--base", help="Take what both had before.")] = False,
    both: Annotated[bool, typer.Option("--both", help="Keep both, where one place can hold them.")] = False,
    text: Annotated[
        str | None, typer.Option("--set", metavar="TEXT", help="Take this text; - reads the standard input.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Write it in your editor (VISUAL or EDITOR).")] = False,
    every: Annotated[bool, typer.Option("--all", help="Settle all that are left.")] = False,
    branch: Annotated[
        str | None, typer.Option("--branch", metavar="NAME", help="Keep the losing version alive as a branch.")
    ] = None,
    json: Json = False,
) -> None:
    """Settle conflicts by a side, by both, or in your own words."""
    from anime_cli.cli.choices import one_way
    from anime_cli.cli.views.conflicts import resolved
    from anime_cli.studio.resolving import resolve_conflicts

    way = one_way(ours=ours, theirs=theirs, base=base, both=both, set=text is not None, edit=edit)
    done = resolve_conflicts(
        context.obj.studio, names or (), way, every=every, text=context.obj.text(text), branch=branch
    )
    context.obj.show(resolved(done), as_json=json)
