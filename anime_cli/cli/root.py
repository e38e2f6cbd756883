"""The root of the command line: what stands in the table is what `anime --help` shows."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli import __version__
from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.lazy import Entry, LazyGroup
from anime_cli.cli.options import NEEDS_HELP, examples

COMMANDS = (
    Entry("demo", "Take the tour: one sentence becomes a drawn story.", "Start", "anime_cli.cli.demo"),
    Entry("new", "Start a story.", "Start", "anime_cli.cli.new"),
    Entry("story", "Read, branch, merge and check a story.", "Work", "anime_cli.cli.story"),
    Entry("scene", "List scenes and write them.", "Work", "anime_cli.cli.scene"),
    Entry("chapter", "List chapters and write them.", "Work", "anime_cli.cli.chapter"),
    Entry("character", "See people at any moment, and write them.", "Work", "anime_cli.cli.character"),
    Entry("place", "See places and who is there, and write them.", "Work", "anime_cli.cli.place"),
    Entry("emotion", "Say what people feel, and follow it.", "Work", "anime_cli.cli.emotion"),
    Entry("relation", "Show and change what people are to each other.", "Work", "anime_cli.cli.relation"),
    Entry("fact", "Tell who knows what, and write what is true.", "Work", "anime_cli.cli.fact"),
    Entry("item", "Follow the things that people hold, and write them.", "Work", "anime_cli.cli.item"),
    Entry("thread", "Follow the questions that a story asks, and write them.", "Work", "anime_cli.cli.thread"),
    Entry("render", "Draw a story's shots.", "Work", "anime_cli.cli.render"),
    Entry("taste", "Rate pictures, and see what everybody said.", "Work", "anime_cli.cli.taste"),
    Entry("echo", "Ask Echo, the writers' room.", "Work", "anime_cli.cli.echo"),
    Entry("config", "Show and change settings.", "Look after", "anime_cli.cli.config"),
    Entry("engines", "Show the engines that are here.", "Look after", "anime_cli.cli.engines"),
    Entry(
        "doctor",
        "Look whether all works, and how to mend it.",
        "Look after",
        "anime_cli.cli.doctor",
    ),
    Entry("help", "Explain what concerns every command.", "Look after", "anime_cli.cli.help"),
)
"""Every command of the root, in the order help shows them."""


class Root(LazyGroup):
    """The root group."""

    entries = COMMANDS


app = typer.Typer(
    cls=Root,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=NEEDS_HELP,
    epilog=examples("anime demo", 'anime new petals --premise "A shy girl discovers she has magic powers"'),
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"anime {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: Context,
    folder: Annotated[
        Path | None, typer.Option("-C", metavar="DIR", help="Work as if the command had been started in DIR.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more about what is done.")] = False,
    _: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Git for stories: branch, merge, check and draw them."""
    context.obj.settle(folder, quiet=quiet, verbose=verbose)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
