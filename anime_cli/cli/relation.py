"""anime relation: what people are to each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Brain, DryRun, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "Show and change what people are to each other.",
    "anime relation show sakura ren",
    "anime relation graph --svg relations.svg",
)

Change = Annotated[float | None, typer.Option(metavar="CHANGE", help="How much it changes, such as +0.2.")]


@app.callback()
def relation() -> None:
    """Show and change what people are to each other."""


@app.command(epilog=examples("anime relation show", "anime relation show sakura ren --at rooftop-dusk"))
def show(
    context: Context,
    one: Annotated[
        str | None,
        typer.Argument(metavar="[A]", autocompletion=completing.characters, help="A character; everybody without."),
    ] = None,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]", autocompletion=completing.characters, help="Another: how it came to be between the two."
        ),
    ] = None,
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    json: Json = False,
) -> None:
    """List the relations, or tell how one came to be.

    Between A and B every change is told with what caused it, both ways.
    """
    from anime_cli.cli.views import relations as views
    from anime_cli.studio.relating import relations_at

    call = context.obj
    people = tuple(person for person in (one, other) if person is not None)
    found = relations_at(call.studio, *people, at=at, path=scenes_of(path), revision=revision)
    call.show(views.pair(found) if other is not None else views.every(found), as_json=json)


@app.command(epilog=examples("anime relation graph", "anime relation graph --at rooftop-dusk --svg relations.svg"))
def graph(
    context: Context,
    at: Moment = None,
    path: Along = None,
    revision: Revision = None,
    svg: Annotated[str | None, typer.Option(metavar="FILE", help="Draw it into FILE; - prints the SVG.")] = None,
    dot: Annotated[str | None, typer.Option(metavar="FILE", help="Write it for Graphviz; - prints it.")] = None,
    json: Json = False,
) -> None:
    """Show who is bound to whom, and what the whole of it says."""
    from anime_cli.cli.views import network as views
    from anime_cli.studio.comparing import write_page
    from anime_cli.studio.relating import relations_at

    call = context.obj
    found = relations_at(call.studio, at=at, path=scenes_of(path), revision=revision)
    written = []
    for target, text in ((svg, views.svg), (dot, views.dot)):
        if target == "-":
            call.terminal.out.write(text(found))
        elif target is not None:
            written.append(write_page(call.path(Path(target)), text(found)))
    if "-" not in {svg, dot}:
        call.show(views.graph(found, written, interactive=call.terminal.interactive), as_json=json)


@app.command(epilog=examples("anime relation diff ending/alternate", "anime relation diff --since rooftop-dusk"))
def diff(
    context: Context,
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[REV1]", autocompletion=completing.revisions, help="A revision; the last commit without."
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="[REV2]", autocompletion=completing.revisions, help="Another; the files as they are without."
        ),
    ] = None,
    at: Moment = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="SCENE[:ITEM]",
            autocompletion=completing.scenes,
            help="Compare this moment with the later one, in one revision.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show which relations two revisions, or two moments, don't share."""
    from anime_cli.cli.views.relations import compared
    from anime_cli.studio.relating import diff_relations

    first = before if before is not None or since is not None else "HEAD"
    context.obj.show(compared(diff_relations(context.obj.studio, first, after, at=at, since=since)), as_json=json)


@app.command(
    name="set",
    epilog=examples(
        "anime relation set ren sakura --trust +0.2 --at rooftop-dusk --because e7d20b1",
        'anime relation set mio sakura --fear -0.1 --at lanterns:k3f9a2c --note "She laughs." -n',
    ),
)
def set_(
    context: Context,
    source: Annotated[str, typer.Argument(metavar="A", autocompletion=completing.characters, help="Who changes.")],
    to: Annotated[str, typer.Argument(metavar="B", autocompletion=completing.characters, help="Towards whom.")],
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="SCENE[:ITEM]",
            autocompletion=completing.scenes,
            help="Where: at its end, or behind the item.",
        ),
    ],
    trust: Change = None,
    affection: Change = None,
    rivalry: Change = None,
    fear: Change = None,
    debt: Change = None,
    because: Annotated[str | None, typer.Option(metavar="ID", help="The event that caused it.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in your words; - reads stdin.")] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Write an event by which A changes towards B."""
    from anime_cli.cli.views.relations import updated
    from anime_cli.studio.bonding import update_relationship

    call = context.obj
    levels = {"trust": trust, "affection": affection, "rivalry": rivalry, "fear": fear, "debt": debt}
    changes = {name: change for name, change in levels.items() if change is not None}
    made = update_relationship(
        call.studio, source, to, changes, at=at, because=because, note=call.text(note), dry_run=dry_run
    )
    call.show(updated(made), as_json=json)


@app.command(
    epilog=examples(
        "anime relation interact sakura ren", "anime relation interact sakura mio --at lanterns --seed 2 --write"
    )
)
def interact(
    context: Context,
    one: Annotated[str, typer.Argument(metavar="A", autocompletion=completing.characters, help="A character.")],
    other: Annotated[str, typer.Argument(metavar="B", autocompletion=completing.characters, help="Another.")],
    at: Moment = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="SCENE",
            autocompletion=completing.scenes,
            help="Put it behind this scene, not that of --at.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number, another scene.", show_default=True)] = 0,
    brain: Brain = None,
    write: Annotated[bool, typer.Option("--write", help="Put the scene into the story's files.")] = False,
    json: Json = False,
) -> None:
    """Propose a scene from what stands between A and B.

    It is shown as YAML and fits where it is put: both can be there, and nothing contradicts itself.
    """
    from anime_cli.cli.views.interaction import proposal
    from anime_cli.studio.interacting import generate_interaction

    call = context.obj
    call.set(brain=brain)
    made = generate_interaction(call.studio, one, other, at=at, after=after, seed=seed, write=write)
    call.tell(made.notes)
    call.show(proposal(made), as_json=json)
