"""One entry of a script on one side of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.cli.views.changes import value
from anime_cli.figure.html import Markup, element, joined
from anime_cli.merge.beside import ENTRY
from anime_cli.merge.conflicts import MISSING
from anime_cli.merge.identity import kind_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.beside import Row
    from anime_cli.merge.words import WordEdit

STYLES = {
    "same": ("same", "same"),
    "changed": ("edited", "edited"),
    "added": ("void", "came"),
    "removed": ("gone", "void"),
    "moved": ("void", "here"),
    "left": ("went", "void"),
}
"""How the two sides of a row look, by its kind."""
WORDED = frozenset({"say", "action", "choice"})


def words(edits: tuple[WordEdit, ...], kind: str) -> Markup:
    """Return one side of prose compared by word: KIND is 'removed' for the earlier side, 'added' for the later."""
    tag = {"removed": "del", "added": "ins"}[kind]
    shown = (edit for edit in edits if edit.kind in {"same", kind})
    return joined(element(tag, edit.text) if edit.kind == kind else edit.text for edit in shown)


def anchor(path: str, key: str, side: str) -> str:
    """Return the name of a place on the page: where the entry KEY of the document at PATH left or came to."""
    return f"{side}-" + re.sub("[^A-Za-z0-9_.-]", "-", f"{path.removesuffix('.yaml')}-{key}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the script of the scene at PATH, as cells."""

    path: str
    row: Row
    people: Mapping[str, str]

    def side(self, side: str) -> Markup:
        """Return the cell of the 'before' or the 'after' side."""
        row = self.row
        style = STYLES[row.kind][side == "after"]
        item = row.before if side == "before" else row.after
        if style == "void" or not isinstance(item, dict):
            return element("div", class_="void")
        name = anchor(self.path, row.key, side) if row.move else None
        return element("div", self._link(side), *self._item(item, side), class_=style, id=name)

    def _link(self, side: str) -> Markup | None:
        move = self.row.move
        if move is None:
            return None
        if side == "before":
            where = f"to {move.document}" if move.source else move.place
            return element("a", f"moved {where} →", class_="move", href="#" + anchor(move.path, move.keys[1], "after"))
        where = f"from {move.former}" if move.source else "from elsewhere in this scene"
        key = (move.origin or move.keys)[1]
        href = "#" + anchor(move.source or move.path, key, "before")
        return element("a", f"← moved {where}", class_="move", href=href)

    def _item(self, item: Mapping[str, Any], side: str) -> Iterator[Markup]:
        kind = kind_key(dict(item))
        if kind == "say":
            who = value(item.get("who"))
            yield element("span", self._marked("who", self.people.get(who, who), side), class_="who")
            asides = [self._marked(key, value(item[key]), side) for key in ("how", "emotion") if item.get(key)]
            if asides:
                parts = [part for aside in asides for part in (", ", aside)][1:]
                yield element("span", "(", *parts, ")", class_="how")
            yield element("span", self._prose(item, "say", side), class_="say")
        elif kind in WORDED:
            yield element("span", self._prose(item, kind or "", side), class_="action")
        else:
            text = self._shot(item) if kind == "shot" else _event(item)
            yield element("span", text, class_="shot" if kind == "shot" else "event")
        style = "detail centred" if kind == "say" else "detail"
        yield from (element("span", *parts, class_=style) for parts in self._details(item, side))

    def _marked(self, field: str, text: str, side: str) -> Markup:
        changed = any(edit.keys[ENTRY:] == (field,) for edit in self.row.edits)
        return element(_tag(side), text) if changed else joined([text])

    def _prose(self, item: Mapping[str, Any], field: str, side: str) -> Markup:
        edits = self.row.words(field)
        return words(edits, "removed" if side == "before" else "added") if edits else joined([_text(item[field])])

    def _shot(self, item: Mapping[str, Any]) -> str:
        on = item.get("on") or []
        names = [self.people.get(one, one) for one in (on if isinstance(on, list) else [on]) if isinstance(one, str)]
        parts = [value(item["shot"]), *(["on " + ", ".join(names)] if names else [])]
        return ", ".join([*parts, *([f"{value(item['angle'])} angle"] if item.get("angle") else [])])

    def _details(self, item: Mapping[str, Any], side: str) -> Iterator[tuple[str, Markup]]:
        """Tell the changed fields of the entry that its lines don't show."""
        shown = {"say", "who", "how", "emotion"} if "say" in item else WORDED
        for edit in self.row.edits:
            told = edit.before if side == "before" else edit.after
            if told is not MISSING and edit.keys[ENTRY] not in shown:
                yield f"{edit.field.replace('_', ' ')}: ", element(_tag(side), value(told))


def _tag(side: str) -> str:
    return "del" if side == "before" else "ins"


def _text(prose: Any) -> str:
    return prose if isinstance(prose, str) else value(prose)


def _event(item: Mapping[str, Any]) -> str:
    named = [value(item["event"]).replace("_", " ")] if "event" in item else []
    return " · ".join([*named, *(f"{key} {value(inner)}" for key, inner in item.items() if key not in {"event", "id"})])
