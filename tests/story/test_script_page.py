"""docs/script.md: its example is a script, and every sentence that it shows is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anime_cli.model.items import EVENTS, ITEMS
from anime_cli.model.load import build, load
from anime_cli.model.shapes import CAST_ENTRY
from anime_cli.story.screenplay.events import read_event
from anime_cli.story.screenplay.grammar import HEADINGS, SENTENCES
from anime_cli.story.screenplay.names import Names
from anime_cli.story.screenplay.reader import read_script
from anime_cli.story.screenplay.words import RESERVED
from anime_cli.story.screenplay.writer import write_script
from anime_cli.story.snapshot import Story, assemble

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "script.md").read_text(encoding="utf-8")
STORY = ROOT / "examples" / "sakura" / "story"
(EXAMPLE,) = re.findall(r"^```script\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SENTENCE = re.compile(r"`\[([^`]*)\]`")


@pytest.fixture(scope="module")
def story() -> Story:
    """The example story, whose people and things the page speaks of."""
    return assemble(
        load(path.read_bytes(), path.relative_to(STORY).as_posix()).document for path in STORY.rglob("*.yaml")
    )


def test_the_example_is_written_as_it_is_read(story: Story) -> None:
    """It is in the form that a script is written in, save where the page shows what else may be typed."""
    scene = build("scene", "rooftop-dusk", {"title": "T", "place": "p", "script": []})
    read = read_script(story, scene, EXAMPLE)  # type: ignore[arg-type]
    assert write_script(story, read, {"e7d20b1"}) == EXAMPLE
    assert {type(item).__name__ for item in read.script} >= {"Shot", "Action", "Line", "Learns", "RelationChange"}


def test_every_event_has_a_sentence_on_the_page(story: Story) -> None:
    """And every sentence that the page shows tells the event of its row."""
    rows = [line for line in PAGE.splitlines() if SENTENCE.search(line) and line.startswith("| `")]
    told = [read_event(Names(story), each)["event"] for row in rows for each in SENTENCE.findall(row)]
    named = [kind for row in rows for kind in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert (told, sorted(named)) == (named, sorted(EVENTS))
    assert SENTENCES.keys() == EVENTS.keys()


def test_every_entry_of_the_heading_is_on_the_page() -> None:
    """By its label."""
    assert [label for label in HEADINGS.values() if f"`{label}:`" not in PAGE] == []


def test_every_word_of_a_sentence_is_reserved() -> None:
    """So that a name which has one is quoted."""
    verbs = {word for said in SENTENCES.values() for verb in said.verbs for word in verb.split()}
    words = {word for said in SENTENCES.values() for word in said.words}
    records = (*(ITEMS[tag] for tag in ("shot", "action", "say")), CAST_ENTRY)
    keys = {key for record in records for key in record.by_key} - {"id", "action", "say"}
    assert verbs | words | keys | {"and", "because"} == RESERVED
