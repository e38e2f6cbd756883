"""`anime emotion`: the vocabulary, what somebody feels, their journey; on a terminal and off it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.typeset import cells
from anime_cli.errors import ExitCode
from anime_cli.studio.creating import new_story

if TYPE_CHECKING:
    from collections.abc import Callable

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
SHOWN = {
    "emotion-list": ("list",),
    "emotion-journey": ("journey", "sakura"),
    "emotion-journey-two": ("journey", "hana", "kuroda"),
    "emotion-set": ("set", "rooftop-dusk", "ren", "hopeful", "--intensity", "0.7", "--dry-run"),
    "help-emotion": ("--help",),
    "help-emotion-set": ("set", "--help"),
}


@pytest.fixture
def petals(tmp_path: Path) -> Path:
    """The folder of the example story."""
    new_story(tmp_path / "petals", environment={}, source=SAKURA)
    return tmp_path / "petals"


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, petals: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """A row for each moment, its cells separated by tabs."""
    done = anime("-C", petals, "emotion", *SHOWN[name])
    assert "\x1b" not in done.out
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize("name", ["emotion-list", "emotion-journey", "emotion-journey-two", "emotion-set"])
def test_on_a_terminal(name: str, petals: Path, golden: Callable[..., None]) -> None:
    """Sparklines with their scenes, within 80 columns."""
    code, said = on_a_terminal(petals, "emotion", *SHOWN[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n")


@pytest.mark.parametrize("columns", [44, 60, 80])
def test_every_page_is_wide_enough(columns: int, petals: Path) -> None:
    """No line is wider than the page: feelings that don't fit are left out, turning points are wrapped."""
    edit(petals, "scenes/the-wind-rises.yaml", "title: The arch", "title: 屋上の夕暮れ、二人だけの長い長い約束")
    _, said = on_a_terminal(petals, "emotion", "journey", "sakura", "hana", columns=columns)
    lines = re.sub("\x1b\\[[0-9;]*m", "", said).splitlines()
    assert max(cells(line) for line in lines) <= columns
    assert sum("learns" in line for line in lines) >= 2


def test_json_tells_all(petals: Path, anime: Callable[..., Any]) -> None:
    """Points with their causes, scenes, turns, the arc with every residual."""
    told = json.loads(anime("-C", petals, "emotion", "journey", "sakura", "--json").out)
    assert told["schema"] == "anime/journey/1"
    (journey,) = told["journeys"]
    assert journey["character"] == "sakura"
    assert journey["points"][0]["source"] == "cast"
    assert journey["points"][0]["cause"] == {"scene": "first-bell", "item": None}
    assert journey["arc"]["name"] == "cinderella"
    assert set(journey["arc"]["residuals"]) >= {"icarus", "tragedy"}
    assert {"address", "from", "to", "swing", "cause", "says"} == set(journey["turns"][0])
    vocabulary = json.loads(anime("-C", petals, "emotion", "list", "--json").out)
    assert vocabulary["schema"] == "anime/emotions/1"
    assert vocabulary["emotions"][1]["name"] == "happy"


def test_charts_are_written(petals: Path, anime: Callable[..., Any], tmp_path: Path) -> None:
    """As SVG, as PNG, as both, to the standard output; a folder that is none is an error."""
    svg, png = tmp_path / "out" / "j.svg", tmp_path / "j.png"
    done = anime("-C", petals, "emotion", "journey", "sakura", "ren", "--svg", svg, "--png", png)
    assert done.out == f"Chart: {svg}\nChart: {png}\n"
    assert png.read_bytes().startswith(b"\x89PNG")
    ET.fromstring(svg.read_text(encoding="utf-8"))
    assert anime("-C", petals, "emotion", "journey", "sakura", "ren", "--svg", "-").out == svg.read_text("utf-8")
    told = json.loads(anime("-C", petals, "emotion", "journey", "ren", "--png", png, "--json").out)
    assert told["files"] == [str(png)]
    refused = anime("-C", petals, "emotion", "journey", "ren", "--png", png / "x.png")
    assert refused.code == ExitCode.NO


def test_set_writes_one_hunk_and_undo_takes_it_back(story: Path, anime: Callable[..., Any]) -> None:
    """The command that is taken back is called as it was."""
    before = (story / "scenes/rooftop-dusk.yaml").read_text()
    done = anime("-C", story, "emotion", "set", "rooftop-dusk:h8j9k1m", "ren", "afraid", "--intensity", "0.7")
    assert done.out.splitlines() == [
        "Ren Aoyama feels afraid 0.7 at rooftop-dusk:h8j9k1m; it was sad 0.5.",
        "scenes/rooftop-dusk.yaml: the line's own emotion, 2 lines.",
        "@ 35",
        "+    emotion: afraid",
        "+    intensity: 0.7",
    ]
    undone = anime("-C", story, "story", "undo")
    assert undone.out.startswith("Took back anime emotion set rooftop-dusk:h8j9k1m ren afraid.\n")
    assert (story / "scenes/rooftop-dusk.yaml").read_text() == before
    same = anime("-C", story, "emotion", "set", "rooftop-dusk", "ren", "sad")
    assert same.out == "Ren Aoyama feels sad 0.5 at rooftop-dusk already; nothing changes.\n"


def test_a_revision_and_a_path(story: Path, anime: Callable[..., Any]) -> None:
    """A journey is that of any revision, along any way through the choices."""
    edit(story, "scenes/first-bell.yaml", "sakura: {outfit", "sakura: {emotion: proud, outfit")
    now = anime("-C", story, "emotion", "journey", "sakura").out
    then = anime("-C", story, "emotion", "journey", "sakura", "--revision", "HEAD").out
    assert ("proud" in now, "proud" in then) == (True, False)
    assert anime("-C", story, "emotion", "journey", "sakura", "--path", "the-platform").code == 0
    assert (
        "Did you mean 'the-platform'?" in anime("-C", story, "emotion", "journey", "sakura", "--path", "platform").err
    )


def test_somebody_of_whom_nothing_is_told(story: Path, anime: Callable[..., Any], tmp_path: Path) -> None:
    """A character in no scene has a journey without a moment: said in words, no row, an empty chart."""
    (story / "characters/mio.yaml").write_text("name: Mio\n")
    code, said = on_a_terminal(story, "emotion", "journey", "mio")
    assert (code, "Nothing is said of what they feel." in said) == (0, True)
    assert anime("-C", story, "emotion", "journey", "mio").out == ""
    assert anime("-C", story, "emotion", "journey", "mio", "--png", tmp_path / "mio.png").code == 0


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("journey", "sakra"), "Error: There is no character called 'sakra'.\nHint: Did you mean 'sakura'?\n", 1),
        (("journey", "sakura", "\x1b[31m"), "Error: There is no character called '␛[31m'.\n", 1),
        (("set", "first-bell", "sakura", "hapy"), "Error: There is no emotion called 'hapy'.\n", 1),
        (("set", "first-bell", "ren", "happy"), "Error: 'ren' isn't in the cast of scene 'first-bell'.\n", 1),
        (("set", "first-bell", "sakura", "happy", "--intensity", "nan"), "Error: An intensity is a number from 0", 2),
        (("set", "first-bell", "sakura", "happy", "--intensity", "much"), "Error: Invalid value for '--intensity'", 2),
        (("journey",), "Error: Missing argument 'CHARACTER...'.\n", 2),
    ],
)
def test_bad_words_are_met_with_words(
    arguments: tuple[str, ...], said: str, code: int, story: Path, anime: Callable[..., Any]
) -> None:
    """One sentence, a hint, the right exit code, and nothing on the standard output."""
    done = anime("-C", story, "emotion", *arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)


def test_a_story_of_odd_words_is_shown_and_drawn(story: Path, anime: Callable[..., Any], tmp_path: Path) -> None:
    """Controls, angle brackets and wide letters in titles, a name without a letter, an emotion of strange shares."""
    edit(story, "story.yaml", "threads:", "emotions: {odd-one: {plutchik: {ennui: 1}}}\nthreads:")
    edit(
        story,
        "scenes/first-bell.yaml",
        "title: First bell",
        'title: "<b>&amp; \\e[31m屋上の夕暮れ、二人だけの長い長い約束"',
    )
    edit(story, "scenes/first-bell.yaml", "sakura: {outfit", "sakura: {emotion: odd-one, outfit")
    edit(story, "characters/sakura.yaml", "name: Sakura Hanazono", 'name: "🌸"')
    chart = tmp_path / "odd.svg"
    assert anime("-C", story, "emotion", "journey", "sakura", "--svg", chart).code == 0
    ET.fromstring(chart.read_text(encoding="utf-8"))
    code, said = on_a_terminal(story, "emotion", "journey", "sakura")
    assert code == 0
    assert "\x1b[31m" not in said
    assert "odd-one" in anime("-C", story, "emotion", "list").out
