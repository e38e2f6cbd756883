"""What is written reads back as it was; prose may be wrapped otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from documents import DOCUMENTS, HOSTILE, LAYOUT
from hypothesis import given, settings

from anime_cli.text.edits import same
from anime_cli.text.errors import Unwritable
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.writer import write


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_what_is_written_reads_back(document: dict[str, Any]) -> None:
    assert plain(read(write(document), "").root) == document
    assert same(plain(read(write(document, LAYOUT), "", LAYOUT).root), document, LAYOUT)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_read_back(words: str) -> None:
    document = {"title": words, "tags": [words]}
    assert plain(read(write(document), "").root) == document


def test_too_deep_or_too_large_is_unwritable() -> None:
    deep: Any = ["x"]
    for _ in range(40):
        deep = [deep]
    for value in ({"a": deep}, {"a": "x" * (1 << 20)}, {"k" * 1001: "x"}, ["x"]):
        with pytest.raises(Unwritable):
            write(value)
