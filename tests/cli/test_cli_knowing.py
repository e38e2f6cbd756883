"""anime fact, anime thread, anime story stats and bible, on a terminal and off it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import edit, on_a_terminal

from anime_cli.history.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOWN = {
    "fact-list": ("fact", "list"),
    "fact-leaked": ("fact", "list", "--leaked"),
    "fact-knows": ("fact", "knows", "ren", "--at", "rooftop-dusk:a7b2c9d"),
    "thread-list": ("thread", "list"),
    "stats": ("story", "stats"),
    "bible": ("story", "bible"),
}


@pytest.fixture
def told(story: Path) -> Path:
    """The story with more to know: a chain of telling, a secret nobody learns, a thread that is late."""
    edit(
        story,
        "story.yaml",
        "facts:\n",
        "facts:\n  leaving: {text: Ren is leaving., secret: true}\n  sea: {text: Sea.}\n",
    )
    edit(story, "story.yaml", "threads:\n", "threads:\n  why: {question: Why the roof?}\n")
    edit(story, "scenes/the-platform.yaml", "cast:\n", "cast:\n  mio: {}\n")
    tells = "  - {event: reveals, by: ren, to: [mio], fact: has-magic, id: tellsmio}\n"
    edit(story, "scenes/the-platform.yaml", "script:\n", f"script:\n{tells}")
    (story / "characters/mio.yaml").write_text(
        "name: 橘 澪\nrole: rival\nwant: 誰も見逃せない一枚を撮ること。\n", encoding="utf-8"
    )
    return story


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, told: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Rows of tabs, a whole row each; the bible is Markdown."""
    done = anime("-C", told, *SHOWN[name])
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    golden(f"{name}.txt", done.out)


@pytest.mark.parametrize("name", ["fact-list", "fact-leaked", "fact-knows", "thread-list", "stats"])
def test_on_a_terminal(name: str, told: Path, golden: Callable[..., None]) -> None:
    """Blocks within eighty columns, colour beside words."""
    code, said = on_a_terminal(told, *SHOWN[name])
    assert code == 0
    golden(f"{name}.tty.txt", said)


def test_a_narrow_terminal_is_kept_to(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty columns hold every line that words allow."""
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("fact-list", "fact-knows", "thread-list", "stats"):
        _, said = on_a_terminal(told, *SHOWN[name], columns=60)
        assert max(map(len, said.splitlines())) <= 66


@pytest.mark.parametrize(
    ("arguments", "schema", "keys"),
    [
        (("fact", "list"), "facts", {"revision", "moment", "facts"}),
        (("fact", "knows", "ren"), "knows", {"revision", "moment", "who", "knows", "common", "unknown"}),
        (("thread", "list"), "threads", {"revision", "moment", "threads"}),
        (("story", "stats"), "stats", {"revision", "structure", "agency", "repetition", "cliches", "coherence"}),
        (("story", "bible"), "bible", {"title", "revision", "chapters", "characters", "facts", "timeline", "findings"}),
    ],
)
def test_results_are_json_envelopes(
    arguments: tuple[str, ...], schema: str, keys: set[str], told: Path, anime: Callable[..., Any]
) -> None:
    done = anime("-C", told, *arguments, "--json")
    found = json.loads(done.out)
    assert found["schema"] == f"anime/{schema}/1"
    assert keys <= found.keys()


def test_knowledge_as_values(told: Path, anime: Callable[..., Any]) -> None:
    """Every fact with its knowers, their events and the chains by which it came out."""
    facts = json.loads(anime("-C", told, "fact", "list", "--json").out)["facts"]
    magic = next(fact for fact in facts if fact["id"] == "has-magic")
    assert [[link["who"] for link in chain] for chain in magic["leaks"]] == [["ren"], ["ren", "mio"]]
    assert magic["knowers"][2] == {"who": "mio", "since": {"scene": "the-platform", "item": "tellsmio"}, "from": "ren"}
    before = json.loads(anime("-C", told, "fact", "knows", "mio", "--at", "first-bell", "--json").out)
    assert before["knows"] == []
    assert {each["fact"]: each["later"] and each["later"]["from"] for each in before["unknown"]} == {
        "has-magic": "ren",
        "leaving": None,
    }


def test_another_revision_and_another_path(told: Path, anime: Callable[..., Any]) -> None:
    """The files know of Mio, the last commit doesn't; a path that leads nowhere is an error."""
    assert "mio" in anime("-C", told, "fact", "list").out
    assert "mio" not in anime("-C", told, "fact", "list", "--revision", "HEAD").out
    assert anime("-C", told, "story", "stats", "--revision", "HEAD").code == 0
    assert json.loads(anime("-C", told, "story", "bible", "--revision", "HEAD", "--json").out)["revision"] == "HEAD"
    assert anime("-C", told, "thread", "list", "--path", "first-bell, the-platform").code == 0
    done = anime("-C", told, "thread", "list", "--path", "the-platform,first-bell")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: No path of the story leads from scene 'the-platform'")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fact", "knows", "rem"), "Error: There is no character called 'rem'.\n"),
        (("fact", "knows", "ren", "--at", "rooftop"), "Error: There is no scene called 'rooftop'.\n"),
        (("fact", "list", "--at", "rooftop-dusk:x"), "Error: The script of scene 'rooftop-dusk' has no item called"),
        (("thread", "list", "--at", ""), "Error: There is no scene called ''.\n"),
        (("story", "bible", "--revision", "nowhere"), "Error: "),
        (("story", "stats", "--revision", "nowhere"), "Error: "),
        (("fact", "list", "--path", "nowhere"), "Error: There is no scene called 'nowhere'.\n"),
    ],
)
def test_what_is_not_there_is_an_error(
    arguments: tuple[str, ...], said: str, told: Path, anime: Callable[..., Any]
) -> None:
    """One sentence, the hint that mends it, no result."""
    done = anime("-C", told, *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(said)
    assert "Hint: " in done.err
    assert "defect" not in done.err


@pytest.mark.parametrize("command", [words for name, words in SHOWN.items() if name != "fact-leaked"], ids=" ".join)
def test_a_broken_file_is_named(command: tuple[str, ...], told: Path, anime: Callable[..., Any]) -> None:
    (told / "scenes/first-bell.yaml").write_text("title: [")
    done = anime("-C", told, *command)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Error: scenes/first-bell.yaml:")


HOSTILE = """\
title: "<script>alert(1)</script> | *x* `y` [z](javascript:0)"
place: nowhere
day: 99999999
time: "23:59"
cast:
  nobody: {}
script:
  - {event: reveals, by: nobody, to: [nobody, mio], fact: no-such-fact}
  - {event: reveals, by: mio, to: [mio], fact: has-magic}
  - {event: learns, who: nobody, fact: has-magic, from: nobody, because: nothing}
  - {event: gives, by: nobody, to: nobody, item: no-such-thing}
  - {event: sets_up, thread: no-such-thread}
  - {event: grows, who: nobody, field: want}
  - {event: relation, from: nobody, to: nobody}
  - {choice: "\\e[31mred\\u202e", to: nowhere}
"""


def test_a_story_full_of_holes_is_shown_all_the_same(told: Path, anime: Callable[..., Any]) -> None:
    """References to nothing, marks in titles, colours in words: shown as text, never obeyed, never a traceback."""
    (told / "scenes/first-bell.yaml").write_text(HOSTILE)
    edit(told, "chapters/spring-again.yaml", "[the-platform]", "[the-platform, the-platform, no-such-scene]")
    for words in SHOWN.values():
        done = anime("-C", told, *words)
        assert (done.code, done.err) == (0, "")
        assert "\x1b" not in done.out
    page = anime("-C", told, "story", "bible", "--format", "html").out
    assert not re.search("<(script|img|iframe|link)", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    text = anime("-C", told, "story", "bible").out
    assert "\\<script\\>alert(1)\\</script\\> \\| \\*x\\* \\`y\\` \\[z\\](javascript:0)" in text


SMALL = {
    "story.yaml": "format: anime/1\ntitle: Small\nchapters: [one]\n",
    "chapters/one.yaml": "title: One\nscenes: [dusk]\n",
    "scenes/dusk.yaml": "title: Dusk\nplace: roof\nscript:\n  - who: ren\n    say: Hello.\n",
    "characters/ren.yaml": "name: Ren\n",
    "places/roof.yaml": "name: The roof\n",
}


def test_where_nothing_is_to_count_no_figure_is_said(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """One chapter can't be even, one word has no pair, one speaker no others, no events no causes."""
    empty = Repository.create(tmp_path / "small", {path: text.encode() for path, text in SMALL.items()}, "Begin").folder
    rows = [line.split("\t")[1:] for line in anime("-C", empty, "story", "stats").out.splitlines()]
    told = dict(rows)
    assert told["chapters"] == "One 100 %"
    assert told["events with a cause"] == "nothing to count"
    assert told["ties at the end"] == "0"
    assert told["different words"] == "100 %"
    assert "There are no secrets." in on_a_terminal(empty, "fact", "knows", "ren")[1]


@pytest.mark.parametrize("name", ["bible.html", "bible.md", "deep.txt"])
def test_a_bible_is_written_to_a_file(name: str, told: Path, anime: Callable[..., Any]) -> None:
    """The ending says the form, `--format` overrules it; the file has what would be printed."""
    done = anime("-C", told, "story", "bible", "-o", name)
    form = "html" if name.endswith(".html") else "markdown"
    assert done.out == f"Wrote {told / name}.\n"
    assert (told / name).read_text(encoding="utf-8") == anime("-C", told, "story", "bible", "--format", form).out
    anime("-C", told, "story", "bible", "-o", name, "--format", "html")
    assert (told / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_bible_that_can_not_be_written(told: Path, anime: Callable[..., Any]) -> None:
    """No folder there: one error, nothing written; an unknown form is wrong usage."""
    done = anime("-C", told, "story", "bible", "-o", "scenes/first-bell.yaml/x.md")
    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert anime("-C", told, "story", "bible", "--format", "pdf").code == 2


def test_the_bibles_page_leads_only_into_itself(told: Path, anime: Callable[..., Any]) -> None:
    """Ids are unique, links find their sections, the names of people are there in their own script."""
    page = anime("-C", told, "story", "bible", "--format", "html").out
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"scene-first-bell", "character-mio", "place-roof", "fact-has-magic", "timeline", "check"} <= set(ids)
    links = re.findall(r' href="#([^"]*)"', page)
    assert links
    assert set(links) <= {*ids}
    assert page.count(" href=") == len(links)
    assert ">橘 澪<" in page
    assert ">誰も見逃せない一枚を撮ること。<" in page
