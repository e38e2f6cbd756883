"""A diff as a script: the changed scenes with every change marked, long unchanged stretches cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled
from anime_cli.cli.typeset import paragraphs
from anime_cli.cli.views.changes import MARKS, changes, line, told, value
from anime_cli.merge.beside import ENTRY, stretches
from anime_cli.merge.identity import kind_key
from anime_cli.merge.words import WordEdit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.cli.output import Line, Part
    from anime_cli.merge.beside import Row
    from anime_cli.merge.change import Change
    from anime_cli.studio.comparing import Comparison

MARGIN, ASIDE, SPEECH, NAME = 4, 19, 14, 24
PAGE, SPEECH_WIDTH = 76, 40
SIGNS = {
    "same": (" ", ""),
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "moved": (">", "cyan"),
    "left": ("<", "cyan"),
}
WORDED = frozenset({"say", "action", "choice"})
"""Fields whose own lines show what changed in them."""


def marked_script(comparison: Comparison, width: int) -> Iterator[Line]:
    """Set the changed scenes WIDTH cells wide at most, then the changes of all other documents."""
    for path in comparison.scenes:
        yield from _scene(comparison, path, min(width, PAGE))
    scenes = set(comparison.scenes)
    rest = [change for change in comparison.changes if change.path not in scenes]
    others = (*comparison.files, *comparison.formatting)
    if rest or others or not scenes:
        yield from changes(rest, others)


def _scene(comparison: Comparison, path: str, width: int) -> Iterator[Line]:
    """Set one scene: its name, what changed in it besides the script, its script."""
    own = [change for change in comparison.changes if change.path == path]
    sign, style = SIGNS[next((change.kind for change in own if change.whole and change.kind in SIGNS), "same")]
    title = own[0].document if own else next(each.former for each in comparison.changes if each.source == path)
    yield [Styled(f"{sign} ", style), Styled(title, "bold"), "  ", Styled(path, "dim")]
    for change in own:
        if change.kind == "renamed" or change.keys[:1] not in {(), ("script",)}:
            yield line(change)
    yield ""
    for stretch in stretches(comparison.rows(path)):
        if stretch.folded:
            yield from (Styled(f"{' ' * MARGIN}… {len(stretch.rows)} more as before", "dim"), "")
        for row in () if stretch.folded else stretch.rows:
            sign, style = SIGNS[row.kind]
            yield from ([Styled(sign, style), *parts] for parts in _Entry(row, comparison.people, width).lines())
            yield ""


class _Entry:
    """The lines of one entry of a script, without the sign before them."""

    def __init__(self, row: Row, people: Mapping[str, str], width: int) -> None:
        self.row = row
        self.people = people
        self.width = width
        self.style = SIGNS[row.kind][1] if row.kind in {"added", "removed"} else ""

    def lines(self) -> Iterator[list[Part]]:
        """Set the entry as a script does; where it left only a note, with what else changed below it."""
        row = self.row
        if row.kind == "left" and row.move is not None:
            yield [Styled(f"{_margin(MARGIN)}{_went(row.move)}", "cyan")]
            return
        if row.move is not None:
            yield [Styled(f"{_margin(MARGIN)}{_came(row.move)}", "cyan")]
        item = row.before if row.kind == "removed" else row.after
        yield from self._item(item if isinstance(item, dict) else {})
        for edit in row.edits:
            if not (edit.words and edit.keys[ENTRY] in WORDED):
                sign, style = SIGNS[edit.kind]
                yield [_margin(MARGIN), Styled(sign, style), " ", *told(edit, edit.field.replace("_", " "))]

    def _item(self, item: Mapping[str, Any]) -> Iterator[list[Part]]:
        kind = kind_key(dict(item))
        if kind == "say":
            yield from self._speech(item)
        elif kind in WORDED:
            yield from self._prose(kind or "", value(item[kind or ""]), self.width, MARGIN)
        else:
            text = self._shot(item) if kind == "shot" else f"[{_event(item)}]"
            for words in paragraphs(text, self.width, MARGIN - 1):
                yield [Styled(words, self.style or "dim")]

    def _speech(self, item: Mapping[str, Any]) -> Iterator[list[Part]]:
        who = value(item.get("who"))
        yield [Styled(_margin(NAME) + self.people.get(who, who).upper(), self.style or "bold")]
        aside = ", ".join(value(item[key]) for key in ("how", "emotion") if item.get(key))
        if aside:
            yield [Styled(f"{_margin(ASIDE)}({aside})", self.style or "dim")]
        yield from self._prose("say", value(item["say"]), min(self.width, SPEECH + SPEECH_WIDTH), SPEECH)

    def _shot(self, item: Mapping[str, Any]) -> str:
        on = item.get("on") or []
        names = [self.people.get(one, one) for one in (on if isinstance(on, list) else [on]) if isinstance(one, str)]
        words = [value(item["shot"]), *(["on " + ", ".join(names)] if names else [])]
        return ", ".join([*words, *([f"{item['angle']} angle"] if item.get("angle") else [])]).upper()

    def _prose(self, field: str, text: str, width: int, indent: int) -> Iterator[list[Part]]:
        words = self.row.words(field) or (WordEdit("same", text),)
        yield from set_words(words, width, indent, self.style)


def set_words(words: Sequence[WordEdit], width: int, indent: int, style: str = "") -> Iterator[list[Part]]:
    """Break prose compared by word into lines of WIDTH cells, INDENT of them blank; the same words are in STYLE."""
    marked = [(f"{MARKS[w.kind][0]}{w.text}{MARKS[w.kind][1]}", MARKS[w.kind][2] or style) for w in words]
    looks = iter([(sign, look) for text, look in marked for sign in text if not sign.isspace()])
    for text in paragraphs("".join(text for text, _ in marked), width - 1, indent - 1):
        parts: list[Part] = []
        look = ""
        for sign in text:
            look = look if sign.isspace() else next(looks)[1]
            last = parts[-1] if parts else None
            if isinstance(last, Styled) and last.style == look:
                parts[-1] = Styled(last.text + sign, look)
            else:
                parts.append(Styled(sign, look))
        yield parts


def _margin(column: int) -> str:
    """Return the blanks up to COLUMN, the sign before the line counted."""
    return " " * (column - 1)


def _went(move: Change) -> str:
    return f"{move.inner} moved to {move.document}" if move.source else f"{move.inner} moved {move.place}"


def _came(move: Change) -> str:
    return f"moved here from {move.former}" if move.source else "moved here"


def _event(item: Mapping[str, Any]) -> str:
    words = [value(item.get("event")).replace("_", " ")] if "event" in item else []
    return " · ".join([*words, *(f"{key} {value(inner)}" for key, inner in item.items() if key not in {"event", "id"})])
