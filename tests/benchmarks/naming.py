"""Which fields of a document name other things, so that a renamed thing is renamed wherever it is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from world import Ordered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDERS = {"character": "characters", "scene": "scenes", "place": "places", "chapter": "chapters"}
_ITEM = {"who": "character", "by": "character", "on": "character", "fact": "fact", "item": "item", "thread": "thread"}
_FROM = {"takes", "learns", "relation"}
_TO = {"gives": "character", "reveals": "character", "relation": "character", "leaves": "place"}
_TOP = {
    "scene": {"place": "place", "pov": "character", "mentions": "character", "next": "scene"},
    "character": {},
    "place": {},
    "chapter": {"scenes": "scene"},
    "story": {"chapters": "chapter"},
}


def kind_of(path: str) -> str:
    """Return what stands at PATH: a scene, a character, a place, a chapter, the story or its style."""
    folder, _, name = path.partition("/")
    return folder.removesuffix("s") if name else folder.removesuffix(".yaml")


def path_of(kind: str, name: str) -> str:
    """Return the path of the document NAME."""
    return f"{FOLDERS[kind]}/{name}.yaml"


def change_names(path: str, doc: dict[str, Any], change: Callable[[str, str], str]) -> None:
    """Replace every name in DOC by what CHANGE(kind, name) says of it, in place."""
    kind = kind_of(path)
    for key, named in _TOP.get(kind, {}).items():
        _field(doc, key, named, change)
    if kind == "scene":
        _keys(doc, "cast", "character", change)
        for item in _items(doc.get("script")):
            change_item(item, change)
    elif kind == "story":
        _story(doc, change)
    elif kind == "place":
        _keys(doc, "routes", "place", change)
    elif kind == "character" and isinstance(doc.get("family"), dict):
        for parent in ("mother", "father"):
            _field(doc["family"], parent, "character", change)


def change_item(item: dict[str, Any], change: Callable[[str, str], str]) -> None:
    """Replace the names in one script item, in place."""
    for key, named in _ITEM.items():
        _field(item, key, named, change)
    if "choice" in item:
        _field(item, "to", "scene", change)
    event = item.get("event")
    if event in _FROM:
        _field(item, "from", "character", change)
    if event in _TO:
        _field(item, "to", _TO[event], change)
    if isinstance(item.get("uses"), list):
        item["uses"] = [change("item", change("fact", each)) for each in item["uses"]]


def _story(doc: dict[str, Any], change: Callable[[str, str], str]) -> None:
    _keys(doc, "facts", "fact", change)
    for fact in (doc.get("facts") or {}).values():
        _field(fact, "known_by", "character", change)
    for item in (doc.get("items") or {}).values():
        _field(item, "holder", "character", change)
    for thread in (doc.get("threads") or {}).values():
        _field(thread, "due", "chapter", change)
    for relation in doc.get("relations") or []:
        _field(relation, "from", "character", change)
        _field(relation, "to", "character", change)


def _items(script: Any) -> Iterator[dict[str, Any]]:
    for slot in script.slots if isinstance(script, Ordered) else ():
        if slot.row is not None:
            yield slot.row.value
        for run in slot.runs.values():
            yield from (row.value for row in run)


def _field(holder: dict[str, Any], key: str, kind: str, change: Callable[[str, str], str]) -> None:
    value = holder.get(key)
    if isinstance(value, str):
        holder[key] = change(kind, value)
    elif isinstance(value, list):
        holder[key] = [change(kind, each) for each in value]
    elif isinstance(value, Ordered):
        for slot in value.slots:
            for row in (*([slot.row] if slot.row else []), *(row for run in slot.runs.values() for row in run)):
                row.value = change(kind, row.value)


def _keys(doc: dict[str, Any], key: str, kind: str, change: Callable[[str, str], str]) -> None:
    if isinstance(doc.get(key), dict):
        doc[key] = {change(kind, name): value for name, value in doc[key].items()}
