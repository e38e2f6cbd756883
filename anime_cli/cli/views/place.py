"""Places: a list of them, and one of them at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import PLACE, PLACES
from anime_cli.cli.views.card import Row, because, card, moment_data, moment_line
from anime_cli.story.calendar import span
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.results.people import Place as PlaceData
    from anime_cli.cli.results.people import Places
    from anime_cli.studio.people import Setting, ShownPlace


def places(settings: Sequence[Setting]) -> View:
    """List places."""
    rows = [
        (Styled(each.place.id, "cyan"), each.place.name, each.place.kind or "", plural(each.scenes, "scene"))
        for each in settings
    ]
    data: Places = {
        "places": [
            {"id": each.place.id, "name": each.place.name, "kind": each.place.kind, "scenes": each.scenes}
            for each in settings
        ]
    }
    return PLACES.view(data, [Table(("id", "name", "kind", "scenes"), rows)])


def place(shown: ShownPlace, width: int | None) -> View:
    """Show a place at a moment, WIDTH cells wide, as a table where it is None."""
    each = shown.scenery.place
    title = f"{each.name} ({each.id})" + (f", {each.kind}" if each.kind else "")
    rows = list(_rows(shown))
    return PLACE.view(_data(shown), card(title, moment_line(shown, shown.scenery.when), rows, width))


def _rows(shown: ShownPlace) -> Iterator[Row]:
    scenery, story, tell = shown.scenery, shown.story, shown.teller
    if scenery.place.description:
        yield Row("looks", " ".join(scenery.place.description.split()))
    for goal, seconds in scenery.ways.items():
        yield Row("way to", f"{tell.place(goal)}, {span(seconds, story.document.calendar.day)}")
    for name in scenery.scenes:
        number = story.number_of(name)
        yield Row("scene", f"{number if number is not None else '-'} {story.scenes[name].title or name}")
    for name, cause in scenery.here.items():
        yield Row("here", tell.name(name), cause, tell.cause(cause))


def _data(shown: ShownPlace) -> PlaceData:
    scenery, tell = shown.scenery, shown.teller
    each = scenery.place
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind,
        "description": each.description,
        "revision": shown.revision,
        "moment": moment_data(shown, scenery.when),
        "ways": [{"to": goal, "seconds": seconds} for goal, seconds in scenery.ways.items()],
        "scenes": list(scenery.scenes),
        "here": [
            {"character": name, "because": because(cause, tell.cause(cause))} for name, cause in scenery.here.items()
        ],
    }
