"""Shots and angles: how near the eye stands, and where the people are put."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.figure.registry import Registry
from anime_cli.render.renderers.storyboard.arms import pose_name
from anime_cli.render.renderers.storyboard.body import SINK
from anime_cli.render.renderers.storyboard.character import Actor
from anime_cli.render.renderers.storyboard.expression import expression
from anime_cli.render.renderers.storyboard.sheet import USUAL_HEADS, sheet_of

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.sheet import Sheet
    from anime_cli.render.request import Figure, RenderRequest

WORLD_WIDTH, WORLD_HEIGHT = 1280.0, 720.0
MIDDLE = WORLD_WIDTH / 2
_NARROWEST, _WIDEST = 960.0, 1780.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A framing. `scales` and `spots` go by the number of people; `blur` is in pixels at 720 lines.

    Heads stand at `head_y`, or feet at `feet_y`.
    """

    scales: tuple[float, ...]
    spots: tuple[tuple[float, ...], ...]
    head_y: float = 0.0
    feet_y: float = 0.0
    zoom: float = 1.0
    blur: float = 0.0
    horizon: float = 372.0
    over_shoulder: bool = False

    @property
    def full(self) -> bool:
        """Whether feet are seen."""
        return self.feet_y > 0


_TWO_SHOT = ((640.0,), (425.0, 855.0), (300.0, 640.0, 980.0), (215.0, 500.0, 785.0, 1070.0))
SHOTS: Registry[Shot] = Registry(
    "shot",
    {
        "close-up": Shot(
            scales=(1.95, 1.42, 1.05, 0.86),
            spots=((640,), (400, 880), (300, 640, 980), (210, 500, 785, 1070)),
            head_y=345, zoom=1.75, blur=7, horizon=470,
        ),
        "medium": Shot(
            scales=(1.06, 1.02, 0.92, 0.80), spots=_TWO_SHOT, head_y=236, zoom=1.28, blur=2.2, horizon=430,
        ),
        "wide": Shot(
            scales=(0.40, 0.40, 0.39, 0.38),
            spots=((640,), (530, 750), (430, 640, 850), (340, 540, 740, 940)),
            feet_y=622,
        ),
        "establishing": Shot(
            scales=(0.17, 0.17, 0.17, 0.17),
            spots=((620,), (590, 680), (545, 635, 725), (500, 590, 680, 770)),
            feet_y=640, horizon=430,
        ),
        "over-the-shoulder": Shot(
            scales=(1.0, 1.0, 0.9, 0.8),
            spots=((800,), (800,), (660, 960), (560, 800, 1040)),
            head_y=256, zoom=1.28, blur=2.2, horizon=420, over_shoulder=True,
        ),
    },
    default="medium",
    aliases={
        "close": "close-up", "closeup": "close-up", "extreme close up": "close-up", "detail": "close-up",
        "insert": "close-up", "face": "close-up", "portrait": "close-up", "medium close up": "medium", "mid": "medium",
        "two shot": "medium", "waist": "medium", "bust": "medium", "pov": "medium", "cowboy": "medium",
        "full": "wide", "full body": "wide", "long": "wide", "group": "wide", "master": "wide", "tracking": "wide",
        "extreme wide": "establishing", "aerial": "establishing", "bird's eye": "establishing",
        "panorama": "establishing",
        "ots": "over-the-shoulder", "over shoulder": "over-the-shoulder", "reverse": "over-the-shoulder",
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Angle:
    """A camera's tilt: how far the horizon moves, how far the picture rolls (degrees)."""

    horizon: float = 0.0
    roll: float = 0.0


ANGLES: Registry[Angle] = Registry(
    "angle",
    {"eye": Angle(), "low": Angle(horizon=110), "high": Angle(horizon=-100), "dutch": Angle(roll=-7)},
    default="eye",
    aliases={
        "eye level": "eye", "level": "eye", "straight": "eye", "worm's eye": "low", "from below": "low", "up": "low",
        "bird's eye": "high", "from above": "high", "down": "high", "overhead": "high", "tilted": "dutch",
        "canted": "dutch",
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Viewport:
    """The window on the world (left edge and width; its height is 720) and the pixels it becomes."""

    left: float
    width: float
    pixels: tuple[int, int]

    @property
    def right(self) -> float:
        """The window's right edge."""
        return self.left + self.width

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The window as an SVG view box."""
        return self.left, 0.0, self.width, WORLD_HEIGHT


def viewport(width: int, height: int) -> Viewport:
    """Fit a window into WIDTH by HEIGHT pixels; a shape too narrow or too wide leaves bars."""
    seen = max(_NARROWEST, min(_WIDEST, WORLD_HEIGHT * width / height))
    scale = min(width / seen, height / WORLD_HEIGHT)
    pixels = max(1, round(seen * scale)), max(1, round(WORLD_HEIGHT * scale))
    return Viewport(MIDDLE - seen / 2, seen, pixels)


@dataclass(frozen=True, slots=True)
class Blocking:
    """Who stands where: the people before the eye, and the one over whose shoulder it looks."""

    actors: tuple[Actor, ...]
    fore: Actor | None = None


MOST = 4


def _turn(figure: Figure, x: float, others: int, sheet: Sheet, seed: int) -> float:
    if figure.gaze:
        return 0.45 * max(-1.0, min(1.0, figure.gaze))
    if others:
        away = x - MIDDLE
        return 0.0 if abs(away) < 60 else (-0.36 if away > 0 else 0.36)  # noqa: PLR2004  # the one in the middle
    return sheet.dice("turn", seed).choice((-0.34, 0.34))


def _tilt(sheet: Sheet, figure: Figure, seed: int) -> float:
    lean = sheet.dice("tilt", seed).uniform(-3.5, 3.5)
    return lean - 3 if figure.eyes_shape == "downcast" else lean


def _aside(shot: Shot, request: RenderRequest, index: int) -> float:
    """Move a lone figure off the middle when there is something to say beside it."""
    if not request.speech or len(request.figures) != 1 or shot.full:
        return 0.0
    return -110.0 if request.figures[index].gaze >= 0 else 110.0


def _place(figure: Figure, x: float, scale: float, shot: Shot, others: int, seed: int) -> Actor:
    sheet = sheet_of(figure)
    scale *= sheet.stature * USUAL_HEADS / sheet.heads if shot.full else 1.0
    y = shot.feet_y - (sheet.feet - SINK) * scale if shot.full else shot.head_y + (1 - sheet.stature) * 160 * scale
    return Actor(
        sheet=sheet,
        face=expression(figure.eyes_shape, figure.mouth_shape, figure.intensity, figure.gaze),
        pose=pose_name(sheet, figure.pose, figure.eyes_shape, figure.intensity, seed),
        x=x,
        y=y,
        scale=scale,
        turn=_turn(figure, x, others, sheet, seed),
        tilt=_tilt(sheet, figure, seed),
        ghost=figure.ghost,
    )


def blocking(request: RenderRequest, view: Viewport) -> Blocking:
    """Place the request's people, at most four, in the window."""
    shot = SHOTS.find(request.shot)
    figures = request.figures[:MOST]
    if not figures:
        return Blocking(())
    fore = None
    count = len(figures)
    if shot.over_shoulder and count > 1:
        fore = _shoulder(figures[0], view)
        figures = figures[1:]
    elif shot.over_shoulder:
        shot = replace(SHOTS["medium"], over_shoulder=False)
    squeeze = min(1.0, view.width / WORLD_WIDTH)
    spots = shot.spots[count - 1]
    scale = shot.scales[count - 1] * (squeeze if count > 1 and not shot.full else 1.0)
    actors = tuple(
        _place(figure, MIDDLE + (x + _aside(shot, request, i) - MIDDLE) * squeeze, scale, shot, count - 1, request.seed)
        for i, (figure, x) in enumerate(zip(figures, spots, strict=False))
    )
    return Blocking(actors, fore)


def _shoulder(figure: Figure, view: Viewport) -> Actor:
    """Put a figure's back into the near left corner, its shoulder in the picture."""
    sheet = sheet_of(figure)
    face = expression("neutral", "neutral", 0.0)
    return Actor(
        sheet=sheet, face=face, pose="stand", x=view.left + 205, y=372, scale=1.7, turn=0.35, tilt=-3, back=True
    )
