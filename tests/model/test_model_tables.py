"""All that follows from the tables agrees with what the format promises."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from anime_cli.model import script
from anime_cli.model.emotions import vocabulary
from anime_cli.model.fields import Codec, Keyed, Many, Record, Text
from anime_cli.model.items import BY_CLASS, EVENTS, ITEMS, Script
from anime_cli.model.layouts import PROSE, SCRIPT_ORDER, layout_of
from anime_cli.model.schema import schema_of
from anime_cli.model.shapes import EYES, MOUTHS, PRIMARIES, SHAPES
from anime_cli.model.values import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator


def records(codec: Codec) -> Iterator[Record]:
    """Yield every record inside CODEC."""
    if isinstance(codec, Record):
        yield codec
        for each in codec.known:
            yield from records(each.codec)
    elif isinstance(codec, Keyed | Many):
        yield from records(codec.entry)
    elif isinstance(codec, Script):
        yield from (*ITEMS.values(), *EVENTS.values())


ALL = [record for shape in SHAPES.values() for record in records(shape)]


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.made.__name__)
def test_a_table_names_every_field_of_its_class(record: Record) -> None:
    own = {"extra", "named"} | ({"id"} if record.made in {shape.made for shape in SHAPES.values()} else set())
    assert {each.name for each in record.known} == {each.name for each in fields(record.made)} - own


def test_every_event_has_a_table() -> None:
    assert EVENTS.keys() == script.EVENTS.keys()
    assert {made for made in BY_CLASS if issubclass(made, script.Event)} == set(script.EVENTS.values())


def test_prose_is_what_the_format_calls_prose() -> None:
    keys = {each.key for record in ALL for each in record.known if isinstance(each.codec, Text) and each.codec.prose}
    assert keys == PROSE


def test_the_order_of_a_script_item_names_all_keys() -> None:
    keys = {each.key for record in (*ITEMS.values(), *EVENTS.values()) for each in record.known}
    assert set(SCRIPT_ORDER) == keys | {"event"}
    for record in (*ITEMS.values(), *EVENTS.values()):
        order = [SCRIPT_ORDER.index(each.key) for each in record.known]
        assert order == sorted(order), record.made


def test_layouts_name_the_shapes_of_a_document() -> None:
    layout = layout_of("character")
    assert layout.order[""][0] == "name"
    assert layout.order["look.hair"] == ("colour", "style", "bangs")
    assert {"look.hair", "outfits.*", "temper", "family", "born"} <= layout.flow
    assert "look" not in layout.flow
    assert layout_of("scene").order["script[]"][-1] == "id"
    assert {"cast.*"} <= layout_of("scene").flow
    assert "name" in layout.words


def test_the_vocabulary_of_emotions() -> None:
    words = vocabulary()
    assert len(words) >= 16
    assert {"neutral", "happy", "sad", "angry", "surprised", "afraid", "embarrassed"} <= words.keys()
    for entry in words.values():
        assert entry.eyes in EYES
        assert entry.mouth in MOUTHS
        assert set(entry.plutchik) <= set(PRIMARIES)
        assert not entry.extra


VALID: dict[str, dict[str, Any]] = {
    "story": {"format": "anime/1", "title": "T", "chapters": "one", "relations": [{"from": "a", "to": "b", "fear": 1}]},
    "style": {"size": "1280x720", "words": {"positive": ["soft light"]}},
    "chapter": {"title": "One", "scenes": ["a"], "new": {"key": 1}},
    "scene": {"title": "T", "place": "p", "time": "18:40", "cast": {"ren": None}, "script": [
        {"shot": "wide"}, {"who": "ren", "say": "Hm."}, {"event": "arrives", "who": "ren"},
    ]},
    "character": {"name": "Ren", "born": {"year": 2008}, "temper": {"sad": 0.2}},
    "place": {"name": "Roof", "routes": {"yard": "5m"}},
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_the_schema_is_one_and_allows_what_is_right(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(VALID[kind])
    assert schema["title"] == f"anime/1 {kind}"


def test_the_schema_refuses_what_is_wrong() -> None:
    scene = Draft202012Validator(schema_of("scene"))
    assert not scene.is_valid({"title": "T", "place": "p", "script": [{"event": "learn", "who": "ren", "fact": "f"}]})
    assert not scene.is_valid({"title": "T", "place": "p", "script": [], "mode": "dreamy"})
    assert not Draft202012Validator(schema_of("character")).is_valid({"name": "R", "temper": {"sad": 2}})
    assert tuple(schema_of("story")["properties"]["relations"]["anyOf"][0]["items"]["properties"])[2:] == LEVELS
