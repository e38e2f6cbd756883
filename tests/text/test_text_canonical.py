"""The canonical form of what a person wrote: the same words and comments, and nothing left to change."""

from __future__ import annotations

import re

import pytest
from documents import DOCUMENTS, LAYOUT
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.layouts import layout_of
from anime_cli.text.canonical import canonical
from anime_cli.text.edits import same
from anime_cli.text.errors import NoCanonicalForm, TextError, Unwritable
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.writer import write

SCENE = layout_of("scene")
STORY = layout_of("story")


@st.composite
def handwritten(draw: st.DrawFn) -> str:
    """Draw a document as a person leaves it: keys anyhow, comments and empty lines wherever they may stand."""
    text = write(draw(DOCUMENTS), PLAIN)
    lines = text.split("\n")
    for number in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        beside = draw(st.booleans())
        remark = draw(st.sampled_from(("", f"# note {number}", f"# note {number} # and 'more\"")))
        margin = " " * draw(st.integers(0, 6))
        changed = [*lines]
        changed[at : at + beside] = [f"{lines[at]}  {remark}" if beside else margin + remark]
        lines = changed if _reads_alike("\n".join(lines), "\n".join(changed)) else lines
    return "\n".join(lines)


def _reads_alike(one: str, other: str) -> bool:
    try:
        return plain(read(one, "a", LAYOUT).root) == plain(read(other, "b", LAYOUT).root)
    except TextError:
        return False


def _comments(text: str) -> list[str]:
    return sorted(re.findall(r"# note \d[^\r\n]*", text))


def _canonical_keeps(text: str) -> None:
    try:
        after = canonical(text, "a", LAYOUT)
    except (TextError, Unwritable, NoCanonicalForm):
        return
    assert same(plain(read(after, "a", LAYOUT).root), plain(read(text, "a", LAYOUT).root), LAYOUT)
    assert [line.rstrip() for line in _comments(after)] == [line.rstrip() for line in _comments(text)]
    assert canonical(after, "a", LAYOUT) == after
    assert "\n\n\n" not in re.sub(r'"[^"]*"', "", after) or "\n\n\n" in text


@given(handwritten())
def test_the_form_says_the_same_and_is_final(text: str) -> None:
    """Words and comments are those of before; a second time nothing changes."""
    _canonical_keeps(text)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None)
@given(handwritten())
def test_the_form_says_the_same_and_is_final_deeply(text: str) -> None:
    """The same, for far more documents."""
    _canonical_keeps(text)


@given(handwritten())
def test_there_is_a_form_of_every_document(text: str) -> None:
    """None is refused that could be read."""
    try:
        read(text, "a", LAYOUT)
    except TextError:
        return
    assert canonical(text, "a", LAYOUT)


BEFORE = """\
# Rooftop, first draft.

script:
- {id: w1d3sh0, shot: wide}   # the town

# She tries.
- say: |
    It's warm. Like it
    knows me.
  who: sakura   # quietly
  # she means it
  emotion: happy


- action: "Petals turn."
title: 'Rooftop at dusk'
cast:
  # All who are there.
  sakura:
    outfit: uniform
    emotion: surprised
  ren: {outfit: uniform,   # the old one
        emotion: sad}
  # Hana comes later.
place: roof
time: "18:40"
day: 3
tags:
- magic
- secret
# The end.
"""
AFTER = """\
# Rooftop, first draft.

title: 'Rooftop at dusk'
place: roof
day: 3
time: "18:40"
cast:
  # All who are there.
  sakura: {emotion: surprised, outfit: uniform}
  # the old one
  ren: {emotion: sad, outfit: uniform}
  # Hana comes later.
script:
  # the town
  - shot: wide
    id: w1d3sh0

  # She tries.
  - who: sakura  # quietly
    say: |
      It's warm.
      Like it knows me.
    # she means it
    emotion: happy

  - action: "Petals turn."
tags: [magic, secret]
# The end.
"""


def test_a_scene_by_hand() -> None:
    """Keys in order, a sentence a line, small maps in a line; comments go with what they speak of."""
    assert canonical(BEFORE, "scenes/a.yaml", SCENE) == AFTER
    assert canonical(AFTER, "scenes/a.yaml", SCENE) == AFTER


def test_lines_of_windows_stay() -> None:
    """A document keeps its line endings."""
    assert canonical(BEFORE.replace("\n", "\r\n"), "scenes/a.yaml", SCENE) == AFTER.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("title: 'It''s warm'\nplace: roof # up\n", "title: 'It''s warm'\nplace: roof  # up\n"),
        ("# a\n\n\n# b\n\n\ntitle: x\n\n\n", "# a\n\n# b\n\ntitle: x\n"),
        ("title: x\ncast: # who\n  ren: {}\n", "title: x\ncast:  # who\n  ren: {}\n"),
        ("title: x\nscript:\n  - # first\n    shot: wide\n", "title: x\nscript:\n  # first\n  - shot: wide\n"),
        ("title: x\nsummary: | # long\n  One. Two.\n", "title: x\nsummary: |  # long\n  One.\n  Two.\n"),
        ("title: x\nsummary: |\n  One.\n# end\n", "title: x\nsummary: One.\n# end\n"),
        ('title: x\nsummary: "One." # why\n', 'title: x\nsummary: "One."  # why\n'),
        ("title: x\nsummary: >- # why\n  One.\n", "title: x\n# why\nsummary: One.\n"),
        ("title: x\ntags: [a, # one\n  b]\n", "title: x\n# one\ntags: [a, b]\n"),
        ("title: x\ntags:\n  - a # one\n  - b\n", "title: x\ntags:\n  - a  # one\n  - b\n"),
        ("{title: x, place: y}\n", "title: x\nplace: y\n"),
        ("title: x\nodd: {b: [c, {d: e}]}\n", "title: x\nodd:\n  b:\n    - c\n    - d: e\n"),
        ("title: x\nlater:\nnext:\n", "title: x\nnext:\nlater:\n"),
        (
            "title: x\nscript:\n\n  - shot: wide\n\n\n  - shot: low\n",
            "title: x\nscript:\n  - shot: wide\n\n  - shot: low\n",
        ),
        (
            "title: x\nscript:\n  - uses: [a]\n    # acts\n    action: A.\n",
            "title: x\nscript:\n  # acts\n  - action: A.\n    uses: [a]\n",
        ),
    ],
)  # fmt: skip
def test_small_things(text: str, after: str) -> None:
    """Each way to write something has one form."""
    assert canonical(text, "scenes/a.yaml", SCENE) == after
    assert canonical(after, "scenes/a.yaml", SCENE) == after


def test_maps_whose_order_means_nothing_are_sorted() -> None:
    """Facts, items, threads and emotions are; outfits, of which the first is worn, are not."""
    text = "title: x\nitems:\n  b: {name: B}\n  # the first\n  a: {name: A}\n"
    assert canonical(text, "story.yaml", STORY) == "title: x\nitems:\n  # the first\n  a: {name: A}\n  b: {name: B}\n"
    outfits = "name: x\noutfits:\n  uniform: {}\n  coat: {}\n"
    assert canonical(outfits, "characters/a.yaml", layout_of("character")) == outfits
