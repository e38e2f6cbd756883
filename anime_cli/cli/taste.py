"""anime taste: what people think of the pictures."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import DryRun, Json, Revision, examples, group

app = group("Rate pictures, and see what everybody said.", "anime taste rate rooftop-dusk 4", "anime taste show")

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENE|SCENE:ID]...", autocompletion=completing.scenes, help="Scenes or single shots; all without."
    ),
]


@app.callback()
def taste() -> None:
    """Rate pictures, and see what everybody said."""


@app.command(
    epilog=examples(
        'anime taste rate rooftop-dusk:c105eup 4 --note "Her hands are right."', "anime taste rate - < ratings.txt"
    )
)
def rate(
    context: Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar="SCENE|SCENE:ID",
            autocompletion=completing.scenes,
            help="A scene, by its key shot, or a single shot; - reads lines of this, STARS and a note.",
        ),
    ],
    stars: Annotated[str | None, typer.Argument(metavar="STARS", help="1 (bad) to 5 (very good).")] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="Why.")] = "",
    revision: Revision = None,
    size: Annotated[
        str | None, typer.Option("--size", metavar="WxH", help="The picture that was drawn in this size.")
    ] = None,
    renderer: Annotated[
        str | None, typer.Option("--renderer", metavar="NAME", help="The picture that this renderer drew.")
    ] = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Say how good a drawn picture is; a new word takes the place of your last one.

    The rating is kept on a branch of its own, with all that the picture was drawn from, and travels with the story.
    anime taste forget takes it back; anime story undo doesn't.
    """
    from anime_cli.cli.views.taste import rated
    from anime_cli.studio.judging import judged
    from anime_cli.studio.rating import rate_pictures

    call = context.obj
    call.set(size=size, renderer=renderer)
    said = judged(address, stars, note, lines=call.whole_text() if address == "-" else None)
    made = rate_pictures(call.studio, said, revision=revision, dry_run=dry_run)
    call.show(rated(made, call.terminal), as_json=json)


@app.command(epilog=examples("anime taste show rooftop-dusk", "anime taste show --by ren --stars 1-2 --json"))
def show(
    context: Context,
    names: Names = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="A part of a name or address.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only your own.")] = False,
    stars: Annotated[str | None, typer.Option("--stars", metavar="N|N-M|N-", help="Only with so many stars.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DAY", help="Only from this day on.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what was said anew or taken back since.")] = False,
    json: Json = False,
) -> None:
    """List the ratings: the last word of each person on each shot or scene."""
    from anime_cli.cli.views.taste import ratings
    from anime_cli.studio.reviewing import Asked, day_of, list_ratings, star_range

    call = context.obj
    asked = Asked(tuple(names or ()), by, mine, star_range(stars), day_of(since), every)
    call.show(ratings(list_ratings(call.studio, asked), call.terminal), as_json=json)


@app.command(epilog=examples("anime taste forget rooftop-dusk:c105eup", "anime taste forget --all --dry-run"))
def forget(
    context: Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENE|SCENE:ID]...", autocompletion=completing.scenes, help="Scenes or single shots you rated."
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Everything that you rated.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Take ratings of yours back.

    Another record says that they no longer hold; in the history of the branch they stay, as all does in git.
    """
    from anime_cli.cli.views.taste import withdrawn
    from anime_cli.studio.rating import withdraw_ratings

    call = context.obj
    ended = withdraw_ratings(call.studio, tuple(names or ()), every=every, dry_run=dry_run)
    call.show(withdrawn(ended, call.terminal), as_json=json)
