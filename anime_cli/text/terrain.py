"""Where the lines of a document's items begin and end, and the comments that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.text.layout import child, item
from anime_cli.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.nodes import Address, Node, Span
    from anime_cli.text.reader import Parsed

_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"(?:^|(?<=[\s,\[\]{}\"':]))#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Step:
    """A node on the way to an address, with its shape path, the nearest key above it and its depth."""

    node: Node
    address: Address
    shape: str = ""
    key: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """The lines of one item of a block collection.

    `text[start:end]` runs from its first character (a comment directly above it, its key, or its dash) to the end of
    its last line; `head` is where the key or dash stands, `value` the index right after the colon or dash, `tail` the
    end of the comment lines below it that are indented deeper.
    """

    start: int
    head: int
    value: int
    end: int
    tail: int
    node: Node


def way(root: Mapping, address: Address, shapes: frozenset[str]) -> list[Step]:
    """Return the nodes from ROOT to ADDRESS, as far as they exist."""
    found = [Step(root, ())]
    for part in address:
        step = found[-1]
        node = below(step.node, part)
        if node is None:
            break
        shape, key = under(step, part, shapes)
        found.append(Step(node, (*step.address, part), shape, key, step.depth + 1))
    return found


def below(node: Node, part: str | int) -> Node | None:
    """Return what stands in NODE under a key or at an index."""
    if isinstance(node, Mapping):
        return next((value for key, value in node.entries if key.value == part), None)
    if isinstance(node, Sequence) and isinstance(part, int) and 0 <= part < len(node.items):
        return node.items[part]
    return None


def under(step: Step, part: str | int, shapes: frozenset[str]) -> tuple[str, str]:
    """Return shape path and nearest key of what stands, or would stand, at PART below STEP."""
    if isinstance(step.node, Mapping) and step.node.conflict:
        return step.shape, step.key
    if isinstance(part, int):
        return item(step.shape), step.key
    return child(shapes, step.shape, part), part


def position(node: Mapping | Sequence, part: str | int) -> int:
    """Return the place of a key or index among the items of NODE, or -1."""
    if isinstance(part, int):
        return part
    names = [key.value for key, _ in node.entries] if isinstance(node, Mapping) else []
    return names.index(part) if part in names else -1


def indent(node: Mapping | Sequence) -> int:
    """Return the column, from 0, at which the items of a block collection stand."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0].key.span.column - 1
    return node.span.column - 1


def line_end(text: str, index: int) -> int:
    """Return where the line that holds INDEX ends, before its line break."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if end > index and text[end - 1] == "\r" else end


def line_start(text: str, index: int) -> int:
    """Return where the line that holds INDEX begins."""
    return text.rfind("\n", 0, index) + 1


def slots(parsed: Parsed, node: Mapping | Sequence) -> list[Slot]:
    """Return the lines of every item of the block collection NODE.

    Comments above the first key of a document are the document's, not the key's. PARSED remembers what was found.
    """
    known: list[Slot] | None = parsed.found.get(id(node))
    if known is None:
        known = parsed.found[id(node)] = _slots(parsed, node)
    return known


def _slots(parsed: Parsed, node: Mapping | Sequence) -> list[Slot]:
    text = parsed.text
    found: list[Slot] = []
    column = indent(node)
    for head, value_at, value in _heads(text, node, column):
        floor = found[-1].tail if found else 0
        first = node is parsed.root and not found
        start = head if first else _with_comments(text, head, floor, column)
        end = line_end(text, value.span.end)
        found.append(Slot(start, head, value_at, end, _tail(text, end, column), value))
    return found


def comments(parsed: Parsed, node: Node) -> list[str]:
    """Return the comments inside NODE, in order; the one after a block's sign belongs to the block."""
    if isinstance(node, Scalar):
        return [header.strip()] if (header := header_comment(parsed.text, node)) else []
    found: list[str] = []
    at = node.span.start
    for scalar in _scalars(node):
        found += [*_COMMENT.findall(parsed.text[at : scalar.span.start]), *comments(parsed, scalar)]
        at = scalar.span.end
    return found + _COMMENT.findall(parsed.text[at : node.span.end])


def last_scalar(node: Node) -> tuple[Span, str]:
    """Return where the last scalar below NODE stands, and its style; an empty collection counts as plain."""
    while not isinstance(node, Scalar):
        children = [value for _, value in node.entries] if isinstance(node, Mapping) else node.items
        if not children:
            return node.span, "plain"
        node = children[-1]
    return node.span, node.style


def header_comment(text: str, node: Node) -> str:
    """Return the comment on the first line of a block scalar, with the blanks before it."""
    if isinstance(node, Scalar) and node.style in {"literal", "folded"}:
        first = text[node.span.start : line_end(text, node.span.start)]
        return first[len(first.split(" #", 1)[0].split("\t#", 1)[0].rstrip()) :].rstrip()
    return ""


def _heads(text: str, node: Mapping | Sequence, column: int) -> Iterator[tuple[int, int, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            colon = _COLON.match(text, key.span.end)
            yield key.span.start, colon.end() if colon else key.span.end, value
        return
    dash = node.span.start
    pattern = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.MULTILINE)
    for index, value in enumerate(node.items):
        if index:
            found = pattern.search(text, line_end(text, node.items[index - 1].span.end))
            dash = found.end() - 1 if found else dash
        yield dash, dash + 1, value


def _with_comments(text: str, head: int, floor: int, column: int) -> int:
    """Return where the comment lines directly above HEAD begin, none of them above FLOOR or in another column."""
    start = head
    line = line_start(text, head)
    if text[line:head].strip():
        return head
    while line - 1 > floor:
        above = line_start(text, line - 1)
        mark = above + column
        if above <= floor or text[above:mark].strip(" ") or text[mark : mark + 1] != "#":
            break
        start, line = mark, above
    return start


def _tail(text: str, end: int, column: int) -> int:
    """Return the end of the comment lines right below END that are indented deeper than COLUMN."""
    margin = " " * (column + 1)
    start = text.find("\n", end) + 1
    while start and text.startswith(margin, start) and text[start : line_end(text, start)].lstrip(" ").startswith("#"):
        end = line_end(text, start)
        start = text.find("\n", end) + 1
    return end


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield the keys and scalars of NODE in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from _scalars(value)
    else:
        for each in node.items:
            yield from _scalars(each)
