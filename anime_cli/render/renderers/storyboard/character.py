"""A whole person, from the hair behind to the brows in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.svg import move
from anime_cli.render.renderers.storyboard.accessories import (
    ON_FACE,
    ON_HAIR,
    draw_accessories,
    draw_scarf,
    draw_strap,
)
from anime_cli.render.renderers.storyboard.arms import POSES, draw_arm
from anime_cli.render.renderers.storyboard.body import SINK, draw_neck, draw_torso, frame_of, torso_outline
from anime_cli.render.renderers.storyboard.eyes import draw_brow
from anime_cli.render.renderers.storyboard.face import EYE_APART, TURN, draw_ears, draw_face, draw_signs, narrowing
from anime_cli.render.renderers.storyboard.hair import (
    bangs_outline,
    draw_back_hair,
    draw_back_of_head,
    draw_braid,
    draw_front_hair,
)
from anime_cli.render.renderers.storyboard.ink import LINE, THINNEST, Ink
from anime_cli.render.renderers.storyboard.legs import draw_legs
from anime_cli.render.renderers.storyboard.outfits import draw_chest

if TYPE_CHECKING:
    from anime_cli.figure.svg import Svg
    from anime_cli.render.renderers.storyboard.expression import Expression
    from anime_cli.render.renderers.storyboard.light import Light
    from anime_cli.render.renderers.storyboard.sheet import Sheet

_SIDES = (-1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person on the set: `x`, `y` is the middle of the head, `scale` pixels a head unit, `turn` -1 left … 1 right."""

    sheet: Sheet
    face: Expression
    pose: str
    x: float
    y: float
    scale: float
    turn: float = 0.0
    tilt: float = 0.0
    back: bool = False
    ghost: bool = False


def _draw_head(ink: Ink, sheet: Sheet, face: Expression, turn: float) -> None:
    draw_ears(ink, sheet, turn)
    draw_face(ink, sheet, face, turn, bangs_outline(sheet, turn)[0])
    draw_accessories(ink, sheet, turn, ON_FACE)
    draw_front_hair(ink, sheet, turn)
    for side in _SIDES:
        at = (side * EYE_APART + TURN * turn, -19 if sheet.male else -24)
        draw_brow(ink, sheet, face, at, side, narrowing(turn, side, 0.22))
    draw_accessories(ink, sheet, turn, ON_HAIR)
    draw_signs(ink, face)


def _draw_body(ink: Ink, sheet: Sheet, pose: str, turn: float, *, legs: bool) -> None:
    frame, stance = frame_of(sheet), POSES[pose]
    torso = torso_outline(sheet, frame)
    arms = ((stance.left, -1), (stance.right, 1))
    if stance.behind:
        for arm, side in arms:
            draw_arm(ink, sheet, frame, arm, side)
    if legs and sheet.outfit.hangs:
        draw_legs(ink, sheet, frame)
    draw_torso(ink, sheet, frame, torso)
    if legs and not sheet.outfit.hangs:
        draw_legs(ink, sheet, frame)
    draw_neck(ink, sheet, turn)
    draw_chest(ink, sheet, frame, torso)
    draw_strap(ink, sheet, frame.shoulder, frame.hip_y)
    draw_scarf(ink, sheet)
    if not stance.behind:
        for arm, side in arms:
            draw_arm(ink, sheet, frame, arm, side)


def _draw_back(ink: Ink, actor: Actor, lean: str) -> None:
    sheet = actor.sheet
    frame, stance = frame_of(sheet), POSES["stand"]
    torso = torso_outline(sheet, frame)
    with ink.svg.group(move(0, -SINK)):
        draw_torso(ink, sheet, frame, torso)
        for arm, side in ((stance.left, -1), (stance.right, 1)):
            draw_arm(ink, sheet, frame, arm, side)
        draw_neck(ink, sheet, actor.turn)
        draw_chest(ink, sheet, frame, torso, back=True)
        draw_scarf(ink, sheet)
    with ink.svg.group(lean):
        draw_ears(ink, sheet, 0)
        draw_back_hair(ink, sheet, actor.turn)
        draw_back_of_head(ink, sheet, actor.turn)
        draw_accessories(ink, sheet, actor.turn, {name: part for name, part in ON_HAIR.items() if name != "hairpin"})


def _draw_front(ink: Ink, actor: Actor, lean: str, *, legs: bool) -> None:
    sheet = actor.sheet
    with ink.svg.group(lean):
        draw_back_hair(ink, sheet, actor.turn)
    with ink.svg.group(move(0, -SINK)):
        _draw_body(ink, sheet, actor.pose, actor.turn, legs=legs)
    with ink.svg.group(lean):
        draw_braid(ink, sheet, actor.turn)
        _draw_head(ink, sheet, actor.face, actor.turn)


def draw_actor(svg: Svg, actor: Actor, light: Light, *, dim: float = 0.0, legs: bool = True) -> None:
    """Draw ACTOR; `dim` darkens one who stands near the eye, `legs` may be left out where the frame ends above them."""
    ink = Ink(svg=svg, light=light, line=max(LINE, THINNEST / actor.scale), dim=dim)
    lean = f"rotate({actor.tilt:.1f} 0 90)" if actor.tilt else ""
    place = f"translate({actor.x:.1f} {actor.y:.1f}) scale({actor.scale:.4f})"
    with svg.group(place, opacity=0.55 if actor.ghost else 1.0):
        if actor.back:
            _draw_back(ink, actor, lean)
        else:
            _draw_front(ink, actor, lean, legs=legs)
