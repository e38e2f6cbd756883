"""anime story stats and bible: all of a story in figures, and all of it in one document."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003  # Typer reads it
from typing import Annotated

import typer

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples
from anime_cli.cli.story.group import READ, app


class Form(StrEnum):
    """What a bible is written as."""

    markdown = "markdown"
    html = "html"


@app.command(
    rich_help_panel=READ, epilog=examples("anime story stats", "anime story stats --revision ending/alternate")
)
def stats(context: Context, revision: Revision = None, json: Json = False) -> None:
    """Show the figures of a story, each by itself.

    docs/stats.md defines each figure. None of them is a mark for quality.
    """
    from anime_cli.cli.views.stats import stats as view
    from anime_cli.studio.measuring import story_stats

    call = context.obj
    call.show(view(story_stats(call.studio, revision), call.terminal), as_json=json)


@app.command(
    rich_help_panel=READ,
    epilog=examples("anime story bible -o BIBLE.md", "anime story bible --revision ending/alternate -o bible.html"),
)
def bible(
    context: Context,
    form: Annotated[
        Form | None, typer.Option("--format", help="What to write; by the file's ending, else markdown.")
    ] = None,
    revision: Revision = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write it there instead of printing it.")
    ] = None,
    json: Json = False,
) -> None:
    """Set all of a story in one document for a new writer.

    It has the scenes, people, places, secrets, things, threads, the timeline and what the check finds.
    """
    from anime_cli.cli.views import bible as views
    from anime_cli.studio.bible import set_bible, story_bible
    from anime_cli.studio.comparing import write_page

    call = context.obj
    found = story_bible(call.studio, revision)
    if output is None:
        text = "" if json else set_bible(found, form or Form.markdown)
        call.show(views.bible(found, text), as_json=json)
        return
    named = Form.html if output.suffix.lower() in {".html", ".htm"} else Form.markdown
    path = write_page(call.path(output), set_bible(found, form or named))
    call.show(views.written(path, form or named), as_json=json)
