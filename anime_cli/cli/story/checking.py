"""anime story: what contradicts itself, and what of it is meant so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context, Invocation  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples
from anime_cli.cli.story.group import READ, WRITE, app

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERVAL = 0.3
"""Seconds between two looks at the files."""


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story check --since main --rule C07", "anime story check --explain C07"),
)
def check(
    context: Context,
    revision: Revision = None,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="RULE", help="Only what this rule finds; may be repeated.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REVISION",
            autocompletion=completing.revisions,
            help="Only what was not found there already.",
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule asks, and check nothing.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every finding, however many there are.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and tell what is new or gone whenever a file is saved.")
    ] = False,
    json: Json = False,
) -> None:
    """Find what contradicts itself.

    The exit code is 3 where an error was found. Warnings, infos and what story.yaml waives are told and don't count.
    """
    from anime_cli.cli.choices import only_files
    from anime_cli.cli.views import check as views
    from anime_cli.studio.checking import check_story, explain_rule

    only_files(watch=watch, revision=revision, explain=explain)
    if explain is not None:
        context.obj.show(views.rule(explain_rule(explain)), as_json=json)
        return
    if watch:
        _watch(context.obj, rule or (), since, as_json=json)
        return
    checked = check_story(context.obj.studio, revision, rules=rule or (), since=since)
    width = context.obj.terminal.width if context.obj.terminal.interactive else None
    context.obj.show(views.report(checked, width, everything=everything), as_json=json)
    raise typer.Exit(checked.exit_code)


def _watch(call: Invocation, rules: Sequence[str], since: str | None, *, as_json: bool) -> None:
    """Show what each change of the files brought, until the person stops it."""
    from time import sleep

    from anime_cli.cli.views import watch as views
    from anime_cli.studio.watching import watch_story

    first = True
    for turn in watch_story(call.studio, lambda: sleep(INTERVAL), rules=rules, since=since):
        call.show_next(views.turn(turn, first=first), as_json=as_json)
        first = False


@app.command(
    rich_help_panel=WRITE,
    epilog=examples(
        'anime story waive C20 the-clock --reason "The clock on the roof is wrong."',
        "anime story waive C20 the-clock --remove",
    ),
)
def waive(
    context: Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="What the check calls it, as C20.")],
    scene: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENE]", autocompletion=completing.scenes, help="Where; without, what stands at no scene."
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why it is meant so.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day on which it is accepted.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Let it count again.")] = False,
    json: Json = False,
) -> None:
    """Accept what a rule of the check finds, for a reason.

    It is told on and counts no more. Nothing is committed; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.check import waived
    from anime_cli.studio.waiving import end_waiver
    from anime_cli.studio.waiving import waive as accept

    call = context.obj
    done = end_waiver(call.studio, rule, scene) if remove else accept(call.studio, rule, scene, reason, until)
    call.show(waived(done), as_json=json)
