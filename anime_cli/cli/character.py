"""anime character: people as they are at a moment of the story."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Brain, DryRun, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "See people at any moment, and write them.", "anime character list", "anime character show ren --at rooftop-dusk"
)

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", autocompletion=completing.characters, help="An id, or a name that only one of them has."
    ),
]


@app.callback()
def character() -> None:
    """See people at any moment, and write them."""


@app.command("list", epilog=examples("anime character list", "anime character list --revision ending/alternate --json"))
def list_(context: Context, path: Along = None, revision: Revision = None, json: Json = False) -> None:
    """List the characters and the scenes that they are in."""
    from anime_cli.cli.views.person import people
    from anime_cli.studio.people import At, list_characters

    at = At(path=scenes_of(path), revision=revision)
    context.obj.show(people(list_characters(context.obj.studio, at)), as_json=json)


@app.command(epilog=examples("anime character show ren", 'anime character show "Ren Aoyama" --at rooftop-dusk:e7d20b1'))
def show(
    context: Context,
    name: Name,
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """Show all that holds of somebody at a moment, each with what made it so."""
    from anime_cli.cli.views.person import person
    from anime_cli.studio.people import At, show_character

    call = context.obj
    shown = show_character(call.studio, name, At(address=at, path=scenes_of(path), revision=revision))
    call.show(person(shown, call.terminal.width if call.terminal.interactive else None), as_json=json)


@app.command(
    epilog=examples(
        "anime character evolve sakura --from rooftop-dusk",
        "anime character evolve ren --apply 1 --dry-run",
    )
)
def evolve(
    context: Context,
    name: Name,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="SCENE[:ITEM]",
            autocompletion=completing.scenes,
            help="Once that is over; before the first scene without.",
        ),
    ] = None,
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    apply: Annotated[
        str | None, typer.Option("--apply", metavar="N[,N…]|all", help="Write these proposals into their scenes.")
    ] = None,
    dry_run: DryRun = False,
    brain: Brain = None,
    json: Json = False,
) -> None:
    """Show how somebody changes between two moments, and why.

    Before and after stand beside each other. Then come, by number, proposals of growth that the story calls for and
    doesn't tell. One that is applied becomes a `grows` event; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.evolution import evolved
    from anime_cli.cli.views.growth import written
    from anime_cli.studio.evolving import Span, apply_evolution, evolve_character

    call = context.obj
    call.set(brain=brain)
    told = evolve_character(call.studio, name, Span(since=since, until=at, path=scenes_of(path), revision=revision))
    width = call.terminal.width if call.terminal.interactive else None
    if apply is not None:
        call.show(written(apply_evolution(call.studio, told, apply, dry_run=dry_run), width), as_json=json)
        return
    call.show(evolved(told, width), as_json=json)


add_commands(
    app,
    "character",
    Shown(
        add=(
            'anime character add "Ren Aoyama" --id ren --role rival --traits patient,proud',
            "anime character add - --id ren < ren.yaml",
        ),
        edit=(
            'anime character edit ren --want "To stay." --set look.hair.colour=black',
            "anime character edit ren --set born.year=2007 --unset flaw --dry-run",
        ),
        rename=("anime character rename ren rin", "anime character rename ren rin --commit"),
        remove=("anime character remove ren", "anime character remove ren --cascade --dry-run"),
    ),
)
