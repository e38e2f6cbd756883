"""A diff applied: what was compared comes out again, and nothing else is touched."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import STYLES, restyled
from tellings import Values, pairs, texts

from anime_cli.merge.diff import diff_documents
from anime_cli.merge.engine import values_of
from anime_cli.merge.patch import apply_changes
from anime_cli.merge.values import equivalent, rule_of

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
FEWER = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLES = int(os.environ.get("MERGE_EXAMPLES", "5000"))
"""What a deep run tries; `MERGE_EXAMPLES=20000 pytest -m slow tests/merge` tries more."""
DEEP = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def same(one: dict[str, str], other: dict[str, str]) -> bool:
    """Tell whether two stories mean the same, document by document."""
    return one.keys() == other.keys() and all(
        equivalent(values_of(one[path], path), values_of(other[path], path), rule_of(path)) for path in one
    )


def check(before: dict[str, str], after: dict[str, str]) -> None:
    """The diff leads from before to after, the opposite diff back, and then nothing is left to tell."""
    changes = diff_documents(before, after)
    made = apply_changes(before, changes)
    assert same(made, after)
    assert diff_documents(made, after) == ()
    assert same(apply_changes(after, diff_documents(after, before)), before)
    assert diff_documents(after, after) == ()


@QUICK
@given(pairs())
def test_what_was_compared_comes_out(pair: tuple[Values, Values]) -> None:
    """Whole stories: documents that come, go and get new ids; items that move; values of every shape."""
    check(*map(texts, pair))


@pytest.mark.slow
@DEEP
@given(pairs())
def test_what_was_compared_comes_out_deep(pair: tuple[Values, Values]) -> None:
    """The same, at length."""
    check(*map(texts, pair))


UNTAGGED = tuple(style for style in STYLES if style != "quoted")
"""Styles in which nothing is written as nothing; PyYAML quotes it with a tag, which no story may have."""


@FEWER
@given(pairs(), st.tuples(*[st.sampled_from(UNTAGGED)] * 2))
def test_format_is_no_hindrance(pair: tuple[Values, Values], styles: tuple[str, str]) -> None:
    """However the files are written, the changes apply."""
    before, after = (
        {path: restyled(value, style) for path, value in story.items()}
        for story, style in zip(pair, styles, strict=True)
    )
    check(before, after)
