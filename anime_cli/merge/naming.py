"""Things named in story words: `scene "Rain" > line d7 (mio)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.identity import item_id, kind_key
from anime_cli.model.kinds import kind_of
from anime_cli.text.plain import Conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.text.nodes import Address
    from anime_cli.text.plain import Plain

MEMBERS: Mapping[str, str] = {
    "cast": "cast entry",
    "chapters": "chapter",
    "emotions": "emotion",
    "facts": "fact",
    "family": "family member",
    "items": "item",
    "outfits": "outfit",
    "relations": "relation",
    "routes": "way to",
    "scenes": "scene",
    "script": "item",
    "threads": "thread",
    "waivers": "waiver",
}
"""What a member of a collection is called."""

ITEM_WORDS: Mapping[str | None, str] = {"say": "line", "action": "action", "shot": "shot", "choice": "choice"}

WIDTH = 40
"""Characters of a quoted text in a name."""


class Spot(NamedTuple):
    """A place in a document: its address, the thing it belongs to in story words, and the field within that thing."""

    address: Address
    entity: str
    field: str = ""

    def under(self, key: str) -> Spot:
        """Return the spot of the value under KEY."""
        address = (*self.address, key)
        if self.field in MEMBERS and len(self.address) == 1:
            return Spot(address, f"{self.entity} > {MEMBERS[self.field]} {key}")
        return self._replace(address=address, field=f"{self.field}.{key}" if self.field else key)

    def entry(self, index: int, name: str) -> Spot:
        """Return the spot of the entry at INDEX of the list that stands here."""
        return Spot((*self.address, index), f"{self.entity} > {name}")


def document_spot(path: str, *values: object) -> Spot:
    """Return the spot of the document at PATH, named by the first title or name in VALUES."""
    kind, name = kind_of(path) or ("file", path)
    for value in values:
        title = (value.get("title") or value.get("name")) if isinstance(value, dict) else None
        if isinstance(title, str):
            return Spot((), f'{kind} "{title}"')
    return Spot((), kind if kind == name else f"{kind} {name}")


def entry_name(collection: str, item: object, key: str) -> str:
    """Name an entry of the list called COLLECTION: `line d7 (mio)`, `relation ren → sakura`, `scene rain`."""
    if collection != "script" or not isinstance(item, dict):
        return f"{MEMBERS.get(collection, 'entry')} {key}"
    kind = kind_key(item)
    word = f"event '{item[kind]}'" if kind == "event" else ITEM_WORDS.get(kind, "item")
    who = item.get("who") or item.get("by")
    people = ", ".join(map(str, who)) if isinstance(who, list) else who
    label = item_id(item) or (f'"{_short(item[kind])}"' if kind and kind != "event" else "")
    return " ".join(filter(None, (word, label, f"({people})" if people else "")))


def _short(value: Plain) -> str:
    if isinstance(value, Conflict):
        value = next((value.sides[side] for side in ("ours", "theirs", "base") if side in value.sides), None)
    text = str(value)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def spot_of(path: str, document: object, address: Address) -> Spot:
    """Name the thing at ADDRESS of DOCUMENT."""
    spot = document_spot(path, document)
    value: object = document
    for part in address:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
            spot = spot.entry(part, entry_name(spot.field, value, str(value if isinstance(value, str) else part + 1)))
        else:
            value = value.get(part) if isinstance(value, dict) else None
            spot = spot.under(part)
    return spot
