"""From a request to pixels: a background kept for the next picture, the people and the words over it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from anime_cli.figure.raster import rasterise
from anime_cli.figure.svg import Svg, fading, move
from anime_cli.render.renderers.storyboard.backgrounds.places import PLACES, place_name
from anime_cli.render.renderers.storyboard.backgrounds.stage import BOTTOM, LEFT, TOP, WIDE, Stage
from anime_cli.render.renderers.storyboard.bubbles import Box, Scene
from anime_cli.render.renderers.storyboard.character import draw_actor
from anime_cli.render.renderers.storyboard.light import WEATHERS, light_of
from anime_cli.render.renderers.storyboard.sheet import dice
from anime_cli.render.renderers.storyboard.shots import (
    ANGLES,
    MIDDLE,
    SHOTS,
    WORLD_HEIGHT,
    Blocking,
    Viewport,
    blocking,
    viewport,
)
from anime_cli.render.renderers.storyboard.speech import (
    SLATE_TOP,
    body_box,
    draw_bubble,
    draw_slate,
    draw_subtitle,
    face_box,
    hair_box,
    lay_out,
    mouth_of,
    subtitle_lines,
)
from anime_cli.render.renderers.storyboard.weather import draw_air

if TYPE_CHECKING:
    from PIL.Image import Image

    from anime_cli.render.renderers.storyboard.character import Actor
    from anime_cli.render.renderers.storyboard.light import Light
    from anime_cli.render.renderers.storyboard.speech import Bubble
    from anime_cli.render.request import RenderRequest, Speech

_KEPT = 12
_ROLL_ZOOM = 1.12
_LETTERBOX = "#0c0a12"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """Everything that a background depends on."""

    place: str
    light: str
    weather: str
    shot: str
    angle: str
    seed: int
    view: Viewport


def backdrop_of(request: RenderRequest, view: Viewport) -> Backdrop:
    """Read a request's setting and camera into known names."""
    return Backdrop(
        place=place_name(request.setting),
        light=request.setting.light,
        weather=WEATHERS.name_of(request.setting.weather),
        shot=SHOTS.name_of(request.shot),
        angle=ANGLES.name_of(request.angle),
        seed=request.seed,
        view=view,
    )


def _roll(angle: str) -> str:
    turn = ANGLES[angle].roll
    if not turn:
        return ""
    slack = (1 - _ROLL_ZOOM) / _ROLL_ZOOM
    return f"rotate({turn:g} 640 360) scale({_ROLL_ZOOM:g}) {move(MIDDLE * slack, WORLD_HEIGHT / 2 * slack)}"


def as_seen(actor: Actor, angle: str) -> Actor:
    """Return ACTOR where a rolled camera shows it."""
    turn = ANGLES[angle].roll
    if not turn:
        return actor
    around, (dx, dy) = math.radians(turn), (actor.x - MIDDLE, actor.y - WORLD_HEIGHT / 2)
    return replace(
        actor,
        x=MIDDLE + _ROLL_ZOOM * (dx * math.cos(around) - dy * math.sin(around)),
        y=WORLD_HEIGHT / 2 + _ROLL_ZOOM * (dx * math.sin(around) + dy * math.cos(around)),
        scale=actor.scale * _ROLL_ZOOM,
        tilt=actor.tilt + turn,
    )


def light_in(backdrop: Backdrop) -> Light:
    """Return the light that falls in a backdrop."""
    return light_of(backdrop.light, backdrop.weather, indoors=PLACES[backdrop.place].indoors)


def backdrop_svg(backdrop: Backdrop) -> str:
    """Draw a background."""
    svg, shot, light = Svg("b"), SHOTS[backdrop.shot], light_in(backdrop)
    chance = dice(backdrop.place, backdrop.seed)
    stage = Stage(svg, light, chance, shot.horizon + ANGLES[backdrop.angle].horizon, shot.full)
    zoom, focus = shot.zoom, 330.0 if shot.zoom > 1.5 else WORLD_HEIGHT / 2  # noqa: PLR2004  # a close-up looks up
    with (
        svg.group(_roll(backdrop.angle)),
        svg.group(f"{move(MIDDLE * (1 - zoom), WORLD_HEIGHT / 2 - focus * zoom)} scale({zoom:g})"),
    ):
        svg.rect(LEFT, TOP, WIDE, BOTTOM - TOP, light.sky[-1])
        PLACES[backdrop.place].draw(stage)
        if backdrop.weather == "fog" and not PLACES[backdrop.place].indoors:
            veil = svg.linear(fading(light.sky[-1], (0, 0.35), (0.5, 0.75), (1, 0.45)))
            svg.rect(LEFT, TOP, WIDE, BOTTOM - TOP, veil)
    if shot.blur > 5:  # noqa: PLR2004  # air between a near face and the far background
        air = 0.05 if light.night else 0.12
        svg.rect(backdrop.view.left, 0, backdrop.view.width, WORLD_HEIGHT, light.sky[-1], opacity=air)
    return svg.document(*backdrop.view.pixels, backdrop.view.box)


def _blurred(image: Image, radius: float, lines: int) -> Image:
    from PIL import ImageFilter

    pixels = radius * lines / WORLD_HEIGHT
    return image.filter(ImageFilter.GaussianBlur(pixels)) if pixels >= 0.3 else image  # noqa: PLR2004  # not seen


@lru_cache(maxsize=_KEPT)
def backdrop_image(backdrop: Backdrop) -> Image:
    """Rasterise and blur a background; the last dozen are kept for this process. Never change the image returned."""
    image = rasterise(backdrop_svg(backdrop)).convert("RGB")
    return _blurred(image, SHOTS[backdrop.shot].blur, backdrop.view.pixels[1])


def draw_cast(svg: Svg, staged: Blocking, backdrop: Backdrop) -> None:
    """Draw the people and their shadows on the ground."""
    light, shot = light_in(backdrop), SHOTS[backdrop.shot]
    with svg.group(_roll(backdrop.angle)):
        for actor in staged.actors:
            if shot.full and not actor.ghost:
                svg.ellipse(actor.x, shot.feet_y + 2, 130 * actor.scale, 24 * actor.scale, "#1a1236", opacity=0.28)
            draw_actor(svg, actor, light)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a picture with their places; `homeless` found no bubble and stand in the subtitle."""

    people: tuple[Actor, ...]
    bubbles: tuple[Bubble, ...]
    homeless: tuple[Speech, ...]
    subtitle: tuple[str, ...]
    foot: float


def words_of(request: RenderRequest, staged: Blocking, view: Viewport) -> Words:
    """Lay out bubbles and subtitle round the people."""
    foot = SLATE_TOP if request.slate else WORLD_HEIGHT
    lines = subtitle_lines(request.subtitle, view) if request.subtitle.strip() else []
    people = tuple(as_seen(actor, ANGLES.name_of(request.angle)) for actor in staged.actors)
    area = Box(view.left + 22, 20, view.width - 44, foot - 50 - 36 * max(1, len(lines)))
    scene = Scene(area, tuple(map(face_box, people)), (*map(hair_box, people), *map(body_box, people)))
    bubbles, homeless = lay_out(request.speech, {actor.sheet.key: mouth_of(actor) for actor in people}, scene)
    if homeless:
        names = {figure.id: figure.name for figure in request.figures}
        spoken = "  ".join(f"{names.get(words.who, words.who)}: {words.text}" for words in homeless)
        lines = subtitle_lines(f"{request.subtitle} {spoken}".strip(), view)
    return Words(people, bubbles, homeless, tuple(lines), foot)


def draw_words(svg: Svg, request: RenderRequest, staged: Blocking, view: Viewport) -> None:
    """Draw bubbles, subtitle and slate."""
    words, light = words_of(request, staged, view), light_of(request.setting.light, request.setting.weather)
    for bubble in words.bubbles:
        draw_bubble(svg, bubble)
    draw_subtitle(svg, words.subtitle, view.left + view.width / 2, words.foot - 18)
    if request.slate:
        angle = ANGLES.name_of(request.angle)
        label = SHOTS.name_of(request.shot).upper() + ("" if angle == "eye" else f"\u2002·\u2002{angle.upper()} ANGLE")
        draw_slate(svg, request.slate, view, label, light.sky[-1], dark=light.night)


def _overlay(svg: Svg, request: RenderRequest, staged: Blocking, backdrop: Backdrop) -> None:
    weather = "clear" if PLACES[backdrop.place].indoors and backdrop.weather != "petals" else backdrop.weather
    draw_air(svg, backdrop.view, light_in(backdrop), weather, dice("air", backdrop.weather, request.seed))
    draw_words(svg, request, staged, backdrop.view)


def foreground_svgs(request: RenderRequest, backdrop: Backdrop) -> list[tuple[str, float]]:
    """Draw what stands before the background: documents with their blur, back to front."""
    staged, view = blocking(request, backdrop.view), backdrop.view
    svg = Svg("f")
    draw_cast(svg, staged, backdrop)
    layers: list[tuple[str, float]] = []
    if staged.fore is not None:
        layers.append((svg.document(*view.pixels, view.box), 0.0))
        near = Svg("n")
        draw_actor(near, staged.fore, light_in(backdrop), dim=0.4)
        layers.append((near.document(*view.pixels, view.box), 3.0))
        svg = Svg("o")
    _overlay(svg, request, staged, backdrop)
    layers.append((svg.document(*view.pixels, view.box), 0.0))
    return layers


def compose(request: RenderRequest) -> Image:
    """Draw the picture."""
    from PIL import Image

    view = viewport(request.width, request.height)
    backdrop = backdrop_of(request, view)
    picture = backdrop_image(backdrop).copy()
    for document, blur in foreground_svgs(request, backdrop):
        layer = _blurred(rasterise(document), blur, view.pixels[1])
        picture.paste(layer, (0, 0), layer)
    if picture.size == (request.width, request.height):
        return picture
    sheet = Image.new("RGB", (request.width, request.height), _LETTERBOX)
    sheet.paste(picture, ((request.width - picture.width) // 2, (request.height - picture.height) // 2))
    return sheet
