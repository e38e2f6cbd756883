"""anime story: work on it with others, and with plain git."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples
from anime_cli.cli.story.group import SHARE, app


@app.command(
    rich_help_panel=SHARE,
    epilog=examples("anime story clone https://example.org/petals.git", "anime story clone ../petals petals-mine"),
)
def clone(
    context: Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Where the story is: an address or a folder.")],
    folder: Annotated[str | None, typer.Argument(metavar="[DIR]", help="A new or empty folder.")] = None,
    json: Json = False,
) -> None:
    """Clone a story, ready for plain git to merge it in story terms."""
    from anime_cli.cli.views.setup import cloned
    from anime_cli.studio.setting_up import clone_story

    call = context.obj
    told = clone_story(
        url,
        folder,
        start=call.folder,
        listener=call.listener,
        environment=call.terminal.environment,
    )
    call.show(cloned(told), as_json=json)


@app.command(
    rich_help_panel=SHARE,
    epilog=examples("anime story sync", "anime story sync --branch ending/alternate"),
)
def sync(
    context: Context,
    remote: Annotated[
        str | None,
        typer.Argument(
            metavar="[REMOTE]", autocompletion=completing.remotes, help="With whom; else whom the branch follows."
        ),
    ] = None,
    branches: Annotated[
        list[str] | None,
        typer.Option(
            "--branch",
            metavar="NAME",
            autocompletion=completing.syncable,
            help="Only this branch; it begins where it is missing. May be repeated.",
        ),
    ] = None,
    push: Annotated[bool, typer.Option("--push/--no-push", help="Send what the remote lacks, or only take.")] = True,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Fetch, and show what would be done; do nothing else.")
    ] = False,
    json: Json = False,
) -> None:
    """Take what others did, merge it, and send what you did.

    The current branch is merged in story terms; others that follow one of the remote move along. A merge with
    conflicts is left open, with exit code 3, and nothing is sent: finish it, then sync again.
    """
    from anime_cli.cli.views.sync import synced
    from anime_cli.studio.syncing import sync_story

    call = context.obj
    told = sync_story(call.studio, remote, branches=branches or (), push=push, dry_run=dry_run, listener=call.listener)
    call.show(synced(told), as_json=json)
    if told.failure is not None:
        raise told.failure
    raise typer.Exit(told.exit_code)


@app.command(
    rich_help_panel=SHARE,
    epilog=examples("anime story setup", "anime story setup --check --json"),
)
def setup(
    context: Context,
    hooks: Annotated[
        bool | None,
        typer.Option("--hooks/--no-hooks", help="Let git run the check before commits and after merges, or not."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only look; the exit code is 3 where something lacks.")
    ] = False,
    json: Json = False,
) -> None:
    """Let plain git merge and show the story in story terms.

    What it sets belongs to this clone alone: each clone is set up once, and again when anime moves.
    """
    from anime_cli.cli.views.setup import set_up as view
    from anime_cli.studio import setting_up

    studio = context.obj.studio
    done = setting_up.check_setup(studio, hooks=bool(hooks)) if check else setting_up.set_up(studio, hooks=hooks)
    context.obj.show(view(done), as_json=json)
    raise typer.Exit(done.exit_code)
