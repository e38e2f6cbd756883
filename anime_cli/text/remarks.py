"""What a person wrote between the values of a document, comments and empty lines, by the entry it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.text.nodes import Mapping, Scalar, Sequence
from anime_cli.text.terrain import header_comment, indent, line_end, line_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.text.nodes import Address, Node
    from anime_cli.text.reader import Parsed

BLANK = ""
"""An empty line among remarks; several are one."""
_COMMENT = re.compile(r"#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Remarks:
    """Comments and empty lines by address: above an entry, beside it, and after the last entry of a collection.

    `head` stands before the first entry and belongs to the document.
    """

    head: list[str] = field(default_factory=list)
    above: dict[Address, list[str]] = field(default_factory=dict)
    beside: dict[Address, list[str]] = field(default_factory=dict)
    after: dict[Address, list[str]] = field(default_factory=dict)

    def within(self, address: Address) -> bool:
        """Tell whether a comment belongs to something inside the collection at ADDRESS."""
        size = len(address)
        inside = [each for found in (self.above, self.beside) for each in found if len(each) > size]
        return any(each[:size] == address for each in (*inside, *self.after) if self._comments(each))

    def _comments(self, address: Address) -> bool:
        return any(any(found.get(address, ())) for found in (self.above, self.beside, self.after))


class _Slot(NamedTuple):
    """An entry of a block collection: where it begins, the column of that collection's entries, its address."""

    start: int
    column: int
    address: Address
    value: Node


class _Reading:
    def __init__(self, parsed: Parsed) -> None:
        self.text = parsed.text
        self.found = Remarks()
        self.slots: list[_Slot] = []
        self.columns: dict[Address, int] = {}
        """The column of the entries of each block collection."""
        self.scalars: list[tuple[int, int]] = []
        self.flows: list[tuple[int, int, Address]] = []
        """The outermost collections in brackets or braces."""
        self._walk(parsed.root, ())
        self.starts = [slot.start for slot in self.slots]

    def _walk(self, node: Node, address: Address) -> None:
        if isinstance(node, Scalar):
            self.scalars.append((node.span.start, node.span.end))
            if header := header_comment(self.text, node).strip():
                self.found.beside.setdefault(address, []).append(header)
        elif node.flow:
            self.flows.append((node.span.start, node.span.end, address))
            self.scalars.extend(_leaves(node))
        else:
            column = self.columns[address] = indent(node)
            for part, start, value in _entries(node):
                self.slots.append(_Slot(start, column, (*address, part), value))
                if isinstance(part, str):
                    self.scalars.append((start, _key_end(node, part)))
                self._walk(value, (*address, part))

    def read(self) -> Remarks:
        """Find every remark, from the first line to the last, and give it to what it speaks of."""
        place = 0
        for start, comment in self._comments():
            place = self._pass_slots(place, start)
            self._give(start, comment)
        self._pass_slots(place, len(self.text) + 1)
        return self.found

    def _pass_slots(self, place: int, until: int) -> int:
        """Note the empty lines above the entries from PLACE on that begin before UNTIL; return the next place."""
        while place < len(self.slots) and self.slots[place].start < until:
            self._blank_above(place, self.slots[place])
            place += 1
        return place

    def _comments(self) -> Iterator[tuple[int, str]]:
        """Yield every comment with its place: a number sign between two texts begins one."""
        bounds = [(0, 0), *sorted(self.scalars), (len(self.text), len(self.text))]
        for (_, end), (start, _) in pairwise(bounds):
            for hit in _COMMENT.finditer(self.text, end, max(start, end)):
                yield hit.start(), hit.group().rstrip()

    def _give(self, start: int, comment: str) -> None:
        around = next((address for first, last, address in self.flows if first < start < last), None)
        if around is not None:
            self.found.above.setdefault(around, []).append(comment)
        elif self.text[line_start(self.text, start) : start].strip():
            self._beside(start, comment)
        else:
            self._alone(start, [BLANK, comment] if self._below_blank(start) else [comment])

    def _below_blank(self, at: int) -> bool:
        """Tell whether an empty line stands right above the one that holds AT."""
        line = line_start(self.text, at)
        return line > 1 and not self.text[line_start(self.text, line - 1) : line].strip()

    def _blank_above(self, place: int, slot: _Slot) -> None:
        """Note the empty line right above an entry that is the first on its line."""
        line = line_start(self.text, slot.start)
        if place and self.slots[place - 1].start >= line:
            return
        if self._below_blank(slot.start):
            (self.found.above.setdefault(slot.address, []) if place else self.found.head).append(BLANK)

    def _alone(self, start: int, lines: list[str]) -> None:
        """Give a comment on a line of its own to the entry below it, or to the collection that it ends."""
        column = start - line_start(self.text, start)
        place = bisect_left(self.starts, start)
        following = self.slots[place] if place < len(self.slots) else None
        if not place:
            self.found.head.extend(lines)
            return
        ended = self._ended(self.slots[place - 1].address, column)
        if following is not None and (column <= following.column or following.address[:-1] == ended):
            self.found.above.setdefault(following.address, []).extend(lines)
        else:
            self.found.after.setdefault(ended, []).extend(lines)

    def _ended(self, address: Address, column: int) -> Address:
        """Return the innermost collection around ADDRESS whose entries stand at COLUMN or before it.

        Of a list and the map it stands in, whose entries may share a column, it is the map.
        """
        around = [address[:size] for size in range(len(address))]
        column = max((self.columns[each] for each in around if self.columns[each] <= column), default=0)
        return next((each for each in around if self.columns[each] == column), ())

    def _beside(self, start: int, comment: str) -> None:
        """Give a comment behind something to the entry that begins, or whose value ends, on its line."""
        place = bisect_right(self.starts, start) - 1
        line = line_start(self.text, start)
        if place < 0:
            self.found.head.append(comment)
            return
        slot = self.slots[place]
        if slot.start >= line or line <= slot.value.span.end <= line_end(self.text, start):
            self.found.beside.setdefault(slot.address, []).append(comment)
        elif place + 1 < len(self.slots):
            self.found.above.setdefault(self.slots[place + 1].address, []).append(comment)
        else:
            self.found.after.setdefault((), []).append(comment)


def _entries(node: Mapping | Sequence) -> Iterator[tuple[str | int, int, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.value or "", key.span.start, value
    else:
        for index, value in enumerate(node.items):
            yield index, value.span.start, value


def _key_end(node: Node, part: str) -> int:
    assert isinstance(node, Mapping)
    return next(key.span.end for key, _ in node.entries if (key.value or "") == part)


def _leaves(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, Scalar):
        yield node.span.start, node.span.end
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.span.start, key.span.end
            yield from _leaves(value)
    else:
        for each in node.items:
            yield from _leaves(each)


def remarks(parsed: Parsed) -> Remarks:
    """Return what stands between the values of PARSED."""
    return _Reading(parsed).read()
