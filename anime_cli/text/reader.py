"""Reads a document: strictly, from the C parser's events, each value with its place.

The events know nothing of types, so every scalar stays the text that was written. What a story never needs (anchors,
tags, several documents, depth without end) is refused with file, line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from anime_cli.text import trouble
from anime_cli.text.errors import DuplicateKey, LostWords, NoParser, NotAllowed
from anime_cli.text.layout import PLAIN
from anime_cli.text.nodes import Mapping, Sequence, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Address, Node, Raw, Scalar

MAX_DEPTH = 32
"""Collections inside collections; the root is the first."""

CONFLICT = "!conflict"
_COLLECTIONS = {Mapping, Sequence}
_LINE_ENDS = {"", "\n", "\r"}
_SWALLOWED = re.compile(r"[ \t]*(#[^\r\n]*)")
_COLON = re.compile(r"[ \t]*:")
_ASKS = re.compile(r"\?(?=\s)(?<=[\s,\[{]\?)")
"""A question mark that may announce a key."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's text and its tree.

    `returns` tells that a line ends with a carriage return, `marked` that a merge left a conflict, `found` is what was
    found out about a collection, by its `id`.
    """

    path: str
    text: str
    root: Mapping
    returns: bool
    marked: bool = False
    found: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)


def read(data: bytes | str, path: str, layout: Layout = PLAIN) -> Parsed:
    """Read a document; PATH is what errors call it.

    Raises:
        TextError: the file is not a document, with line and column of the first fault.
    """
    text = trouble.decoded(data, path)
    trouble.check_characters(text, path)
    builder = _Builder(text, path, layout)
    root = builder.build()
    if not isinstance(root, Mapping):
        span = made(root, text).span
        raise NotAllowed(path, span.line, span.column, "A document is made of keys and values.", "Write `key: value`.")
    return Parsed(path, text, root, "\r\n" in text, builder.marked)


def find(parsed: Parsed, address: Address) -> Node | None:
    """Return the node at ADDRESS, or None where the address leads nowhere."""
    found = list(_walk(parsed.root, address))
    return found[-1][1] if len(found) == len(address) + 1 else None


def place(parsed: Parsed, address: Address) -> tuple[int, int]:
    """Return line and column of ADDRESS or, where it leads nowhere, of the nearest node above it that exists."""
    *_, (key, node) = _walk(parsed.root, address)
    span = (key or node).span
    return span.line, span.column


def _walk(node: Node, address: Address) -> Iterator[tuple[Scalar | None, Node]]:
    yield None, node
    for part in address:
        step = _step(node, part)
        if step is None:
            return
        yield step
        node = step[1]


def _step(node: Node, part: str | int) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Mapping):
        return next((entry for entry in node.entries if entry.key.value == part), None)
    if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
        return None, node.items[part]
    return None


class _Builder:
    """Builds the tree from events; keys and values of an open collection stand in one flat list."""

    def __init__(self, text: str, path: str, layout: Layout) -> None:
        self.text = text
        self.path = path
        self.words = layout.words
        self.nodes: list[Any] = []
        self.open: list[tuple[Any, list[Any]]] = []
        self.documents = 0
        self.marked = False
        self.asks = text.startswith("?") or _ASKS.search(text) is not None

    def build(self) -> Raw:
        """Return the one node of the document."""
        import yaml

        if not hasattr(yaml, "CSafeLoader"):
            raise NoParser
        loader = yaml.CSafeLoader(self.text)
        try:
            self._consume(loader.get_event, self._handlers(yaml), yaml.ScalarEvent)
        except yaml.YAMLError as fault:
            raise trouble.explained(fault, self.text, self.path) from None
        finally:
            loader.dispose()
        if not self.nodes or not self.text.strip():
            raise NotAllowed(self.path, 1, 1, "The file is empty.", "A document is made of lines like `title: Rain`.")
        root: Raw = self.nodes[0]
        return root

    def _consume(self, get: Callable[[], Any], handlers: dict[type, Any], scalar: type) -> None:
        while True:
            event = get()
            kind = event.__class__
            if kind is not scalar:
                if handlers[kind](event):
                    return
            elif event.tag is None and event.anchor is None:
                self.nodes.append(event)
            else:
                self._refuse(event)

    def _handlers(self, yaml: Any) -> dict[type, Any]:
        return {
            yaml.StreamStartEvent: _ignore,
            yaml.StreamEndEvent: _finish,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _ignore,
            yaml.AliasEvent: self._refuse,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end_mapping,
            yaml.SequenceEndEvent: self._end_sequence,
        }

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._not_allowed(event, "A second document begins here.", "Keep one document a file, without `---`.")
        if event.version or event.tags:
            self._not_allowed(event, "Directives (lines that begin with %) are not used here.", "Delete the line.")

    def _start(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_mark(event)
        if len(self.open) >= MAX_DEPTH:
            self._not_allowed(event, f"Collections are nested more than {MAX_DEPTH} deep.", None)
        self.open.append((event, self.nodes))
        self.nodes = []

    def _check_mark(self, event: Any) -> None:
        if event.anchor is not None or event.tag != CONFLICT or event.__class__.__name__ != "MappingStartEvent":
            self._refuse(event)
        self.marked = True

    def _end_sequence(self, event: Any) -> None:
        start, outer = self.open.pop()
        outer.append(Sequence(self.text, self.nodes, start.start_mark, event.end_mark.index, start.flow_style))
        self.nodes = outer

    def _end_mapping(self, event: Any) -> None:
        start, outer = self.open.pop()
        nodes = self.nodes
        keys, values = nodes[0::2], nodes[1::2]
        flow, mark, conflict = start.flow_style, start.start_mark, start.tag is not None
        if flow and not conflict and self.text[mark.index] != "{":
            self._not_allowed(start, "A key and value in a list need braces.", "Write [{key: value}].")
        self._check_keys(keys, values, flow=flow)
        outer.append(Mapping(self.text, values, mark, event.end_mark.index, flow, keys, conflict))
        self.nodes = outer

    def _check_keys(self, keys: list[Any], values: list[Any], *, flow: bool) -> None:
        """Let each of KEYS be one text with a colon after it, none twice, and no words be lost under them."""
        try:
            names = [key.value for key in keys]
        except AttributeError:
            self._refuse_key(next(key for key in keys if type(key) in _COLLECTIONS))
        if "" in names:
            self._check_empty(keys)
        if flow or self.asks:
            self._check_colons(keys)
        if len(set(names)) < len(names):
            self._refuse_double(keys)
        words, text = self.words, self.text
        for name, value in zip(names, values, strict=True):
            if name in words and (
                type(value) in _COLLECTIONS
                or (not value.style and text[value.end_mark.index : value.end_mark.index + 1] not in _LINE_ENDS)
            ):
                self._check_lost(name, value)

    def _check_empty(self, keys: list[Any]) -> None:
        for key in keys:
            if not key.value and not key.style:
                self._refuse_key(key)

    def _check_colons(self, keys: list[Any]) -> None:
        for key in keys:
            if not _COLON.match(self.text, key.end_mark.index):
                self._refuse_key(key)

    def _check_lost(self, key: str, raw: Any) -> None:
        if isinstance(raw, Sequence) or (isinstance(raw, Mapping) and raw.conflict):
            for each in raw.values:
                self._check_lost(key, each)
        elif not isinstance(raw, Mapping) and not raw.style:
            lost = _SWALLOWED.match(self.text, raw.end_mark.index)
            if lost:
                raise LostWords(self.path, *trouble.where(self.text, lost.start(1)), key, lost.group(1))

    def _refuse(self, event: Any) -> NoReturn:
        what, hint = trouble.refused(event)
        self._not_allowed(event, what, hint)

    def _refuse_key(self, raw: Any) -> NoReturn:
        span = made(raw, self.text).span
        what = "A key is missing or not written as `key: value`."
        raise NotAllowed(self.path, span.line, span.column, what, "Write a word, a colon, a space and the value.")

    def _refuse_double(self, keys: list[Any]) -> None:
        lines: dict[str, int] = {}
        for key in keys:
            mark = key.start_mark
            if key.value in lines:
                raise DuplicateKey(self.path, mark.line + 1, mark.column + 1, key.value, lines[key.value])
            lines[key.value] = mark.line + 1

    def _not_allowed(self, event: Any, what: str, hint: str | None) -> NoReturn:
        mark = event.start_mark
        raise NotAllowed(self.path, mark.line + 1, mark.column + 1, what, hint)


def _ignore(_: Any) -> bool:
    return False


def _finish(_: Any) -> bool:
    return True
