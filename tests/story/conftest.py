"""Short ways to make a story in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.model.load import build
from anime_cli.story.snapshot import Story, assemble

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = {
    "ren": {"name": "Ren", "outfits": {"uniform": {"kind": "sailor"}, "coat": {}}, "temper": {"calm": "0.2"}},
    "mio": {"name": "Mio", "outfits": {"uniform": {}}, "traits": ["shy"]},
    "hana": {"name": "Hana"},
}
PLACES = {
    "roof": {"name": "Roof", "routes": {"yard": "5m"}},
    "yard": {"name": "Yard", "routes": {"station": "10m"}},
    "station": {"name": "Station"},
    "island": {"name": "Island"},
}


def make_story(
    scenes: dict[str, dict[str, Any]],
    chapters: dict[str, list[str]] | None = None,
    people: dict[str, Any] | None = None,
    **story: Any,
) -> Story:
    """Make a story of SCENES (title, place and script may be left out), listed in one chapter unless told otherwise."""
    listed = chapters if chapters is not None else {"one": list(scenes)}
    values = {"format": "anime/1", "title": "Test", "chapters": list(listed), **story}
    documents = [build("story", "story", values)]
    documents += [build("chapter", name, {"title": name.title(), "scenes": list(of)}) for name, of in listed.items()]
    documents += [build("character", name, character) for name, character in (people or PEOPLE).items()]
    documents += [build("place", name, place) for name, place in PLACES.items()]
    defaults: dict[str, Any] = {"place": "roof", "script": []}
    documents += [build("scene", name, {"title": name.title(), **defaults, **scene}) for name, scene in scenes.items()]
    return assemble(documents)


@pytest.fixture(scope="session")
def tell() -> Callable[..., Story]:
    """Return what makes a story of plain scenes."""
    return make_story
