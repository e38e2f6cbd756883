"""The local executor: every finished picture is kept at once, whatever happens next."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from drawings import Tiny, line, plain_png, tell
from slow_story import SHOTS

from anime_cli.render.cache import RenderCache, open_cache
from anime_cli.render.errors import NotAPicture, PictureNotKept, RenderFailed, WorkersLost
from anime_cli.render.executor import Picture, run
from anime_cli.render.key import canonical
from anime_cli.render.plan import plan
from anime_cli.render.png import SIGNATURE, stamp, words_of
from anime_cli.render.worker import draw, prepare
from anime_cli.story.fold import fold

if TYPE_CHECKING:
    from anime_cli.render.plan import Plan
    from anime_cli.render.renderer import Renderer
    from anime_cli.render.request import RenderRequest

SCRIPT = [item for n in range(4) for item in ({"shot": "wide", "id": f"s{n}"}, line("aki", f"Line {n}."))]


@pytest.fixture
def cache(tmp_path: Path) -> RenderCache:
    return open_cache(tmp_path / "cache")


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    (folder := tmp_path / "marks").mkdir()
    return folder


def planned(cache: RenderCache, renderer: Renderer, script: list[dict[str, object]] = SCRIPT) -> Plan:
    story = tell(script)
    return plan(story, fold(story), cache, renderer)


@pytest.mark.parametrize("jobs", [1, 2])
def test_pictures_are_drawn_kept_and_told_of_and_a_second_run_draws_nothing(
    cache: RenderCache, marks: Path, jobs: int
) -> None:
    tiny, told = Tiny(marks), list[Picture]()
    pictures = run(planned(cache, tiny), cache, tiny, jobs=jobs, finished=told.append)
    assert [picture.address for picture in pictures] == ["s1:s0", "s1:s1", "s1:s2", "s1:s3"]
    assert all(picture.drawn and picture.path.read_bytes().startswith(SIGNATURE) for picture in pictures)
    assert sorted(picture.address for picture in told) == [picture.address for picture in pictures]
    assert len(list(marks.iterdir())) == 4
    for mark in marks.iterdir():
        mark.unlink()
    again = run(planned(cache, tiny), cache, tiny, jobs=jobs, finished=told.append)
    assert not any(picture.drawn for picture in again)
    assert [picture.path for picture in again] == [picture.path for picture in pictures]
    assert list(marks.iterdir()) == []
    assert len(told) == 4


def test_one_process_and_many_draw_the_same_bytes(tmp_path: Path) -> None:
    caches = [open_cache(tmp_path / name) for name in ("one", "two")]
    drawn = [run(planned(cache, Tiny()), cache, Tiny(), jobs=jobs) for jobs, cache in enumerate(caches, 1)]
    one, two = ([picture.path.read_bytes() for picture in pictures] for pictures in drawn)
    assert one == two


def test_jobs_0_means_one_for_each_core(cache: RenderCache) -> None:
    assert all(picture.drawn for picture in run(planned(cache, Tiny()), cache, Tiny(), jobs=0))


def test_two_shots_that_ask_for_the_same_picture_are_drawn_once(cache: RenderCache, marks: Path) -> None:
    script: list[dict[str, object]] = [{"shot": "wide", "id": "a"}, {"shot": "wide", "id": "b"}]
    pictures = run(planned(cache, Tiny(marks), script), cache, Tiny(marks), jobs=1)
    assert [picture.drawn for picture in pictures] == [True, True]
    assert len(list(marks.iterdir())) == 1


def test_a_picture_says_what_it_was_drawn_from(cache: RenderCache) -> None:
    from PIL import Image

    entry = planned(cache, Tiny()).entries[0]
    picture = run(planned(cache, Tiny()), cache, Tiny(), jobs=1)[0]
    said = words_of(picture.path.read_bytes())
    assert (said["anime:key"], said["anime:renderer"], said["anime:version"]) == (entry.key, "tiny", "1")
    assert said["anime:request"] == canonical(entry.request)
    assert json.loads(said["anime:request"])["figures"][0]["name"] == "Aki Mori"
    with Image.open(picture.path) as image:
        image.load()
        assert image.size == (16, 9)
        assert image.info["anime:shot"] == "s1:s0"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_renderer_that_gives_up_names_the_shot_and_keeps_what_was_finished(cache: RenderCache, jobs: int) -> None:
    broken = Tiny(breaks_on="Line 3")
    with pytest.raises(RenderFailed) as caught:
        run(planned(cache, broken), cache, broken, jobs=jobs)
    assert caught.value.message == "The shot s1:s3 was not drawn by tiny 1."
    assert caught.value.cause == "ZeroDivisionError: no pencil"
    assert len(planned(cache, Tiny()).to_draw) == 1 or jobs == 2


@dataclass
class Scribbler(Tiny):
    """Draws what is no picture."""

    def render(self, request: RenderRequest) -> bytes:
        return request.shot.encode()


def test_a_renderer_that_draws_no_png_has_failed(cache: RenderCache) -> None:
    with pytest.raises(RenderFailed) as caught:
        run(planned(cache, Scribbler()), cache, Scribbler(), jobs=1)
    assert caught.value.cause == "This is no PNG picture. It doesn't begin like one."
    assert len(planned(cache, Tiny()).to_draw) == 4


@dataclass
class Quitter(Tiny):
    """Ends its process."""

    def render(self, request: RenderRequest) -> bytes:
        os._exit(len(request.shot))


def test_a_process_that_dies_is_a_clear_error(cache: RenderCache) -> None:
    with pytest.raises(WorkersLost) as caught:
        run(planned(cache, Quitter()), cache, Quitter(), jobs=2)
    assert "--jobs 1" in (caught.value.hint or "")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_cache_that_can_t_be_written_is_a_clear_error(jobs: int, cache: RenderCache) -> None:
    """The picture is named, why it can't be kept, and where it could be, whichever process drew it."""
    cache.files.folder.parent.mkdir(parents=True)
    cache.files.folder.write_text("in the way")
    with pytest.raises(PictureNotKept) as caught:
        run(planned(cache, Tiny()), cache, Tiny(), jobs=jobs)
    assert "can't be written" in (caught.value.cause or "")
    assert "ANIME_CACHE" in (caught.value.hint or "")


def test_a_worker_leaves_ctrl_c_to_its_parent(cache: RenderCache) -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        prepare(Tiny())
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    from anime_cli.render.executor import _job

    made = planned(cache, Tiny())
    assert draw(_job(made, cache, made.entries[0])).failure is None
    assert cache.has(made.entries[0].key)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_pictures_and_the_next_run_draws_the_rest(tmp_path: Path, jobs: str) -> None:
    here = Path(__file__).parent
    command = [sys.executable, str(here / "slow_story.py"), str(tmp_path), jobs]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here.parents[1]), str(here)])}
    first = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=surroundings, start_new_session=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == f"waiting {SHOTS}\n"
    first.stdout.readline()
    os.killpg(first.pid, signal.SIGINT)  # as a terminal does: every process of the group hears it
    assert first.wait(timeout=30) != 0
    first.stdout.close()
    kept = list((tmp_path / "pictures").rglob("*.png"))
    assert 0 < len(kept) < SHOTS
    assert all("anime:key" in words_of(path.read_bytes()) for path in kept)
    again = subprocess.run(command, capture_output=True, text=True, env=surroundings, timeout=60, check=True)
    assert again.stdout.startswith(f"waiting {SHOTS - len(kept)}\n")
    assert len(list((tmp_path / "pictures").rglob("*.png"))) == SHOTS


PICTURE = plain_png((1, 2, 3))


class TestStamp:
    def test_words_come_back(self) -> None:
        picture = stamp(PICTURE, {"one": "桜 — a", "two": ""})
        assert words_of(picture) == {"one": "桜 — a", "two": ""}

    @pytest.mark.parametrize(
        ("broken", "cause"), [(b"GIF", "begin"), (SIGNATURE, "no end"), (SIGNATURE + b"\0\0\0", "breaks off")]
    )
    def test_what_is_no_picture_is_refused(self, broken: bytes, cause: str) -> None:
        with pytest.raises(NotAPicture, match="no PNG") as caught:
            stamp(broken, {})
        assert cause in (caught.value.cause or "")

    def test_a_picture_cut_short_is_refused(self) -> None:
        with pytest.raises(NotAPicture):
            stamp(PICTURE[:-20], {})
