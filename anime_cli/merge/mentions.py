"""The places of a document that name another one, in plain values, by the tables of the format.

A diff compares values that stand in no text. `pointers` finds the same places in a text, for a merge, which changes
them there and nothing else; it knows of names within documents, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.model.fields import Keyed, Many, Record, Text
from anime_cli.model.items import Script, table_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.shapes import SHAPES
from anime_cli.story.references import PARENTS

if TYPE_CHECKING:
    from anime_cli.model.fields import Codec
    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain


def renamed(value: Plain, path: str, kind: str, old: str, new: str) -> tuple[Plain, tuple[Address, ...]]:
    """Return the document at PATH with the name OLD of a document of KIND replaced by NEW, and where OLD stood.

    A map that has both names as keys stays as it is.
    """
    walk = _Renaming(kind, old, new)
    own = kind_of(path)
    done = walk.of(value, SHAPES[own[0]], ()) if own else value
    return done, tuple(walk.found)


def mentions(value: Plain, path: str, kind: str, name: str) -> bool:
    """Tell whether the document at PATH names the document NAME of KIND."""
    return bool(renamed(value, path, kind, name, "")[1])


@dataclass(slots=True)
class _Renaming:
    kind: str
    old: str
    new: str
    found: list[Address] = field(default_factory=list)

    def of(self, value: Plain, codec: Codec | None, at: Address) -> Plain:
        if isinstance(codec, Text):
            return self._text(value, codec.target, at)
        if isinstance(value, dict):
            return self._map(value, codec, at)
        if isinstance(codec, Many):
            return self._list(value, codec.entry, at) if isinstance(value, list) else self.of(value, codec.entry, at)
        if isinstance(codec, Script) and isinstance(value, list):
            return [self._item(item, (*at, index)) for index, item in enumerate(value)]
        return value

    def _text(self, value: Plain, target: str | None, at: Address) -> Plain:
        wanted = "scene" if target == "next" else target
        if wanted != self.kind or value != self.old:
            return value
        self.found.append(at)
        return self.new

    def _list(self, value: list[Plain], codec: Codec, at: Address) -> Plain:
        return [self.of(entry, codec, (*at, index)) for index, entry in enumerate(value)]

    def _item(self, item: Plain, at: Address) -> Plain:
        table = table_of(item) if isinstance(item, dict) else None
        return self._record(item, table[1], at) if table and isinstance(item, dict) else item

    def _map(self, value: dict[str, Plain], codec: Codec | None, at: Address) -> Plain:
        if isinstance(codec, Record):
            return self._record(value, codec, at)
        return self._keyed(value, codec, at) if isinstance(codec, Keyed) else value

    def _record(self, value: dict[str, Plain], record: Record, at: Address) -> Plain:
        known = record.by_key
        return {
            key: self.of(inner, known[key].codec, (*at, key)) if key in known else inner for key, inner in value.items()
        }

    def _keyed(self, value: dict[str, Plain], codec: Keyed, at: Address) -> Plain:
        if codec.target == "family":
            named = Text(target="character")
            return {key: self.of(v, named, (*at, key)) if key in PARENTS else v for key, v in value.items()}
        done = {key: self.of(inner, codec.entry, (*at, key)) for key, inner in value.items()}
        if codec.target != self.kind or self.old not in done or self.new in done:
            return done
        self.found.append((*at, self.old))
        return {self.new if key == self.old else key: inner for key, inner in done.items()}
