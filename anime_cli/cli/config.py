"""anime config: what is set, by whom, and changing it."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples, group

app = group("Show and change settings.", "anime config list", "anime config set brain planner")
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=completing.settings, help="A setting, as `anime config list` names it."
    ),
]


@app.callback()
def config() -> None:
    """Show and change settings."""


@app.command("list", epilog=examples("anime config list", "anime config list --json"))
def list_(context: Context, json: Json = False) -> None:
    """List every setting with its value and where that comes from.

    The strongest that says something counts: a flag, the environment, the story, your own file, the default.
    """
    from anime_cli.cli.views.config import settings
    from anime_cli.studio.configuring import list_settings, settings_of

    call = context.obj
    call.show(settings(list_settings(settings_of(call.folder, call.flags, call.terminal.environment))), as_json=json)


@app.command(epilog=examples("anime config get renderer", "anime config get cache --json"))
def get(context: Context, name: Name, json: Json = False) -> None:
    """Show the value of one setting; off a terminal the value alone."""
    from anime_cli.cli.views.config import setting
    from anime_cli.studio.configuring import get_setting, settings_of

    call = context.obj
    told = get_setting(settings_of(call.folder, call.flags, call.terminal.environment), name)
    call.show(setting(told, origin=call.terminal.interactive), as_json=json)


@app.command("set", epilog=examples("anime config set jobs 2", "anime config set size 640x360 --story"))
def set_(
    context: Context,
    name: Name,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What it shall be.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take it out of the file instead.")] = False,
    story: Annotated[bool, typer.Option("--story", help="In the story's style.yaml instead of your own file.")] = False,
    json: Json = False,
) -> None:
    """Change a setting in your own file, or in the story.

    Comments and all other lines stay. A change of the story is not committed, and `anime story undo` takes it back.
    """
    from anime_cli.cli.choices import value_or_unset
    from anime_cli.cli.views.config import changed
    from anime_cli.studio.configuring import set_in_story, set_setting

    call = context.obj
    value_or_unset(value, unset=unset)
    done = set_in_story(call.studio, name, value) if story else set_setting(call.terminal.environment, name, value)
    call.show(changed(done), as_json=json)
