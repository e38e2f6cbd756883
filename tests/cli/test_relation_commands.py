"""What `anime relation` prints, on a terminal and off it, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from test_story_commands import on_a_terminal

from anime_cli.history.repository import Repository
from anime_cli.model.load import load
from anime_cli.studio.creating import SCAFFOLD, adopted

if TYPE_CHECKING:
    from collections.abc import Callable

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
SHOWN = {
    "relation-show": ("show",),
    "relation-pair": ("show", "sakura", "ren", "--at", "front-page"),
    "relation-graph": ("graph",),
    "relation-diff": ("diff", "--since", "rooftop-dusk"),
    "relation-set": ("set", "ren", "sakura", "--trust", "0.2", "--at", "rooftop-dusk:p9x2m7q", "-n"),
    "relation-interact": ("interact", "mio", "sakura", "--seed", "1"),
    "help-relation": ("--help",),
}


@pytest.fixture
def petals(tmp_path: Path) -> Path:
    """The folder of the example story, with one commit."""
    return Repository.create(tmp_path / "petals", {**SCAFFOLD, **adopted(SAKURA)}, "Begin").folder


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, petals: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Plain words and tab-separated tables, without a single escape."""
    done = anime("-C", petals, "relation", *SHOWN[name])
    assert "\x1b" not in done.out
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize("name", ["relation-show", "relation-pair", "relation-graph", "relation-diff", "relation-set"])
def test_on_a_terminal(name: str, petals: Path, golden: Callable[..., None]) -> None:
    """Columns with headings, colour beside signs, within the page."""
    code, said = on_a_terminal(petals, "relation", *SHOWN[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert max(map(len, plain.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "schema", "keys"),
    [
        ("relation-show", "relations", {"revision", "moment", "relations"}),
        ("relation-pair", "relation", {"revision", "moment", "ways"}),
        ("relation-graph", "relation-graph", {"people", "density", "negative", "clusters", "centre", "unbalanced"}),
        ("relation-diff", "relation-diff", {"before", "after", "relations"}),
        ("relation-set", "relation-set", {"path", "event", "dry_run"}),
        ("relation-interact", "interaction", {"id", "after", "situation", "why", "scene", "source", "written"}),
    ],
)
def test_json(name: str, schema: str, keys: set[str], petals: Path, anime: Callable[..., Any]) -> None:
    """One document that names its schema."""
    told = json.loads(anime("-C", petals, "relation", *SHOWN[name], "--json").out)
    assert told["schema"] == f"anime/{schema}/1"
    assert keys <= told.keys()


def test_the_history_in_json_has_every_reason(petals: Path, anime: Callable[..., Any]) -> None:
    """Where, what changed, and what caused it."""
    told = json.loads(anime("-C", petals, "relation", "show", "ren", "sakura", "--json").out)
    there = told["ways"][0]
    assert (there["from"], there["to"], there["levels"]["trust"]) == ("ren", "sakura", 0.9)
    assert [turn["scene"] for turn in there["history"]] == [None, "rooftop-dusk", "the-platform"]
    assert there["history"][1]["because"]["item"] == "e7d20b1"
    assert "petals" in there["history"][1]["because"]["text"]


def test_pictures_are_written_where_they_are_wanted(petals: Path, anime: Callable[..., Any]) -> None:
    """A file beside the story, or the standard output alone."""
    done = anime("-C", petals, "relation", "graph", "--svg", "r.svg", "--dot", "r.dot")
    assert done.code == 0
    assert str(petals / "r.svg") in done.out
    assert ET.parse(petals / "r.svg").getroot().tag.endswith("svg")
    assert (petals / "r.dot").read_text(encoding="utf-8").startswith('digraph "The Petal Witch" {')
    printed = anime("-C", petals, "relation", "graph", "--svg", "-").out
    assert printed == (petals / "r.svg").read_text(encoding="utf-8")
    assert anime("-C", petals, "relation", "graph", "--dot", "-").out.endswith("}\n")


def test_what_is_set_is_shown_and_taken_back(petals: Path, anime: Callable[..., Any]) -> None:
    """A change is there in the next reading; undo names the command it takes back."""
    scene = petals / "scenes/lanterns.yaml"
    before = scene.read_bytes()
    arguments = ("set", "mio", "hana", "--fear", "+0.3", "--at", "lanterns", "--note", "The shop.")
    assert anime("-C", petals, "relation", *arguments).code == 0
    shown = anime("-C", petals, "relation", "show", "mio", "hana").out
    assert "fear 0 → +0.3\tThe shop." in shown
    assert "relation set mio hana" in anime("-C", petals, "story", "undo").out
    assert scene.read_bytes() == before


def test_what_is_proposed_is_a_document_and_can_be_written(petals: Path, anime: Callable[..., Any]) -> None:
    """The output is the scene's file; --write puts it into the story, which stays clean."""
    shown = anime("-C", petals, "relation", "interact", "ren", "mio", "--at", "lanterns", "--seed", "4")
    assert load(shown.out, "scenes/a.yaml").document
    assert "Nothing is written yet" in shown.out
    done = anime("-C", petals, "relation", "interact", "ren", "mio", "--at", "lanterns", "--seed", "4", "--write")
    assert done.code == 0
    made = json.loads(anime("-C", petals, "story", "check", "--json").out)
    assert (made["errors"], made["scenes"]) == (0, 16)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "sakrua"), 1, "Did you mean 'sakura'?"),
        (("show", "sakura", "nobody"), 1, "nobody"),
        (("show", "--at", "nowhere"), 1, "nowhere"),
        (("show", "--at", ":"), 1, "scene"),
        (("show", "--path", "lanterns,first-bell"), 1, "No path"),
        (("show", "--revision", "nowhere"), 1, "nowhere"),
        (("set", "ren", "sakura", "--at", "lanterns"), 2, "No level"),
        (("set", "ren", "sakura", "--trust", "nan", "--at", "lanterns"), 2, "from -2 to 2"),
        (("set", "ren", "sakura", "--trust", "much", "--at", "lanterns"), 2, "much"),
        (("set", "ren", "ren", "--trust", "0.1", "--at", "lanterns"), 2, "themself"),
        (("set", "ren", "sakura", "--trust", "0.1", "--at", "lanterns", "--because", "x"), 1, "no event"),
        (("set", "ren", "../sakura", "--trust", "0.1", "--at", "lanterns"), 1, "../sakura"),
        (("interact", "ren", "ren"), 2, "themself"),
        (("interact", "ren", "sakura", "--after", "nowhere"), 1, "nowhere"),
        (("interact", "ren", "sakura", "--brain", "nobody"), 2, "no brain"),
        (("graph", "--svg", "story.yaml/r.svg"), 1, "story.yaml"),
        (("diff", "nowhere"), 1, "nowhere"),
    ],
)
def test_what_is_refused(
    arguments: tuple[str, ...], code: int, words: str, petals: Path, anime: Callable[..., Any]
) -> None:
    """One sentence with what mends it, no traceback, no file touched."""
    done = anime("-C", petals, "relation", *arguments)
    assert (done.code, "Traceback" in done.err) == (code, False)
    assert words in done.err
    assert json.loads(anime("-C", petals, "story", "status", "--json").out)["changes"] == []


def test_a_story_of_nobody(story: Path, anime: Callable[..., Any]) -> None:
    """Where nothing was ever said, that is what is said."""
    assert anime("-C", story, "relation", "show").out == "No relations once 'the-platform' is over.\n"
    assert "Nobody is bound to anybody" in anime("-C", story, "relation", "graph").out
    assert ET.fromstring(anime("-C", story, "relation", "graph", "--svg", "-").out).tag.endswith("svg")
    assert "No relation differs" in anime("-C", story, "relation", "diff").out


@pytest.mark.slow
def test_ten_thousand_characters(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """A crowd is drawn as those who are bound most, and says so."""
    people = [f"p{number}" for number in range(10_000)]
    relations = "".join(f"  - {{from: p{n}, to: p{n * 7 % 10_000 or 1}, trust: 0.5}}\n" for n in range(2, 10_000))
    files = {"story.yaml": f"format: anime/1\ntitle: Crowd\nchapters: []\nrelations:\n{relations}".encode()}
    files |= {f"characters/{name}.yaml": f"name: {name.title()}\n".encode() for name in people}
    folder = Repository.create(tmp_path / "crowd", files, "Begin").folder
    done = anime("-C", folder, "relation", "graph", "--svg", "r.svg")
    assert done.code == 0
    assert "the 40 who are bound most" in (folder / "r.svg").read_text(encoding="utf-8")
