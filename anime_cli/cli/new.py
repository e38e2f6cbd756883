"""anime new: begin a story."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Brain, DryRun, Json, Seed, Structure, examples, single

app = single()


@app.command(
    epilog=examples(
        'anime new petals --premise "A shy girl discovers she has magic powers"',
        "anime new petals --from drafts/petals",
    )
)
def new(
    context: Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    premise: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="One sentence to make the story of; - reads it from stdin."),
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FOLDER", help="Adopt the story files that stand in FOLDER.")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The story's title.")] = None,
    brain: Brain = None,
    seed: Seed = 0,
    structure: Structure = "kishotenketsu",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Start a story in DIR, a git repository of its own: from one sentence, from files, or empty."""
    from anime_cli.cli.views.begin import new_story as view
    from anime_cli.studio.creating import new_story
    from anime_cli.studio.echoing import Wish

    call = context.obj
    said = call.text(premise)
    wish = None if said is None else Wish(premise=said, title=title, seed=seed, structure=structure, brain=brain)
    made = new_story(
        call.path(folder),
        environment=call.terminal.environment,
        wish=wish,
        source=call.path(source) if source else None,
        title=title,
        dry_run=dry_run,
    )
    call.tell(made.hints)
    call.show(view(made), as_json=json)
