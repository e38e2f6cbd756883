"""A scene as a plain script, and what writing one changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.printed import SCENE_SCRIPT, SCENE_WRITTEN
from anime_cli.cli.views.changes import change_data, changes, hunks_data
from anime_cli.cli.views.noticed import noticed_data
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line, View
    from anime_cli.cli.results.scenes import SceneWritten
    from anime_cli.studio.screenwriting import Written


def printed(scene: str, text: str) -> View:
    """Show the plain script of SCENE."""
    return SCENE_SCRIPT.view({"scene": scene, "text": text}, text.splitlines())


def written(done: Written) -> View:
    """Show what a script changed in the file of a scene."""
    data: SceneWritten = {
        "scene": done.scene,
        "path": done.path,
        "changes": [change_data(change) for change in done.changes],
        "hunks": hunks_data(done.hunks),
        "dry_run": done.dry_run,
        "problems": noticed_data(done.problems),
        "kept": None if done.kept is None else str(done.kept),
    }
    return SCENE_WRITTEN.view(data, _written(done))


def _written(done: Written) -> Iterator[Line]:
    if not done.hunks:
        yield "Nothing changed."
        return
    lines = plural(sum(max(len(h.removed), len(h.added)) for h in done.hunks), "line")
    places = plural(len(done.hunks), "place")
    yield f"{'Would change' if done.dry_run else 'Changed'} {lines} in {places} of {done.path}."
    yield from changes(done.changes)
    if done.kept is not None:
        yield f"Your text is kept in {done.kept}."
