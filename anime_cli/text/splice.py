"""Changes a document's text: the lines of what changes, and no other byte.

Every change is tried in the smallest stretch of text first; the result is read again and must have the expected value.
A stretch that will not do is widened to the collection around it, whose comments then stand above it. Changes of
different places are tried together first, in their smallest stretches.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from anime_cli.text import blocks
from anime_cli.text.batch import Batch, Course
from anime_cli.text.edits import Edit, Insert, Move, Remove, Set, at, branch, made, same
from anime_cli.text.errors import SpliceFailed, TextError
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.terrain import last_scalar, way
from anime_cli.text.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.text.blocks import Patch
    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed

__all__ = ["Edit", "Insert", "Move", "Remove", "Set", "splice", "spliced"]

MOST = 1 << 30
"""Steps that are made at once if nothing speaks against it."""


def splice(text: str, edits: Iterable[Edit], path: str = "", layout: Layout = PLAIN) -> str:
    """Return TEXT with EDITS made one after the other. Comments, quotes, order and line endings stay.

    Raises:
        TextError: the text is no document.
        NothingThere, AlreadyThere: an address is no place for its edit.
        SpliceFailed: the change cannot be made without touching its surroundings.
    """
    course = Course(edits)
    return text if course.over else _done(read(text, path, layout), course, layout).text


def spliced(parsed: Parsed, edits: Iterable[Edit], layout: Layout = PLAIN) -> Parsed:
    """Return PARSED with EDITS made one after the other, as `splice` does, and as it is read after them."""
    return _done(parsed, Course(edits), layout)


def _done(parsed: Parsed, course: Course, layout: Layout) -> Parsed:
    """Make all steps of COURSE, as many at once as touch different places.

    Where they do not read as expected together, the half of them is tried; one alone is tried in every way there is.
    """
    writer = Writer(layout)
    most = MOST
    while not course.over:
        batch = Batch(parsed, writer)
        batch.fill(course, most if _even(parsed.text) else 1)
        after = _together(batch, layout) if len(batch.taken) > 1 else None
        if after is None:
            course.again(batch.taken)
            if len(batch.taken) > 1:
                most = len(batch.taken) // 2
                continue
            step = course.take()
            after = parsed if step is None else _stepped(parsed, step, layout)
        parsed, most = after, min(MOST, 2 * most)
    return parsed


def _even(text: str) -> bool:
    """Tell whether every line of TEXT ends alike, the last one too."""
    return text.endswith("\n") and text.count("\r\n") in {0, text.count("\n")}


def _together(batch: Batch, layout: Layout) -> Parsed | None:
    text = batch.text()
    return None if text is None else _read_as(text, batch.value, batch.parsed.path, layout)


def _stepped(parsed: Parsed, step: Edit, layout: Layout) -> Parsed:
    expected = made(step, plain(parsed.root), parsed.path)
    for candidate in _candidates(parsed, step, expected, layout):
        found = _read_as(candidate, expected, parsed.path, layout)
        if found and (not isinstance(step, Move) or _ordered(plain(found.root), expected, step, parsed.path)):
            return found
    raise SpliceFailed(parsed.path, step.address)


def _read_as(text: str, expected: Plain, path: str, layout: Layout) -> Parsed | None:
    """Return the document that TEXT is, if it is one and says what is EXPECTED."""
    try:
        found = read(text, path, layout)
    except TextError:
        return None
    return found if same(plain(found.root), expected, layout) else None


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
        for patch in _narrow(source, step, writer):
            candidate = patch.on(source.text)
            yield candidate
            if not candidate.endswith("\n"):
                yield candidate + ("\r\n" if "\r\n" in candidate else "\n")
    yield from (patch.on(parsed.text) for patch in _wide(parsed, step, expected, writer))


def _sources(parsed: Parsed, layout: Layout) -> Iterator[Parsed]:
    """Yield the document, and again with a block at its very end marked as one that ends without a line break."""
    yield parsed
    if parsed.text.endswith("\n"):
        return
    span, style = last_scalar(parsed.root)
    sign = span.start + 1
    if style in {"literal", "folded"} and parsed.text[sign : sign + 1] not in {"+", "-"}:
        yield read(f"{parsed.text[:sign]}-{parsed.text[sign:]}", parsed.path, layout)


def _narrow(parsed: Parsed, step: Edit, writer: Writer) -> Iterator[Patch]:
    """Yield patches that make the change where it belongs."""
    found = way(parsed.root, step.address[:-1], writer.shapes)
    if not any(blocks.is_flow(each.node) for each in found):
        yield from blocks.edited(parsed, found[-1], step, writer)
    elif isinstance(step, Set):
        yield from blocks.scalar_in_flow(parsed, found[-1], step, writer)


def _wide(parsed: Parsed, step: Edit, expected: Plain, writer: Writer) -> Iterator[Patch]:
    """Yield patches that write a collection around the change anew: the outermost in flow, then those above."""
    found = way(parsed.root, step.address[:-1], writer.shapes)
    flow = next((number for number, each in enumerate(found) if blocks.is_flow(each.node)), len(found) - 1)
    for depth in range(flow, -1, -1):
        address = step.address[:depth]
        yield from blocks.rewritten(parsed, found, depth, deepcopy(at(expected, address, parsed.path)), writer)
