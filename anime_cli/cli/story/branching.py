"""anime story: several tellings of one story."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples
from anime_cli.cli.story.group import BRANCHES, app


@app.command(
    rich_help_panel=BRANCHES,
    epilog=examples("anime story branch", "anime story branch ending/alternate main"),
)
def branch(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", autocompletion=completing.branches, help="A new branch; lists all without."),
    ] = None,
    revision: Annotated[
        str, typer.Argument(metavar="[REVISION]", autocompletion=completing.revisions, help="Where it begins.")
    ] = "HEAD",
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
    name: Annotated[
        str, typer.Argument(metavar="BRANCH", autocompletion=completing.branches, help="The branch to work on.")
    ],
    create: Annotated[bool, typer.Option("--create", "-c", help="Create it first.")] = False,
    json: Json = False,
) -> None:
    """Work on another branch.

    Where changes would be lost, it is refused and nothing happens.
    """
    from anime_cli.cli.views.branches import switched
    from anime_cli.studio.branching import switch_branch

    context.obj.show(switched(switch_branch(context.obj.studio, name, create=create)), as_json=json)
