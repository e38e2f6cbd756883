"""anime engines: who can write, what can draw."""

from __future__ import annotations

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, examples, group

app = group("Show the engines that are here.", "anime engines list", "anime engines list --json")


@app.callback()
def engines() -> None:
    """Show the engines that are here."""


@app.command("list", epilog=examples("anime engines list", "anime engines list --json"))
def list_(context: Context, json: Json = False) -> None:
    """List who can write and what can draw, built in or by a plugin, and why one can't work."""
    from anime_cli.cli.views.engines import engines as view
    from anime_cli.studio.engines import list_engines

    context.obj.show(view(list_engines()), as_json=json)
