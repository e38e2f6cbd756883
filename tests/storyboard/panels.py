"""Requests for the tests of the storyboard."""

from __future__ import annotations

from anime_cli.render.request import Clothes, Figure, RenderRequest, Setting, Slate, Speech


def figure(  # noqa: PLR0913
    name: str = "mio",
    *,
    eyes: str = "neutral",
    mouth: str = "neutral",
    intensity: float = 0.0,
    hair: str = "indigo",
    style: str = "long",
    kind: str = "sailor",
    height: float = 0.0,
    accessories: tuple[str, ...] = (),
) -> Figure:
    """A girl called NAME."""
    return Figure(
        id=name,
        name=name.capitalize(),
        pronouns="she/her",
        hair=hair,
        hair_style=style,
        eyes="blue",
        height=height,
        clothes=Clothes(kind=kind, accessories=accessories),
        eyes_shape=eyes,
        mouth_shape=mouth,
        intensity=intensity,
    )


def request(  # noqa: PLR0913
    *,
    shot: str = "medium",
    angle: str = "eye",
    place: str = "classroom",
    light: str = "day",
    weather: str = "clear",
    figures: tuple[Figure, ...] = (),
    speech: tuple[Speech, ...] = (),
    subtitle: str = "",
    size: tuple[int, int] = (320, 180),
    seed: int = 0,
) -> RenderRequest:
    """A panel with a slate."""
    return RenderRequest(
        shot=shot,
        angle=angle,
        setting=Setting(place=place, name=place.title(), kind=place, light=light, weather=weather),
        figures=figures,
        speech=speech,
        subtitle=subtitle,
        slate=Slate(number="SC 01", title="First Bell", where=f"INT. {place.upper()}", seconds=3.5),
        width=size[0],
        height=size[1],
        seed=seed,
    )
