"""The writer's commands: what they print on a terminal and off it, their JSON, their mistakes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.authoring import BY_PATH
from anime_cli.cli.fieldoptions import field_options
from anime_cli.errors import ExitCode
from anime_cli.studio.authoring.things import SORTS
from anime_cli.studio.creating import new_story

if TYPE_CHECKING:
    from collections.abc import Callable

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
SHOWN = {
    "scene-list": ("scene", "list"),
    "scene-show": ("scene", "show", "rooftop-dusk"),
    "scene-add": ("scene", "add", "On the stairs", "--place", "station", "--after", "lanterns", "--cast", "ren", "-n"),
    "scene-edit": ("scene", "edit", "lanterns", "--day", "27", "--cast", "hana", "--unset", "weather", "-n"),
    "scene-move": ("scene", "move", "lanterns", "--chapter", "the-fall", "--first", "-n"),
    "scene-rename": ("scene", "rename", "lanterns", "paper-lights", "-n"),
    "scene-remove": ("scene", "remove", "rooftop-dusk", "-n"),
    "chapter-list": ("chapter", "list"),
    "chapter-show": ("chapter", "show", "the-fall"),
    "chapter-remove": ("chapter", "remove", "the-fall"),
    "place-remove": ("place", "remove", "station", "--cascade"),
    "thread-remove": ("thread", "remove", "who-saw-her", "--cascade", "-n"),
    "help-scene": ("scene", "--help"),
    "help-scene-add": ("scene", "add", "--help"),
    "help-fact-edit": ("fact", "edit", "--help"),
    "help-emotion-add": ("emotion", "add", "--help"),
}


@pytest.fixture
def petals(tmp_path: Path) -> Path:
    """The folder of the example story."""
    new_story(tmp_path / "petals", environment={}, source=SAKURA)
    return tmp_path / "petals"


def given(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, petals: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Rows with tabs between their cells; what stands in the way is a result, the way out a word beside it."""
    done = anime("-C", petals, *SHOWN[name])
    assert "\x1b" not in done.out
    golden(f"write-{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize(
    "name", ["scene-list", "scene-show", "scene-edit", "scene-rename", "chapter-list", "chapter-show", "chapter-remove"]
)
def test_on_a_terminal(name: str, petals: Path, golden: Callable[..., None]) -> None:
    """Columns and colour, within 80 columns."""
    code, said = on_a_terminal(petals, *SHOWN[name])
    golden(f"write-{name}.tty.txt", f"{said}--- {code}\n")


@pytest.mark.parametrize("kind", SORTS)
def test_every_field_that_words_can_say_is_an_option(kind: str) -> None:
    """The options follow from the table of the kind; what is left needs --set."""
    options = {each.name.removeprefix("field_") for each in field_options(SORTS[kind].record)}
    left = set(SORTS[kind].record.by_key) - options
    assert left <= {"script", "look", "born", "voice"}


def test_a_day_of_writing(petals: Path, anime: Callable[..., Any]) -> None:
    """Each kind is made, changed, renamed and taken out by its own commands; undo takes each step back."""
    calls = [
        ("place", "add", "The harbour", "--kind", "beach", "--routes", "station=1h10m"),
        ("place", "edit", "the-harbour", "--set", "routes.station=50m", "--description", "Fog. A bell, somewhere."),
        ("place", "rename", "the-harbour", "harbour"),
        ("character", "add", "Aoi Abe", "--role", "ferrywoman", "--traits", "slow, kind", "--set", "born.year=1970"),
        ("character", "edit", "aoi-abe", "--temper", "calm=0.4", "--set", "look.hair.colour=grey"),
        ("character", "rename", "aoi-abe", "aoi"),
        ("fact", "add", "The ferry is sold.", "--secret", "--known-by", "aoi"),
        ("fact", "edit", "the-ferry-is-sold", "--no-secret"),
        ("fact", "rename", "the-ferry-is-sold", "sold"),
        ("item", "add", "a rope", "--holder", "aoi"),
        ("item", "edit", "a-rope", "--unset", "holder"),
        ("item", "rename", "a-rope", "rope"),
        ("thread", "add", "Who bought the ferry?", "--id", "who-bought-it", "--due", "spring-again"),
        ("thread", "rename", "who-bought-it", "buyer"),
        ("emotion", "add", "seasick", "--plutchik", "disgust=0.4", "--eyes", "narrow"),
        ("emotion", "edit", "seasick", "--mouth", "grimace"),
        ("emotion", "rename", "seasick", "queasy"),
        ("chapter", "add", "Epilogue", "--summary", "The sea."),
        (
            "scene",
            "add",
            "The crossing",
            "--place",
            "harbour",
            "--chapter",
            "epilogue",
            "--cast",
            "aoi=emotion: queasy",
        ),
        ("scene", "edit", "the-crossing", "--set", "script=[{event: sets_up, thread: buyer}, {action: Waves.}]"),
        ("chapter", "move", "epilogue", "--first"),
        ("chapter", "rename", "epilogue", "prologue"),
    ]
    for call in calls:
        done = anime("-C", petals, *call)
        assert (done.code, done.err) == (0, ""), (call, done)
        assert (len(done.out.splitlines()) == 1) is (call[1] == "move")
    assert json.loads(anime("-C", petals, "story", "check", "--json").out)["errors"] == 0
    assert anime("-C", petals, "character", "remove", "aoi").code == ExitCode.NO
    done = anime("-C", petals, "character", "remove", "aoi", "--cascade")
    assert done.out.startswith("Removed the character “Aoi Abe”.\n2 places went along:\n")
    for call in reversed(calls):
        assert anime("-C", petals, "story", "undo").code == 0, call
    anime("-C", petals, "story", "undo")
    assert anime("-C", petals, "story", "status", "--json").out.count('"path"') == 0


def test_what_a_change_breaks_is_told_at_once(petals: Path, anime: Callable[..., Any]) -> None:
    """One line beside the result, and in the JSON; what was wrong before is not told again."""
    done = anime("-C", petals, "scene", "edit", "rooftop-dusk", "--day", "-9")
    assert done.code == 0
    assert re.fullmatch(r"\d+ new problems, the first: .* \(anime story check\)\n", done.err)
    again = json.loads(anime("-C", petals, "scene", "edit", "lanterns", "--weather", "fog", "--json").out)
    assert again["problems"] == []
    anime("-C", petals, "story", "undo")
    anime("-C", petals, "story", "undo")
    script = anime("-C", petals, "scene", "write", "rooftop-dusk", "--print").out
    broken = re.sub(r"\nDay: .*", "\nDay: -9", script)
    done = subprocess.run(
        [sys.executable, "-m", "anime_cli", "-C", petals, "scene", "write", "rooftop-dusk", "-"],
        input=broken, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "new problem" in done.stderr


def test_a_name_can_t_be_looked_up_in_files_that_can_t_be_read(petals: Path, anime: Callable[..., Any]) -> None:
    """Who is called by a name, not by an id, is not said to be unknown: the file that stands in the way is named."""
    path = petals / "characters/mio.yaml"
    path.write_text(f"{path.read_text()}fear: Being seen. # or not\n")
    done = anime("-C", petals, "character", "edit", "Sakura Hanazono", "--want", "To sleep.")
    assert done.code == ExitCode.NO
    assert done.err.startswith(
        "Error: There is no character with the id 'Sakura Hanazono', and names can't be looked up"
    )
    assert "characters/mio.yaml" in done.err


def test_a_document_from_the_standard_input(
    petals: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a new thing as it stands, for one that is there by splices; nothing on it is an error."""
    given(monkeypatch, "# Draft.\ntitle: Fog\nplace: station\nscript: []\n")
    assert anime("-C", petals, "scene", "add", "-", "--chapter", "awakening").code == 0
    assert (petals / "scenes/fog.yaml").read_text().startswith("# Draft.\n")
    given(monkeypatch, "title: Fog\nplace: station\nweather: fog\nscript: []\n")
    assert "+ weather: fog" in anime("-C", petals, "scene", "edit", "fog", "-").out
    assert (
        petals / "scenes/fog.yaml"
    ).read_text() == "# Draft.\ntitle: Fog\nplace: station\nweather: fog\nscript: []\n"
    given(monkeypatch, " \n")
    done = anime("-C", petals, "scene", "edit", "fog", "-")
    assert (done.code, done.err.splitlines()[0]) == (2, "Error: There is no text on the standard input.")
    done = anime("-C", petals, "scene", "edit", "fog", "draft.yaml")
    assert (done.code, "not from 'draft.yaml'" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (("scene", "add", "屋上", "--place", "station"), 2, "--id ID"),
        (("scene", "add", "X", "--place", "statoin"), 1, "Did you mean 'station'?"),
        (("scene", "edit", "lantrens", "--day", "3"), 1, "Did you mean 'lanterns'?"),
        (("scene", "edit", "lanterns", "--time", "noon"), 1, "a time of day such as 18:40"),
        (("scene", "edit", "lanterns", "--set", "weathr=fog"), 2, "Did you mean 'weather'?"),
        (("scene", "edit", "lanterns", "--set", "weather"), 2, "--set FIELD=VALUE"),
        (("scene", "edit", "lanterns"), 2, "set VISUAL or EDITOR"),
        (("scene", "move", "lanterns"), 2, "--after SCENE"),
        (("scene", "move", "lanterns", "--first", "--last"), 2, "--first, or --last"),
        (("scene", "move", "lanterns", "--first", "--after", "front-page"), 2, "one of them"),
        (("scene", "show", "lantrens"), 1, "Did you mean 'lanterns'?"),
        (("scene", "list", "--chapter", "the-fal"), 1, "Did you mean 'the-fall'?"),
        (("chapter", "show", "the-fal"), 1, "Did you mean 'the-fall'?"),
        (("character", "rename", "ren", "mio"), 1, "already"),
        (("character", "rename", "ren", "R e n"), 2, "is no id"),
        (("emotion", "remove", "happy"), 1, "anime emotion add happy gives the story its own 'happy'."),
        (("emotion", "remove", "zzz"), 1, "anime emotion list"),
    ],
)
def test_mistakes(
    call: tuple[str, ...],
    code: int,
    said: str,
    petals: Path,
    anime: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each is one sentence with the way out."""
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    done = anime("-C", petals, *call)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_json_tells_all(petals: Path, anime: Callable[..., Any]) -> None:
    """What was done, what went along, what refused, the commit."""
    told = json.loads(anime("-C", petals, "scene", "edit", "lanterns", "--day", "27", "--commit", "--json").out)
    assert told["schema"] == "anime/authored/1"
    assert (told["verb"], told["id"], told["files"]) == ("edit", "lanterns", ["scenes/lanterns.yaml"])
    assert (told["changes"][0]["before"], told["changes"][0]["after"], len(told["commit"])) == ("26", "27", 40)
    refused = anime("-C", petals, "thread", "remove", "who-saw-her", "--json")
    told = json.loads(refused.out)
    assert (refused.code, told["files"]) == (ExitCode.NO, [])
    assert told["refused"][0] == {
        "path": "scenes/rooftop-dusk.yaml",
        "line": 106,
        "position": ["script", 30, "thread"],
        "words": "scene \"Rooftop at dusk\" > event 'sets_up' > thread",
    }
    scenes = json.loads(anime("-C", petals, "scene", "list", "--chapter", "awakening", "--json").out)["scenes"]
    assert [each["number"] for each in scenes] == [1, 2, 3, 4]
    shown = json.loads(anime("-C", petals, "scene", "show", "lanterns", "--json").out)
    assert (shown["schema"], shown["document"]["title"], shown["chapter"]) == (
        "anime/scene/1",
        "One true thing",
        "the-festival",
    )
    assert json.loads(anime("-C", petals, "chapter", "show", "the-fall", "--json").out)["due"] == ["who-saw-her"]
    assert json.loads(anime("-C", petals, "chapter", "list", "--json").out)["chapters"][3]["id"] == "spring-again"


def test_scenes_out_of_order(petals: Path, anime: Callable[..., Any]) -> None:
    """What no chapter lists stands last, and says so; who leads to a scene is told."""
    edit(petals, "chapters/the-fall.yaml", ", front-page", "")
    edit(petals, "scenes/half-a-second.yaml", "title:", "next: front-page\ntitle:")
    edit(petals, "story.yaml", ", the-fall", "")
    assert anime("-C", petals, "scene", "list").out.splitlines()[-1].startswith("-\t")
    assert "led to by\thalf-a-second" in anime("-C", petals, "scene", "show", "front-page").out
    assert anime("-C", petals, "chapter", "list").out.splitlines()[-1].startswith("-\tthe-fall")
    edit(petals, "chapters/the-fall.yaml", "scenes: [", "scenes: [nowhere, ")
    assert "there is no such scene (nowhere)" in anime("-C", petals, "chapter", "show", "the-fall").out


def test_the_setting_commits(petals: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment or the user's file; the message is the story's words."""
    monkeypatch.setenv("ANIME_COMMIT", "auto")
    done = anime("-C", petals, "scene", "add", "Rooftop at dawn", "--place", "school-rooftop", "--chapter", "awakening")
    assert done.out.splitlines()[-1].startswith("Committed as ")
    log = json.loads(anime("-C", petals, "story", "log", "--json").out)["commits"]
    assert log[0]["subject"] == "Add the scene “Rooftop at dawn” to Awakening"
    monkeypatch.setenv("ANIME_COMMIT", "often")
    assert "It was given by the environment." in anime("-C", petals, "scene", "edit", "lanterns", "--day", "27").err


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("scene", "lanterns"), ("chapter", "awakening"), ("character", "mio"), ("place", "school-rooftop"),
        ("thread", "will-ren-say-it"), ("fact", "ren-is-leaving"), ("item", "photograph"), ("emotion", "wistful"),
    ],
)  # fmt: skip
def test_the_field_that_help_shows_is_one_of_the_kind(
    kind: str, name: str, petals: Path, anime: Callable[..., Any]
) -> None:
    """What stands behind --set in the help can be typed as it stands there."""
    assert f"as {BY_PATH[kind]}." in " ".join(anime(kind, "edit", "--help").out.split())
    done = anime("-C", petals, kind, "edit", name, "--set", BY_PATH[kind], "--dry-run")
    assert (done.code, done.err) == (ExitCode.DONE, "")
