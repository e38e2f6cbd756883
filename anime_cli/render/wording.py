"""The words in a picture: bubbles, the subtitle, the slate; and the light and weather that the slate names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from anime_cli.figure.typeset import is_wide
from anime_cli.render.derive import LINES
from anime_cli.render.request import Slate, Speech
from anime_cli.story.calling import given_name
from anime_cli.text.prose import normal, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.model.documents import Character, Place
    from anime_cli.model.script import Item, Line
    from anime_cli.render.shots import PlannedShot

BUBBLE = 84
"""Characters that fit into one bubble without hiding its speaker; a wide one counts as two."""
SUBTITLE = 140
"""Characters that fit into two lines of subtitle, likewise."""
LIGHTS = ((5.0, "morning"), (10.0, "day"), (16.5, "dusk"), (19.5, "night"))
"""From which hour of the day each light holds; before the first it is still night."""
INDOORS = frozenset(
    {
        "bedroom",
        "bus",
        "cafe",
        "carriage",
        "classroom",
        "clinic",
        "corridor",
        "gym",
        "hall",
        "home",
        "hospital",
        "house",
        "kitchen",
        "library",
    }
    | {"office", "restaurant", "room", "school", "shop", "studio", "temple", "theatre", "train"}
)
"""Kinds of places that have a roof."""
QUIET = ("whisper", "quiet", "low", "under", "breath", "mutter", "murmur", "soft")
QUIET_JA = ("小声", "ささや", "囁", "つぶや", "呟", "ひそ", "声にならず")
LOUD = ("shout", "yell", "scream", "cry out", "loud")
LOUD_JA = ("叫", "怒鳴", "どな", "大声")


def light_at(start: int, day: int) -> str:
    """Return the light at START seconds, for a calendar whose day lasts DAY seconds."""
    hour = 24.0 * (start % day) / day
    return next((light for since, light in reversed(LIGHTS) if hour >= since), "night")


def is_indoors(place: Place | None) -> bool:
    """Tell whether PLACE has a roof, as far as its kind says."""
    return place is not None and (place.kind or "").lower() in INDOORS


def slate(number: int | None, title: str, place: Place | None, light: str, weather: str, seconds: float) -> Slate:
    """Write the line under a picture: 'SC 04', the title, 'EXT. ROOFTOP — DUSK, RAIN', seconds."""
    where = ((place.kind or place.name) if place is not None else "nowhere").replace("-", " ").upper()
    roof = is_indoors(place)
    sky = "" if roof or weather == "clear" else f", {weather.upper()}"
    return Slate(
        number=f"SC {number:02d}" if number is not None else "SC —",
        title=title,
        where=f"{'INT' if roof else 'EXT'}. {where} — {light.upper()}{sky}",
        seconds=math.floor(10 * seconds + 0.5) / 10,
    )


def spoken(
    shot: PlannedShot, moment: Item | None, people: Sequence[str], characters: Mapping[str, Character]
) -> tuple[tuple[Speech, ...], str]:
    """Return the bubbles of a shot and its subtitle.

    One picture holds two lines that follow each other, those around its moment. Short ones go into bubbles; of those
    that are too long the moment's own, or else the first, becomes the subtitle, cut at a sentence.
    """
    lines = _around(shot, moment)
    short = [line for line in lines if _breadth(normal(line.say)) <= BUBBLE]
    long = [line for line in lines if line not in short]
    bubbles = tuple(_bubble(line, people, characters) for line in short)
    return bubbles, _subtitle(_main(long, moment), characters) if long else ""


def _around(shot: PlannedShot, moment: Item | None) -> Sequence[Line]:
    """Choose the lines a picture can hold, the moment's own among them."""
    lines = shot.lines
    ids = [item.id for item in shot.covers]
    if moment is None or len(lines) <= LINES:
        return lines
    here = ids.index(moment.id)
    after = next((n for n, line in enumerate(lines) if ids.index(line.id) >= here), len(lines) - 1)
    start = min(max(after - (LINES - 1), 0) if after else 0, len(lines) - LINES)
    return lines[start : start + LINES]


def _main(lines: Sequence[Line], moment: Item | None) -> Line:
    return next((line for line in lines if moment is not None and line.id == moment.id), lines[0])


def _bubble(line: Line, people: Sequence[str], characters: Mapping[str, Character]) -> Speech:
    text = normal(line.say)
    if line.who in people:
        return Speech(who=line.who, text=text, kind=_kind(line))
    return Speech(who=_name(line.who, characters), text=text, kind="voice")


def _kind(line: Line) -> str:
    how = (line.how or "").lower()
    if any(word in how for word in LOUD + LOUD_JA):
        return "shout"
    return "whisper" if any(word in how for word in QUIET + QUIET_JA) else "speech"


def _subtitle(line: Line, characters: Mapping[str, Character]) -> str:
    text = ""
    for sentence in sentences(line.say):
        longer = normal(f"{text}\n{sentence}")
        if text and _breadth(longer) > SUBTITLE:
            text = normal(f"{text}\n…")
            break
        text = longer
    return f"{_name(line.who, characters)}: {_cut(text)}"


def _cut(text: str) -> str:
    """Return TEXT as far as a subtitle has room: up to a space, or to any wide character."""
    fits = next((at for at in range(len(text) + 1) if _breadth(text[:at]) > SUBTITLE), 0)
    if not fits:
        return text
    part = text[: fits - 1]
    return normal(f"{part if is_wide(text[fits - 1]) else part.rsplit(' ', 1)[0]}\n…")


def _breadth(text: str) -> int:
    """Return how many characters of a Latin script are about as wide as TEXT."""
    return len(text) + sum(map(is_wide, text))


def _name(who: str, characters: Mapping[str, Character]) -> str:
    character = characters.get(who)
    return given_name(character.name) if character is not None else who
