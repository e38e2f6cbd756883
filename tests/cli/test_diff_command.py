"""`anime story diff` in all its forms, of any two of revision, branch and files."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.cli.views.changes import value
from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINE = "  - who: ren\n    say: Sakura?\n    how: whispering\n    id: h8j9k1m\n"
FORMS = {
    "diff-moves": (),
    "diff-stat": ("--stat",),
    "diff-script": ("--as-script",),
    "diff-only": ("--only", "scene", "--stat"),
    "diff-reverse": ("--reverse",),
    "help-diff": ("--help",),
}


@pytest.fixture
def retold(story: Path) -> Path:
    """The story with ren called rin, a line and a scene moved, words changed, a scene gone, a comment more."""
    for path in [*story.glob("scenes/*.yaml")]:
        path.write_text(re.sub(r"\bren\b", "rin", path.read_text()))
    (story / "characters/ren.yaml").rename(story / "characters/rin.yaml")
    edit(story, "characters/rin.yaml", "Ren Aoyama", "Rin Aoyama")
    edit(story, "scenes/rooftop-dusk.yaml", LINE.replace("ren", "rin"), "")
    edit(story, "scenes/rooftop-dusk.yaml", "It's warm. Like it knows me.", "It's warm. Like it has always known me.")
    edit(story, "scenes/rooftop-dusk.yaml", "    emotion: happy\n", "")
    moved = LINE.replace("ren", "rin").replace("a?", "a, wait?")
    edit(story, "scenes/the-platform.yaml", "  - event: pays", f"{moved}  - event: pays")
    edit(story, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m\nweather: rain")
    edit(story, "chapters/awakening.yaml", "[first-bell, rooftop-dusk]", "[]")
    edit(story, "chapters/spring-again.yaml", "[the-platform]", "[rooftop-dusk, the-platform]")
    edit(story, "places/roof.yaml", "name:", "# Higher than it looks.\nname:")
    (story / "scenes/first-bell.yaml").unlink()
    (story / "NOTES.md").write_text("# Notes\n")
    return story


@pytest.mark.parametrize("name", FORMS)
def test_off_a_terminal(name: str, retold: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Plain words without a single escape."""
    done = anime("-C", retold, "story", "diff", *FORMS[name])
    assert "\x1b" not in done.out
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}")


@pytest.mark.parametrize("name", ["diff-moves", "diff-stat", "diff-script"])
def test_on_a_terminal(name: str, retold: Path, golden: Callable[..., None]) -> None:
    """Colour beside signs, within the page."""
    code, said = on_a_terminal(retold, "story", "diff", *FORMS[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n")


def test_any_two_sides(story: Path, anime: Callable[..., Any]) -> None:
    """Two revisions, a range, what a branch did since it parted, a branch against the files, and all of it reversed."""
    assert anime("-C", story, "story", "switch", "--create", "ending/wet").code == 0
    edit(story, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m")
    assert anime("-C", story, "story", "commit").code == 0
    assert anime("-C", story, "story", "switch", "main").code == 0
    edit(story, "places/roof.yaml", "kind: rooftop", "kind: terrace")
    assert anime("-C", story, "story", "commit").code == 0
    edit(story, "places/station.yaml", "The station", "The old station")

    def told(*arguments: str) -> set[str]:
        found = json.loads(anime("-C", story, "story", "diff", *arguments, "--json").out)
        return {f"{change['before']} {change['after']}" for change in found["changes"]}

    station, roof, roof_back = "The station The old station", "rooftop terrace", "terrace rooftop"
    assert told() == {station}
    assert told("ending/wet") == {"15m 12m", roof, station}
    assert told("main", "ending/wet") == told("main..ending/wet") == told("..ending/wet") == {"12m 15m", roof_back}
    assert told("main...ending/wet") == {"12m 15m"}
    assert told("ending/wet...main") == told("ending/wet...") == {roof}
    assert told("main", "-R") == {"The old station The station"}
    assert told("main", "main") == set()


def test_the_exit_code_is_asked_for(retold: Path, anime: Callable[..., Any]) -> None:
    """0 as a diff found nothing wrong; 3 with --exit-code, for formatting alone as well."""
    assert anime("-C", retold, "story", "diff").code == ExitCode.DONE
    assert anime("-C", retold, "story", "diff", "--exit-code").code == ExitCode.FOUND
    assert anime("-C", retold, "story", "diff", "main", "main", "--exit-code", "--html", "-").code == ExitCode.DONE
    done = anime("-C", retold, "story", "diff", "--only", "roof", "--exit-code")
    assert (done.code, done.out) == (ExitCode.FOUND, "~ places/roof.yaml (formatting only)\n")


def test_only_what_was_asked_for(retold: Path, anime: Callable[..., Any]) -> None:
    """By kind, by id, by file; a rename belongs to every document that follows it."""

    def paths(*names: str) -> list[str]:
        only = [word for name in names for word in ("--only", name)]
        told = json.loads(anime("-C", retold, "story", "diff", *only, "--json").out)
        return sorted({change["path"] for change in told["changes"]} | {*told["files"], *told["formatting"]})

    assert paths("chapter") == ["chapters/awakening.yaml", "chapters/spring-again.yaml"]
    assert paths("first-bell") == ["scenes/first-bell.yaml"]
    assert paths("characters/rin.yaml") == ["characters/rin.yaml"]
    assert paths("place", "rin") == ["characters/rin.yaml", "places/roof.yaml"]
    assert "characters/rin.yaml" in paths("rooftop-dusk")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--stat", "--as-script"), "Error: A diff has one form at a time, not --stat and --as-script."),
        (("--html", "-", "--stat"), "Error: A diff has one form at a time, not --stat and --html."),
        (("main..main", "main"), "Error: 'main..main' names both sides already."),
        (("--only", "rooftop-dawn"), "Error: Neither side has a kind, an id or a file called 'rooftop-dawn'."),
        (("mian",), "Error: There is no revision called 'mian'"),
        (("main...nowhere",), "Error: There is no revision called 'nowhere'"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], said: str, retold: Path, anime: Callable[..., Any]
) -> None:
    done = anime("-C", retold, "story", "diff", *arguments)
    assert done.code in {ExitCode.USAGE, ExitCode.NO}
    assert done.err.startswith(said)
    assert done.out == ""


class Page(HTMLParser):
    """What a page holds: its elements, its links, the names of its places, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self.names += [value or "" for key, value in attrs if key == "id"]
        self.links += [value or "" for key, value in attrs if key == "href"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_is_whole_and_alone(retold: Path, anime: Callable[..., Any]) -> None:
    """Well-formed, every link leads somewhere on it, nothing is loaded and nothing runs."""
    done = anime("-C", retold, "story", "diff", "--html", "-")
    page = Page(done.out)
    assert page.open == []
    assert len(page.names) == len(set(page.names))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.names)
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert not [key for key, _ in page.attributes if key.startswith("on") or key in {"src", "style"}]
    assert "url(" not in done.out
    assert "prefers-color-scheme: dark" in done.out
    said = ('moved to scene "The platform"', "renamed character ren → rin", "2 more as before", "places/roof.yaml")
    for words in said:
        assert words in page.words
    assert "<ins>, wait</ins>" in done.out


def test_a_story_can_not_write_the_page(story: Path, anime: Callable[..., Any]) -> None:
    """What a story says is shown, never obeyed: tags, attributes, control characters."""
    evil = '<script>alert(1)</script>" onload=x &amp;'
    edit(story, "scenes/rooftop-dusk.yaml", "It's warm. Like it knows me.", f"'{evil}'")
    edit(story, "scenes/rooftop-dusk.yaml", "title: Rooftop at dusk", f"title: '{evil}'")
    edit(story, "scenes/rooftop-dusk.yaml", "a7b2c9d", '"a7 <b>"')
    edit(story, "characters/ren.yaml", "name: Ren Aoyama", f"name: '{evil}'")
    page = Page(anime("-C", story, "story", "diff", "--html", "-").out)
    assert "script" not in page.tags
    assert "onload" not in dict(page.attributes)
    assert page.words.count('<script>alert(1)</script>" onload=x &amp;') >= 3
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.names)


def test_the_page_is_written(retold: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """To the file that was named, seen from the folder of `-C`; the result says where."""
    done = anime("-C", retold, "story", "diff", "--html", tmp_path / "out" / "diff.html")
    assert (done.code, done.out) == (0, f"Wrote {tmp_path / 'out' / 'diff.html'}.\n")
    assert (tmp_path / "out" / "diff.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    empty = anime("-C", retold, "story", "diff", "main", "main", "--html", "-").out
    assert "Nothing changed." in empty


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"shot": "close-up", "on": ["sakura"]}, "close-up, on sakura"),
        ({"event": "feels", "who": "ren", "id": "e1"}, "who ren"),
        (
            {"ren": {"emotion": "sad", "intensity": "0.4"}, "mio": {"pose": "up"}},
            "ren (emotion sad, intensity 0.4), mio (pose up)",
        ),
        ([], "nobody and nothing"),
    ],
)
def test_a_value_on_one_line(told: object, said: str) -> None:
    """What an entry is stands first; fields of a field are set apart from its neighbours'."""
    assert value(told) == said


def test_an_item_that_only_got_an_id(story: Path, anime: Callable[..., Any]) -> None:
    """It has one now; nothing of it is new, and the other way round nothing is gone."""
    edit(story, "scenes/rooftop-dusk.yaml", "    id: e7d20b1\n", "")
    said = anime("-C", story, "story", "diff").out
    assert "  ~ event 'learns' (ren) lost its id e7d20b1\n" in said
    assert "  ~ event 'learns' e7d20b1 (ren) has an id now\n" in anime("-C", story, "story", "diff", "-R").out
