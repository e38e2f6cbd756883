"""A splice changes the lines of what it changes, and loses no comment."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest
from documents import DOCUMENTS, LAYOUT, VALUES
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.text.edits import made, same
from anime_cli.text.errors import AlreadyThere, NothingThere
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.splice import Edit, Insert, Move, Remove, Set, splice
from anime_cli.text.writer import write

SCENE = """\
# the roof
title: Rooftop
day: 3   # the third: keep
time: "18:40"

cast:
  sakura: {emotion: happy, intensity: 0.8}  # bright
  ren: {emotion: sad}

script:
  # first
  - shot: wide
  - who: sakura   # she
    say: "It's warm."
    id: p9x2m7q
  # then
  - who: ren
    say: |
      Sakura?
      Is that you?
tags: [magic, secret]
# the end
"""


def changed(text: str, *edits: Edit) -> list[tuple[str, str]]:
    """Return the lines that differ after EDITS, as pairs of removed and added."""
    import difflib

    after = splice(text, edits, "scene.yaml", LAYOUT)
    return [(line[0], line[2:]) for line in difflib.ndiff(text.splitlines(), after.splitlines()) if line[0] in "+-"]


EXAMPLES = {
    "a plain scalar, its comment staying": (
        Set(("day",), "4"),
        [("-", "day: 3   # the third: keep"), ("+", "day: 4   # the third: keep")],
    ),
    "a quoted scalar keeps its quotes": (Set(("time",), "19:00"), [("-", 'time: "18:40"'), ("+", 'time: "19:00"')]),
    "a scalar inside a flow map": (
        Set(("cast", "sakura", "emotion"), "angry"),
        [
            ("-", "  sakura: {emotion: happy, intensity: 0.8}  # bright"),
            ("+", "  sakura: {emotion: angry, intensity: 0.8}  # bright"),
        ],
    ),
    "a new key in a flow map": (
        Set(("cast", "ren", "pose"), "fists"),
        [("-", "  ren: {emotion: sad}"), ("+", "  ren: {emotion: sad, pose: fists}")],
    ),
    "a new key takes the layout's place": (
        Insert(("summary",), "They meet."),
        [("+", "summary: They meet.")],
    ),
    "a new item": (Insert(("script", 1), {"shot": "medium"}), [("+", "  - shot: medium")]),
    "an item goes with the comment above it": (
        Remove(("script", 2)),
        [
            ("-", "  # then"),
            ("-", "  - who: ren"),
            ("-", "    say: |"),
            ("-", "      Sakura?"),
            ("-", "      Is that you?"),
        ],
    ),
    "a first key of an item": (
        Remove(("script", 1, "who")),
        [("-", "  - who: sakura   # she"), ("-", '    say: "It\'s warm."'), ("+", '  - say: "It\'s warm."')],
    ),
    "a tag": (Insert(("tags", 2), "dusk"), [("-", "tags: [magic, secret]"), ("+", "tags: [magic, secret, dusk]")]),
    "the last item leaves an empty list": (Set(("tags",), []), [("-", "tags: [magic, secret]"), ("+", "tags: []")]),
    "prose in a block": (
        Set(("script", 2, "say"), "Sakura? Was that you?"),
        [("-", "      Is that you?"), ("+", "      Was that you?")],
    ),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_only_the_lines_of_the_change_differ(example: str) -> None:
    edit, lines = EXAMPLES[example]
    assert changed(SCENE, edit) == lines


def test_a_moved_item_takes_its_comment_along() -> None:
    after = splice(SCENE, [Move(("script", 2), 0)], "scene.yaml", LAYOUT)
    assert after.index("# then") < after.index("who: ren") < after.index("# first") < after.index("shot: wide")


def test_windows_line_endings_and_a_missing_last_newline_stay() -> None:
    text = SCENE.replace("\n", "\r\n").removesuffix("\r\n# the end\r\n")
    after = splice(text, [Set(("script", 2, "say"), "One. Two."), Insert(("script", 3), {"shot": "wide"})], "", LAYOUT)
    assert after.replace("\r\n", "").count("\n") == 0
    assert not after.endswith("\n")


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (Set(("script", 9, "say"), "x"), NothingThere),
        (Remove(("nothing",)), NothingThere),
        (Remove(()), NothingThere),
        (Move(("script", 0), 9), NothingThere),
        (Insert(("title",), "x"), AlreadyThere),
        (Insert(("script", 9), "x"), NothingThere),
        (Set(("title", "below"), "x"), NothingThere),
    ],
)
def test_an_address_that_leads_nowhere_is_an_error(edit: Edit, error: type[Exception]) -> None:
    with pytest.raises(error):
        splice(SCENE, [edit], "scene.yaml", LAYOUT)


def addresses(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the address of everything inside VALUE."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [each for key, inner in pairs for each in ((*above, key), *addresses(inner, (*above, key)))]


def commented(text: str, every: int) -> str:
    """Return TEXT with comment lines between the lines where YAML allows them."""
    lines = text.splitlines()
    if re.search(r"[|>][+-]?$", text, re.MULTILINE):
        return text
    return (
        "\n".join(
            f"{' ' * (len(line) - len(line.lstrip()))}# note {number}\n{line}" if number % every == 0 else line
            for number, line in enumerate(lines)
        )
        + "\n"
    )


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS, st.data())
def test_a_splice_reads_as_the_change_and_keeps_every_comment(document: dict[str, Any], data: st.DataObject) -> None:
    """What is read after a splice is the value with the edit made in it; comments of what stays are there."""
    text = commented(write(document, LAYOUT), data.draw(st.integers(1, 4)))
    value = plain(read(text, "", LAYOUT).root)
    edit = data.draw(edits(value))
    after = splice(text, [edit], "", LAYOUT)
    assert same(plain(read(after, "", LAYOUT).root), made(edit, deepcopy(value), ""), LAYOUT)
    if not isinstance(edit, Remove | Set):
        assert sorted(re.findall(r"# note \d+", text)) == sorted(re.findall(r"# note \d+", after))


@st.composite
def edits(draw: st.DrawFn, value: Any) -> Edit:
    """Draw an edit that fits VALUE."""
    address = draw(st.sampled_from(addresses(value)))
    above = value
    for part in address[:-1]:
        above = above[part]
    kind = draw(st.sampled_from(("set", "remove", "insert", "move")))
    if kind == "remove":
        return Remove(address)
    if kind == "move":
        return Move(address, draw(st.integers(0, len(above) - 1)))
    new = draw(VALUES)
    if kind == "insert" and isinstance(above, list):
        return Insert((*address[:-1], draw(st.integers(0, len(above)))), new)
    if kind == "insert" and "fresh" not in above:
        return Insert((*address[:-1], "fresh"), new)
    return Set(address, new)
