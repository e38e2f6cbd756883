"""Changes a document's text: the lines of what changes, and no other byte.

Every change is tried in the smallest stretch of text first; the result is read again and must have the expected value.
A stretch that will not do is widened to the collection around it, whose comments then stand above it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from anime_cli.text import blocks
from anime_cli.text.edits import Edit, Insert, Move, Remove, Set, at, branch, made, same, steps
from anime_cli.text.errors import SpliceFailed, TextError
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.terrain import last_scalar, way
from anime_cli.text.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed

__all__ = ["Edit", "Insert", "Move", "Remove", "Set", "splice"]


def splice(text: str, edits: Iterable[Edit], path: str = "", layout: Layout = PLAIN) -> str:
    """Return TEXT with EDITS made one after the other. Comments, quotes, order and line endings stay.

    Raises:
        TextError: the text is no document.
        NothingThere, AlreadyThere: an address is no place for its edit.
        SpliceFailed: the change cannot be made without touching its surroundings.
    """
    for edit in edits:
        value = plain(read(text, path, layout).root)
        for step in list(steps(edit, value, path)):
            text = _stepped(text, step, path, layout)
    return text


def _stepped(text: str, step: Edit, path: str, layout: Layout) -> str:
    parsed = read(text, path, layout)
    expected = made(step, plain(parsed.root), path)
    for candidate in _candidates(parsed, step, expected, layout):
        if _reads_as(candidate, expected, step, path, layout):
            return candidate
    raise SpliceFailed(path, step.address)


def _reads_as(text: str, expected: Plain, step: Edit, path: str, layout: Layout) -> bool:
    try:
        found = plain(read(text, path, layout).root)
    except TextError:
        return False
    return same(found, expected, layout) and (not isinstance(step, Move) or _ordered(found, expected, step, path))


def _ordered(found: Plain, expected: Plain, step: Move, path: str) -> bool:
    """Tell whether a key that was moved stands where it should."""
    above = step.address[:-1]
    return [*(branch(at(found, above, path)) or ())] == [*(branch(at(expected, above, path)) or ())]


def _candidates(parsed: Parsed, step: Edit, expected: Plain, layout: Layout) -> Iterator[str]:
    """Yield texts that may hold EXPECTED, the one that changes least first.

    A block at the very end of a text without a last line break says something else once a break follows it.
    """
    writer = Writer(layout)
    for source in _sources(parsed, layout):
        for candidate in _narrow(source, step, writer):
            yield candidate
            if not candidate.endswith("\n"):
                yield candidate + ("\r\n" if "\r\n" in candidate else "\n")
    yield from _wide(parsed, step, expected, writer)


def _sources(parsed: Parsed, layout: Layout) -> Iterator[Parsed]:
    """Yield the document, and again with a block at its very end marked as one that ends without a line break."""
    yield parsed
    if parsed.text.endswith("\n"):
        return
    span, style = last_scalar(parsed.root)
    sign = span.start + 1
    if style in {"literal", "folded"} and parsed.text[sign : sign + 1] not in {"+", "-"}:
        yield read(f"{parsed.text[:sign]}-{parsed.text[sign:]}", parsed.path, layout)


def _narrow(parsed: Parsed, step: Edit, writer: Writer) -> Iterator[str]:
    """Yield texts with the change made where it belongs."""
    found = way(parsed.root, step.address[:-1], writer.shapes)
    if not any(blocks.is_flow(each.node) for each in found):
        yield from blocks.edited(parsed, found[-1], step, writer)
    elif isinstance(step, Set):
        yield from blocks.scalar_in_flow(parsed, found[-1], step, writer)


def _wide(parsed: Parsed, step: Edit, expected: Plain, writer: Writer) -> Iterator[str]:
    """Yield texts in which a collection around the change is written anew: the outermost in flow, then those above."""
    found = way(parsed.root, step.address[:-1], writer.shapes)
    flow = next((number for number, each in enumerate(found) if blocks.is_flow(each.node)), len(found) - 1)
    for depth in range(flow, -1, -1):
        address = step.address[:depth]
        yield from blocks.rewritten(parsed, found, depth, deepcopy(at(expected, address, parsed.path)), writer)
