"""anime fact: what is true in a story, and who knows it."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Moment, Revision, examples, group, scenes_of

app = group("Tell who knows what, and write what is true.", "anime fact list", "anime fact knows ren --at rooftop-dusk")


@app.callback()
def fact() -> None:
    """Tell who knows what, and write what is true."""


@app.command("list", epilog=examples("anime fact list --at rooftop-dusk", "anime fact list --leaked --json"))
def list_(
    context: Context,
    at: Moment = None,
    path: Along = None,
    leaked: Annotated[
        bool, typer.Option("--leaked", help="Only secrets that somebody got to know, with the chain of telling.")
    ] = False,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """List the facts: secret or not, who knows each, where they learned it and from whom."""
    from anime_cli.cli.views.fact import facts
    from anime_cli.studio.knowing import list_facts

    call = context.obj
    found = list_facts(call.studio, at, path=scenes_of(path), revision=revision, leaked=leaked)
    call.show(facts(found, call.terminal, leaked=leaked), as_json=json)


@app.command(epilog=examples("anime fact knows ren", "anime fact knows ren --at rooftop-dusk:e7d20b1 --json"))
def knows(
    context: Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", autocompletion=completing.characters, help="A character's id.")
    ],
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show what somebody knows, from whom and since where, and what they don't know yet."""
    from anime_cli.cli.views.fact import known
    from anime_cli.studio.knowing import knows as ask

    call = context.obj
    found = ask(call.studio, name, at, path=scenes_of(path), revision=revision)
    call.show(known(found, call.terminal), as_json=json)


add_commands(
    app,
    "fact",
    Shown(
        add=(
            'anime fact add "Sakura can move petals." --id sakura-has-magic --secret --known-by sakura',
            "anime fact add - --id sakura-has-magic < fact.yaml",
        ),
        edit=("anime fact edit sakura-has-magic --known-by sakura,ren", "anime fact edit sakura-has-magic --no-secret"),
        rename=("anime fact rename sakura-has-magic petals", "anime fact rename sakura-has-magic petals --commit"),
        remove=("anime fact remove sakura-has-magic", "anime fact remove sakura-has-magic --cascade --dry-run"),
    ),
)
