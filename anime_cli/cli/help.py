"""anime help: topics that concern more than one command."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples, single

app = single()


@app.command(epilog=examples("anime help environment", "anime help --man > ~/.local/share/man/man1/anime.1"))
def help_(
    context: Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC]", autocompletion=completing.topics, help="What about; lists all without."),
    ] = None,
    man: Annotated[bool, typer.Option("--man", help="Print the manual page of all commands instead.")] = False,
    json: Json = False,
) -> None:
    """Explain what concerns every command.

    The topics are environment, exit-codes, formatting and json.
    """
    from anime_cli.cli.topic import TOPICS, topic
    from anime_cli.cli.views import help as views

    call = context.obj
    if man:
        from anime_cli.cli.manual import manual_page

        call.terminal.out.write(manual_page())
    elif name is None:
        call.show(views.topics([topic(each) for each in TOPICS]), as_json=json)
    else:
        call.show(views.topic(topic(name)), as_json=json)
