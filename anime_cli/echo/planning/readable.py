"""Print drafts as a script that can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.echo.tasks.plot import Draft


def readable(drafts: Iterable[Draft]) -> str:
    """Return DRAFTS as a script: chapters, scenes, actions and lines; events are left to the files."""
    by: dict[tuple[str, str], Any] = {(draft.kind, draft.id): draft.values for draft in drafts}
    story = by["story", "story"]
    lines = [str(story["title"]).upper(), str(story["logline"]), ""]
    for number, chapter in enumerate(story["chapters"], 1):
        values = by["chapter", chapter]
        lines += [f"{number}. {values['title']}", str(values["summary"]), ""]
        for scene in values["scenes"]:
            lines += [*_scene(by["scene", scene], by), ""]
    return "\n".join(lines)


def _scene(scene: Any, by: dict[tuple[str, str], Any]) -> list[str]:
    place = by["place", scene["place"]]["name"]
    lines = [f"  {scene['title']} - {place}, day {scene['day']}, {scene['time']}", f"  ({scene['summary']})"]
    for item in scene["script"]:
        if "action" in item:
            lines.append(f"    {item['action']}")
        if "say" in item:
            name = str(by["character", item["who"]]["name"]).split()[0].upper()
            lines.append(f"    {name}{' (' + item['how'] + ')' if 'how' in item else ''}: {item['say']}")
    return lines
