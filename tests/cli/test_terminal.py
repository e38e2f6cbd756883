"""The terminal as an object: colour, width, tables, and text that can't steer it."""

from __future__ import annotations

import io

import pytest

from anime_cli.cli.output import Styled, Table, View, show
from anime_cli.cli.terminal import Terminal, harmless


class Tty(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(*, tty: bool = False, **environment: str) -> Terminal:
    stream = Tty if tty else io.StringIO
    return Terminal(stream(), stream(), io.StringIO(), environment)


def written(view: View, screen: Terminal, *, as_json: bool = False) -> str:
    show(view, screen, as_json=as_json)
    return screen.out.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("tty", "environment", "coloured"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals(tty: bool, environment: dict[str, str], coloured: bool) -> None:
    """NO_COLOR forbids, FORCE_COLOR demands, else only a terminal that isn't dumb gets colour."""
    screen = terminal(tty=tty, **environment)
    assert ("\x1b[" in screen.styled("word", "bold red")) is coloured


def test_a_story_never_steers_the_terminal() -> None:
    """Escape sequences in a text are shown, not obeyed; newlines and tabs stay."""
    assert harmless("a\x1b[31mb\x07\x9bc\r\n\td") == "a␛[31mb␇\N{REPLACEMENT CHARACTER}c␍\n\td"
    assert written(View("x", {}, ["\x1b[2J"]), terminal()) == "␛[2J\n"


def test_tables_off_a_terminal_are_tab_separated() -> None:
    """No heading, no boxes, no cut, one row a line whatever a cell holds."""
    table = Table(("name", "text"), [("a", "two\nlines\tand a tab"), (Styled("b", "bold"), "x" * 200)])
    assert written(View("x", {}, [table]), terminal()) == f"a\ttwo lines and a tab\nb\t{'x' * 200}\n"


def test_tables_on_a_terminal_have_columns_and_a_heading() -> None:
    """The columns line up under their headings; nothing hangs over the right edge."""
    table = Table(("name", "text"), [("a", "one"), ("long-name", "two")])
    text = written(View("x", {}, [table]), terminal(tty=True, NO_COLOR="1"))
    assert text == "name       text\na          one\nlong-name  two\n"
    assert "\x1b[2m" in written(View("x", {}, [table]), terminal(tty=True))


def test_json_is_one_envelope() -> None:
    """The document names its schema and keeps every letter."""
    view = View("cast", {"names": ["さくら"]}, [])
    assert written(view, terminal(), as_json=True) == (
        '{\n  "schema": "anime/cast/1",\n  "names": [\n    "さくら"\n  ]\n}\n'
    )


def test_words_go_to_stderr_and_quiet_leaves_them_out() -> None:
    """Notes and progress never mix with results."""
    screen = terminal()
    screen.note("A note.")
    screen.detail("A detail.")
    screen.verbose = True
    screen.detail("Another.")
    screen.progress(1, 2, "first")
    screen.quiet = True
    screen.note("Nothing.")
    screen.progress(2, 2, "second")
    assert screen.err.getvalue() == "A note.\nAnother.\n[1/2] first\n"  # type: ignore[attr-defined]
    assert screen.out.getvalue() == ""  # type: ignore[attr-defined]


def test_progress_on_a_terminal_is_one_changing_line() -> None:
    """Each step rewrites the line; the last one ends it."""
    screen = terminal(tty=True)
    screen.progress(1, 2, "first")
    screen.progress(2, 2, "second")
    assert screen.err.getvalue() == "\r\x1b[K[1/2] first\r\x1b[K[2/2] second\n"  # type: ignore[attr-defined]


def test_width_follows_the_terminal_within_reason() -> None:
    """80 columns off a terminal; elsewhere what it has, between 40 and 100."""
    assert terminal().width == 80
    assert 40 <= terminal(tty=True).width <= 100
