"""anime scene write: a scene as a plain script, in an editor or from a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from anime_cli.cli.invocation import Context, NothingToRead
from anime_cli.cli.options import DryRun, Json, examples
from anime_cli.errors import UsageError

if TYPE_CHECKING:
    from typing import TextIO

    from anime_cli.studio.screenwriting import Written


class NotASource(UsageError):
    """Something else than `-` was given to read a script from."""

    def __init__(self, word: str, scene: str) -> None:
        super().__init__(
            f"A script is read from the standard input, which is called '-', not from '{word}'.",
            hint=f"anime scene write {scene} - < {word}",
        )


def write(
    context: Context,
    scene: Annotated[str, typer.Argument(metavar="ID", help="The scene.")],
    source: Annotated[
        str | None, typer.Argument(metavar="[-]", help="Read the script from the standard input; no editor opens.")
    ] = None,
    print_: Annotated[bool, typer.Option("--print", help="Print the script; write nothing.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show the id of each item beside it.")] = False,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Write a scene as a plain script, in your editor.

    Dialogue, actions, shots, choices, and events in brackets, as docs/script.md shows them. What you leave as it is
    keeps every byte of the file, and every item its id. A text with mistakes comes back with each marked above its
    line. The file changes, nothing is committed; `anime story undo` takes it back.
    """
    from anime_cli.cli.views.noticed import noticed
    from anime_cli.cli.views.screenplay import printed, written
    from anime_cli.studio.screenwriting import scene_script

    call = context.obj
    if print_:
        call.show(printed(scene, scene_script(call.studio, scene, ids=ids)), as_json=json)
        return
    if source not in {None, "-"}:
        raise NotASource(str(source), scene)
    done = _done(context, scene, source, ids=ids, dry_run=dry_run)
    call.show(written(done), as_json=json)
    call.tell(noticed(done.problems))


def _done(context: Context, scene: str, source: str | None, *, ids: bool, dry_run: bool) -> Written:
    """Write SCENE from the standard input, or in the person's editor."""
    from anime_cli.studio.drafting import write_in_editor
    from anime_cli.studio.screenwriting import write_scene

    call = context.obj
    if source is None:
        return write_in_editor(call.studio, scene, ids=ids, dry_run=dry_run)
    text = _typed(call.terminal.source)
    if not text.strip():
        raise NothingToRead
    return write_scene(call.studio, scene, text, dry_run=dry_run)


def _typed(source: TextIO) -> str:
    """Return all that stands on SOURCE.

    Raises:
        NotReadable: it is no UTF-8.
    """
    from anime_cli.text.trouble import decoded

    return decoded(source.buffer.read() if hasattr(source, "buffer") else source.read(), "standard input")


def register(app: typer.Typer) -> None:
    """Make `write` a command of APP, the group of scenes."""
    app.command(
        "write",
        epilog=examples("anime scene write rooftop-dusk", "anime scene write rooftop-dusk - < script.txt --dry-run"),
    )(write)
