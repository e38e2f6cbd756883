"""Panels: real pictures, the same everywhere, different where their request differs."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from panels import figure, request
from PIL import Image, ImageChops

from anime_cli.render.renderer import Renderer
from anime_cli.render.renderers.storyboard import Storyboard
from anime_cli.render.renderers.storyboard.compose import backdrop_image, backdrop_of, foreground_svgs
from anime_cli.render.renderers.storyboard.shots import viewport
from anime_cli.render.request import RenderRequest, Speech

PANEL = request(
    place="rooftop",
    light="dusk",
    figures=(figure(eyes="curved", mouth="smile", intensity=0.5),),
    speech=(Speech(who="mio", text="It's warm."),),
    subtitle="桜が咲いた。",
)


def picture(panel: RenderRequest) -> Image.Image:
    return Image.open(io.BytesIO(Storyboard().render(panel))).convert("RGB")


def differ(a: RenderRequest, b: RenderRequest) -> bool:
    return ImageChops.difference(picture(a), picture(b)).getbbox() is not None


def test_the_storyboard_is_a_renderer() -> None:
    storyboard = Storyboard()
    assert isinstance(storyboard, Renderer)
    assert (storyboard.name, storyboard.version) == ("storyboard", "1")
    assert pickle.loads(pickle.dumps(storyboard)).name == "storyboard"


@pytest.mark.parametrize("size", [(320, 180), (240, 180), (150, 180), (400, 120)])
def test_a_picture_has_the_size_asked_for(size: tuple[int, int]) -> None:
    data = Storyboard().render(request(size=size, figures=(figure(), figure("ren"))))
    assert data.startswith(b"\x89PNG")
    assert Image.open(io.BytesIO(data)).size == size


def test_equal_requests_give_equal_bytes() -> None:
    first = Storyboard().render(PANEL)
    backdrop_image.cache_clear()
    assert Storyboard().render(PANEL) == first


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from hashlib import sha256
from test_storyboard_panels import PANEL
from anime_cli.render.renderers.storyboard import Storyboard
print(sha256(Storyboard().render(PANEL)).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_no_hash_seed_changes_a_pixel(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parent)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == sha256(Storyboard().render(PANEL)).hexdigest()


@pytest.mark.parametrize(
    "changed",
    [
        replace(PANEL, figures=(replace(PANEL.figures[0], hair="crimson"),)),
        replace(PANEL, figures=(replace(PANEL.figures[0], eyes="green"),)),
        replace(PANEL, figures=(replace(PANEL.figures[0], intensity=0.3),)),
        replace(PANEL, figures=(replace(PANEL.figures[0], gaze=-1.0),)),
        replace(PANEL, setting=replace(PANEL.setting, light="night")),
        replace(PANEL, setting=replace(PANEL.setting, weather="rain")),
        replace(PANEL, speech=(replace(PANEL.speech[0], kind="shout"),)),
        replace(PANEL, subtitle=""),
        replace(PANEL, slate=None),
        replace(PANEL, angle="low"),
        replace(PANEL, shot="close-up"),
        replace(PANEL, seed=5),
    ],
    ids=[
        "hair",
        "eyes",
        "intensity",
        "gaze",
        "light",
        "weather",
        "shout",
        "subtitle",
        "slate",
        "angle",
        "shot",
        "seed",
    ],
)
def test_what_changes_is_seen(changed: RenderRequest) -> None:
    assert differ(PANEL, changed)


def test_a_changed_hair_colour_leaves_the_background_alone() -> None:
    changed = replace(PANEL, figures=(replace(PANEL.figures[0], hair="crimson"),))
    view = viewport(PANEL.width, PANEL.height)
    assert backdrop_of(changed, view) == backdrop_of(PANEL, view)


def test_backgrounds_are_kept_in_the_process() -> None:
    Storyboard().render(PANEL)
    before = backdrop_image.cache_info()
    Storyboard().render(replace(PANEL, subtitle="Again."))
    after = backdrop_image.cache_info()
    assert after.hits == before.hits + 1
    assert after.misses == before.misses


def test_over_the_shoulder_draws_two_people_and_a_ghost_is_pale() -> None:
    two = (figure(), figure("ren", style="short"))
    panel = request(shot="over-the-shoulder", place="street", figures=two)
    assert differ(panel, replace(panel, figures=(two[1], two[0])))
    alone = request(figures=(figure(),))
    assert differ(alone, replace(alone, figures=(replace(figure(), ghost=True),)))


def test_a_speech_with_no_room_goes_to_the_subtitle() -> None:
    words = "I have so much to say that it will never end. " * 12
    panel = request(shot="close-up", figures=(figure(),), speech=(Speech(who="mio", text=words),))
    document = foreground_svgs(panel, backdrop_of(panel, viewport(320, 180)))[-1][0]
    assert "Mio: I have so much" in document


def test_hostile_words_are_only_drawn() -> None:
    words = "<svg onload=\"x\"> & ]]> 'quoted'"
    panel = request(figures=(figure(),), speech=(Speech(who="mio", text=words),), subtitle=words)
    assert picture(panel).size == (320, 180)


def test_snow_fog_and_storm_are_seen() -> None:
    clear = request(place="street", figures=(figure(),))
    for weather in ("snow", "fog", "storm", "petals"):
        assert differ(clear, replace(clear, setting=replace(clear.setting, weather=weather)))
