"""What a renderer is asked for: one picture, said completely. Equal requests give equal pictures.

A request holds nothing but values, so that its canonical JSON is the picture's key.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Clothes:
    """An outfit as drawn: a kind and its colours (names or #rrggbb)."""

    kind: str = ""
    top: str = ""
    bottom: str = ""
    accent: str = ""
    accessories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One person in the picture, as they look at this moment.

    `eyes_shape` and `mouth_shape` are the drawing row of the emotion; intensity 0…1; height in metres, 0 when unknown;
    `gaze` is the side they look to, -1 (left) … 1 (right).
    """

    id: str
    name: str
    pronouns: str = ""
    hair: str = ""
    hair_style: str = ""
    bangs: str = ""
    eyes: str = ""
    skin: str = ""
    build: str = ""
    height: float = 0.0
    clothes: Clothes = field(default_factory=Clothes)
    emotion: str = "neutral"
    eyes_shape: str = "neutral"
    mouth_shape: str = "neutral"
    intensity: float = 0.0
    pose: str = ""
    gaze: float = 0.0
    ghost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Words said in the shot.

    `who` is a figure's id, or the name of somebody who is not in the picture; `kind` is 'speech', 'shout', 'whisper' or
    'voice' (heard, its speaker not seen).
    """

    who: str
    text: str
    kind: str = "speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slate:
    """The line under the picture: 'SC 04', the scene's title, 'EXT. ROOFTOP — DUSK', seconds (0: none)."""

    number: str
    title: str
    where: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and when: the place's kind and words, the light, the weather.

    `light` is 'morning', 'day', 'dusk' or 'night'.
    """

    place: str
    name: str
    kind: str
    description: str = ""
    light: str = "day"
    weather: str = "clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """One picture.

    `shot` is 'wide', 'medium', 'close-up' …, `angle` 'eye', 'low', 'high' or 'dutch'; width and height are in pixels.
    """

    shot: str
    angle: str
    setting: Setting
    figures: tuple[Figure, ...]
    speech: tuple[Speech, ...] = ()
    subtitle: str = ""
    slate: Slate | None = None
    width: int = 1280
    height: int = 720
    seed: int = 0
    theme: str = ""
    prompt: str = ""
    negative_prompt: str = ""
