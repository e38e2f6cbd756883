"""Whatever a file says, it is a document or a clear error."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.errors import ModelError, Problem
from anime_cli.model.facts import from_json, to_json
from anime_cli.model.items import EVENTS, ITEMS
from anime_cli.model.load import build, dump, load
from anime_cli.model.scalars import read_day_length, read_height, read_integer
from anime_cli.model.shapes import SHAPES
from anime_cli.text.plain import Conflict

KEYS = sorted({key for record in (*SHAPES.values(), *ITEMS.values(), *EVENTS.values()) for key in record.by_key})
WORDS = st.sampled_from(
    [*EVENTS, "a", "ren", "", "1", "-0.5", "18:40", "2d", "anime/1", "no", "é", "x" * 90, "1e9", "٣"]
)
SCALARS = st.one_of(WORDS, st.none(), st.just(Conflict({"ours": "a"})))
NAMES = st.one_of(st.sampled_from([*KEYS, "event", "hair", "of"]), WORDS)
VALUES: Any = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=5)),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", SHAPES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_values_are_a_document_or_an_error(kind: str, data: st.DataObject) -> None:
    needed = [each.key for each in SHAPES[kind].known if each.required and data.draw(st.booleans())]
    optional = dict.fromkeys([key for key in SHAPES[kind].by_key if key not in needed], VALUES)
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(needed, VALUES), optional=optional))
    problems = problems_of(kind, values)
    assert all(problem.message.endswith(".") for problem in problems)
    if not problems:
        document = build(kind, "one", values)
        assert build(kind, document.id, dump(document)) == document
        assert from_json(to_json(document), "one") == document


def problems_of(kind: str, values: dict[str, Any]) -> tuple[Problem, ...]:
    """Return what is wrong with VALUES."""
    try:
        build(kind, "one", values)
    except ModelError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("text", ["!conflict {ours: a}\n", "{}\n", "title: {}\n", "script: [[[]]]\n", '"": a\n'])
def test_odd_files_are_model_errors(text: str) -> None:
    with pytest.raises(ModelError, match=r"^scenes/s\.yaml"):
        load(text, "scenes/s.yaml")


def test_a_long_word_does_not_fill_the_screen() -> None:
    script: Any = [{"event": "e" * 10_000}]
    with pytest.raises(ModelError) as caught:
        build("scene", "s", {"title": "T", "place": "p", "script": script})
    assert len(caught.value.message) < 200


@pytest.mark.parametrize(
    ("read", "text"),
    [(read_day_length, "1d"), (read_day_length, "0m"), (read_height, "tall"), (read_integer, "9" * 5000)],
)
def test_scalars_that_are_none(read: Any, text: str) -> None:
    with pytest.raises(ValueError, match=text[:3]):
        read(text)
