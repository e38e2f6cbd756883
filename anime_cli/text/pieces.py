"""A document in pieces that read alone as they read in their place, so that what versions share is read once.

A piece is the lines from one key of the document to the next, or from one entry of a list to the next. Whether that is
what they are, the parser says: a cut counts where a key or an entry began in block style when the pieces were read.
Parsing is in the same state at every such point. So what a piece says follows from its own text, wherever it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.text.errors import TextError
from anime_cli.text.nodes import Mapping, Sequence
from anime_cli.text.reader import CONFLICT, read
from anime_cli.text.trouble import LIMIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Sequence as Many

    from anime_cli.text.layout import Layout
    from anime_cli.text.nodes import Raw

_KEY = re.compile(r"^([A-Za-z_][A-Za-z0-9_-]*):(?=[ \r\n])", re.MULTILINE)
_LIST = re.compile(r"[\w-]+:\r?\n( *- )(?=\S)")
_MARKERS = ("\n---", "\n...", "\n%")
"""What no cut goes well with: documents that begin or end, and directives."""
_UTF8 = 4
"""The most bytes of a character."""


class Piece(NamedTuple):
    """Lines of a document: all under KEY, or (`entry`) one entry of the list there. What they say begins at `lead`."""

    key: str
    text: str
    lead: int
    entry: bool


def cut(text: str, lists: Collection[str]) -> list[Piece]:
    """Return the pieces of TEXT, an entry each for the keys LISTS; none where the text is to be read as a whole."""
    framed = f"\n{text}"
    if CONFLICT in text or len(text) * _UTF8 > LIMIT or any(sign in framed for sign in _MARKERS):
        return []
    keys = list(_KEY.finditer(text))
    if len({key[1] for key in keys}) < max(1, len(keys)):
        return []
    ends = [*(key.start() for key in keys[1:]), len(text)]
    found: list[Piece] = []
    start = 0
    for key, end in zip(keys, ends, strict=True):
        entries = _LIST.match(text, key.start(), end) if key[1] in lists and start == key.start() else None
        if entries:
            found += _entries(key[1], text[entries.start(1) : end], entries[1])
        else:
            found.append(Piece(key[1], text[start:end], key.start() - start, entry=False))
        start = end
    return found


def _entries(key: str, text: str, sign: str) -> Iterator[Piece]:
    """Yield the entries of a list, each of which begins with SIGN, spaces and a dash."""
    start = 0
    while start < len(text):
        after = text.find(f"\n{sign}", start) + 1 or len(text)
        yield Piece(key, text[start:after], len(sign), entry=True)
        start = after


def read_pieces(pieces: Many[Piece], path: str, layout: Layout) -> list[Raw] | None:
    """Return what each of PIECES says, in the order of their document; None where one is no piece after all."""
    text, begins = _joined(pieces)
    try:
        root = read(text, path, layout).root
    except TextError:
        return None
    found = list(_nodes(root, {piece.key for piece in pieces if piece.entry}))
    if [begin for begin, _ in found] != begins:
        return None
    return [node for _, node in found if node is not None]


def _joined(pieces: Many[Piece]) -> tuple[str, list[int]]:
    """Return PIECES as one document, and where each key and entry must begin in it."""
    parts: list[str] = []
    begins: list[int] = []
    at, last = 0, ""
    for piece in pieces:
        if piece.entry and piece.key != last:
            begins.append(at)
            parts.append(f"{piece.key}:\n")
            at += len(parts[-1])
        begins.append(at + piece.lead)
        parts.append(piece.text)
        at += len(piece.text)
        last = piece.key
    return "".join(parts), begins


def _nodes(root: Mapping, lists: Collection[str]) -> Iterator[tuple[int, Raw | None]]:
    """Yield where each key of ROOT begins, with what it says; of LISTS each entry, after a key that says nothing."""
    for key, value in zip(root.keys, root.values, strict=True):
        entries = isinstance(value, Sequence) and not value.flow and key.value in lists
        yield key.start_mark.index, None if entries else value
        if entries:
            yield from ((_begin(each), each) for each in value.values)  # type: ignore[union-attr]


def _begin(raw: Raw) -> int:
    return raw.start if isinstance(raw, Mapping | Sequence) else raw.start_mark.index
