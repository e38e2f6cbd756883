"""anime story: what contradicts itself."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples
from anime_cli.cli.story.group import READ, app


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
        str | None, typer.Option("--since", metavar="REVISION", help="Only what was not found there already.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Say what a rule asks, and check nothing.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every finding, however many there are.")] = False,
    json: Json = False,
) -> None:
    """Find what contradicts itself.

    The exit code is 3 where an error was found. Warnings, infos and what story.yaml waives are told and don't count.
    """
    from anime_cli.cli.views import check as views
    from anime_cli.studio.checking import check_story, explain_rule

    if explain is not None:
        context.obj.show(views.rule(explain_rule(explain)), as_json=json)
        return
    checked = check_story(context.obj.studio, revision, rules=rule or (), since=since)
    width = context.obj.terminal.width if context.obj.terminal.interactive else None
    context.obj.show(views.report(checked, width, everything=everything), as_json=json)
    raise typer.Exit(checked.exit_code)
