"""What every command prints with --json, against the schema that is published for it."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from printing import SPEAKING, Printed, Scribe
from situations import SITUATIONS

from anime_cli.cli.catalogue import of_documents, of_results
from anime_cli.cli.schema import closed
from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs/schema/output"
PUBLISHED = {each.name: each for each in of_results()}
SCHEMAS = {name: json.loads(each.text) for name, each in PUBLISHED.items()}
VALIDATORS = {
    name: Draft202012Validator(closed(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}
APART = {"anime/bible/1", "anime/stats/1"}
"""Documents whose parts are values of the library with names of their own."""
UNSEEN: dict[str, str] = {
    "anime/migrated/1.files": "There is one format yet, so no file is of an older one.",
}
"""Fields that no run fills, and why none can."""
MORE = {
    "Problem": "Finding",
    "ExplainedDecision": "Decision",
    "SettledConflict": "Conflict",
    "Merge": "anime/merge/1",
    "ListedRating": "Rating",
}
"""Parts that are others, or others with fields more: what fills one of both fills the other."""


@pytest.fixture(scope="module")
def printed(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Printed]:
    """What every command printed in every situation."""
    scribe = Scribe(tmp_path_factory.mktemp("situations"), settled)
    for situation in SITUATIONS:
        situation(scribe)
    return scribe.printed


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_is_what_the_shapes_say(name: str) -> None:
    """REGENERATE_GOLDEN=1 publishes anew; each is a schema, and says a word about every field."""
    each = PUBLISHED[name]
    if os.environ.get("REGENERATE_GOLDEN") == "1":
        FOLDER.mkdir(exist_ok=True, parents=True)
        (FOLDER / each.file).write_text(each.text, encoding="utf-8")
    assert (FOLDER / each.file).read_text(encoding="utf-8") == each.text
    Draft202012Validator.check_schema(SCHEMAS[name])
    for owner, fields in objects(SCHEMAS[name]):
        for field, schema in fields.items():
            assert schema.get("description", "").endswith("."), f"{owner}.{field}"


def test_nothing_else_is_published() -> None:
    """A document that is gone leaves no schema behind."""
    assert {path.name for path in FOLDER.iterdir()} == {each.file for each in PUBLISHED.values()}


@pytest.mark.parametrize("command", sorted(" ".join(words) for words in SPEAKING))
def test_a_command_prints_what_its_schemas_say(command: str, printed: Sequence[Printed]) -> None:
    """Each of its documents has run, is one of its own, and holds no field that the schema does not name."""
    own = [each for each in printed if each.command == command and not each.failed]
    assert {each.told["schema"] for each in own} == {
        each.name for each in PUBLISHED.values() if command in each.commands
    }
    for each in own:
        assert next(iter(each.told)) == "schema"
        told = [
            f"{error.json_path}: {error.message}" for error in VALIDATORS[each.told["schema"]].iter_errors(each.told)
        ]
        assert told == [], each.call


def test_an_error_is_what_its_schema_says(printed: Sequence[Printed]) -> None:
    """Whatever fails, of several exit codes."""
    errors = [each.told for each in printed if each.failed]
    for told in errors:
        VALIDATORS["anime/error/1"].validate(told)
    assert {told["exit_code"] for told in errors} >= {1, 2, 4, 5}


def test_every_command_that_is_named_is_there() -> None:
    """A schema names no command that prints no JSON."""
    assert {command for each in PUBLISHED.values() for command in each.commands} == {
        " ".join(each) for each in SPEAKING
    }


def test_every_field_is_filled(printed: Sequence[Printed]) -> None:
    """A field that no run fills is not described, or it is told why none can fill it."""
    known = {f"{owner}.{field}" for name in SCHEMAS for owner, fields in objects(SCHEMAS[name]) for field in fields}
    filled = {
        f"{owner}.{field}"
        for each in printed
        for owner, field, value in values(SCHEMAS[each.told["schema"]], each.told)
        if value not in (None, [], {}, "")
    }
    likewise = {
        f"{more}.{each.partition('.')[2]}"
        for more, less in MORE.items()
        for each in filled
        if each.startswith(f"{less}.")
    }
    assert known - filled - likewise == UNSEEN.keys()


def test_one_name_is_one_shape() -> None:
    """Whatever document a part stands in."""
    shapes = defaultdict(set)
    for schema in SCHEMAS.values():
        for part, told in schema.get("$defs", {}).items():
            shapes[called(schema, part)].add(json.dumps(told))
    assert [part for part, told in shapes.items() if len(told) > 1] == []


@pytest.mark.parametrize("options", [(), ("--outputs",)], ids=str)
def test_the_tool_lists_and_writes_them(options: tuple[str, ...], tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Outside of a story too: a row for each, with what prints it, or the files that are published."""
    listed = anime("-C", tmp_path, "story", "schema", *options).out.splitlines()
    known = of_results() if options else of_documents()
    assert [line.split("\t")[0] for line in listed] == [each.name for each in known]
    assert ("anime/branch/1\tA branch.\tanime story branch, anime story switch" in listed) == bool(options)
    assert anime("-C", tmp_path, "story", "schema", "new", *options).code == 0
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()} == {
        each.file: each.text for each in known
    }


def test_the_tool_prints_one_by_its_name(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """As a document's own `schema` says it, or the kind of a file; a wrong name is told the nearest."""
    for name, title in (("anime/check/1", "anime/check/1"), ("scene", "anime/1 scene")):
        assert json.loads(anime("-C", tmp_path, "story", "schema", "--show", name).out)["title"] == title
    wrong = anime("story", "schema", "--show", "anime/chek/1")
    assert (wrong.code, "Did you mean 'anime/check/1'?" in wrong.err) == (ExitCode.USAGE, True)


def test_what_an_older_schema_does_not_know_passes_it() -> None:
    """A field that a later version adds is no fault to whoever has today's schema."""
    told = {"schema": "anime/tour/1", "steps": [{"title": "Story", "text": "It begins.", "later": 1}], "later": None}
    Draft202012Validator(SCHEMAS["anime/tour/1"]).validate(told)
    assert not VALIDATORS["anime/tour/1"].is_valid(told)


def test_a_view_is_made_by_a_result() -> None:
    """Where a view is made by hand, no schema says what it holds."""
    made = {
        path.name: count
        for path in (ROOT / "anime_cli/cli").rglob("*.py")
        if (count := len(re.findall(r"\bView\(", path.read_text("utf-8"))))
    }
    assert made == {"output.py": 1, "result.py": 1}


def objects(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that SCHEMA describes: its name and its fields."""
    name = schema["title"]
    yield name, schema["properties"]
    for part, told in schema.get("$defs", {}).items():
        yield called(schema, part), told["properties"]


def called(root: dict[str, Any], part: str) -> str:
    """Return the name of a PART of the document whose schema is ROOT."""
    return f"{root['title']} {part}" if root["title"] in APART else part


def values(schema: dict[str, Any], told: Any) -> Iterator[tuple[str, str, Any]]:
    """Yield every field of the document TOLD: the object it stands in, its name, its value."""
    yield from _values(schema, schema, schema["title"], told)


def _values(root: dict[str, Any], schema: dict[str, Any], owner: str, told: Any) -> Iterator[tuple[str, str, Any]]:
    if "$ref" in schema:
        part = schema["$ref"].rpartition("/")[2]
        yield from _values(
            root, root["$defs"][part], f"{root['title']} {part}" if root["title"] in APART else part, told
        )
    for each in schema.get("anyOf", ()):
        yield from _values(root, each, owner, told)
    if isinstance(told, dict):
        for key, value in told.items():
            inner = schema.get("properties", {}).get(key)
            if inner is not None:
                yield owner, key, value
            yield from _values(root, inner or schema.get("additionalProperties", {}), owner, value)
    elif isinstance(told, list):
        places = schema.get("prefixItems") or [schema.get("items") or {}] * len(told)
        for place, value in zip(places, told, strict=False):
            yield from _values(root, place, owner, value)
