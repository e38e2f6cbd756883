"""A small renderer and small stories for the tests of the drawing room."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anime_cli.model.load import build, load
from anime_cli.render.key import canonical
from anime_cli.render.png import SIGNATURE
from anime_cli.story.snapshot import assemble

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest
    from anime_cli.story.snapshot import Story

SAKURA = Path(__file__).parents[2] / "examples" / "sakura"


def plain_png(colour: tuple[int, int, int], width: int = 16, height: int = 9) -> bytes:
    """Write a PNG of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class Tiny:
    """Draws a picture of one colour, which follows from the request; leaves a mark in a folder for every drawing."""

    marks: Path | None = None
    name: str = "tiny"
    version: str = "1"
    breaks_on: str = ""

    def render(self, request: RenderRequest) -> bytes:
        if self.breaks_on and self.breaks_on in canonical(request):
            raise ZeroDivisionError("no pencil")
        number = zlib.crc32(canonical(request).encode())
        if self.marks is not None:
            (self.marks / f"{number:08x}").touch()
        return plain_png((number & 255, number >> 8 & 255, number >> 16 & 255))


def person(name: str, **values: Any) -> dict[str, Any]:
    """Describe a character with a look and an outfit."""
    return {
        "name": name,
        "pronouns": "she",
        "look": {"hair": {"colour": "black", "style": "bob"}, "eyes": "brown"},
        "outfits": {"uniform": {"kind": "sailor", "top": "white"}, "coat": {"kind": "coat"}},
        **values,
    }


PEOPLE = {
    "aki": person("Aki Mori"),
    "bo": person("Bo Ito", pronouns="he"),
    "chi": person("Mr Chiba", temper={"sad": "0.4"}),
    "dai": person("Dai Oda"),
    "emi": person("Emi Abe"),
}


def tell(*scripts: list[dict[str, Any]], style: dict[str, Any] | None = None, **first: Any) -> Story:
    """Make a story of one scene a script, called s1, s2 …; FIRST are keys of the first scene."""
    names = [f"s{number}" for number in range(1, len(scripts) + 1)]
    documents = [
        build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["one"]}),
        build("style", "style", style or {}),
        build("chapter", "one", {"title": "One", "scenes": list(names)}),
        build("place", "roof", {"name": "Old roof", "kind": "rooftop", "description": "Wind."}),
    ]
    documents += [build("character", name, values) for name, values in PEOPLE.items()]
    usual = {"title": "A scene", "place": "roof", "day": "1", "time": "18:00"}
    for name, script in zip(names, scripts, strict=True):
        own = first if name == "s1" else {"day": "2"}
        values = {**usual, "cast": {"aki": {}, "bo": {}}, **own, "script": script}
        documents.append(build("scene", name, {key: value for key, value in values.items() if value is not None}))
    return assemble(documents)


def sakura() -> Story:
    """Load the example story."""
    folder = SAKURA / "story"
    files = sorted(folder.rglob("*.yaml"))
    return assemble(load(path.read_bytes(), path.relative_to(folder).as_posix()).document for path in files)


def line(who: str, say: str, **rest: Any) -> dict[str, Any]:
    """Write a line of dialogue."""
    return {"who": who, "say": say, **rest}


def event(kind: str, **rest: Any) -> dict[str, Any]:
    """Write an event; a word that Python keeps for itself ends in an underscore."""
    return {"event": kind, **{key.rstrip("_"): value for key, value in rest.items()}}
