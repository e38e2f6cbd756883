"""Comments of a document, told apart from number signs within texts."""

from __future__ import annotations

import pytest

from anime_cli.merge.comments import comments
from anime_cli.text.reader import read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('title: "a #b"  # real\n', [("# real", 0, 'title: "a #b"')]),
        ("title: 'a #b #c' # one # two\n# three\n", [("# one # two", 0, "title: 'a #b #c'"), ("# three", 1, "")]),
        ("a: |\n  x # no\n  # no\nb: c  # yes\n", [("# yes", 3, "b: c")]),
        ('a: ["x #1", y]  # yes\nb: c#d\n', [("# yes", 0, 'a: ["x #1", y]')]),
        ('a: "x\n  # no\n  y"  # yes\n', [("# yes", 2, 'y"')]),
    ],
)
def test_a_comment_behind_a_text_with_a_number_sign_is_found(text: str, found: list[tuple[str, int, str]]) -> None:
    """What stands in a text is none, and hides none that follows on its line."""
    assert [(each.text, each.line, each.beside) for each in comments(read(text, "a"))] == found
