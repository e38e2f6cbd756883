"""An emotion's drawing row (eyes, mouth) and its intensity, turned into the numbers that a face is drawn from.

A value is `neutral + (target - neutral) * eased intensity`. The easing lifts small intensities, so that 0.25 reads.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from anime_cli.figure.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Mapping

_EASING = 0.62
_ARCS_ABOVE = 0.7
_GAPE_ABOVE = 0.15
_SIGNS_ABOVE = {"vein": 0.4, "sweat": 0.4, "gloom": 0.45, "tear": 0.6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """What a face does. Neutral is 1 for sizes, 0 for deviations.

    Eyes: `open` and `lower` (lid heights), `slant` (1: outer corners up), `iris` (size), `gaze_x`, `gaze_y`,
    `arc` (above 0 a happy arc, below 0 a closed lid). Brows: `brow` (-1 raised, 1 lowered), `tilt` (1: inner end down).
    Mouth: `curve` (1 smile, -1 frown), `gape`, `width`, `teeth`, `wobble`. Signs of manga, 0…1: `blush` to `gloom`.
    """

    open: float = 1.0
    lower: float = 1.0
    slant: float = 0.0
    iris: float = 1.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    brow: float = 0.0
    tilt: float = 0.0
    arc: float = 0.0
    curve: float = 0.25
    gape: float = 0.0
    width: float = 1.0
    teeth: float = 0.0
    wobble: float = 0.0
    blush: float = 0.12
    tear: float = 0.0
    sweat: float = 0.0
    vein: float = 0.0
    gloom: float = 0.0


NEUTRAL = Expression()
Row = dict[str, float]

EYES: Registry[Row] = Registry(
    "shape of eyes",
    {
        "neutral": {},
        "curved": {"open": 0.82, "lower": 0.62, "arc": 1.0, "brow": -0.55, "tilt": -0.15, "blush": 0.75},
        "downcast": {
            "open": 0.50, "lower": 0.80, "gaze_y": 0.55, "slant": -0.85, "tilt": -1.0, "brow": -0.15,
            "tear": 0.9, "gloom": 0.5, "blush": 0.2,
        },
        "narrow": {
            "open": 0.60, "lower": 0.72, "slant": 1.0, "iris": 0.86, "tilt": 1.0, "brow": 0.75, "vein": 1.0,
        },
        "wide": {"open": 1.22, "lower": 1.08, "iris": 0.66, "brow": -1.0, "tilt": -0.25, "sweat": 0.8},
        "closed": {"open": 0.0, "lower": 0.6, "arc": -1.0, "tilt": -0.2, "brow": -0.05},
        "soft": {"open": 0.80, "lower": 0.82, "slant": -0.2, "brow": -0.25, "tilt": -0.4, "blush": 0.55},
        "sharp": {"open": 0.76, "lower": 0.82, "slant": 0.5, "iris": 0.94, "tilt": 0.6, "brow": 0.35},
    },
    default="neutral",
    aliases={"happy": "curved", "sad": "downcast", "angry": "narrow", "surprised": "wide", "shut": "closed"},
)  # fmt: skip

MOUTHS: Registry[Row] = Registry(
    "shape of mouth",
    {
        "neutral": {},
        "smile": {"curve": 1.0, "gape": 0.75, "width": 1.25, "teeth": 0.6},
        "frown": {"curve": -0.95, "width": 0.95, "wobble": 0.5},
        "grimace": {"curve": -0.55, "gape": 0.42, "width": 1.35, "teeth": 1.0},
        "open": {"curve": -0.1, "gape": 0.95, "width": 0.72},
        "smirk": {"curve": 0.75, "width": 1.05, "wobble": -0.9},
        "line": {"curve": 0.0, "width": 0.8},
        "shout": {"curve": 0.1, "gape": 1.3, "width": 1.2, "teeth": 0.8},
    },
    default="neutral",
    aliases={"grin": "smile", "gasp": "open", "pout": "frown", "scream": "shout", "flat": "line"},
)


def _above(threshold: float, intensity: float) -> float:
    return max(0.0, (intensity - threshold) / (1 - threshold))


@lru_cache(maxsize=256)
def expression(eyes: str, mouth: str, intensity: float, gaze: float = 0.0) -> Expression:
    """Blend from the neutral face to the row of EYES and MOUTH; GAZE looks left (-1) to right (1)."""
    target: Mapping[str, float] = {**EYES.find(eyes), **MOUTHS.find(mouth)}
    strength = max(0.0, min(1.0, intensity))
    eased = strength**_EASING
    neutral = asdict(NEUTRAL)
    values = {name: neutral[name] + (value - neutral[name]) * eased for name, value in target.items()}
    values |= {name: target[name] * _above(limit, strength) for name, limit in _SIGNS_ABOVE.items() if name in target}
    if "gape" in target:
        values["gape"] = target["gape"] * _above(_GAPE_ABOVE, strength)
    if target.get("arc", 0.0) > 0:
        values["arc"] = target["arc"] if strength > _ARCS_ABOVE else 0.0
    return replace(NEUTRAL, **values, gaze_x=max(-1.0, min(1.0, gaze)))
