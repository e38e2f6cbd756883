"""Ids never change, and two branches derive the same ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.documents import Scene
from anime_cli.model.ids import (
    ALPHABET,
    LETTERS,
    derived_id,
    fresh_id,
    fresh_slug,
    slug,
    spelled,
    spelled_item,
    valid_id,
)
from anime_cli.model.kinds import kind_of, path_of
from anime_cli.model.load import build

if TYPE_CHECKING:
    from anime_cli.model.script import Item


def script(*items: dict[str, Any], name: str = "s") -> tuple[Item, ...]:
    """Return the items of a scene called NAME."""
    document = build("scene", name, {"title": "T", "place": "p", "script": list(items)})
    assert isinstance(document, Scene)
    return document.script


def test_a_derived_id_has_seven_characters_and_begins_with_a_letter() -> None:
    for number in range(50):
        name = derived_id("s", {"action": str(number)})
        assert len(name) == 7
        assert name[0] in LETTERS
        assert set(name) <= set(ALPHABET)


def test_a_derived_id_follows_from_scene_keys_and_occurrence() -> None:
    line = {"who": "ren", "say": "Hm."}
    first, other, again = script(line, {"shot": "wide"}, line)
    assert first.id == derived_id("s", {"say": "Hm.", "who": "ren"})
    assert again.id == derived_id("s", dict(line), 1)
    assert len({first.id, other.id, again.id, script(line, name="t")[0].id}) == 4


PLAIN = st.recursive(
    st.none() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(item=st.dictionaries(st.sampled_from(["who", "to", "note", "雨", '"']), PLAIN), occurrence=st.integers(0, 9))
def test_a_derived_id_is_spelled_from_sorted_json(item: dict[str, Any], occurrence: int) -> None:
    """What an id follows from is fixed: whoever reads an item with another tool can derive the same."""
    text = json.dumps(["s", occurrence, item], ensure_ascii=True, sort_keys=True)
    assert spelled_item("s", item, occurrence) == spelled(text.encode())


def test_the_way_an_item_is_written_does_not_matter() -> None:
    (one,) = script({"event": "relation", "from": "a", "to": "b", "trust": "0.30"})
    (other,) = script({"trust": "+0.3", "event": "relation", "to": "b", "from": "a", "fear": None})
    assert one.id == other.id
    assert derived_id("s", {"action": "Rain.", "who": "ren"}) == derived_id("s", {"who": ["ren"], "action": "Rain.\n"})


def test_writing_the_id_of_one_item_leaves_the_others_alone() -> None:
    line = {"who": "ren", "say": "Hm."}
    first, second = script(line, line)
    named, same = script({**line, "id": first.id}, line)
    assert (named.id, same.id, named.named, same.named) == (first.id, second.id, True, False)


def test_a_derived_id_gives_way_to_a_written_one() -> None:
    (line,) = script({"who": "ren", "say": "Hm."})
    written, moved = script({"shot": "wide", "id": line.id}, {"who": "ren", "say": "Hm."})
    assert written.id == line.id
    assert moved.id != line.id


def test_an_item_that_is_none_still_gets_an_id() -> None:
    assert derived_id("s", {"event": "nothing"}) != derived_id("s", {"who": "ren"})
    assert derived_id("s", {"who": "ren", "say": ["no"]}) == derived_id("s", {"say": ["no"], "who": "ren"})


def test_slugs_are_readable_ids() -> None:
    assert slug("Rooftop at dusk!") == "rooftop-at-dusk"
    assert slug("Sakura's Café") == "sakuras-cafe"
    assert valid_id(slug("屋上"))
    assert slug("屋上") != slug("学校")
    assert slug("a" * 90) == "a" * 40
    assert slug("word " * 20) == "word-word-word-word-word-word-word-word"[:39].rpartition("-")[0] or valid_id(
        slug("word " * 20)
    )
    assert fresh_slug("Rain", {"rain", "rain-2"}) == "rain-3"


@given(st.text())
def test_every_slug_is_an_id(text: str) -> None:
    assert valid_id(slug(text))


@pytest.mark.parametrize("text", ["", "A", "a_b", "a--b", "-a", "a-", "é", "a b", "a" * 81, "a\n"])
def test_what_is_no_id(text: str) -> None:
    assert not valid_id(text)


def test_fresh_ids_differ() -> None:
    assert len({fresh_id(()) for _ in range(100)}) == 100


def test_paths_and_kinds() -> None:
    assert kind_of("scenes/rain.yaml") == ("scene", "rain")
    assert kind_of("story.yaml") == ("story", "story")
    assert kind_of("scenes") is None
    assert path_of("character", "ren") == "characters/ren.yaml"
    assert path_of("style", "style") == "style.yaml"
    with pytest.raises(ValueError, match="is no id"):
        path_of("scene", "../secret")
