"""A document as lines to be compared: keys in one order, a sentence a line, a script item a block.

Made for `git diff`, which shows it in the place of the file: two texts of one meaning are the same lines, and a changed
sentence is a changed line. Comments stand above what they speak of. It is for reading only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from anime_cli.merge.comments import comments
from anime_cli.model.kinds import KINDS
from anime_cli.model.layouts import layout_of
from anime_cli.text.layout import child, item
from anime_cli.text.nodes import Mapping, Scalar
from anime_cli.text.prose import lines
from anime_cli.text.reader import CONFLICT, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Entry, Node, Sequence
    from anime_cli.text.reader import Parsed

STEP = "  "
FORM = 1
"""Raised when the lines of a document change: git keeps the lines it has seen, by the command that made them."""


def rendered(text: str) -> str:
    """Return the document TEXT as lines to be compared. Its kind is told by its keys: git doesn't say where it stands.

    Raises:
        TextError: the text can't be read.
    """
    parsed = read(text, "the file")
    return "".join(f"{line}\n" for line in _Rendering(parsed, _layout(parsed.root)).document())


def _layout(root: Mapping) -> Layout:
    """Return the layout of the kind of document that has most of the keys of ROOT."""
    keys = {leaf.value for leaf in root.keys}
    return max(map(layout_of, KINDS), key=lambda layout: len(keys.intersection(layout.order[""])))


class _Rendering:
    def __init__(self, parsed: Parsed, layout: Layout) -> None:
        self.root = parsed.root
        self.layout = layout
        self.shapes = layout.shapes()
        self.notes = _notes(parsed)

    def document(self) -> Iterator[str]:
        """Yield the lines of the whole document."""
        yield from self._entries(self.root, "")
        for number in sorted(self.notes):
            yield from self.notes[number]

    def _entries(self, node: Mapping, shape: str) -> Iterator[str]:
        entries = {entry.key.value or "": entry for entry in node.entries}
        for key in self.layout.arranged(shape, tuple(sorted(entries))):
            yield from self._entry(entries[key], child(self.shapes, shape, key), key)

    def _entry(self, entry: Entry, shape: str, key: str) -> Iterator[str]:
        yield from self._above(entry.key.span.line)
        node = entry.value
        if isinstance(node, Scalar):
            yield from _text(f"{key}:", node.value, prose=key in self.layout.prose)
            return
        mark = f" {CONFLICT}" if isinstance(node, Mapping) and node.conflict else ""
        nothing = ("" if node.values else " {}") if isinstance(node, Mapping) else "" if node.values else " []"
        yield f"{key}:{mark}{nothing}"
        yield from (f"{STEP}{line}" if line else "" for line in self._inside(node, shape, key))

    def _inside(self, node: Mapping | Sequence, shape: str, key: str) -> Iterator[str]:
        if isinstance(node, Mapping):
            yield from self._sides(node, shape, key) if node.conflict else self._entries(node, shape)
            return
        for number, each in enumerate(node.items):
            if number and isinstance(each, Mapping):
                yield ""
            yield from self._item(each, item(shape), key)

    def _sides(self, node: Mapping, shape: str, key: str) -> Iterator[str]:
        """Yield the sides of a mark; each holds what could stand in the mark's place."""
        for side in node.entries:
            yield f"{side.key.value}:"
            yield from (f"{STEP}{line}" for line in self._value(side.value, shape, key))

    def _value(self, node: Node, shape: str, key: str) -> Iterator[str]:
        if isinstance(node, Scalar):
            yield from (lines(node.value or "") if key in self.layout.prose else (node.value or "").split("\n"))
        else:
            yield from self._inside(node, shape, key)

    def _item(self, node: Node, shape: str, key: str) -> Iterator[str]:
        yield from self._above(node.span.line)
        written = list(self._value(node, shape, key)) or [""]
        yield f"- {written[0]}".rstrip()
        yield from (f"{STEP}{line}" if line else "" for line in written[1:])

    def _above(self, line: int) -> list[str]:
        """Return, once, the comments that speak of what begins on LINE."""
        return self.notes.pop(line, [])


def _text(label: str, value: str | None, *, prose: bool) -> Iterator[str]:
    """Yield LABEL with a text after it, or below it where it is prose or has lines of its own; None is an empty key."""
    if value is None:
        yield label
    elif not prose and "\n" not in value:
        yield f"{label} {value}" if value else f'{label} ""'
    else:
        yield label
        yield from (f"{STEP}{line}" if line else "" for line in (lines(value) if prose else value.split("\n")))


def _notes(parsed: Parsed) -> dict[int, list[str]]:
    """Return the comments by the line, from 1, of what they speak of: what stands beside one, or begins below it."""
    starts = sorted(set(_starts(parsed.root)))
    found: dict[int, list[str]] = {}
    for comment in comments(parsed):
        line = comment.line + 1
        at = bisect_right(starts, line) - 1 if comment.beside else bisect_left(starts, line)
        place = starts[at] if 0 <= at < len(starts) else line
        found.setdefault(place, []).append(comment.text)
    return found


def _starts(node: Node) -> Iterator[int]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.span.line
            yield from _starts(entry.value)
    elif not isinstance(node, Scalar):
        for each in node.items:
            yield each.span.line
            yield from _starts(each)
