"""anime thread: the questions that a story asks."""

from __future__ import annotations

from anime_cli.cli.authoring import Shown, add_commands
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Along, Json, Moment, Revision, examples, group, scenes_of

app = group(
    "Follow the questions that a story asks, and write them.", "anime thread list", "anime thread list --at lanterns"
)


@app.callback()
def thread() -> None:
    """Follow the questions that a story asks, and write them."""


@app.command("list", epilog=examples("anime thread list", "anime thread list --at rooftop-dusk --json"))
def list_(
    context: Context, at: Moment = None, path: Along = None, revision: Revision = None, json: Json = False
) -> None:
    """List the threads: set up where, paid off where, due when, and how far apart."""
    from anime_cli.cli.views.thread import threads
    from anime_cli.studio.threads import list_threads

    call = context.obj
    found = list_threads(call.studio, at, path=scenes_of(path), revision=revision)
    call.show(threads(found, call.terminal), as_json=json)


add_commands(
    app,
    "thread",
    Shown(
        add=(
            'anime thread add "Who saw her?" --due the-fall',
            'anime thread add "Who saw Sakura on the roof?" --id who-saw-her --commit',
        ),
        edit=("anime thread edit who-saw-her --due the-fall", "anime thread edit who-saw-her --unset due"),
        rename=("anime thread rename who-saw-her the-witness", "anime thread rename who-saw-her the-witness -n"),
        remove=("anime thread remove who-saw-her", "anime thread remove who-saw-her --cascade --dry-run"),
    ),
)
