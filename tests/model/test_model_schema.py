"""The published JSON Schema: it is that of the model, and an editor finds no fault where there is none."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from test_model_roundtrip import plains

from anime_cli.errors import AnimeError
from anime_cli.model.kinds import path_of
from anime_cli.model.layouts import layout_of
from anime_cli.model.load import load
from anime_cli.model.schema import published, schema_of
from anime_cli.model.shapes import SHAPES
from anime_cli.text.layout import PLAIN
from anime_cli.text.nodes import Mapping, Scalar
from anime_cli.text.reader import read
from anime_cli.text.writer import write

if TYPE_CHECKING:
    from anime_cli.text.nodes import Node

FOLDER = Path(__file__).parents[2] / "docs/schema"
EXAMPLES = Path(__file__).parents[2] / "examples"
CORE = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
)
"""How YAML 1.2 takes plain texts for something else (its core schema); editors read so."""
VALIDATORS = {kind: Draft7Validator(schema_of(kind)) for kind in SHAPES}


def as_editors_read(node: Node) -> Any:
    """Return what an editor's YAML reader makes of NODE."""
    if isinstance(node, Scalar):
        value = node.value or ""
        if node.style != "plain":
            return value
        return next((make(value) for pattern, make in CORE if pattern.fullmatch(value)), value)
    if isinstance(node, Mapping):
        return {entry.key.value: as_editors_read(entry.value) for entry in node.entries}
    return [as_editors_read(each) for each in node.items]


@pytest.mark.parametrize("name", published())
def test_what_is_published_is_what_the_model_says(name: str) -> None:
    """REGENERATE_GOLDEN=1 publishes anew."""
    text = published()[name]
    if os.environ.get("REGENERATE_GOLDEN") == "1":
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")
    assert (FOLDER / name).read_text(encoding="utf-8") == text
    Draft7Validator.check_schema(json.loads(text))


def test_nothing_else_is_published() -> None:
    """A kind that is gone leaves no schema behind."""
    assert {path.name for path in FOLDER.glob("*.json")} == published().keys()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(SHAPES)).flatmap(lambda kind: st.tuples(st.just(kind), plains(SHAPES[kind]))))
def test_an_editor_finds_no_fault_in_a_document(drawn: tuple[str, Any]) -> None:
    """Whatever the model reads, the schema allows as well."""
    kind, values = drawn
    values = _worded(values) | ({"format": "anime/1"} if kind == "story" else {})
    path = path_of(kind, "a")
    text = write(values, PLAIN) if values else "{}\n"
    try:
        load(text, path)
    except AnimeError:
        return
    read_by_editor = as_editors_read(read(text, path, layout_of(kind)).root)
    assert [error.message for error in VALIDATORS[kind].iter_errors(read_by_editor)] == []


def _worded(value: Any) -> Any:
    """Return VALUE without the words that YAML takes for nothing: no editor can know that they are meant as text."""
    if isinstance(value, dict):
        return {key: _worded(each) for key, each in value.items()}
    return [_worded(each) for each in value] if isinstance(value, list) else "x" if value in {"~", "null"} else value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/story/**/*.yaml")), ids=lambda path: path.stem)
def test_an_editor_finds_no_fault_in_the_examples(path: Path) -> None:
    """Each file validates by the schema of its kind."""
    name = path.relative_to(EXAMPLES).as_posix().split("/story/")[1]
    kind = {"story.yaml": "story", "style.yaml": "style"}.get(name) or name.partition("/")[0].removesuffix("s")
    VALIDATORS[kind].validate(as_editors_read(read(path.read_text(encoding="utf-8"), name).root))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("scene", "title: T\nplace: p\nscript:\n  - event: lerns\n    who: ren\n    fact: f\n"),
        ("scene", "title: T\nplace: p\nscript:\n  - shot: wide\n    who: ren\n    say: Hello.\n"),
        ("scene", "title: T\nplace: p\nscript: []\nmode: dreamy\n"),
        ("scene", "title: T\nscript: []\n"),
        ("scene", "title: T\nplace: p\nscript: []\ncast: {ren: {intensity: 2}}\n"),
        ("place", "name: [a]\n"),
        ("story", "title: T\nchapters: []\n"),
    ],
)
def test_an_editor_finds_what_is_wrong(kind: str, text: str) -> None:
    """Unknown events and words, an item that is two things, missing keys, shares over 1."""
    assert not VALIDATORS[kind].is_valid(as_editors_read(read(text, "a").root))
