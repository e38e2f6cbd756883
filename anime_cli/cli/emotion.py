"""anime emotion: what people feel, and how it goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, DryRun, Json, Revision, examples, group, scenes_of

app = group(
    "Say what people feel, and follow it.", "anime emotion journey sakura", "anime emotion set rooftop-dusk ren afraid"
)

Address = Annotated[
    str,
    typer.Argument(metavar="SCENE[:ITEM]", autocompletion=completing.scenes, help="A scene, or an item of its script."),
]


@app.callback()
def emotion() -> None:
    """Say what people feel, and follow it."""


@app.command("list", epilog=examples("anime emotion list", "anime emotion list --revision ending/alternate --json"))
def list_(context: Context, revision: Revision = None, json: Json = False) -> None:
    """List the emotions that the story can name.

    Each with its mix of Plutchik's eight primaries, its face, and how often the story names it; its own are marked.
    """
    from anime_cli.cli.views.emotion import listed
    from anime_cli.studio.emotion import list_emotions

    context.obj.show(listed(list_emotions(context.obj.studio, revision)), as_json=json)


@app.command(
    "set",
    epilog=examples(
        "anime emotion set rooftop-dusk:h8j9k1m ren afraid --intensity 0.7",
        "anime emotion set rooftop-dusk sakura calm --dry-run",
    ),
)
def set_(
    context: Context,
    address: Address,
    character: Annotated[
        str, typer.Argument(metavar="CHARACTER", autocompletion=completing.characters, help="Who feels it.")
    ],
    emotion: Annotated[str, typer.Argument(metavar="EMOTION", help="What they feel: a name of `anime emotion list`.")],
    intensity: Annotated[
        float | None, typer.Option("--intensity", metavar="X", help="How strongly, 0 to 1; as it was without.")
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Let CHARACTER feel EMOTION from there on.

    At a line of theirs it becomes the line's own and holds for that line; at any other item it is an event behind it;
    at a scene it is how they enter. The file changes, nothing is committed; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.emotion import applied
    from anime_cli.studio.emotion import apply_emotion

    done = apply_emotion(context.obj.studio, address, character, emotion, intensity=intensity, dry_run=dry_run)
    context.obj.show(applied(done), as_json=json)


@app.command(
    epilog=examples("anime emotion journey sakura", "anime emotion journey sakura ren --png journey.png"),
)
def journey(
    context: Context,
    characters: Annotated[
        list[str],
        typer.Argument(
            metavar="CHARACTER...", autocompletion=completing.characters, help="Whose; several are compared."
        ),
    ],
    path: Along = None,
    revision: Revision = None,
    svg: Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Write a chart; - prints it.")] = None,
    png: Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Write the chart as a picture.")] = None,
    json: Json = False,
) -> None:
    """Show what somebody feels through the story.

    Scene by scene, with the turning points, what happens there, and the classic arc that comes nearest. Off a terminal
    each moment is a row.
    """
    from anime_cli.cli.views.journey import journeys
    from anime_cli.studio.journey import journey_chart, track_emotional_journey, write_journey

    call = context.obj
    told = track_emotional_journey(call.studio, characters, path=scenes_of(path), revision=revision)
    if svg == "-":
        call.terminal.out.write(journey_chart(told))
        return
    written = write_journey(told, svg=call.path(Path(svg)) if svg else None, png=png and call.path(png))
    call.show(journeys(told, written, call.terminal), as_json=json)


add_commands(
    app,
    "emotion",
    Shown(
        add=(
            "anime emotion add wistful --plutchik sadness=0.4 --plutchik joy=0.2 --eyes downcast",
            "anime emotion add - --id wistful < wistful.yaml",
        ),
        edit=("anime emotion edit wistful --mouth smile", "anime emotion edit wistful --set plutchik.joy=0.3"),
        rename=("anime emotion rename wistful bittersweet", "anime emotion rename wistful bittersweet --dry-run"),
        remove=("anime emotion remove wistful", "anime emotion remove wistful --cascade --dry-run"),
    ),
)
