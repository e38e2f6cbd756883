"""What happens when, and who is how at a moment, as the commands show it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.typeset import cells
from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MORE = {
    "scenes/last-spring.yaml": """\
title: Last spring
place: roof
mode: flashback
day: -360
time: "16:00"
lasts: 15m
cast:
  ren: {emotion: happy}
script:
  - action: Nobody else is there.
""",
    "scenes/the-dream.yaml": """\
title: 花びらの夢
place: nowhere
mode: dream
cast:
  sakura: {}
script:
  - action: Everything blooms.
""",
    "scenes/meanwhile.yaml": """\
title: Meanwhile
place: classroom
mode: parallel
day: 0
time: "18:50"
lasts: 30m
cast:
  mio: {}
  ren: {as: voice}
  sakura: {}
script:
  - who: ren
    say: Are you still there?
    how: on the telephone
  - event: arrives
    who: sakura
    id: arr1ves
  - event: gives
    by: mio
    to: sakura
    item: key
    id: g1v3sit
  - event: relation
    from: mio
    to: sakura
    trust: +0.3
    id: tru5tup
  - event: injured
    who: mio
    injury: a cut
  - event: leaves
    who: mio
    to: station
""",
    "characters/mio.yaml": """\
name: 立花 みお
role: rival
born: {year: 2007, day: 160}
traits: [sharp]
want: One picture.
temper: {calm: 0.2}
""",
}


@pytest.fixture
def told(story: Path) -> Path:
    """The story with a flashback, a dream and a scene at the same time as another."""
    for path, text in MORE.items():
        (story / path).write_text(text, encoding="utf-8")
    listed = "[first-bell, rooftop-dusk, last-spring, meanwhile, the-dream]"
    edit(story, "chapters/awakening.yaml", "[first-bell, rooftop-dusk]", listed)
    head = 'calendar: {epoch: "2024-04-08"}\nitems: {key: {name: a key, holder: mio}}\nchapters:'
    edit(story, "story.yaml", "chapters:", head)
    return story


SHOWN = {
    "timeline": ("story", "timeline"),
    "timeline-of-one": ("story", "timeline", "--character", "立花 みお", "--to", "1"),
    "character-list": ("character", "list"),
    "character-show": ("character", "show", "mio", "--at", "meanwhile"),
    "character-at-item": ("character", "show", "Sakura", "--at", "meanwhile:g1v3sit"),
    "place-list": ("place", "list"),
    "place-show": ("place", "show", "Classroom 2-B", "--at", "first-bell"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, told: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """A row a scene, a person, a value: tab-separated, without an escape."""
    done = anime("-C", told, *SHOWN[name])
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert len({line.count("\t") for line in done.out.splitlines()}) == 1
    golden(f"{name}.txt", done.out)


@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("name", ["timeline", "character-show", "place-show"])
def test_on_a_terminal(name: str, columns: int, told: Path, golden: Callable[..., None]) -> None:
    """Lanes and cards fill the terminal, and no more of it."""
    code, said = on_a_terminal(told, *SHOWN[name], columns=columns)
    assert code == 0
    assert max(cells(line) for line in re.sub("\x1b\\[[0-9;]*m", "", said).splitlines()) <= columns
    golden(f"{name}.{columns}.tty.txt", said)


def test_the_timeline_as_values(told: Path, anime: Callable[..., Any]) -> None:
    """Every scene once, in story order; lanes apart for dreams and voices."""
    data = json.loads(anime("-C", told, "story", "timeline", "--json").out)
    assert data["schema"] == "anime/timeline/1"
    scenes = {each["id"]: each for each in data["scenes"]}
    assert list(scenes) == ["last-spring", "first-bell", "rooftop-dusk", "meanwhile", "the-dream", "the-platform"]
    assert [each["told"] for each in data["scenes"]] == [3, 1, 2, 4, 5, 6]
    assert [each["id"] for each in data["scenes"] if each["astray"]] == ["last-spring"]
    assert scenes["last-spring"]["start"] == {"day": -360, "clock": "16:00", "date": "2023-04-14", "seconds": -31046400}
    assert data["together"] == [["rooftop-dusk", "meanwhile"]]
    lanes = {lane["character"]: lane for lane in data["lanes"]}
    assert [len(lane["tracks"]) for lane in lanes.values()] == [1, 1, 1]
    assert [stay["scene"] for stay in lanes["ren"]["heard"]] == ["meanwhile"]
    assert [stay["scene"] for stay in lanes["sakura"]["unreal"]] == ["the-dream"]
    assert lanes["mio"]["tracks"][0][0]["until"] is not None


def test_the_picture_is_written_and_printed(told: Path, anime: Callable[..., Any]) -> None:
    """A file where one is named, as seen from the folder; the same bytes with `-`."""
    done = anime("-C", told, "story", "timeline", "--svg", "timeline.svg")
    written = (told / "timeline.svg").read_text(encoding="utf-8")
    assert done.out == f"Wrote {(told / 'timeline.svg').resolve()}.\n"
    assert anime("-C", told, "story", "timeline", "--svg", "-").out == written
    assert ET.fromstring(written).tag.endswith("svg")
    assert "花びらの夢" in written
    assert anime("-C", told, "story", "timeline", "--svg", "timeline.svg/x.svg").code == ExitCode.NO


def test_a_character_as_values(told: Path, anime: Callable[..., Any]) -> None:
    """Each value has its reason, by scene and item and in words."""
    data = json.loads(anime("-C", told, "character", "show", "mio", "--at", "meanwhile:tru5tup", "--json").out)
    assert data["schema"] == "anime/character/1"
    assert data["moment"]["address"] == "meanwhile:tru5tup"
    assert (data["age"], data["want"]["value"], data["traits"]["value"]) == (16, "One picture.", ["sharp"])
    assert data["present"]["value"] is True
    assert data["towards"]["sakura"]["trust"] == {
        "value": 0.3,
        "because": {
            "scene": "meanwhile",
            "item": "tru5tup",
            "text": '"Meanwhile": みお changes towards Sakura: trust +0.3',
        },
    }
    later = json.loads(anime("-C", told, "character", "show", "mio", "--json").out)
    assert (later["place"]["value"], later["present"]["value"]) == ("station", False)
    assert [each["injury"] for each in later["injuries"]] == ["a cut"]
    knows = json.loads(anime("-C", told, "character", "show", "ren", "--json").out)["knows"]
    assert [(each["fact"], each["secret"], each["because"]["item"]) for each in knows] == [
        ("has-magic", True, "e7d20b1")
    ]


def test_a_path_is_followed(told: Path, anime: Callable[..., Any]) -> None:
    """What happens on another path did not happen; the scenes left out are counted."""
    edit(told, "scenes/first-bell.yaml", "script:\n", "script:\n  - choice: Home\n    to: the-platform\n")
    edit(told, "scenes/first-bell.yaml", "script:\n", "script:\n  - choice: Up\n    to: rooftop-dusk\n")
    call = ("-C", told, "story", "timeline", "--json", "--path", "first-bell,the-platform")
    data = json.loads(anime(*call).out)
    assert ([each["id"] for each in data["scenes"]], data["elsewhere"]) == (["first-bell", "the-platform"], 4)
    call = ("-C", told, "character", "show", "ren", "--json", "--path", "the-platform")
    assert json.loads(anime(*call).out)["knows"] == []
    assert anime("-C", told, "character", "show", "ren", "--path", "the-platform,rooftop-dusk").code == ExitCode.NO


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("character", "show", "Sakua"), ExitCode.NO, "Did you mean 'Saku"),
        (("character", "show", "nobody-at-all"), ExitCode.NO, "anime character list"),
        (("character", "show", "ren", "--at", "rooftop-dust"), ExitCode.NO, "Did you mean 'rooftop-dusk'?"),
        (("character", "show", "ren", "--at", "rooftop-dusk:e7d20b2"), ExitCode.NO, "Did you mean 'e7d20b1'?"),
        (("place", "show", "rof"), ExitCode.NO, "Did you mean 'roof'?"),
        (("story", "timeline", "--character", "Renn"), ExitCode.NO, "Did you mean 'Ren"),
        (("story", "timeline", "--path", "nowhere"), ExitCode.NO, "anime story read"),
    ],
)
def test_unknown_names_have_a_hint(
    arguments: tuple[str, ...], code: ExitCode, hint: str, told: Path, anime: Callable[..., Any]
) -> None:
    done = anime("-C", told, *arguments)
    assert (done.code, done.out) == (code, "")
    assert hint in done.err


def test_a_story_that_tells_nothing_has_an_empty_timeline(story: Path, anime: Callable[..., Any]) -> None:
    """No scene, or one that no chapter lists: a sentence on a terminal, nothing off it, a picture all the same."""
    for chapter in story.glob("chapters/*.yaml"):
        chapter.write_text("title: Empty\nscenes: []\n")
    code, said = on_a_terminal(story, "story", "timeline")
    assert code == 0
    assert "No chapter lists a scene yet." in said
    assert "In no chapter: first-bell, rooftop-dusk and the-platform." in said
    assert anime("-C", story, "story", "timeline").out == ""
    assert "No scene happens here." in anime("-C", story, "story", "timeline", "--svg", "-").out
    assert json.loads(anime("-C", story, "character", "show", "ren", "--json").out)["moment"]["scene"] is None
    assert anime("-C", story, "character", "list").out.splitlines()[0].split("\t")[3] == "0 scenes"
    code, said = on_a_terminal(story, "character", "show", "ren", "--at", "rooftop-dusk")
    assert code == 0
    assert 'when "Rooftop at dusk" is over; no chapter lists it' in said


def test_contradictory_times_are_drawn_as_they_are(story: Path) -> None:
    """Somebody in two places at once, and a story told backwards without a word: marked, not refused."""
    edit(story, "scenes/the-platform.yaml", 'day: 3\ntime: "07:40"', 'day: 0\ntime: "18:45"')
    edit(story, "scenes/first-bell.yaml", "day: 0", "day: 9")
    code, said = on_a_terminal(story, "story", "timeline")
    assert code == 0
    assert "█!██" in said
    assert "already elsewhere" in said
    assert "told here" in said


def test_names_and_titles_never_break_a_row(story: Path) -> None:
    """A line break, a tab, an escape in a title: one row all the same."""
    edit(story, "scenes/first-bell.yaml", "title: First bell", 'title: "First\\nbell\\trings \\e[31m"')
    edit(story, "characters/sakura.yaml", "name: Sakura Hanazono", 'name: "Sakura\\nHanazono"')
    code, said = on_a_terminal(story, "story", "timeline", columns=140)
    assert (code, "First bell rings ␛[31m" in said) == (0, True)
    code, said = on_a_terminal(story, "character", "show", "sakura")
    assert (code, "Sakura Hanazono (sakura)" in said) == (0, True)


def test_a_crowd_is_cut_on_a_terminal(story: Path) -> None:
    """Lanes that find no room are counted; nothing is wider than the terminal."""
    names = [f"extra{number}" for number in range(60)]
    for name in names:
        (story / f"characters/{name}.yaml").write_text(f"name: {name}\n")
    cast = "".join(f"  {name}: {{}}\n" for name in names)
    edit(story, "scenes/first-bell.yaml", "cast:\n", f"cast:\n{cast}")
    code, said = on_a_terminal(story, "story", "timeline", columns=60)
    assert code == 0
    assert "more people: --character NAME" in " ".join(said.split())
