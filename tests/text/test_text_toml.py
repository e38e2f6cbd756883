"""A table of TOML: one line changes, and the text then says exactly what was asked."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.text.toml import NoPlace, assigned, dropped, quoted

COMMENTED = """\
# Mine.
brain = "planner"  # who writes

jobs = 2
 'size' = '640x360' # small
"""
KEYS = st.sampled_from(("brain", "cache", "jobs", "renderer", "size"))
VALUES = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
COMMENT = st.sampled_from(("", "  # a note", " # jobs = 9", "# brain = 1"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Draw a file as a person writes one: comments, empty lines, several kinds of quotes and of line ends."""
    lines = []
    for name in draw(st.lists(KEYS, unique=True)):
        value = draw(st.one_of(VALUES.map(quoted), st.sampled_from(("3", "true", "'it # is'", "0.5"))))
        lines.append(f"{name} = {value}{draw(COMMENT)}")
        lines += draw(st.lists(st.sampled_from(("", "# jobs = 7", "  # note")), max_size=2))
    ending = draw(st.sampled_from(("\n", "\r\n")))
    return ending.join([*lines, *draw(st.sampled_from(([], [""])))])


@given(tables(), KEYS, VALUES)
def test_one_setting_changes_and_every_other_line_stays(text: str, name: str, value: str) -> None:
    """The text reads as the table with the change; all comments are there, and all lines of other names."""
    after = assigned(text, name, value)
    assert tomllib.loads(after) == {**tomllib.loads(text), name: value}
    assert after.count("#") >= text.count("#") - str(tomllib.loads(text).get(name, "")).count("#")
    others = [line for line in text.replace("\r", "").split("\n") if line and not line.startswith(name)]
    assert [line for line in after.replace("\r", "").split("\n") if line in others] == others
    assert assigned(after, name, value) == after
    gone = dropped(after, name)
    assert tomllib.loads(gone) == {key: said for key, said in tomllib.loads(text).items() if key != name}


def test_what_stands_beside_a_value_stays_there() -> None:
    """Comments, blanks and quoted names are kept; what is new comes last."""
    assert assigned(COMMENTED, "brain", "ollama") == COMMENTED.replace('"planner"', '"ollama"')
    assert assigned(COMMENTED, "size", "1x1") == COMMENTED.replace("'640x360'", '"1x1"')
    assert assigned(COMMENTED, "cache", "C:\\x") == COMMENTED + 'cache = "C:\\\\x"\n'
    assert dropped(COMMENTED, "jobs") == COMMENTED.replace("jobs = 2\n", "")
    assert dropped(COMMENTED, "cache") == COMMENTED
    assert assigned("jobs = 2", "brain", "x") == 'jobs = 2\nbrain = "x"\n'


@pytest.mark.parametrize(
    "text", ['brain = """\nplanner"""\n', "[brain]\nx = 1\n", "brain = ['a']\n", '[other]\nbrain = "planner"\n']
)
def test_what_is_no_flat_table_is_left_alone(text: str) -> None:
    """Values of several lines and tables are not guessed at."""
    with pytest.raises(NoPlace):
        assigned(text, "brain", "x")


def test_a_line_inside_of_a_text_is_not_taken_for_a_setting() -> None:
    """What looks like the setting but is another one's text stays."""
    text = 'cache = """\nbrain = "a"\n"""\nbrain = "b"\n'
    assert assigned(text, "brain", "c") == text.replace('"b"', '"c"')
    assert dropped(text, "brain") == text.replace('brain = "b"\n', "")
