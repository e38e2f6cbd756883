"""What is written is read back, as YAML and as JSON, for any document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.errors import StaleFacts
from anime_cli.model.facts import from_json, title_in, to_json
from anime_cli.model.fields import (
    Codec,
    Free,
    Keyed,
    Many,
    Record,
    Text,
    Typed,
)
from anime_cli.model.items import EVENTS, ITEMS, ItemId, Script
from anime_cli.model.load import build, dump, file_of, load, to_text
from anime_cli.model.scalars import read_duration, read_number, write_duration, write_number
from anime_cli.model.shapes import FORMAT, SHAPES
from anime_cli.model.values import Duration

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from anime_cli.model.documents import Document

IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.one_of(
    IDS, st.text(LETTERS, max_size=20), st.sampled_from(["no", "~", "null", "a: b", "x #y", "- z", "1984"])
)
EXAMPLES: dict[str, SearchStrategy[str]] = {
    "a length of time such as 20m, 2h or 3d": st.sampled_from(["0m", "5m", "2d3h20m5s", "90m"]),
    "a time of day such as 18:40": st.sampled_from(["00:00", "9:05", "23:59"]),
    "a date such as 2024-04-08": st.just("2024-04-08"),
    "true or false": st.sampled_from(["true", "no"]),
    "a height in metres such as 1.56m": st.sampled_from(["1.56m", "2m"]),
    "a size in pixels such as 1280x720": st.just("640x360"),
    "the length of a day such as 24h": st.sampled_from(["24h", "30h", "90m"]),
}
NUMBERS = st.sampled_from(["0", "+0.3", "1", "0.125", "1.0"])


def plains(codec: Codec) -> SearchStrategy[Any]:
    """Return plain values that CODEC reads."""
    for kind, make in MAKERS.items():
        if isinstance(codec, kind):
            return make(codec)
    raise AssertionError(codec)


def text(codec: Text) -> SearchStrategy[Any]:
    """Return texts that CODEC reads."""
    return st.sampled_from(codec.words) if codec.words else IDS if codec.target else TEXTS


def typed(codec: Typed) -> SearchStrategy[Any]:
    """Return scalars that CODEC reads."""
    whole = st.sampled_from(["1", "+16", "366"])
    return EXAMPLES.get(codec.expected, whole if codec.reader.__name__ == "read_integer" else NUMBERS)


def many(codec: Many) -> SearchStrategy[Any]:
    """Return lists that CODEC reads, or one entry, or nothing."""
    return st.one_of(plains(codec.entry), st.lists(plains(codec.entry), max_size=3), st.none())


def free(_codec: Free) -> SearchStrategy[Any]:
    """Return any values."""
    return st.recursive(TEXTS, lambda inner: st.one_of(st.lists(inner), st.dictionaries(IDS, inner)), max_leaves=4)


def record(codec: Record, **fixed: str) -> SearchStrategy[Any]:
    """Return plain maps that CODEC reads."""
    needed = {each.key: plains(each.codec) for each in codec.known if each.required}
    needed |= {key: st.just(value) for key, value in fixed.items()}
    optional: dict[str, SearchStrategy[Any]] = {e.key: plains(e.codec) for e in codec.known if not e.required}
    return st.fixed_dictionaries(needed, optional=optional | {"a-new-key": TEXTS})


def items() -> list[SearchStrategy[Any]]:
    """Return the strategies of all script items."""
    events = [record(codec, event=name) for name, codec in EVENTS.items()]
    return [*(record(codec) for codec in ITEMS.values()), *events]


MAKERS: dict[type[Codec], Callable[[Any], SearchStrategy[Any]]] = {
    ItemId: lambda _codec: IDS,
    Text: text,
    Typed: typed,
    Many: many,
    Keyed: lambda codec: st.dictionaries(IDS, plains(codec.entry), max_size=3),
    Script: lambda _codec: st.lists(st.one_of(items()), max_size=6),
    Record: record,
    Free: free,
}


def _apart(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Make VALUES obey the rules between the fields of one document."""
    if kind == "story":
        values["format"] = FORMAT
    if kind == "scene":
        if "day" in values or values.get("mode") == "flashback":
            values |= {"day": "1", "time": "10:00"}
        if any("choice" in item for item in values["script"]):
            values.pop("next", None)
    return values


def documents(kind: str) -> SearchStrategy[Document]:
    """Return documents of KIND."""
    names = st.just(kind) if kind in {"story", "style"} else IDS
    values = plains(SHAPES[kind]).map(lambda plain: _apart(kind, plain))
    return st.builds(lambda name, value: build(kind, name, value), names, values)


RELAXED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("kind", SHAPES)
@RELAXED
@given(st.data())
def test_a_document_written_is_read_back(kind: str, data: st.DataObject) -> None:
    document = data.draw(documents(kind))
    assert load(to_text(document), file_of(document)).document == document
    assert build(kind, document.id, dump(document)) == document
    assert from_json(to_json(document), file_of(document)) == document


def test_damaged_facts_are_told_apart() -> None:
    text = to_json(build("scene", "s", {"title": "T", "place": "p", "script": [{"shot": "wide"}]}))
    version, *rest = json.loads(text)
    for damaged in ("", "[]", "{", text[:-4], json.dumps([version + 1, *rest]), text.replace('"shot"', '"shoot"')):
        with pytest.raises(StaleFacts, match=r"scenes/s\.yaml"):
            from_json(damaged, "scenes/s.yaml")


def test_facts_tell_a_title_without_the_document_being_made() -> None:
    text = to_json(build("scene", "s", {"title": "T", "place": "p", "script": []}))
    assert title_in(text, "scenes/s.yaml") == "T"
    version, *rest = json.loads(text)
    untitled = to_json(build("place", "p", {"name": "N"}))
    for damaged in ("", "[]", "{", text[:-4], json.dumps([version + 1, *rest]), untitled):
        with pytest.raises(StaleFacts, match=r"scenes/s\.yaml"):
            title_in(damaged, "scenes/s.yaml")


@given(st.integers(0, 999), st.integers(0, 86_400 * 9))
def test_durations(days: int, seconds: int) -> None:
    duration = Duration(days, seconds)
    assert read_duration(write_duration(duration)) == duration


@given(st.floats(-2, 2, allow_nan=False))
def test_numbers_are_written_without_an_exponent(number: float) -> None:
    text = write_number(number)
    assert "e" not in text
    assert read_number(text) == pytest.approx(number, abs=1e-14)


def test_a_kind_of_field_must_be_complete() -> None:
    """The bare kind of field reads, writes and describes nothing, so that there is none."""
    with pytest.raises(TypeError, match="abstract"):
        Codec()  # type: ignore[abstract]
