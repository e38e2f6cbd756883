"""Hair: the cap on the skull, bangs by a formula a lock, side locks, tufts, and the mass behind by style."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.figure.colour import oklab, shade, shift
from anime_cli.figure.path import Path, Point, box, polygon, ribbon, smooth
from anime_cli.figure.svg import fading

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet

VOLUME = 13.0
"""How far the hair stands off the skull: 6 % of the head."""
_SIDES = (-1, 1)


def on_cap(degrees: float, volume: float, turn: float) -> Point:
    """Return a point of the cap: 180° at the left ear, 270° on the crown, 360° at the right ear."""
    angle = math.radians(degrees)
    return math.cos(angle) * (86 + volume) + 3 * turn, -10 + math.sin(angle) * (94 + volume)


def cap_volume(sheet: Sheet) -> float:
    """Return the volume of the cap under the bangs."""
    return VOLUME - 5 if sheet.cropped else VOLUME


@dataclass(frozen=True, slots=True)
class Fringe:
    """A kind of bangs: its locks, how low a tip hangs at a share of the width (edge: 0 middle, 1 temple), its lean."""

    locks: int
    tip: Callable[[float, float], float]
    lean: Callable[[float, random.Random], float]
    parted: bool = False
    even: bool = False


FRINGES = {
    "soft": Fringe(6, lambda _, edge: 6 + 34 * edge**2, lambda m, _: -8 * (m - 0.5) * 2),
    "blunt": Fringe(9, lambda _, edge: 2 + 26 * edge**3, lambda _m, _r: 0.0, even=True),
    "swept": Fringe(6, lambda m, edge: -18 + 26 * (1 - m) + 22 * edge**2, lambda _m, _r: 15.0),
    "parted": Fringe(6, lambda _, edge: -34 + 78 * edge, lambda m, _: (m - 0.5) * -50, parted=True),
    "spiky": Fringe(7, lambda _, edge: 4 + 26 * edge**2, lambda _, chance: -12 + 20 * chance.random()),
}


def _valley(fringe: Fringe, share: float) -> float:
    edge = abs(share - 0.5) * 2
    return -58 + 46 * edge if fringe.parted else -44 + 34 * edge


def bangs_outline(sheet: Sheet, turn: float) -> tuple[str, str]:
    """Outline the bangs; give the closed outline, and the zigzag of its lower edge alone."""
    fringe, chance, volume = FRINGES[sheet.bangs], sheet.dice("bangs"), cap_volume(sheet)
    crown = smooth([on_cap(177 + 186 * i / 16, volume, turn) for i in range(17)], closed=False)
    left, right = on_cap(177, volume, turn), on_cap(363, volume, turn)
    cuts = [0.0, *((i + chance.uniform(-0.16, 0.16)) / fringe.locks for i in range(1, fringe.locks)), 1.0]
    zigzag = Path(right)
    for a, b in pairwise(cuts):
        zigzag.quad(*_bang(fringe, (a, b), (left, right), turn, chance))
    edge = str(zigzag)
    return f"{crown}L{edge[1:]}Z", edge


def _bang(
    fringe: Fringe,
    cut: tuple[float, float],
    ends: tuple[Point, Point],
    turn: float,
    chance: random.Random,
) -> tuple[Point, ...]:
    (a, b), (left, right) = cut, ends
    span = left[0] - right[0]
    start, end, middle = right[0] + span * a, right[0] + span * b, (a + b) / 2
    tip_y = fringe.tip(middle, abs(middle - 0.5) * 2) + chance.uniform(-6, 6)
    lean = fringe.lean(middle, chance)
    before, after = _valley(fringe, a), _valley(fringe, b) + (0 if fringe.parted else chance.uniform(-5, 5))
    if fringe.even:
        after = tip_y - 12
    if b == 1.0:
        end, after = left
    tip = (right[0] + span * middle + 9 * turn - lean, tip_y)
    down = (start + (tip[0] - start) * 0.15 + (3 if lean > 0 else 0), before + (tip_y - before) * 0.62)
    up = (end + (tip[0] - end) * 0.30, after + (tip_y - after) * 0.52)
    return down, tip, up, (end, after)


def draw_lock(ink: Ink, spine: Sequence[Point], widths: Sequence[float], colour: str) -> None:
    """Draw a tapered strand of hair."""
    ink.cel(ribbon(spine, widths), colour, under=True)


@dataclass(frozen=True, slots=True)
class Mass:
    """Hair behind the head: it hangs to `length`, `half` wide there, with a hem of `tips`, `jag` deep."""

    flare: float
    half: float
    length: float
    jag: float
    tips: int = 7


def _mass(ink: Ink, sheet: Sheet, turn: float, mass: Mass) -> None:
    chance, dark = sheet.dice("mass"), shade(sheet.hair)
    flare, half, length, jag, tips = mass.flare, mass.half, mass.length, mass.jag, mass.tips
    arc = [on_cap(a, VOLUME, turn) for a in range(180, 361, 20)]
    left, right = arc[0], arc[-1]
    outline = Path(right).cubic((right[0] + flare, right[1] + 40), (half + 14, length * 0.55), (half, length))
    for i in range(tips):
        a, b = half - 2 * half * i / tips, half - 2 * half * (i + 1) / tips
        tip = ((a + b) / 2 + chance.uniform(-8, 8), length + jag * (0.6 + 0.6 * chance.random()))
        end = (b, length - (jag * 0.35 if i < tips - 1 else 0))
        outline.quad((a + 2, length + jag * 0.4), tip, ((tip[0] + b) / 2, length + jag * 0.1), end)
    outline.cubic((-half - 14, length * 0.55), (left[0] - flare, left[1] + 40), left)
    data = Path().move(arc[0]).join(smooth(arc, closed=False)).join(str(outline)).close()
    ink.cel(data, dark, depth=(1.6, 2.2), rim=True)
    for i in range(tips):
        x = -half + 2 * half * (i + 0.5) / tips
        strand = Path((x * 0.8, length * 0.35)).quad((x * 1.05, length * 0.7), (x, length - jag * 0.1))
        ink.stroke(str(strand), dark, 0.5, 0.5)


def _long(ink: Ink, sheet: Sheet, turn: float) -> None:
    _mass(ink, sheet, turn, Mass(10, 122, 430, 60))


def _bob(ink: Ink, sheet: Sheet, turn: float) -> None:
    _mass(ink, sheet, turn, Mass(6, 90, 96, 24))


def _nape(ink: Ink, sheet: Sheet, turn: float) -> None:
    _mass(ink, sheet, turn, Mass(-2 if sheet.cropped else -4, 74, 60, 20))


def _twin(ink: Ink, sheet: Sheet, turn: float) -> None:
    for s in _SIDES:
        outer = [(s * 84, -52), (s * 128, -20), (s * 150, 90), (s * 140, 220), (s * 168, 330)]
        draw_lock(ink, outer, [34, 64, 78, 66, 6], shade(sheet.hair))
        inner = [(s * 90, -40), (s * 112, 40), (s * 118, 160), (s * 106, 270)]
        draw_lock(ink, inner, [20, 40, 40, 4], sheet.hair)
    _nape(ink, sheet, turn)


def _ponytail(ink: Ink, sheet: Sheet, turn: float) -> None:
    s = -1 if turn >= 0 else 1
    outer = [(s * 30, -92), (s * 110, -88), (s * 150, 10), (s * 138, 150), (s * 166, 262)]
    draw_lock(ink, outer, [30, 66, 74, 58, 4], shade(sheet.hair))
    draw_lock(ink, [(s * 60, -80), (s * 118, -40), (s * 122, 80), (s * 118, 200)], [18, 34, 34, 4], sheet.hair)
    _nape(ink, sheet, turn)


def _bun(ink: Ink, sheet: Sheet, turn: float) -> None:
    knot = [(40 * math.cos(i * math.pi / 4) + 8, -118 + 34 * math.sin(i * math.pi / 4)) for i in range(8)]
    ink.cel(smooth(knot), shade(sheet.hair))
    ink.stroke(str(Path((-14, -124)).quad((10, -146), (34, -118))), shade(sheet.hair), 0.6, 0.7)
    _nape(ink, sheet, turn)


def _braid(ink: Ink, sheet: Sheet, turn: float) -> None:
    _nape(ink, sheet, turn)


BACKS: dict[str, Callable[[Ink, Sheet, float], None]] = {
    "long": _long,
    "bob": _bob,
    "twin": _twin,
    "ponytail": _ponytail,
    "bun": _bun,
    "short": _nape,
    "spiky": _nape,
    "braid": _braid,
}
_SIDE_LOCKS = {"long": 190, "bob": 92, "twin": 120, "ponytail": 120, "bun": 110, "braid": 100}


def draw_back_hair(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw what hangs behind the body."""
    BACKS[sheet.style](ink, sheet, turn)


def draw_braid(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw the plait that lies over the shoulder, before the body."""
    if sheet.style != "braid":
        return
    side = -1 if turn > 0 else 1
    links = 7
    for i in range(links):
        x, y, size = side * (74 + 5 * math.sin(i * 0.6)), 78 + i * 30, 1 - 0.05 * i
        for half in (1, -1):
            wide = half * size
            leaf = [(x + half * 2, y - 20 * size), (x + 20 * wide, y - 8), (x + 15 * wide, y + 14), (x, y + 22)]
            ink.cel(smooth(leaf), sheet.hair)
    x, y = side * 74, 78 + links * 30
    ink.cel(smooth([(x - 9, y - 12), (x + 9, y - 12), (x + 9, y), (x - 9, y)]), "#e8505f")
    draw_lock(ink, [(x, y), (x + side * 4, y + 24), (x + side * 2, y + 44)], [12, 22, 2], sheet.hair)


def _tufts(sheet: Sheet, turn: float) -> str:
    """Outline the crown of cropped hair with its tufts."""
    spiky = sheet.style == "spiky"
    chance, count = sheet.dice("tufts"), 9 if spiky else 8
    rise, lean, sway = (29, 7, 0.08) if spiky else (12, 5, 0.28)
    step = 196 / count
    cuts = [172.0, *(172 + step * (i + chance.uniform(-sway, sway)) for i in range(1, count)), 368.0]
    outline = Path(start := on_cap(cuts[0], VOLUME, turn))
    for a, b in pairwise(cuts):
        way = lean if a > 262 else -lean  # noqa: PLR2004  # tufts lean away from the crown
        middle = (a + b) / 2 + way
        steep, flat = (0.45, 0.15) if way > 0 else (0.55, 0.10)
        tip = on_cap(middle, VOLUME + rise * (0.6 + 0.7 * chance.random()), turn)
        climb = on_cap((a + middle) / 2, VOLUME + rise * steep, turn)
        fall = on_cap((middle + b) / 2, VOLUME + rise * flat, turn)
        outline.quad(climb, tip, fall, on_cap(b, VOLUME - 3, turn))
    return outline.quad((0, -124), start).close()


def _side_locks(ink: Ink, sheet: Sheet, turn: float) -> None:
    if sheet.cropped:
        for s in _SIDES:
            spine = [(s * 80 + 3 * turn, -34), (s * 84 + 5 * turn, 4), (s * 77 + 8 * turn, 40)]
            draw_lock(ink, spine, [26, 24, 2], sheet.hair)
        return
    low = _SIDE_LOCKS[sheet.style]
    for s in _SIDES:
        outer = ((82, -30, 3), (86, 20, 5), (80, low * 0.6, 8), (76, low, 6))
        draw_lock(ink, [(s * x + k * turn, y) for x, y, k in outer], [26, 30, 22, 2], sheet.hair)
        inner = ((72, -20, 6), (77, 24, 8), (72, low * 0.42, 9), (66, low * 0.62, 9))
        draw_lock(ink, [(s * x + k * turn, y) for x, y, k in inner], [16, 17, 12, 1.5], sheet.hair)


def _ring(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw the angel's ring: a jagged band of light round the crown."""
    chance, hair = sheet.dice("ring"), sheet.hair
    light = shift(hair, 0.15 if oklab(hair)[0] < 0.75 else 0.09, 0.85)  # noqa: PLR2004  # light hair needs less
    upper: list[Point] = []
    lower: list[Point] = []
    x = -72.0
    while x < 73:  # noqa: PLR2004  # across the cap
        fade, y = math.sqrt(max(0.0, 1 - (x / 78) ** 2)), -60 + (x / 80) ** 2 * 26
        at = x + 4 * turn
        upper += [(at, y - (5 + chance.uniform(7, 15)) * fade), (at + 5, y - 5 * fade)]
        lower += [(at, y + (4 + chance.uniform(7, 17)) * fade), (at + 5, y + 3 * fade)]
        x += chance.uniform(9, 16)
    ink.fill(polygon(upper + lower[::-1]), light, 0.8)


def _sheen(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw what lies inside the bangs: the ring, the skin's glow, parting strands."""
    _ring(ink, sheet, turn)
    glow = fading(ink.paint(sheet.skin), (0, 0.42), (0.55, 0.20), (1, 0))
    ink.svg.ellipse(16 * turn, 30, 74, 66, ink.svg.radial(glow))
    for i in range(5):
        angle = 202 + i * 34
        a = on_cap(angle, VOLUME - 22, turn)
        b = on_cap(angle + (6 if angle < 270 else -6), VOLUME - 52, turn)  # noqa: PLR2004  # 270° is the crown
        ink.stroke(str(Path(a).quad(((a[0] + b[0]) / 2 + 3, (a[1] + b[1]) / 2 - 4), b)), sheet.hair, 0.5, 0.55)


def _crown_rim(ink: Ink, turn: float) -> None:
    if not ink.light.rim:
        return
    arc = (278, 300, 322, 345, 366) if ink.toward_light[0] < 0 else (262, 240, 218, 195, 174)
    ink.svg.path(ribbon([on_cap(a, VOLUME - 3, turn) for a in arc], [0.5, 4, 6, 5, 0.5]), ink.light.rim, opacity=0.9)


def draw_front_hair(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw what falls over the face."""
    _side_locks(ink, sheet, turn)
    if sheet.cropped:
        ink.cel(_tufts(sheet, turn), sheet.hair, rim=True)
    outline, zigzag = bangs_outline(sheet, turn)
    ink.cel(outline, sheet.hair, depth=(0.9, 1.0), lined=not sheet.cropped)
    if sheet.cropped:
        ink.stroke(zigzag, sheet.hair)
    with ink.svg.inside(outline):
        _sheen(ink, sheet, turn)
    if not sheet.cropped:
        _crown_rim(ink, turn)


def draw_back_of_head(ink: Ink, sheet: Sheet, turn: float) -> None:
    """Draw the head seen from behind."""
    if sheet.cropped:
        ink.cel(_tufts(sheet, turn), sheet.hair, rim=True)
    arc = [on_cap(a, VOLUME - 4, turn) for a in range(165, 376, 15)]
    ink.cel(smooth([*arc, (60, 66), (0, 74), (-60, 66)]), shade(sheet.hair), lined=sheet.cropped)
    chance = sheet.dice("nape")
    for i in range(11):
        x = -70 + 14 * i
        strand = Path((x * 0.15 + 8, -98)).quad((x * 1.05, -60), (x * 1.1, 70 + chance.uniform(-20, 16)))
        ink.stroke(str(strand), sheet.hair, 0.55, 0.6)
    if sheet.style == "ponytail":
        draw_lock(ink, [(0, -46), (36, 10), (30, 110), (44, 230)], [36, 84, 74, 6], sheet.hair)
        ink.cel(box(-18, -60, 36, 24), "#e8505f")
