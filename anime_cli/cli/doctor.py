"""anime doctor: what is well, and how to mend what is not."""

from __future__ import annotations

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples, single

app = single()


@app.command(epilog=examples("anime doctor", "anime -C petals doctor --json"))
def doctor(context: Context, json: Json = False) -> None:
    """Look whether all works, and how to mend it.

    It looks at git, at this clone of a story, engines, fonts and the cache, and changes nothing. The exit code is 1
    where something needs mending.
    """
    from anime_cli.cli.views.health import health
    from anime_cli.studio.health import examine

    call = context.obj
    found = examine(call.folder, call.flags, call.terminal.environment)
    call.show(health(found, call.terminal.width if call.terminal.interactive else None), as_json=json)
    raise typer.Exit(found.exit_code)
