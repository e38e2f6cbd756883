"""Options and arguments that several commands share, and the form of their examples."""

from __future__ import annotations

from typing import Annotated

import typer

from anime_cli.cli import completing

NEEDS_HELP = {"help_option_names": ["-h", "--help"]}
"""Both ways to ask a command for help."""

Json = Annotated[bool, typer.Option("--json", help="Print the result as one JSON document.")]
DryRun = Annotated[bool, typer.Option("-n", "--dry-run", help="Show what would be done; do nothing.")]


def examples(*lines: str) -> str:
    """Return the end of a command's help: LINES, left as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def group(about: str, *lines: str) -> typer.Typer:
    """Return an empty command group called by what it is ABOUT, with LINES as its examples."""
    from anime_cli.cli.lazy import LazyApp

    return LazyApp(
        help=about,
        epilog=examples(*lines),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=NEEDS_HELP,
    )


def single() -> typer.Typer:
    """Return an empty app for one command of the root."""
    return typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=NEEDS_HELP
    )


Brain = Annotated[str | None, typer.Option(metavar="NAME", help="Who writes for Echo.", show_default="planner")]
Seed = Annotated[
    int, typer.Option(metavar="N", help="Another number, another story of the same premise.", show_default=True)
]
Structure = Annotated[str, typer.Option(metavar="NAME", help="The story's structure.", show_default=True)]
Moment = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="SCENE[:ITEM]",
        autocompletion=completing.scenes,
        help="When that is over; the end of the story without.",
    ),
]
Along = Annotated[
    str | None,
    typer.Option(
        "--path", metavar="SCENE,…", autocompletion=completing.path, help="Go through these scenes where choices part."
    ),
]
Revision = Annotated[
    str | None,
    typer.Option(
        "--revision",
        metavar="REVISION",
        autocompletion=completing.revisions,
        help="A commit, branch or tag instead of the files.",
    ),
]


def scenes_of(path: str | None) -> tuple[str, ...]:
    """Return the scenes that `--path` names, in order."""
    return tuple(name.strip() for name in (path or "").split(",") if name.strip())
