"""A request in words, in a fixed order: who, clothes, feeling, place, light, camera, style."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.render.request import Clothes, Figure, Setting

COUNTS = {"he": "boy", "she": "girl"}
"""What a figure with these pronouns is counted as; anybody else is a person."""


def prompt(shot: str, angle: str, setting: Setting, figures: Sequence[Figure], style: Iterable[str] = ()) -> str:
    """Describe a picture as tags, separated by commas; nothing is said twice."""
    tags = [*_counted(figures)]
    for figure in figures:
        tags += _figure(figure)
    tags += [setting.name.lower(), setting.kind, _sentence(setting.description), f"{setting.light} light"]
    tags += [setting.weather if setting.weather != "clear" else "clear sky", f"{shot} shot"]
    tags += [f"{angle} angle" if angle != "eye" else "eye level", *style]
    return ", ".join(dict.fromkeys(tag for tag in tags if tag))


def _counted(figures: Sequence[Figure]) -> list[str]:
    """Count the figures as taggers do: '1girl', '2boys'; an empty frame says so."""
    if not figures:
        return ["no humans"]
    words = [COUNTS.get(figure.pronouns.split("/")[0], "person") for figure in figures]
    return [f"{words.count(word)}{word}{'s' if words.count(word) > 1 else ''}" for word in sorted({*words})]


def _figure(figure: Figure) -> list[str]:
    hair = " ".join(word for word in (figure.hair, figure.hair_style) if word)
    tags = [figure.name, f"{hair} hair" if hair else "", f"{figure.bangs} bangs" if figure.bangs else ""]
    tags += [f"{figure.eyes} eyes" if figure.eyes else "", f"{figure.skin} skin" if figure.skin else ""]
    tags += [figure.build and f"{figure.build} build", *_clothes(figure.clothes), _feeling(figure), figure.pose]
    return [*tags, "translucent ghost" if figure.ghost else ""]


def _clothes(clothes: Clothes) -> list[str]:
    parts = ((clothes.top, "top"), (clothes.bottom, "bottom"), (clothes.accent, "accent"))
    return [clothes.kind, *(f"{colour} {part}" for colour, part in parts if colour), *clothes.accessories]


def _feeling(figure: Figure) -> str:
    if figure.emotion == "neutral" or figure.intensity <= 0:
        return "neutral expression"
    strength = "slightly " if figure.intensity < 1 / 3 else "very " if figure.intensity > 2 / 3 else ""  # thirds
    return f"{strength}{figure.emotion}"


def _sentence(text: str) -> str:
    return " ".join(text.split()).rstrip(".").replace(",", "").lower()
