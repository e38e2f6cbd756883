"""What the reader refuses, where it says the fault stands, and in which words."""

from __future__ import annotations

import pytest
from documents import LAYOUT

from anime_cli.text.errors import TextError
from anime_cli.text.plain import Conflict, plain
from anime_cli.text.reader import find, place, read

REFUSED = {
    "an anchor": (b"a: 1\nb: &x 2\n", 2, 4, "anchor"),
    "an alias": (b"a: *x\n", 1, 4, "anchor"),
    "a tag": (b"a: !!int 2\n", 1, 4, "tag"),
    "a second document": (b"a: 1\n---\nb: 2\n", 2, 1, "second document"),
    "a directive": (b"%YAML 1.1\n---\na: 1\n", 1, 1, "Directives"),
    "the same key twice": (b"title: a\nday: 1\ntitle: b\n", 3, 1, "second time"),
    "depth without end": (b"a: " + b"[" * 40 + b"]" * 40, 1, 35, "nested"),
    "a byte order mark": (b"\xef\xbb\xbfa: 1\n", 1, 1, "byte order mark"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, 1, "UTF-16"),
    "bytes that are no UTF-8": (b"a: 1\nb: \xe9t\xe9\n", 2, 4, "UTF-8"),
    "a NUL": (b"a: 1\nb: x\x00\n", 2, 5, "U+0000"),
    "a lone carriage return": (b"a: 1\rb: 2\n", 1, 5, "carriage return"),
    "a line separator": ("a: x\u2028y\n".encode(), 1, 5, "line separator"),
    "git's marks": (b"a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", 2, 1, "conflict marks"),
    "an empty file": (b"", 1, 1, "empty"),
    "only a comment": (b"# nothing\n", 1, 1, "empty"),
    "a list": (b"- a\n- b\n", 1, 1, "keys and values"),
    "a tab as indentation": (b"a:\n\tb: 1\n", 2, 1, "tab"),
    "an open bracket": (b"a: [x\nb: 2\n", 2, 2, "bracket"),
    "an open brace": (b"a: {x: 1\nb: 2\n", 2, 2, "brace"),
    "an open quote": (b"a: 'x\nb: 2\n", 1, 4, "quote"),
    "a colon in a text": (b"a: b: c\n", 1, 5, "colon"),
    "a line that is no key": (b"a: 1\nsome words\n", 3, 1, "no key"),
    "an at sign": (b"a: @b\n", 1, 4, "@"),
    "a bad escape": (b'a: "\\q"\n', 1, 5, "backslash"),
    "words lost to a comment": (b"say: We meet in room #4\n", 1, 22, "#4"),
    "words lost in a list": (b"note:\n  - one # two\n", 2, 9, "two"),
    "too much": (b"a: " + b"x" * (1 << 20), 1, 1, "too large"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_fault_is_named_with_its_place(fault: str) -> None:
    data, line, column, words = REFUSED[fault]
    with pytest.raises(TextError) as caught:
        read(data, "scenes/a.yaml", LAYOUT)
    error = caught.value
    assert (error.line, error.column) == (line, column), error.message
    assert words in error.message
    assert error.message.startswith(f"scenes/a.yaml:{line}:{column}: ")
    assert error.what.endswith(".")


def test_a_document_with_a_conflict_may_be_larger() -> None:
    """A merge of two large documents must fit: four times the size while a mark stands in it."""
    text = "a: !conflict\n  ours: x\nb: " + "y" * (2 << 20)
    assert plain(read(text, "a.yaml").root)["a"] == Conflict({"ours": "x"})  # type: ignore[index,call-overload]


def test_windows_lines_read_the_same() -> None:
    text = "a: |\n  one\n  two\nb: [x, y]\n"
    assert plain(read(text.replace("\n", "\r\n"), "").root) == plain(read(text, "").root)


def test_every_scalar_is_text() -> None:
    """Nothing is guessed: only a key with nothing after it is none."""
    text = "a: no\nb: 1984\nc: 22:00\nd: +0.3\ne: ~\nf: null\ng:\nh: ''\n"
    assert plain(read(text, "").root) == {
        "a": "no", "b": "1984", "c": "22:00", "d": "+0.3", "e": "~", "f": "null", "g": None, "h": "",
    }  # fmt: skip


def test_a_place_is_the_nearest_that_exists() -> None:
    parsed = read("cast:\n  ren: {emotion: sad}\nscript:\n  - shot: wide\n", "a.yaml")
    assert place(parsed, ("cast", "ren", "emotion")) == (2, 9)
    assert place(parsed, ("script", 0)) == (4, 5)
    assert place(parsed, ("script", 4, "say")) == (3, 1)
    assert place(parsed, ("nothing",)) == (1, 1)
    assert find(parsed, ("cast", "mio")) is None
    assert find(parsed, ("script", 0, "shot")) is not None
