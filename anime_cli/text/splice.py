"""Changes a document's text: the lines of what changes, and no other byte.

Every change is tried in the smallest stretch of text first; the result is read again and must have the expected value.
A stretch that will not do is widened to the collection around it, whose comments then stand above it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from anime_cli.text import blocks
from anime_cli.text.edits import Edit, Insert, Move, Remove, Set, at, made, same, steps
from anime_cli.text.errors import SpliceFailed, TextError
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.terrain import way
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
        if _reads_as(candidate, expected, path, layout):
            return candidate
    raise SpliceFailed(path, step.address)


def _reads_as(text: str, expected: Plain, path: str, layout: Layout) -> bool:
    try:
        return same(plain(read(text, path, layout).root), expected, layout)
    except TextError:
        return False


def _candidates(parsed: Parsed, step: Edit, expected: Plain, layout: Layout) -> Iterator[str]:
    """Yield texts that may hold EXPECTED, the one that changes least first."""
    writer = Writer(layout)
    found = way(parsed.root, step.address[:-1], writer.shapes)
    flow = next((number for number, each in enumerate(found) if blocks.is_flow(each.node)), None)
    if flow is None:
        yield from blocks.edited(parsed, found[-1], step, writer)
        flow = len(found) - 1
    elif isinstance(step, Set):
        yield from blocks.scalar_in_flow(parsed, found[-1], step, writer)
    for depth in range(flow, -1, -1):
        address = step.address[:depth]
        yield from blocks.rewritten(parsed, found, depth, deepcopy(at(expected, address, parsed.path)), writer)
