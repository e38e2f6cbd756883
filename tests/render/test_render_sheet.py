"""Contact sheets and the table of renderers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from drawings import Tiny, line, plain_png, tell

from anime_cli.render.cache import open_cache
from anime_cli.render.errors import BadSheet, NotAPicture, NothingToShow, RendererNotFound
from anime_cli.render.executor import run
from anime_cli.render.plan import plan
from anime_cli.render.renderer import Renderer
from anime_cli.render.renderers.table import known, renderer
from anime_cli.render.sheet import GROUND, Panel, caption, sheet
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

RED, BLUE = plain_png((255, 0, 0), 160, 90), plain_png((0, 0, 255), 160, 90)


def opened(data: bytes) -> Image:
    from PIL import Image

    return Image.open(BytesIO(data)).convert("RGB")


def test_pictures_stand_in_columns_on_a_dark_ground() -> None:
    image = opened(sheet([Panel(RED), Panel(BLUE), Panel(RED)], columns=2, width=418))
    assert image.width == 418
    assert image.getpixel((100, 60)) == (255, 0, 0)
    assert image.getpixel((310, 60)) == (0, 0, 255)
    assert image.getpixel((100, 190)) == (255, 0, 0)
    assert "#{:02x}{:02x}{:02x}".format(*image.getpixel((310, 190))) == GROUND
    assert image.height == 18 + 2 * (102 + 18)


def test_captions_and_a_title_take_room_and_ink() -> None:
    plain, told = (opened(sheet([Panel(RED, words)], width=640, title=words)) for words in ("", "Who saw her?"))
    assert told.height > plain.height
    assert any(min(pixel) > 120 for _, pixel in told.getcolors(100_000) or [])


def test_equal_panels_give_equal_bytes() -> None:
    panels = [
        Panel(RED, "One."),
        Panel(BLUE, "桜が咲く。 A line that is too long for the little room below its picture. " * 3),
    ]
    assert sheet(panels, title="T") == sheet(panels, title="T")


def test_a_caption_is_cut_to_its_room() -> None:
    short, long = (sheet([Panel(RED, "word " * count)], width=320) for count in (40, 400))
    assert short == long


def test_fewer_pictures_than_columns_fill_the_width() -> None:
    assert opened(sheet([Panel(RED)], columns=3, width=336)).getpixel((300, 100)) == (255, 0, 0)


def test_a_sheet_of_nothing_or_of_no_size_is_refused() -> None:
    with pytest.raises(NothingToShow):
        sheet([])
    with pytest.raises(BadSheet):
        sheet([Panel(RED)], columns=0)
    with pytest.raises(BadSheet):
        sheet([Panel(RED)], width=20_000)


@pytest.mark.parametrize("data", [b"", b"no picture", RED[:60]])
def test_a_panel_that_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        sheet([Panel(data)])


def test_a_caption_says_what_the_words_in_the_picture_do_not(tmp_path: Path) -> None:
    story = tell([{"shot": "wide"}, {"action": "Wind.\nMore wind."}, {"shot": "medium"}, line("aki", "Hm.")])
    entries = plan(story, fold(story), open_cache(tmp_path), Tiny()).entries
    assert [caption(entry) for entry in entries] == ["Wind. More wind.", ""]


class TestTable:
    def test_the_storyboard_is_built_in(self) -> None:
        assert isinstance(renderer(), Renderer)
        assert renderer().name == "storyboard"
        assert "storyboard" in known()

    @pytest.mark.parametrize("plugins", [True, False])
    def test_an_unknown_name_is_an_error_with_the_nearest(self, *, plugins: bool) -> None:
        with pytest.raises(RendererNotFound) as caught:
            renderer("storybord", plugins=plugins)
        assert caught.value.hint == "Did you mean 'storyboard'?"

    def test_a_word_near_to_nothing_names_one_that_is_there(self) -> None:
        with pytest.raises(RendererNotFound) as caught:
            renderer("xyz")
        assert caught.value.hint == "Set renderer: storyboard in style.yaml."

    def test_an_installed_renderer_is_found_by_its_entry_point(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        package = tmp_path / "tiny-1.dist-info"
        package.mkdir()
        (package / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        (package / "entry_points.txt").write_text("[anime.renderers]\ntiny = drawings:Tiny\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert renderer("tiny").name == "tiny"
        assert "tiny" in known()
        with pytest.raises(RendererNotFound):
            renderer("tiny", plugins=False)


def test_the_storyboard_draws_a_scene_the_same_each_time(tmp_path: Path) -> None:
    story = tell([{"shot": "medium"}, line("aki", "Hm."), line("bo", "Oh.")], style={"size": "320x180"})
    drawn = []
    for name in ("one", "two"):
        cache = open_cache(tmp_path / name)
        made = plan(story, fold(story), cache, renderer())
        drawn += [picture.path.read_bytes() for picture in run(made, cache, renderer(), jobs=1)]
    assert drawn[0] == drawn[1]
    assert opened(drawn[0]).size == (320, 180)
