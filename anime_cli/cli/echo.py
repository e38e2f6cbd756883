"""anime echo: ask Echo, the writers' room."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Brain, Json, Seed, Structure, examples, group

app = group(
    "Ask Echo, the writers' room.",
    'anime echo plot "A shy girl discovers she has magic powers"',
    'anime new petals --premise "A shy girl discovers she has magic powers"',
)


@app.callback()
def echo() -> None:
    """Ask Echo, the writers' room."""


@app.command(
    epilog=examples(
        'anime echo plot "A shy girl discovers she has magic powers"',
        "echo 'A boy finds a door in the sea' | anime echo plot - --seed 7 --json",
    )
)
def plot(
    context: Context,
    premise: Annotated[str, typer.Argument(metavar="PREMISE", help="One sentence; - reads it from stdin.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The story's title.")] = None,
    brain: Brain = None,
    seed: Seed = 0,
    structure: Structure = "kishotenketsu",
    json: Json = False,
) -> None:
    """Develop PREMISE into chapters and scenes, and show them.

    Nothing is written: `anime new` begins a story with them.
    """
    from anime_cli.cli.views.begin import storyline as view
    from anime_cli.studio.echoing import Wish, develop_plot

    call = context.obj
    wish = Wish(premise=call.text(premise) or "", title=title, seed=seed, structure=structure, brain=brain)
    call.show(view(develop_plot(wish, call.terminal.environment)), as_json=json)
