"""anime story: take a commit back, bring one over, mark a place to come back to."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.cli.story.group import BRANCHES, WRITE, app

Message = Annotated[str | None, typer.Option("-m", "--message", metavar="TEXT", help="The commit's message.")]
Mainline = Annotated[
    int | None, typer.Option("--mainline", metavar="N", min=1, help="Of a merge: the parent that it changed, from 1.")
]
Allow = Annotated[
    bool, typer.Option("--allow-problems", help="Commit in spite of problems; the commit tells their number.")
]
Explain = Annotated[bool, typer.Option("--explain", help="List every decision that was made.")]


@app.command(
    rich_help_panel=WRITE,
    epilog=examples("anime story revert HEAD --only rooftop-dusk", "anime story revert --to first-draft"),
)
def revert(
    context: Context,
    commit: Annotated[str | None, typer.Argument(metavar="[COMMIT]", help="The commit to take back.")] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="ID|PATH", help="Only what it did to this; repeatable."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="CHECKPOINT", autocompletion=completing.checkpoints, help="Go back to this tag or revision."
        ),
    ] = None,
    go_on: Annotated[bool, typer.Option("--continue", help="Finish the revert, its conflicts resolved.")] = False,
    abort: Annotated[bool, typer.Option("--abort", help="Give up the unfinished revert; all is as before.")] = False,
    message: Message = None,
    mainline: Mainline = None,
    allow_problems: Allow = False,
    explain: Explain = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take back what COMMIT did, by a new commit.

    A revert with conflicts, or with problems that are new, is left open; the exit code is 3.
    """
    from anime_cli.cli.choices import one_revert
    from anime_cli.cli.views import replaying as views
    from anime_cli.studio import replaying, reverting

    studio = context.obj.studio
    one_revert(commit, to, only, go_on=go_on, abort=abort, mainline=mainline)
    if abort:
        context.obj.show(views.given_up(replaying.abort_replay(studio, "revert"), "revert"), as_json=json)
        return
    if to is not None:
        returned = reverting.revert_to_checkpoint(studio, to, message=message, dry_run=dry_run)
        context.obj.show(views.returned(returned), as_json=json)
        return
    if go_on:
        outcome = replaying.continue_replay(studio, "revert", message, allow_problems=allow_problems)
    else:
        outcome = reverting.revert(
            studio,
            commit or "",
            only=only or (),
            message=message,
            mainline=mainline,
            dry_run=dry_run,
            allow_problems=allow_problems,
        )
    context.obj.show(views.outcome(outcome, explain=explain), as_json=json)
    raise typer.Exit(outcome.exit_code)


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story pick 1a2b3c4", "anime story pick ending/alternate --scene the-stairs"),
)
def pick(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[COMMIT|BRANCH]",
            autocompletion=completing.branches,
            help="The commit, or the branch of the scene.",
        ),
    ] = None,
    scenes: Annotated[
        list[str] | None,
        typer.Option(
            "--scene",
            "--only",
            metavar="ID|PATH",
            autocompletion=completing.scenes,
            help="Only this scene, or other document; repeatable.",
        ),
    ] = None,
    go_on: Annotated[bool, typer.Option("--continue", help="Finish the pick, its conflicts resolved.")] = False,
    abort: Annotated[bool, typer.Option("--abort", help="Give up the unfinished pick; all is as before.")] = False,
    mainline: Mainline = None,
    allow_problems: Allow = False,
    explain: Explain = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring one commit, or single scenes, over from another branch.

    A scene of a BRANCH comes as that branch has it, with its place in the chapter; of a COMMIT, only what that commit
    did to it. A pick with conflicts, or with problems that are new, is left open; the exit code is 3.
    """
    from anime_cli.cli.choices import one_pick
    from anime_cli.cli.views import replaying as views
    from anime_cli.studio import replaying
    from anime_cli.studio.picking import pick as bring

    studio = context.obj.studio
    one_pick(name, scenes, go_on=go_on, abort=abort, mainline=mainline)
    if abort:
        context.obj.show(views.given_up(replaying.abort_replay(studio, "pick"), "pick"), as_json=json)
        return
    if go_on:
        outcome = replaying.continue_replay(studio, "pick", allow_problems=allow_problems)
    else:
        outcome = bring(
            studio,
            name or "",
            only=scenes or (),
            mainline=mainline,
            dry_run=dry_run,
            allow_problems=allow_problems,
        )
    context.obj.show(views.outcome(outcome, explain=explain), as_json=json)
    raise typer.Exit(outcome.exit_code)


@app.command(
    rich_help_panel=WRITE,
    epilog=examples('anime story checkpoint first-draft -m "Before the new ending"', "anime story checkpoint"),
)
def checkpoint(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", autocompletion=completing.checkpoints, help="A new checkpoint; lists all without."
        ),
    ] = None,
    message: Annotated[
        str | None, typer.Option("-m", "--message", metavar="TEXT", help="What this place in the story is.")
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", "-d", help="Delete the checkpoint.")] = False,
    json: Json = False,
) -> None:
    """List the checkpoints, set one, or delete one.

    It is set at the last commit; changes that are not committed are not in it.
    """
    from anime_cli.cli.choices import checkpoint_to_delete
    from anime_cli.cli.views import checkpoints as views
    from anime_cli.studio import checkpointing

    studio = context.obj.studio
    checkpoint_to_delete(name, message, delete=delete)
    if name is None:
        view = views.checkpoints(checkpointing.checkpoints(studio))
    elif delete:
        view = views.deleted(checkpointing.delete_checkpoint(studio, name))
    else:
        view = views.created(checkpointing.checkpoint(studio, name, message))
    context.obj.show(view, as_json=json)
