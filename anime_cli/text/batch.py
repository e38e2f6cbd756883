"""Several changes at once: those that touch different places of a text are made on one reading of it.

Places are those of the text as it was read. A collection that gains or loses items keeps count of what stands where, so
that the address of a later change still leads to its node. A change of what was already changed has to wait.
"""

from __future__ import annotations

from collections import deque
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.text import blocks
from anime_cli.text.edits import Edit, Insert, Move, Set, at, made, steps
from anime_cli.text.errors import SpliceError
from anime_cli.text.nodes import Mapping, Scalar, Sequence
from anime_cli.text.plain import plain
from anime_cli.text.terrain import Step, slots, under

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.text.blocks import Patch
    from anime_cli.text.nodes import Address, Node
    from anime_cli.text.reader import Parsed
    from anime_cli.text.writer import Writer


class Course:
    """The steps of edits, one after the other; those of an edit are known once the value before it is."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = deque(edits)
        self._steps: deque[Edit] = deque()

    @property
    def over(self) -> bool:
        """Tell whether nothing is left to do."""
        return not self._edits and not self._steps

    def begin(self, batch: Batch) -> Edit | None:
        """Return the next step, or None where there is none, or none whose value BATCH knows as it is written."""
        while not self._steps and self._edits:
            edit = self._edits[0]
            if not batch.untouched(edit):
                return None
            self._steps.extend(steps(edit, batch.value, batch.parsed.path))
            self._edits.popleft()
        return self._steps[0] if self._steps else None

    def take(self) -> Edit | None:
        """Return the step that was begun and go on to the one after it; None where none was."""
        return self._steps.popleft() if self._steps else None

    def again(self, taken: Iterable[Edit]) -> None:
        """Take back that the steps TAKEN were done."""
        self._steps.extendleft(reversed([*taken]))


class _Bed:
    """The items of one collection as they stand now: those of the text by number, new ones by numbers below 0."""

    def __init__(self, node: Mapping | Sequence) -> None:
        self.order = list(range(len(node.values)))
        self.keys = {key: number for number, key in enumerate(blocks.names(node))}
        self.named = isinstance(node, Mapping)
        self._behind: dict[int, int] = {}

    def number(self, part: str | int) -> int | None:
        """Return the number of the item at a key or index, if there is one."""
        if isinstance(part, str):
            return self.keys.get(part) if self.named else None
        return self.order[part] if not self.named and 0 <= part < len(self.order) else None

    def names(self) -> list[str]:
        """Return the keys in the order of the text."""
        known = {number: key for key, number in self.keys.items()}
        return [known[number] for number in self.order]

    def behind(self, place: int) -> int:
        """Return the item of the text behind which stands what is added at PLACE; -1 is before the first."""
        number = self.order[place - 1] if place else -1
        return self._behind[number] if place and number < 0 else number

    def add(self, part: str | int, place: int) -> int:
        """Count a new item that now stands at PLACE; return its number."""
        number = -1 - len(self._behind)
        self._behind[number] = self.behind(place)
        self.order.insert(place, number)
        if isinstance(part, str):
            self.keys[part] = number
        return number

    def drop(self, part: str | int) -> None:
        """Count an item no longer."""
        self.order.remove(self.keys.pop(part) if isinstance(part, str) else self.order[part])


class _Made(NamedTuple):
    """A patch, how deep its collection lies, and the number that a new item has there."""

    patch: Patch
    depth: int
    bed: _Bed
    number: int = 0

    def place(self) -> tuple[int, int, int, int]:
        """Order patches by where they stand; at one point what is deeper ends first, and new items as they stand."""
        rank = self.bed.order.index(self.number) if self.number < 0 else 0
        return self.patch.start, self.patch.end, -self.depth, rank


class Batch:
    """Steps that can be made on one reading of a text. `value` is what it says once they are made."""

    def __init__(self, parsed: Parsed, writer: Writer) -> None:
        self.parsed = parsed
        self.value = plain(parsed.root)
        self.taken: list[Edit] = []
        self._writer = writer
        self._made: list[_Made] = []
        self._beds: dict[int, _Bed] = {}
        self._new: set[int] = set()
        self._disturbed: set[int] = set()

    def fill(self, course: Course, most: int) -> None:
        """Take steps of COURSE, at most so many; stop at the first that has to wait."""
        try:
            while len(self.taken) < most:
                step = course.begin(self)
                if step is None or not self._take(step):
                    return
                course.take()
        except SpliceError:
            if not self.taken:
                raise

    def untouched(self, edit: Edit) -> bool:
        """Tell whether what EDIT is about, as far as it is there, is as the text has it."""
        above = edit.address[:-1] if isinstance(edit, Insert) else edit.address
        node: Node = self.parsed.root
        for part in above:
            if id(node) in self._new:
                return False
            number = self._number(node, part)
            if number is None:
                return True
            if number < 0:
                return False
            node = _child(node, number)
        return id(node) not in self._new and (isinstance(edit, Insert) or id(node) not in self._disturbed)

    def text(self) -> str | None:
        """Return the text with all steps made, or None where two of them meet."""
        text, end = self.parsed.text, 0
        pieces: list[str] = []
        for patch in (each.patch for each in sorted(self._made, key=_Made.place)):
            if patch.start < end:
                return None
            pieces += text[end : patch.start], patch.new
            end = patch.end
        return "".join([*pieces, text[end:]])

    def _take(self, step: Edit) -> bool:
        """Take STEP if it can be made beside the others."""
        way = self._way(step.address[:-1])
        if way is None or not step.address or isinstance(step, Move):
            return False
        if any(blocks.is_flow(each.node) for each in way):
            found = self._in_flow(way, step)
        else:
            found = self._in_block(way, step)
        if not found:
            return False
        made(step, self.value, self.parsed.path)
        self._disturbed.update(id(each.node) for each in way)
        self.taken.append(step)
        return True

    def _way(self, address: Address) -> list[Step] | None:
        """Return the nodes of the text on the way to ADDRESS, or None where one of them is new or not there."""
        step = Step(self.parsed.root, ())
        found = [step]
        for part in address:
            number = self._number(step.node, part)
            if id(step.node) in self._new or number is None or number < 0:
                return None
            shape, key = under(step, part, self._writer.shapes)
            here = part if isinstance(part, str) else number
            step = Step(_child(step.node, number), (*step.address, here), shape, key, step.depth + 1)
            found.append(step)
        return None if id(step.node) in self._new else found

    def _number(self, node: Node, part: str | int) -> int | None:
        return None if isinstance(node, Scalar) else self._bed(node).number(part)

    def _bed(self, node: Mapping | Sequence) -> _Bed:
        found = self._beds.get(id(node))
        if found is None:
            found = self._beds[id(node)] = _Bed(node)
        return found

    def _in_block(self, way: list[Step], step: Edit) -> bool:
        node, part = way[-1].node, step.address[-1]
        if isinstance(node, Scalar):
            return False
        bed, number = self._bed(node), self._number(node, part)
        if isinstance(step, Insert):
            return self._insert(way[-1], bed, part, step)
        if number is None or number < 0 or self._held(_child(node, number)):
            return False
        return (
            self._set(way[-1], bed, number, step) if isinstance(step, Set) else self._remove(way[-1], bed, number, part)
        )

    def _held(self, node: Node) -> bool:
        """Tell whether NODE is new, or something in it."""
        return id(node) in self._new or id(node) in self._disturbed

    def _set(self, above: Step, bed: _Bed, number: int, step: Set) -> bool:
        node = above.node
        assert not isinstance(node, Scalar)
        slot, part = slots(self.parsed, node)[number], step.address[-1]
        self._new.add(id(slot.node))
        patch = next(blocks.replaced(self.parsed, above, slot, part, step.value, self._writer))
        self._made.append(_Made(patch, above.depth, bed))
        return True

    def _insert(self, above: Step, bed: _Bed, part: str | int, step: Insert) -> bool:
        """Add an item behind one of the text, or in a row with others that were added there."""
        if isinstance(part, str) != bed.named or part in bed.keys:
            return False
        place = part if isinstance(part, int) else blocks.rank(bed.names(), above.shape, part, self._writer)
        if not 0 <= place <= len(bed.order):
            return False
        after = bed.behind(place)
        if not self._stands(above.node, bed, after):
            return False
        patch = blocks.inserted(self.parsed, above, part, step.value, after, self._writer)
        self._made.append(_Made(patch, above.depth, bed, bed.add(part, place)))
        return True

    def _stands(self, node: Node, bed: _Bed, number: int) -> bool:
        """Tell whether the point behind the item NUMBER, or before the first, is surely where it was.

        The first item may be gone, or have got comments above it that are now the document's; comments below an item
        in which something changed may no longer be its own.
        """
        assert not isinstance(node, Scalar)
        if number < 0:
            return 0 in bed.order and not (node is self.parsed.root and id(_child(node, 0)) in self._new)
        slot = slots(self.parsed, node)[number]
        return slot.tail == slot.end or id(slot.node) not in self._disturbed

    def _remove(self, above: Step, bed: _Bed, number: int, part: str | int) -> bool:
        """Take an item away, unless it is the last, or another than before has come to stand at the head."""
        node = above.node
        assert not isinstance(node, Scalar)
        first = bed.order[0] == number
        found = slots(self.parsed, node)
        if len(bed.order) == 1 or first != (number == 0):
            return False
        if first and blocks.shares_line(self.parsed.text, found[0]) and bed.order[1] != 1:
            return False
        self._new.add(id(found[number].node))
        self._made.append(_Made(blocks.removed(self.parsed.text, found, number), above.depth, bed))
        bed.drop(part)
        return True

    def _in_flow(self, way: list[Step], step: Edit) -> bool:
        """Change something inside brackets or braces, of which nothing was changed before."""
        depth = next(number for number, each in enumerate(way) if blocks.is_flow(each.node))
        outer = way[depth]
        if depth == 0 or self._held(outer.node):
            return False
        here: Address = (*way[-1].address, step.address[-1])
        patch = None
        if isinstance(step, Set):
            patch = next(blocks.scalar_in_flow(self.parsed, way[-1], Set(here, step.value), self._writer), None)
        if patch is None:
            value = deepcopy(at(self.value, step.address[:depth], self.parsed.path))
            value = made(replace(step, address=step.address[depth:]), value, self.parsed.path)
            patch = next(blocks.rewritten(self.parsed, way, depth, value, self._writer), None)
        if patch is None:
            return False
        self._new.add(id(outer.node))
        self._made.append(_Made(patch, way[depth - 1].depth, self._bed(way[depth - 1].node)))  # type: ignore[arg-type]
        return True


def _child(node: Node, number: int) -> Node:
    """Return the item of NODE with this number in the text."""
    return node.entries[number].value if isinstance(node, Mapping) else node.items[number]  # type: ignore[union-attr]
