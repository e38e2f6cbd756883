"""Edits inside one collection of a document's text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.text import scalars
from anime_cli.text.edits import Edit, Insert, Move, Remove, Set
from anime_cli.text.layout import WIDTH
from anime_cli.text.nodes import Mapping, Scalar, Sequence
from anime_cli.text.plain import Conflict
from anime_cli.text.terrain import (
    Slot,
    Step,
    below,
    comments,
    header_comment,
    indent,
    line_start,
    position,
    slots,
    under,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Row

    from anime_cli.text.nodes import Node
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed
    from anime_cli.text.writer import Writer


class Patch(NamedTuple):
    """NEW in the place of `text[start:end]`."""

    start: int
    end: int
    new: str

    def on(self, text: str) -> str:
        """Return TEXT with the patch made."""
        return text[: self.start] + self.new + text[self.end :]


def is_flow(node: Node) -> bool:
    """Tell whether NODE is a collection in brackets or braces."""
    return isinstance(node, Mapping | Sequence) and node.flow


def edited(parsed: Parsed, above: Step, edit: Edit, writer: Writer) -> Iterator[Patch]:
    """Yield patches that make EDIT in the block collection ABOVE its address."""
    node = above.node
    if not edit.address or isinstance(node, Scalar):
        return
    found = slots(parsed, node)
    place = position(node, edit.address[-1])
    match edit:
        case Set(_, value):
            yield from replaced(parsed, above, found[place], edit.address[-1], value, writer)
        case Insert(_, value):
            part = edit.address[-1]
            at = part if isinstance(part, int) else rank(names(node), above.shape, part, writer)
            yield inserted(parsed, above, part, value, at - 1, writer)
        case Remove():
            if len(found) > 1:
                yield removed(parsed.text, found, place)
        case Move(_, index):
            yield _moved(parsed.text, found, place, index)


def scalar_in_flow(parsed: Parsed, above: Step, edit: Set, writer: Writer) -> Iterator[Patch]:
    """Yield the patch that replaces one scalar of a flow collection where it stands."""
    part = edit.address[-1]
    node = below(above.node, part)
    if not isinstance(node, Scalar) or node.value is None or not isinstance(edit.value, str):
        return
    shape, key = under(above, part, writer.shapes)
    new = scalars.kept(edit.value, node.style, prose=key in writer.layout.prose) or writer.flow(edit.value, shape, key)
    if new is None:
        return
    text, span = parsed.text, node.span
    start, stop = line_start(text, span.start), text.find("\n", span.end)
    line = text[start : span.start] + new + text[span.end : len(text) if stop < 0 else stop]
    if len(line.split("\n", 1)[0]) <= WIDTH or "\n" in text[above.node.span.start : above.node.span.end]:
        yield Patch(span.start, span.end, new)


def rewritten(parsed: Parsed, found: list[Step], depth: int, value: Plain, writer: Writer) -> Iterator[Patch]:
    """Yield patches that write the whole collection at DEPTH of the way FOUND anew, its comments above it."""
    step = found[depth]
    if depth == 0:
        if isinstance(value, dict | Conflict):
            yield _root(parsed, value, comments(parsed, step.node), writer)
        return
    above, part = found[depth - 1], step.address[-1]
    if isinstance(above.node, Scalar) or is_flow(above.node):
        return
    slot = slots(parsed, above.node)[position(above.node, part)]
    if is_flow(step.node) and not comments(parsed, step.node):
        line = _in_flow(parsed, step, slot, value, writer)
        if line is not None:
            yield line
    yield from replaced(parsed, above, slot, part, value, writer)


def _root(parsed: Parsed, value: dict[str, Plain] | Conflict, kept: list[str], writer: Writer) -> Patch:
    span = parsed.root.span
    return Patch(span.start, span.end, _like(parsed, "\n".join([*kept, writer.root(value)])))


def _in_flow(parsed: Parsed, step: Step, slot: Slot, value: Plain, writer: Writer) -> Patch | None:
    """Return the patch that puts VALUE in flow where a flow collection stood; None where it doesn't fit its line."""
    text, span = parsed.text, step.node.span
    written = _flow(value, step.shape, step.key, writer)
    before = span.start - line_start(text, slot.head)
    if written is None or before + len(written) > WIDTH:
        return None
    return Patch(span.start, span.end, written)


def _flow(value: Plain, shape: str, key: str, writer: Writer) -> str | None:
    if not isinstance(value, dict):
        return writer.flow(value, shape, key)
    parts = [writer.flow_entry(name, value[name], shape) for name in writer.layout.arranged(shape, tuple(value))]
    return None if None in parts else "{" + ", ".join(part or "" for part in parts) + "}"


def replaced(parsed: Parsed, above: Step, slot: Slot, part: str | int, value: Plain, writer: Writer) -> Iterator[Patch]:
    """Yield patches that give SLOT its VALUE; the comment beside it stays there, those inside it go above it."""
    text = parsed.text
    beside, inside = _comments_of(parsed, slot)
    for written in _afters(parsed, above, slot, part, value, writer):
        first, *rest = written.split("\n")
        value_text = text[slot.head : slot.value] + _like(parsed, "\n".join([first + beside, *rest]))
        yield Patch(slot.head, slot.end, _above(parsed, slot, inside) + value_text)
    if beside.strip():
        for written in _afters(parsed, above, slot, part, value, writer):
            kept = _above(parsed, slot, [*inside, beside.strip()])
            yield Patch(slot.head, slot.end, kept + text[slot.head : slot.value] + _like(parsed, written))


def _comments_of(parsed: Parsed, slot: Slot) -> tuple[str, list[str]]:
    """Return the comment beside the value of SLOT, with the blanks before it, and the others that stand inside."""
    text, node = parsed.text, slot.node
    opening, *lines = text[slot.value : node.span.start].split("\n")
    trailing = header_comment(text, node) or text[max(slot.value, node.span.end) : slot.end].rstrip("\r")
    inside = [line.strip() for line in lines if line.strip()] + comments(parsed, node)
    if not opening.strip():
        return trailing, inside
    return opening.rstrip(), [*inside, trailing.strip()] if trailing.strip() else inside


def _above(parsed: Parsed, slot: Slot, kept: list[str]) -> str:
    """Return the comments KEPT as lines of their own, to stand before the head of SLOT."""
    margin = " " * (slot.head - line_start(parsed.text, slot.head))
    return _like(parsed, "".join(f"{comment}\n{margin}" for comment in kept))


def _afters(parsed: Parsed, above: Step, slot: Slot, part: str | int, value: Plain, writer: Writer) -> Iterator[str]:
    """Yield what may follow the colon or dash of SLOT for VALUE: as it stood, canonical, and in quotes."""
    column = indent(above.node) if isinstance(above.node, Mapping | Sequence) else 0
    shape, key = under(above, part, writer.shapes)
    prose = key in writer.layout.prose
    if isinstance(value, str) and isinstance(slot.node, Scalar):
        style = slot.node.style
        like = scalars.kept(value, style, prose=prose)
        if like is not None:
            yield f" {like}"
        elif prose and style == "literal" and (block := scalars.prose_block(value, column)) is not None:
            yield block
    if isinstance(part, int):
        yield writer.item(value, shape, key, column, above.depth + 1)[1:]
    else:
        width = slot.value - line_start(parsed.text, slot.head)
        yield writer.after(value, shape, key, column, width, above.depth + 1)
    if isinstance(value, str):
        yield f" {scalars.double(value)}"


def inserted(parsed: Parsed, above: Step, part: str | int, value: Plain, after: int, writer: Writer) -> Patch:
    """Return the patch that adds VALUE behind the item AFTER of the text; -1 is before the first."""
    node = above.node
    assert not isinstance(node, Scalar)
    found, column = slots(parsed, node), indent(node)
    if isinstance(part, int):
        shape, key = under(above, part, writer.shapes)
        written = writer.item(value, shape, key, column, above.depth + 1)
    else:
        written = writer.entry(part, value, above.shape, column, above.depth + 1)
    margin = " " * column
    if after < 0:
        start = found[0].start
        return Patch(start, start, _like(parsed, f"{written}\n{margin}"))
    end = found[after].tail
    return Patch(end, end, _like(parsed, f"\n{margin}{written}"))


def names(node: Mapping | Sequence) -> list[str]:
    """Return the keys of NODE in the order of the text."""
    return [each.key.value or "" for each in node.entries] if isinstance(node, Mapping) else []


def rank(standing: Row[str], shape: str, key: str, writer: Writer) -> int:
    """Return the place that the layout gives to a new KEY among the keys STANDING."""
    wanted = writer.layout.arranged(shape, (*standing, key))
    before = set(wanted[: wanted.index(key)])
    return max((place + 1 for place, name in enumerate(standing) if name in before), default=0)


def shares_line(text: str, slot: Slot) -> bool:
    """Tell whether SLOT begins the text, or stands behind something else on its line."""
    return slot.start == 0 or bool(text[line_start(text, slot.start) : slot.start].strip())


def removed(text: str, found: Row[Slot], place: int) -> Patch:
    """Return the patch that takes the slot at PLACE away."""
    slot = found[place]
    if place == 0 and shares_line(text, slot):
        return Patch(slot.start, found[1].start, "")
    return Patch(_before_break(text, line_start(text, slot.start)), slot.tail, "")


def _before_break(text: str, start: int) -> int:
    """Return the index before the line break that ends at START."""
    if text[start - 2 : start] == "\r\n":
        return start - 2
    return start - 1


def _moved(text: str, found: list[Slot], place: int, index: int) -> Patch:
    """Return the patch that puts the slots in their new order; what stands between two of them stays where it is."""
    pieces = [text[slot.start : slot.tail] for slot in found]
    gaps = [text[one.tail : two.start] for one, two in pairwise(found)]
    pieces.insert(index, pieces.pop(place))
    body = pieces[0] + "".join(gap + piece for gap, piece in zip(gaps, pieces[1:], strict=True))
    return Patch(found[0].start, found[-1].tail, body)


def _like(parsed: Parsed, written: str) -> str:
    """Return WRITTEN with the line breaks of PARSED."""
    return written.replace("\n", "\r\n") if parsed.returns else written
