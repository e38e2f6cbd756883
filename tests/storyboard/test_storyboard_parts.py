"""Parts: every pair of table entries draws, unknown words draw the nearest, words are read as people write them."""

from __future__ import annotations

import logging
from itertools import combinations, cycle, product
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from panels import figure, request

from anime_cli.figure.colour import oklab
from anime_cli.figure.svg import Svg
from anime_cli.render.renderers.storyboard.accessories import ON_FACE, ON_HAIR
from anime_cli.render.renderers.storyboard.arms import POSES, pose_name
from anime_cli.render.renderers.storyboard.backgrounds.places import PLACES, place_name
from anime_cli.render.renderers.storyboard.character import Actor, draw_actor
from anime_cli.render.renderers.storyboard.compose import backdrop_of, backdrop_svg, foreground_svgs
from anime_cli.render.renderers.storyboard.expression import EYES, MOUTHS, expression
from anime_cli.render.renderers.storyboard.light import LIGHTS, WEATHERS, light_of
from anime_cli.render.renderers.storyboard.sheet import (
    ACCESSORIES,
    BANGS,
    HAIR_STYLES,
    OUTFITS,
    WARDROBES,
    sheet_of,
)
from anime_cli.render.renderers.storyboard.shots import ANGLES, SHOTS, viewport
from anime_cli.render.request import Clothes, Figure, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

AXES = {
    "style": sorted(HAIR_STYLES),
    "bangs": sorted(BANGS),
    "outfit": sorted(OUTFITS),
    "accessory": sorted(ACCESSORIES),
    "pose": sorted(POSES),
    "eyes": sorted(EYES),
    "mouth": sorted(MOUTHS),
    "light": sorted(LIGHTS),
    "who": ["she/her", "he/him", "they/them"],
    "turn": ["left", "ahead", "right"],
    "back": ["front", "back"],
}
TURNS = {"left": -0.6, "ahead": 0.0, "right": 0.6}


def pairwise_rows(axes: dict[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    """Rows in which every pair of values of two axes occurs."""
    wanted = {((a, x), (b, y)) for a, b in combinations(sorted(axes), 2) for x, y in product(axes[a], axes[b])}
    wheels = {name: cycle(values) for name, values in axes.items()}
    while wanted:
        (a, x), (b, y) = min(wanted)
        row = {a: x, b: y}
        for name in sorted(axes):
            if name not in row:
                row[name] = max(
                    (next(wheels[name]) for _ in axes[name]),
                    key=lambda value: sum(tuple(sorted(((name, value), held))) in wanted for held in row.items()),
                )
        wanted -= set(combinations(sorted(row.items()), 2))
        yield row


def draw(row: dict[str, str]) -> str:
    person = Figure(
        id="x",
        name="X",
        pronouns=row["who"],
        hair_style=row["style"],
        bangs=row["bangs"],
        clothes=Clothes(kind=row["outfit"], accessories=(row["accessory"],)),
    )
    svg = Svg()
    actor = Actor(
        sheet=sheet_of(person),
        face=expression(row["eyes"], row["mouth"], 0.9),
        pose=row["pose"],
        x=0,
        y=0,
        scale=1,
        turn=TURNS[row["turn"]],
        tilt=3 if row["turn"] == "left" else 0,
        back=row["back"] == "back",
        ghost=row["who"] == "they/them",
    )
    draw_actor(svg, actor, light_of(row["light"], "clear"), dim=0.2 if actor.back else 0.0)
    return svg.document(100, 100, (0, 0, 100, 100))


def test_all_pairs_of_parts_draw() -> None:
    rows = list(pairwise_rows(AXES))
    documents = set(map(draw, rows))
    assert len(documents) > len(rows) * 0.9
    for document in documents:
        assert "nan" not in document
        assert "inf" not in document
    ET.fromstring(max(documents, key=len))


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_draws_in_every_light_and_weather(place: str) -> None:
    view = viewport(320, 180)
    shots, angles = cycle(sorted(SHOTS)), cycle(sorted(ANGLES))
    documents = set()
    for light, weather in product(sorted(LIGHTS), sorted(WEATHERS)):
        panel = request(place=place, light=light, weather=weather, shot=next(shots), angle=next(angles))
        document = backdrop_svg(backdrop_of(panel, view))
        ET.fromstring(document)
        assert "nan" not in document
        documents.add(document)
    assert len(documents) >= 20


@pytest.mark.parametrize(("shot", "angle"), list(product(sorted(SHOTS), sorted(ANGLES))))
def test_every_shot_draws_with_any_number_of_people(shot: str, angle: str) -> None:
    for count in range(6):
        panel = request(shot=shot, angle=angle, figures=tuple(figure(f"p{i}") for i in range(count)))
        layers = foreground_svgs(panel, backdrop_of(panel, viewport(320, 180)))
        assert len(layers) == (3 if shot == "over-the-shoulder" and count > 1 else 1)


def test_every_accessory_has_its_place() -> None:
    assert set(ACCESSORIES) == {*ON_FACE, *ON_HAIR, "scarf", "bag"}
    assert set(WARDROBES) == set(OUTFITS)


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        (Setting(place="x", name="X", kind="roof"), "rooftop"),
        (Setting(place="school-roof", name="", kind=""), "rooftop"),
        (Setting(place="a", name="The Old Town", kind=""), "street"),
        (Setting(place="a", name="The roof of the school", kind=""), "rooftop"),
        (Setting(place="a", name="B", kind="", description="A quiet classroom at noon."), "classroom"),
    ],
)
def test_a_place_is_known_by_its_words(setting: Setting, place: str) -> None:
    assert place_name(setting) == place


def test_an_unknown_place_is_drawn_as_something_and_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="anime_cli.figure"):
        assert place_name(Setting(place="q", name="Q", kind="qwertz")) in PLACES
    assert "qwertz" in caplog.text


def test_a_sheet_reads_a_person_s_words() -> None:
    sheet = sheet_of(
        Figure(
            id="kai",
            name="Kai",
            pronouns="he/him",
            hair="golden blond",
            hair_style="messy",
            skin="tan",
            build="lanky",
            height=1.8,
            clothes=Clothes(kind="rain jacket", bottom="blue jeans", accessories=("a green scarf", "round glasses")),
        )
    )
    assert (sheet.male, sheet.style, sheet.bangs) == (True, "spiky", "spiky")
    assert sheet.outfit.kind == "coat"
    assert sheet.outfit.trousers
    assert [name for name, _ in sheet.accessories] == ["scarf", "glasses"]
    assert sheet.stature > 1
    assert sheet.heads > 6.15


def test_a_boy_in_uniform_wears_a_blazer_and_a_skirt_stays_a_skirt() -> None:
    def outfit(pronouns: str, kind: str, bottom: str = "") -> tuple[str, bool]:
        made = sheet_of(Figure(id="a", name="A", pronouns=pronouns, clothes=Clothes(kind=kind, bottom=bottom))).outfit
        return made.kind, made.trousers

    assert outfit("he/him", "uniform") == ("blazer", True)
    assert outfit("she/her", "uniform") == ("sailor", False)
    assert outfit("she/her", "tee", "black jeans") == ("tee", True)
    assert outfit("he/him", "tee", "a long skirt") == ("tee", False)
    assert outfit("she/her", "dress") == ("dress", False)


@pytest.mark.parametrize("skin", ["fair", "tan", "dark"])
def test_cloth_never_has_the_colour_of_skin(skin: str) -> None:
    """A sleeve of the skin's own colour is changed, and in no light does white cloth look like lit skin."""
    sheet = sheet_of(Figure(id="a", name="A", skin=skin, clothes=Clothes(kind="sailor")))
    same = sheet_of(Figure(id="a", name="A", skin=skin, clothes=Clothes(kind="sailor", top=sheet.skin)))
    assert same.outfit.top != sheet.skin
    for name in LIGHTS:
        light = light_of(name, "clear")
        cloth, body = oklab(light.dress("#ffffff")), oklab(light.grade(sheet.skin))
        assert sum((a - b) ** 2 for a, b in zip(cloth, body, strict=True)) ** 0.5 > 0.045


def test_poses_follow_words_then_strong_feelings() -> None:
    sheet = sheet_of(figure())
    assert pose_name(sheet, "arms crossed", "curved", 1, 0) == "crossed"
    assert pose_name(sheet, "", "wide", 0.9, 0) == "chest"
    assert pose_name(sheet, "", "wide", 0.2, 0) == "stand"
    assert pose_name(sheet, "", "neutral", 1, 0) == "stand"


def test_lamps_burn_indoors_at_night() -> None:
    assert light_of("night", "clear", indoors=True).ambient != light_of("night", "clear").ambient
    assert light_of("day", "rain").ambient != light_of("day", "clear").ambient
    assert light_of("day", "petals").clear
    assert light_of("day", "clear").grade("none") == "none"
