"""The picture of a timeline: well formed, the same each time, nothing outside of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from anime_cli.figure.fonts import width_of
from anime_cli.figure.ground import tint
from anime_cli.figure.lanes import MOST, lanes
from anime_cli.model.load import build
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble
from anime_cli.story.timeline import timeline

if TYPE_CHECKING:
    from anime_cli.story.timeline import Timeline

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"ren": "花園さくら", "mio": "Tomoe <the> Very Long Named & Famous Fisherwoman of the Northern Sea"}


def told(count: int, people: int = 2, **scene: Any) -> Timeline:
    """Return a timeline of COUNT scenes with flashbacks, dreams, voices and overlaps."""
    modes = {3: {"mode": "flashback", "day": "-500"}, 5: {"mode": "dream"}, 7: {"mode": "parallel", "time": "09:10"}}
    cast: dict[str, Any] = {name: {} for name in [*NAMES, *(f"p{number}" for number in range(people - 2))]}
    cast |= {"mio": {"as": "voice"}} if scene else {}
    plain = {"title": "A title that goes on & on " * 3, "place": "roof", "lasts": "2h", "cast": cast, "time": "09:00"}
    scenes = [
        build(
            "scene",
            f"s{number}",
            {**plain, "day": str(number // 2), "script": [], **modes.get(number % 9, {}), **scene},
        )
        for number in range(count)
    ]
    chapter = build("chapter", "one", {"title": "One", "scenes": [each.id for each in scenes]})
    head = {"format": "anime/1", "title": "T", "chapters": ["one"], "calendar": {"epoch": "2024-04-08"}}
    return timeline(fold(assemble([build("story", "story", head), chapter, *scenes])))


def drawn(line: Timeline, title: str = "花びらの魔女") -> str:
    return lanes(title, line, lambda place: f"The {place} of the school by the sea", lambda who: NAMES.get(who, who))


@pytest.mark.parametrize("count", [0, 1, 3, 12, 60])
def test_everything_lies_within_the_picture(count: int) -> None:
    """Every word ends before the edge, every line of text stands on the page."""
    root = ET.fromstring(drawn(told(count)))
    wide, high = (float(root.attrib[key]) for key in ("width", "height"))
    assert wide == 1280
    words = list(root.iter(f"{SVG}text"))
    assert words
    for word in words:
        size, x, y = (float(word.attrib[key]) for key in ("font-size", "x", "y"))
        length = width_of(word.text or "", size, bold=word.attrib["font-weight"] == "700")
        start = x - length / 2 if word.attrib["text-anchor"] == "middle" else x
        assert start >= 0
        assert start + length <= wide, word.text
        assert size <= y <= high
        assert size >= 9


def test_it_is_titled_and_names_people() -> None:
    root = ET.fromstring(drawn(told(12)))
    assert root.find(f"{SVG}title").text == "花びらの魔女: timeline"
    texts = [word.text for word in root.iter(f"{SVG}text")]
    assert "花園さくら" in texts
    assert any(text.startswith("Tomoe <") for text in texts if text)
    assert {"as told", "as it happens", "Apart: dreamt, or imagined", "in a flashback", "in a dream"} <= set(texts)


def test_equal_timelines_give_equal_bytes() -> None:
    assert drawn(told(12)) == drawn(told(12))
    assert drawn(told(12)) != drawn(told(13))


def test_a_crowd_is_cut_and_counted() -> None:
    texts = [word.text for word in ET.fromstring(drawn(told(2, people=500))).iter(f"{SVG}text")]
    assert f"{500 - MOST} more people are not in the picture." in texts
    assert "p499" not in texts


def test_a_voice_is_named_in_the_legend() -> None:
    texts = [word.text for word in ET.fromstring(drawn(told(2, mode="parallel"))).iter(f"{SVG}text")]
    assert {"a voice or a ghost", "at the same time"} <= set(texts)
    assert "already elsewhere" in texts


def test_neighbouring_tints_differ() -> None:
    assert len({tint(number) for number in range(40)}) == 40
