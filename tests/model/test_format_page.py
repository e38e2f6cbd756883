"""The page about the format tells the truth."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from anime_cli.model.emotions import vocabulary
from anime_cli.model.items import EVENTS, ITEMS
from anime_cli.model.load import load, to_text
from anime_cli.model.shapes import SHAPES

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
BLOCKS = [dedent(block) for block in re.findall(r"^ *```yaml\n(.*?)^ *```$", PAGE, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_every_example_is_a_document(block: str) -> None:
    path = block.split("\n", maxsplit=1)[0].removeprefix("# ")
    loaded = load(block, path)
    assert loaded.warnings == ()
    assert load(to_text(loaded.document), path).document == loaded.document


def test_every_key_is_told() -> None:
    keys = {key for record in (*SHAPES.values(), *ITEMS.values(), *EVENTS.values()) for key in record.by_key}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", PAGE)] == []


def test_every_event_is_shown() -> None:
    shown = set(re.findall(r"^  - event: (\w+)$", PAGE, re.MULTILINE))
    told = set(re.findall(r"^\| `(\w+)` \| (?:who|by|from|thread)", PAGE, re.MULTILINE))
    assert shown == EVENTS.keys()
    assert told >= EVENTS.keys() - {"destroys"}


def test_the_emotions_are_listed() -> None:
    listed = PAGE.partition("The built-in emotions are ")[2].partition(".")[0]
    assert set(re.findall(r"\w+", listed)) - {"and"} == set(vocabulary())
