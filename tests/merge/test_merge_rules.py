"""The rules of the merge name every field that the format has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.merge.rules import ITEM, RULES, Way
from anime_cli.model.fields import Keyed, Many, Record, Text
from anime_cli.model.items import EVENTS, ITEMS, Script
from anime_cli.model.layouts import PROSE
from anime_cli.model.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.merge.rules import Rule
    from anime_cli.model.fields import Codec


def unruled(codec: Codec, rule: Rule, where: str) -> Iterator[str]:
    """Yield each field below CODEC that merges by the shape of its value, though the format knows what it is."""
    if isinstance(codec, Record):
        for each in codec.known:
            place = f"{where}.{each.key}"
            known = rule.fields.get(each.key) or rule.each
            if known is None:
                yield place
            else:
                yield from unruled(each.codec, known, place)
                if (each.key in PROSE) != (known.way is Way.PROSE) and isinstance(each.codec, Text):
                    yield f"{place}: {known.way.value}"
    elif isinstance(codec, Keyed | Many):
        inner = rule.each if isinstance(codec, Keyed) or isinstance(codec.entry, Record) else rule
        if inner is None:
            yield where
        elif isinstance(codec.entry, Record):
            yield from unruled(codec.entry, inner, f"{where}.*")


@pytest.mark.parametrize("kind", SHAPES)
def test_every_field_of_a_document_has_its_rule(kind: str) -> None:
    assert list(unruled(SHAPES[kind], RULES[kind], kind)) == []


@pytest.mark.parametrize("tag", [*ITEMS, *EVENTS])
def test_every_field_of_a_script_item_has_its_rule(tag: str) -> None:
    known = {**ITEMS, **EVENTS}[tag]
    assert {each.key for each in known.known} <= ITEM.fields.keys()


def test_the_script_is_merged_item_by_item() -> None:
    codec = next(each.codec for each in SHAPES["scene"].known if each.key == "script")
    assert isinstance(codec, Script)
    assert RULES["scene"].fields["script"].way is Way.SCRIPT
