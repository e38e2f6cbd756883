"""The places that can be drawn, and how a place's words choose one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.registry import Registry
from anime_cli.render.renderers.storyboard.backgrounds.beach import draw_beach
from anime_cli.render.renderers.storyboard.backgrounds.bedroom import draw_bedroom
from anime_cli.render.renderers.storyboard.backgrounds.classroom import draw_classroom
from anime_cli.render.renderers.storyboard.backgrounds.forest import draw_forest
from anime_cli.render.renderers.storyboard.backgrounds.rooftop import draw_rooftop
from anime_cli.render.renderers.storyboard.backgrounds.shrine import draw_shrine
from anime_cli.render.renderers.storyboard.backgrounds.street import draw_street
from anime_cli.render.renderers.storyboard.backgrounds.train import draw_train

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
        "bedroom": Place(draw_bedroom, indoors=True),
        "forest": Place(draw_forest),
        "shrine": Place(draw_shrine),
        "beach": Place(draw_beach),
        "train": Place(draw_train, indoors=True),
    },
    default="street",
    aliases={
        "school": "classroom", "class": "classroom", "clubroom": "classroom", "club room": "classroom",
        "library": "classroom", "laboratory": "classroom", "lab": "classroom", "office": "classroom",
        "hall": "classroom", "corridor": "classroom", "hallway": "classroom", "gym": "classroom", "lesson": "classroom",
        "staff room": "classroom", "infirmary": "classroom", "art room": "classroom", "music room": "classroom",
        "roof": "rooftop", "terrace": "rooftop", "balcony": "rooftop", "tower": "rooftop", "observatory": "rooftop",
        "city": "street", "town": "street", "road": "street", "market": "street", "shop": "street", "shops": "street",
        "alley": "street", "downtown": "street", "crossing": "street", "lane": "street", "arcade": "street",
        "district": "street", "neighbourhood": "street", "village": "street", "square": "street", "cafe": "street",
        "bookshop": "street", "bridge": "street", "festival": "street", "store": "street",
        "home": "bedroom", "house": "bedroom", "apartment": "bedroom", "flat": "bedroom", "kitchen": "bedroom",
        "living room": "bedroom", "room": "bedroom", "dormitory": "bedroom", "attic": "bedroom", "hospital": "bedroom",
        "ward": "bedroom", "workshop": "bedroom", "studio": "bedroom", "inn": "bedroom",
        "park": "forest", "wood": "forest", "woods": "forest", "garden": "forest", "grove": "forest", "hill": "forest",
        "mountain": "forest", "path": "forest", "trail": "forest", "field": "forest", "meadow": "forest",
        "courtyard": "forest", "schoolyard": "forest", "orchard": "forest", "riverbank": "forest",
        "temple": "shrine", "torii": "shrine", "gate": "shrine", "graveyard": "shrine", "cemetery": "shrine",
        "sea": "beach", "seaside": "beach", "shore": "beach", "coast": "beach", "harbour": "beach", "harbor": "beach",
        "lake": "beach", "river": "beach", "pier": "beach", "port": "beach", "lighthouse": "beach", "ocean": "beach",
        "carriage": "train", "bus": "train", "metro": "train", "subway": "train", "tram": "train", "railway": "train",
        "station": "train", "train station": "train", "platform": "train",
    },
)  # fmt: skip


def place_name(setting: Setting) -> str:
    """Name the place that a setting's kind means, or else its name, its id, its description."""
    for words in (setting.kind, setting.name, setting.place, setting.description):
        known = PLACES.mentioned(words)
        if known is not None:
            return known
    return PLACES.name_of(setting.kind or setting.name or setting.place)
