"""anime story: read, branch, merge and check a story."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, Revision, examples, group

app = group(
    "Read, branch, merge and check a story.",
    "anime story read",
    "anime story merge ending/alternate --dry-run",
)
READ, WRITE, BRANCHES = "Read", "Write", "Branch and merge"


@app.callback()
def story() -> None:
    """Read, branch, merge and check a story."""


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story status", "anime -C petals story status --json"),
)
def status(context: Context, json: Json = False) -> None:
    """Show the branch, what the story holds, what is not committed."""
    from anime_cli.cli.views.history import status as view
    from anime_cli.studio.recalling import story_status

    context.obj.show(view(story_status(context.obj.studio)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story read", "anime story read rooftop-dusk --revision ending/alternate"),
)
def read(
    context: Context,
    what: Annotated[str | None, typer.Argument(metavar="[ID]", help="A chapter or a scene; all of it without.")] = None,
    revision: Revision = None,
    events: Annotated[bool, typer.Option("--events", help="Show what each scene changes, too.")] = False,
    json: Json = False,
) -> None:
    """Print the story as a script."""
    from anime_cli.cli.views.script import script
    from anime_cli.studio.reading import read_story

    reading = read_story(context.obj.studio, what, revision=revision, events=events)
    context.obj.show(script(reading, context.obj.terminal.width), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story log", "anime story log ending/alternate --limit 5"),
)
def log(
    context: Context,
    revision: Annotated[str | None, typer.Argument(metavar="[REVISION]", help="Where to begin.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many commits to show.")] = 20,
    json: Json = False,
) -> None:
    """List the commits that led here, the newest first."""
    from anime_cli.cli.views.history import log as view
    from anime_cli.studio.recalling import story_log

    context.obj.show(view(story_log(context.obj.studio, revision, limit=limit)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story show", "anime story show ending/alternate --json"),
)
def show(
    context: Context,
    revision: Annotated[str, typer.Argument(metavar="[REVISION]", help="A commit, a branch or a tag.")] = "HEAD",
    json: Json = False,
) -> None:
    """Show one commit and what it changed in the story."""
    from anime_cli.cli.views.history import shown
    from anime_cli.studio.recalling import show_commit

    context.obj.show(shown(show_commit(context.obj.studio, revision)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story diff", "anime story diff main ending/alternate"),
)
def diff(
    context: Context,
    before: Annotated[str, typer.Argument(metavar="[BEFORE]", help="A revision.")] = "HEAD",
    after: Annotated[
        str | None, typer.Argument(metavar="[AFTER]", help="Another; the files themselves without.")
    ] = None,
    json: Json = False,
) -> None:
    """Show what changed between two revisions.

    With one revision, or none, the files as they are now are the other side.
    """
    from anime_cli.cli.views.changes import comparison
    from anime_cli.studio.comparing import diff_stories

    context.obj.show(comparison(diff_stories(context.obj.studio, before, after)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story check", "anime story check --revision ending/alternate --json"),
)
def check(context: Context, revision: Revision = None, json: Json = False) -> None:
    """Find what contradicts itself.

    The exit code is 3 where an error was found.
    """
    from anime_cli.cli.views.check import report
    from anime_cli.studio.checking import check_story

    checked = check_story(context.obj.studio, revision)
    context.obj.show(report(checked), as_json=json)
    raise typer.Exit(checked.exit_code)


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
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Keep the files as they are now as a commit."""
    from anime_cli.cli.views.history import committed
    from anime_cli.studio.saving import commit as save

    call = context.obj
    chosen = [str(call.path(path)) for path in paths] if paths else None
    call.show(committed(save(call.studio, call.text(message), paths=chosen, dry_run=dry_run)), as_json=json)


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


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story branch", "anime story branch ending/alternate main"),
)
def branch(
    context: Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A new branch; lists all without.")] = None,
    revision: Annotated[str, typer.Argument(metavar="[REVISION]", help="Where it begins.")] = "HEAD",
    delete: Annotated[bool, typer.Option("--delete", "-d", help="Delete the branch.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Delete it even where no other branch has its commits.")
    ] = False,
    json: Json = False,
) -> None:
    """List the branches, create one, or delete one."""
    from anime_cli.cli.choices import name_to_delete
    from anime_cli.cli.views import branches as views
    from anime_cli.studio import branching

    studio = context.obj.studio
    name_to_delete(name, delete=delete)
    if name is None:
        view = views.branches(branching.branches(studio))
    elif delete:
        view = views.deleted(branching.delete_branch(studio, name, force=force))
    else:
        view = views.created(branching.create_branch(studio, name, revision))
    context.obj.show(view, as_json=json)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story switch ending/alternate", "anime story switch --create ending/bitter"),
)
def switch(
    context: Context,
    name: Annotated[str, typer.Argument(metavar="BRANCH", help="The branch to work on.")],
    create: Annotated[bool, typer.Option("--create", "-c", help="Create it first.")] = False,
    json: Json = False,
) -> None:
    """Work on another branch.

    Where changes would be lost, it is refused and nothing happens.
    """
    from anime_cli.cli.views.branches import switched
    from anime_cli.studio.branching import switch_branch

    context.obj.show(switched(switch_branch(context.obj.studio, name, create=create)), as_json=json)


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
        else merging.merge_storylines(studio, name or "", message=message, dry_run=dry_run)
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
