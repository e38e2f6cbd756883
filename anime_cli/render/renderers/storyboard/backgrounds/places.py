"""The places that can be drawn, and how a place's words choose one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.registry import Registry
from anime_cli.render.renderers.storyboard.backgrounds.classroom import draw_classroom
from anime_cli.render.renderers.storyboard.backgrounds.rooftop import draw_rooftop
from anime_cli.render.renderers.storyboard.backgrounds.street import draw_street

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.render.renderers.storyboard.backgrounds.stage import Stage
    from anime_cli.render.request import Setting


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be drawn; lamps light an indoor one at night, and weather stays outside."""

    draw: Callable[[Stage], None]
    indoors: bool = False


PLACES: Registry[Place] = Registry(
    "place",
    {
        "classroom": Place(draw_classroom, indoors=True),
        "rooftop": Place(draw_rooftop),
        "street": Place(draw_street),
    },
    default="street",
    aliases={
        "school": "classroom", "class": "classroom", "clubroom": "classroom", "club room": "classroom",
        "library": "classroom", "laboratory": "classroom", "lab": "classroom", "office": "classroom",
        "hall": "classroom", "corridor": "classroom", "hallway": "classroom", "room": "classroom",
        "lesson": "classroom", "staff room": "classroom", "infirmary": "classroom", "studio": "classroom",
        "roof": "rooftop", "terrace": "rooftop", "balcony": "rooftop", "tower": "rooftop",
        "city": "street", "town": "street", "road": "street", "market": "street", "shop": "street", "shops": "street",
        "alley": "street", "downtown": "street", "crossing": "street", "lane": "street", "arcade": "street",
        "district": "street", "neighbourhood": "street", "village": "street", "square": "street", "cafe": "street",
    },
)  # fmt: skip


def place_name(setting: Setting) -> str:
    """Name the place that a setting's kind means, or else its name, its id, its description."""
    for words in (setting.kind, setting.name, setting.place, setting.description):
        known = PLACES.mentioned(words)
        if known is not None:
            return known
    return PLACES.name_of(setting.kind or setting.name or setting.place)
