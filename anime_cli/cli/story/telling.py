"""anime story stats and bible: all of a story in figures, and all of it in one document."""

from __future__ import annotations

from anime_cli.cli.invocation import Context  # noqa: TC001  # Typer reads it
from anime_cli.cli.options import Json, Revision, examples
from anime_cli.cli.story.group import READ, app


@app.command(
    rich_help_panel=READ, epilog=examples("anime story stats", "anime story stats --revision ending/alternate")
)
def stats(context: Context, revision: Revision = None, json: Json = False) -> None:
    """Count what can be counted: structure, causes, speech, repetition, coherence.

    docs/stats.md defines each figure. None of them is a mark for quality.
    """
    from anime_cli.cli.views.stats import stats as view
    from anime_cli.studio.measuring import story_stats

    call = context.obj
    call.show(view(story_stats(call.studio, revision), call.terminal), as_json=json)
