"""Growth that was written into its scenes: what grows, and the lines that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import EVOLUTION_APPLIED
from anime_cli.cli.typeset import wrap
from anime_cli.cli.views.changes import hunks_data
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.people import EvolutionApplied
    from anime_cli.studio.evolving import Written


def written(done: Written, width: int | None) -> View:
    """Show what was written, file by file; sentences are WIDTH cells wide at most, lines of files as they are."""
    data: EvolutionApplied = {
        "id": done.evolved.evolution.character.id,
        "dry_run": done.dry_run,
        "applied": [
            {
                "rule": each.rule,
                "scene": each.scene,
                "field": each.event.field_,
                "from": each.event.source,
                "to": each.event.to,
            }
            for each in done.chosen
        ],
        "files": [{"path": path, "hunks": hunks_data(hunks)} for path, hunks in done.hunks.items()],
    }
    return EVOLUTION_APPLIED.view(data, _written(done, width))


def _written(done: Written, width: int | None) -> Iterator[Line]:
    if not done.chosen:
        yield "Nothing is proposed; nothing changes."
        return
    for each in done.chosen:
        said = f"{done.evolved.teller.event(each.event)}."
        yield from (wrap(said, width) if width is not None else [said])
    verb = "would change" if done.dry_run else "changed"
    yield Styled(f"{plural(len(done.hunks), 'scene')} {verb}.", "dim")
    for path, hunks in done.hunks.items():
        yield Styled(path, "bold")
        for hunk in hunks:
            yield Styled(f"@ {hunk.line}", "cyan")
            yield from (Styled(f"-{line}", "red") for line in hunk.removed)
            yield from (Styled(f"+{line}", "green") for line in hunk.added)
    if not done.dry_run:
        yield Styled("Nothing is committed; anime story undo takes it back.", "dim")
