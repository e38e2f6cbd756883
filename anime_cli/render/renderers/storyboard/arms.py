"""Arms and hands. A pose is a table row: where each upper arm and forearm points, and what the hand does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import shift
from anime_cli.figure.path import Point, between, disc, polyline, ribbon, smooth
from anime_cli.figure.registry import Registry
from anime_cli.render.renderers.storyboard.body import SHOULDER_Y

if TYPE_CHECKING:
    from anime_cli.render.renderers.storyboard.body import Frame
    from anime_cli.render.renderers.storyboard.ink import Ink
    from anime_cli.render.renderers.storyboard.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm, outwards positive: the upper arm's and the forearm's vectors, the hand's shape."""

    upper: Point
    fore: Point
    hand: str = "relaxed"


@dataclass(frozen=True, slots=True)
class Pose:
    """Both arms; `behind` puts them at the back of the trunk."""

    left: Arm
    right: Arm
    behind: bool = False


_DOWN = Arm((16, 150), (4, 140))
POSES: Registry[Pose] = Registry(
    "pose",
    {
        "stand": Pose(_DOWN, _DOWN),
        "hip": Pose(_DOWN, Arm((84, 116), (-78, 66), "fist")),
        "wave": Pose(_DOWN, Arm((84, 92), (34, -146), "open")),
        "fists": Pose(Arm((46, 138), (-30, 82), "fist"), Arm((46, 138), (-30, 82), "fist")),
        "chest": Pose(Arm((46, 138), (-80, -66), "relaxed"), Arm((46, 138), (-80, -66), "relaxed")),
        "clasp": Pose(Arm((30, 142), (-98, 62)), Arm((30, 142), (-98, 56))),
        "reach": Pose(_DOWN, Arm((108, 62), (126, -30), "open")),
        "point": Pose(_DOWN, Arm((104, 66), (130, -16), "point")),
        "think": Pose(Arm((36, 140), (-104, -14)), Arm((30, 142), (-86, -96), "fist")),
        "crossed": Pose(Arm((46, 132), (-128, -12)), Arm((46, 132), (-128, -2))),
        "cheer": Pose(Arm((86, -10), (16, -142), "fist"), Arm((86, -10), (16, -142), "fist")),
        "bag": Pose(_DOWN, Arm((48, 130), (-90, -66), "fist")),
        "behind": Pose(Arm((52, 138), (-46, 80)), Arm((52, 138), (-46, 80)), behind=True),
        "shrug": Pose(Arm((50, 128), (74, -58), "open"), Arm((50, 128), (74, -58), "open")),
    },
    default="stand",
    aliases={
        "standing": "stand", "still": "stand", "waving": "wave", "greeting": "wave", "hands on hips": "hip",
        "hand on hip": "hip", "proud": "hip", "clenched": "fists", "fighting": "fists", "running": "fists",
        "determined": "fists", "reaching": "reach", "hand out": "reach", "pointing": "point", "thinking": "think",
        "chin": "think", "arms crossed": "crossed", "folded arms": "crossed", "crossing": "crossed",
        "cheering": "cheer", "arms up": "cheer", "jumping": "cheer", "praying": "chest", "shocked": "chest",
        "hands together": "clasp", "holding": "chest", "carrying": "bag", "hands behind": "behind", "shy": "behind",
        "sitting": "clasp", "seated": "clasp", "kneeling": "clasp", "walking": "stand", "leaning": "crossed",
        "shrugging": "shrug", "hugging": "chest", "listening": "stand", "bowing": "clasp",
    },
)  # fmt: skip

_EMOTION_POSES = {
    "curved": ("behind", "wave", "clasp"),
    "narrow": ("fists", "hip"),
    "wide": ("chest",),
    "downcast": ("clasp", "stand"),
    "soft": ("clasp", "behind"),
    "sharp": ("fists", "hip"),
}
_POSED_ABOVE = 0.5


def pose_name(sheet: Sheet, pose: str, eyes: str, intensity: float, seed: int) -> str:
    """Name the pose that was asked for, or one that suits a strong feeling."""
    if pose:
        return POSES.name_of(pose)
    suiting = _EMOTION_POSES.get(eyes, ())
    return sheet.dice("pose", eyes, seed).choice(suiting) if suiting and intensity >= _POSED_ABOVE else "stand"


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand pointing along +x from the wrist: palm outline, fingers as strokes (spine, widths), inner lines."""

    palm: tuple[Point, ...]
    fingers: tuple[tuple[tuple[Point, ...], tuple[float, ...]], ...]
    lines: tuple[tuple[Point, ...], ...] = ()


HANDS = {
    "relaxed": Hand(
        palm=((-8, -12), (8, -15), (28, -16), (46, -12), (58, -4), (58, 4), (46, 10), (28, 14), (8, 14), (-8, 12)),
        fingers=((((4, 10), (20, 19), (36, 19)), (13, 13, 6)),),
        lines=(((32, -7), (52, -5)), ((34, 0), (55, 1)), ((32, 7), (50, 6))),
    ),
    "fist": Hand(
        palm=((-8, -12), (8, -17), (27, -19), (39, -13), (41, 0), (38, 13), (26, 17), (8, 15), (-8, 12)),
        fingers=((((2, 12), (18, 12), (30, 5)), (13, 13, 9)),),
        lines=(((30, -16), (40, -8)), ((31, -8), (41, -1)), ((31, 1), (40, 6))),
    ),
    "open": Hand(
        palm=((-8, -12), (8, -16), (26, -18), (35, -9), (35, 8), (26, 15), (8, 14), (-8, 12)),
        fingers=(
            (((24, -12), (40, -19), (52, -25)), (13, 12, 7)),
            (((28, -5), (48, -8), (62, -10)), (13, 12, 7)),
            (((28, 3), (48, 5), (61, 7)), (13, 12, 7)),
            (((24, 10), (40, 16), (51, 21)), (12, 11, 7)),
            (((4, 10), (16, 24), (24, 34)), (14, 13, 7)),
        ),
    ),
    "point": Hand(
        palm=((-8, -12), (8, -17), (27, -18), (36, -10), (38, 2), (35, 13), (24, 16), (8, 15), (-8, 12)),
        fingers=((((20, -11), (44, -12), (66, -12)), (13, 12, 6)), (((2, 12), (18, 12), (30, 5)), (13, 13, 9))),
        lines=(((29, -3), (37, 1)), ((29, 5), (36, 8))),
    ),
}


@dataclass(frozen=True, slots=True)
class Joints:
    """Where shoulder, elbow and wrist are, and the unit vector of the forearm."""

    shoulder: Point
    elbow: Point
    wrist: Point
    along: Point


def joints_of(sheet: Sheet, frame: Frame, arm: Arm, side: int) -> Joints:
    """Place one arm's joints on the body."""
    reach = frame.reach
    thick = _arm_width(sheet) * frame.thick
    shoulder = (side * (frame.shoulder - thick / 2 + 3), SHOULDER_Y + 22)
    elbow = (shoulder[0] + side * arm.upper[0] * reach, shoulder[1] + arm.upper[1] * reach)
    wrist = (elbow[0] + side * arm.fore[0] * reach, elbow[1] + arm.fore[1] * reach)
    length = math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]) or 1.0
    return Joints(shoulder, elbow, wrist, ((wrist[0] - elbow[0]) / length, (wrist[1] - elbow[1]) / length))


def _arm_width(sheet: Sheet) -> float:
    bulk = {"hoodie": 1.1, "coat": 1.1, "gakuran": 1.04}
    return 50 * bulk.get(sheet.outfit.kind, 1.0)


def _limb(joints: Joints, top: float, elbow: float, wrist: float) -> str:
    """Outline an arm as two tapered strokes and a round elbow, grown together."""
    s, e, w = joints.shoulder, joints.elbow, joints.wrist
    upper = ribbon([s, between(s, e, 0.5), e], [top, (top + elbow) / 2 + 1, elbow])
    fore = ribbon([e, between(e, w, 0.5), w], [elbow, (wrist + elbow) / 2 + 2, wrist])
    return upper + fore + disc(*e, elbow / 2) + disc(*s, top / 2)


def _hand(ink: Ink, sheet: Sheet, joints: Joints, shape: str, side: int, scale: float) -> None:
    hand = HANDS[shape]
    angle = math.degrees(math.atan2(joints.along[1], joints.along[0]))
    inward = -side if joints.along[1] >= 0 else side
    x, y = joints.wrist
    with ink.svg.group(f"translate({x:.1f} {y:.1f}) rotate({angle:.1f}) scale({scale:.3f} {-inward * scale:.3f})"):
        shapes = [ribbon(spine, widths) for spine, widths in hand.fingers]
        ink.cels([*shapes, smooth(hand.palm)], sheet.skin, depth=(0.35, 0.3))
        for points in hand.lines:
            ink.stroke(polyline(*points), sheet.skin, 0.5, 0.7)


def _hide_seam(ink: Ink, sheet: Sheet, joints: Joints, side: int, width: float) -> None:
    """Let the sleeve grow out of the trunk where its round contour would cross it."""
    sx, sy = joints.shoulder
    patch = [(sx - side * 31, sy + 8), (sx - side * 6, sy + 4), between(joints.shoulder, joints.elbow, 0.24)]
    ink.svg.path(ribbon(patch, [width * 0.62, width * 0.9, width * 0.5]), ink.cloth(sheet.outfit.top))


def _long_sleeve(ink: Ink, sheet: Sheet, frame: Frame, joints: Joints, side: int) -> None:
    outfit, width = sheet.outfit, _arm_width(sheet) * frame.thick
    ink.cel(_limb(joints, width, width * 0.98, width * 0.86), outfit.top, cloth=True, under=True, depth=(0.9, 0.4))
    _hide_seam(ink, sheet, joints, side, width)
    (ex, ey), (wx, wy) = joints.elbow, joints.wrist
    ink.stitch((ex - side * width * 0.2, ey - 7), (ex + side * width * 0.28, ey - 3), colour=outfit.top, opacity=0.6)
    ux, uy = joints.along
    if outfit.kind in {"sailor", "hoodie", "coat", "gakuran", "blazer"}:
        cuff = outfit.bottom if outfit.kind == "sailor" else shift(outfit.top, -0.04)
        band = ribbon([(wx - ux * 15, wy - uy * 15), (wx + ux * 3, wy + uy * 3)], [width * 0.93, width * 0.9])
        ink.cel(band, cuff, cloth=True, depth=(0.6, 0.4))


def _wide_sleeve(ink: Ink, sheet: Sheet, joints: Joints, side: int) -> None:
    s, e, w = joints.shoulder, joints.elbow, between(joints.elbow, joints.wrist, 0.9)
    spine = [(s[0] - side * 8, s[1] - 12), between(s, e, 0.5), e, between(e, joints.wrist, 0.5), w]
    ink.cel(ribbon(spine, [56, 66, 84, 122, 138]), sheet.outfit.top, cloth=True, under=True)
    ux, uy = joints.along
    edge = [(w[0] + uy * 66 - ux * 6, w[1] - ux * 66 - uy * 6), (w[0] - uy * 66 - ux * 6, w[1] + ux * 66 - uy * 6)]
    ink.svg.path(polyline(*edge), stroke=ink.cloth(sheet.outfit.accent), width=ink.line * 1.4, opacity=0.8)


def _bare_arm(ink: Ink, sheet: Sheet, frame: Frame, joints: Joints) -> None:
    wide, (ux, uy), (wx, wy) = frame.thick, joints.along, joints.wrist
    ink.cel(_limb(joints, 44 * wide, 37 * wide, 27 * wide), sheet.skin, under=True, depth=(0.8, 0.4))
    seam = [(wx - ux * 16, wy - uy * 16), (wx, wy), (wx + ux * 16, wy + uy * 16)]
    ink.fill(ribbon(seam, [20 * wide, 24 * wide, 20 * wide]), sheet.skin)


def _short_sleeve(ink: Ink, sheet: Sheet, frame: Frame, joints: Joints, side: int) -> None:
    wide, shoulder = frame.thick, joints.shoulder
    hem = between(shoulder, joints.elbow, 0.6)
    sleeve = ribbon([shoulder, between(shoulder, hem, 0.5), hem], [54 * wide, 60 * wide, 64 * wide])
    ink.cel(sleeve + disc(*shoulder, 27 * wide), sheet.outfit.top, cloth=True, under=True)
    _hide_seam(ink, sheet, joints, side, 54 * wide)


def draw_arm(ink: Ink, sheet: Sheet, frame: Frame, arm: Arm, side: int) -> None:
    """Draw one arm with its hand; SIDE is 1 on the right of the picture."""
    joints = joints_of(sheet, frame, arm, side)
    if sheet.outfit.short_sleeves:
        _hand(ink, sheet, joints, arm.hand, side, frame.thick)
        _bare_arm(ink, sheet, frame, joints)
        _short_sleeve(ink, sheet, frame, joints, side)
        return
    _hand(ink, sheet, joints, arm.hand, side, frame.thick)
    if sheet.outfit.kind == "kimono":
        _wide_sleeve(ink, sheet, joints, side)
    else:
        _long_sleeve(ink, sheet, frame, joints, side)
