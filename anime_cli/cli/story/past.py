"""anime story log, show, blame, graph: how a story came to be what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples
from anime_cli.cli.story.group import READ, app


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story log ending/alternate --limit 5", "anime story log rooftop-dusk"),
)
def log(
    context: Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[THING]",
            autocompletion=completing.things_or_revisions,
            help="A thing, as for `blame`; or a revision, where to begin.",
        ),
    ] = None,
    revision: Annotated[
        str | None,
        typer.Argument(metavar="[REVISION]", autocompletion=completing.revisions, help="Where to begin with a thing."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many commits to show.")] = 20,
    json: Json = False,
) -> None:
    """List the commits that led here, or the history of a thing.

    The newest comes first. A scene, a line, a character is followed under its earlier names and through the scenes and
    chapters that it stood in; one that is gone is told up to its end.
    """
    from anime_cli.cli.views import history as views
    from anime_cli.studio.called import means_thing
    from anime_cli.studio.chronicle import thing_log
    from anime_cli.studio.recalling import story_log

    call = context.obj
    if what is not None and (revision is not None or means_thing(call.studio, what)):
        from anime_cli.cli.views.chronicle import chronicle

        told = thing_log(call.studio, what, revision, limit=limit)
        call.show(chronicle(told, interactive=call.terminal.interactive), as_json=json)
    else:
        call.show(views.log(story_log(call.studio, what, limit=limit)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story show", "anime story show ending/alternate --json"),
)
def show(
    context: Context,
    revision: Annotated[
        str,
        typer.Argument(metavar="[REVISION]", autocompletion=completing.revisions, help="A commit, a branch or a tag."),
    ] = "HEAD",
    json: Json = False,
) -> None:
    """Show one commit and what it changed in the story."""
    from anime_cli.cli.views.history import shown
    from anime_cli.studio.recalling import show_commit

    context.obj.show(shown(show_commit(context.obj.studio, revision)), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story blame rooftop-dusk", "anime story blame sakura ending/alternate --json"),
)
def blame(
    context: Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="THING",
            autocompletion=completing.things,
            help="A scene, SCENE:ITEM, a character, place, chapter, fact, thread; or a file.",
        ),
    ],
    revision: Annotated[
        str | None,
        typer.Argument(metavar="[REVISION]", autocompletion=completing.revisions, help="The files themselves without."),
    ] = None,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page what is long on a terminal.")] = False,
    json: Json = False,
) -> None:
    """Tell who wrote each line and each field last, in which commit.

    What only moved keeps its writer, also to another scene or under another name; of a merge the side that brought it.
    """
    from anime_cli.cli.views.blame import blame as view
    from anime_cli.studio.blaming import blame as find

    call = context.obj
    told = find(call.studio, what, revision)
    terminal = call.terminal
    call.page(view(told, terminal.width, interactive=terminal.interactive), as_json=json, pager=not no_pager)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story graph", "anime story graph main ending/alternate --all --svg branches.svg"),
)
def graph(
    context: Context,
    branches: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRANCH]...", autocompletion=completing.branches, help="Only these; all without."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show each commit, not only those that matter.")] = False,
    svg: Annotated[str | None, typer.Option(metavar="FILE", help="Draw it into FILE; - prints the SVG.")] = None,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Never page what is long on a terminal.")] = False,
    json: Json = False,
) -> None:
    """Draw the branches: where they part, merge and end.

    Shown are the last commit of each branch with the ending that it tells, merges, partings, checkpoints and the first
    commit. Others are counted.
    """
    from anime_cli.cli.views import graph as views
    from anime_cli.studio.comparing import write_page
    from anime_cli.studio.graphing import story_graph

    call = context.obj
    found = story_graph(call.studio, branches or (), every=every)
    if svg == "-":
        call.terminal.out.write(views.svg(found))
        return
    written = [] if svg is None else [write_page(call.path(Path(svg)), views.svg(found))]
    terminal = call.terminal
    view = views.graph(found, written, terminal.width, interactive=terminal.interactive)
    call.page(view, as_json=json, pager=not no_pager)
