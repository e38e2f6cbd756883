"""Sequences compared: what two have in common, what a side changed, and where two sides' changes meet.

Unique common elements anchor the comparison (patience), the gaps between them are compared element by element. Cost is
O(n log n) but for gaps without anchors, which are cut off at `GAP_LIMIT` comparisons.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from operator import lt
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

T = TypeVar("T", bound="Hashable")

GAP_LIMIT = 1_000_000
"""Largest product of lengths that a gap without anchors is compared at in full."""


ALIKE = 0.5
"""Least likeness of two elements of which one replaced the other."""

ALIKE_LIMIT = 2_500
"""Largest product of lengths of a replaced stretch whose elements are compared by likeness."""


class Edit(NamedTuple):
    """`base[start:end]` became `side[new_start:new_end]`."""

    start: int
    end: int
    new_start: int
    new_end: int


class Chunk(NamedTuple, Generic[T]):
    """A stretch of three sequences. `source` is 'same', 'ours', 'theirs', or 'both' where the changes meet."""

    source: str
    base: tuple[T, ...]
    ours: tuple[T, ...]
    theirs: tuple[T, ...]


def increasing(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest strictly increasing subsequence of VALUES."""
    if all(map(lt, values, values[1:])):
        return list(range(len(values)))
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            at.append(position)
        else:
            tails[place] = value
            at[place] = position
    return _trail(at[-1] if at else -1, before)


def lengths(values: Sequence[int]) -> list[int]:
    """Return, for each of VALUES, the length of the longest strictly increasing subsequence that ends with it."""
    tails: list[int] = []
    found = []
    for value in values:
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        found.append(place + 1)
    return found


def heaviest(values: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Return the positions of a strictly increasing subsequence of VALUES, all different, of the greatest weight."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(values) + 1)
    order = {value: place for place, value in enumerate(sorted(values), start=1)}
    before: list[int] = []
    for position, (value, weight) in enumerate(zip(values, weights, strict=True)):
        heavy, last = _heaviest_below(best, order[value] - 1)
        before.append(last)
        _raise(best, order[value], (heavy + weight, position))
    return _trail(max(best)[1] if values else -1, before)


def _heaviest_below(best: Sequence[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    while place > 0:
        found = max(found, best[place])
        place -= place & -place
    return found


def _raise(best: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(best):
        best[place] = max(best[place], value)
        place += place & -place


def _trail(last: int, before: Sequence[int]) -> list[int]:
    found = []
    while last >= 0:
        found.append(last)
        last = before[last]
    found.reverse()
    return found


def matches(a: Sequence[T], b: Sequence[T]) -> list[tuple[int, int]]:
    """Return pairs of positions of equal elements in A and B, rising in both."""
    return [(i + k, j + k) for i, j, length in _blocks(a, b) for k in range(length)]


def _blocks(a: Sequence[T], b: Sequence[T]) -> list[tuple[int, int, int]]:
    """Return stretches of equal elements in A and B, rising in both, as their positions and length."""
    found: list[tuple[int, int, int]] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        a0, a1, b0, b1 = todo.pop()
        shorter = min(a1 - a0, b1 - b0)
        head = next((k for k in range(shorter) if a[a0 + k] != b[b0 + k]), shorter)
        tail = next((k for k in range(shorter - head) if a[a1 - 1 - k] != b[b1 - 1 - k]), shorter - head)
        found += [(a0, b0, head), (a1 - tail, b1 - tail, tail)]
        window = a0 + head, a1 - tail, b0 + head, b1 - tail
        if head + tail < shorter:
            anchors = _anchors(a, b, window)
            todo.extend(_gaps(anchors, window) if anchors else ())
            found.extend((i, j, 1) for i, j in anchors or _plodding(a, b, window))
    return sorted(block for block in found if block[2])


def _gaps(anchors: Iterable[tuple[int, int]], window: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the windows between ANCHORS in which both sequences have something."""
    a0, a1, b0, b1 = window
    for i, j in (*anchors, (a1, b1)):
        if i > a0 and j > b0:
            yield a0, i, b0, j
        a0, b0 = i + 1, j + 1


def _anchors(a: Sequence[T], b: Sequence[T], window: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    a0, a1, b0, b1 = window
    in_a, in_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    where = {b[j]: j for j in range(b0, b1) if in_b[b[j]] == 1}
    pairs = [(i, where[a[i]]) for i in range(a0, a1) if in_a[a[i]] == 1 and a[i] in where]
    return [pairs[k] for k in increasing([j for _, j in pairs])]


def _plodding(a: Sequence[T], b: Sequence[T], window: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Compare a gap without unique anchors by longest common blocks."""
    from difflib import SequenceMatcher

    a0, a1, b0, b1 = window
    if (a1 - a0) * (b1 - b0) > GAP_LIMIT or set(a[a0:a1]).isdisjoint(b[b0:b1]):
        return []
    blocks = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks()
    return [(a0 + block.a + k, b0 + block.b + k) for block in blocks for k in range(block.size)]


def edits(base: Sequence[T], side: Sequence[T], alike: Callable[[T, T], float] | None = None) -> list[Edit]:
    """Return what SIDE changed of BASE, in order.

    With ALIKE, which scores two elements from 0 to 1, a replaced stretch is cut into replacements of elements that are
    like each other, and what was added or removed between them; as many replaced as before are paired one by one.
    """
    found: list[Edit] = []
    i = j = 0
    for a, b, length in (*_blocks(base, side), (len(base), len(side), 0)):
        if a > i or b > j:
            pairs = _alike_pairs(base[i:a], side[j:b], alike) if alike else []
            found.extend(_cut(Edit(i, a, j, b), pairs, one_by_one=alike is not None))
        i, j = a + length, b + length
    return found


def _cut(edit: Edit, pairs: Iterable[tuple[int, int]], *, one_by_one: bool) -> Iterator[Edit]:
    """Cut EDIT at PAIRS of elements, given by their places within it, that replace each other."""
    i, j = edit.start, edit.new_start
    ends = ((edit.start + old, edit.new_start + new) for old, new in pairs)
    for a, b in (*ends, (edit.end, edit.new_end)):
        if one_by_one and a - i == b - j:
            yield from (Edit(i + k, i + k + 1, j + k, j + k + 1) for k in range(a - i))
        elif a > i or b > j:
            yield Edit(i, a, j, b)
        if (a, b) != (edit.end, edit.new_end):
            yield Edit(a, a + 1, b, b + 1)
        i, j = a + 1, b + 1


def _alike_pairs(old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], float]) -> list[tuple[int, int]]:
    """Return places of elements that are like each other, rising in both, with the greatest likeness in sum."""
    if len(old) == len(new) == 1 or not old or not new or len(old) * len(new) > ALIKE_LIMIT:
        return []
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    scores = [[score if (score := alike(one, other)) >= ALIKE else 0.0 for other in new] for one in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return list(_best_way(best, scores))


def _best_way(best: Sequence[Sequence[float]], scores: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(scores) and j < len(scores[0]):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def three_way(
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float] | None = None
) -> Iterator[Chunk[T]]:
    """Cut three sequences into stretches that nobody, one side or both sides changed; ALIKE as for `edits`.

    Changes that only touch do not meet; two insertions at one point do.
    """
    sides = (ours, theirs)
    pending = (edits(base, ours, alike), edits(base, theirs, alike))
    done, shift, at = 0, [0, 0], [0, 0]
    while at[0] < len(pending[0]) or at[1] < len(pending[1]):
        start, end, taken = _group(pending, at)
        if done < start:
            same = tuple(base[done:start])
            yield Chunk("same", same, same, same)
        parts: list[tuple[T, ...]] = []
        for side in (0, 1):
            grown = sum((e.new_end - e.new_start) - (e.end - e.start) for e in taken[side])
            parts.append(tuple(sides[side][start + shift[side] : end + shift[side] + grown]))
            shift[side] += grown
        source = "both" if taken[0] and taken[1] else "ours" if taken[0] else "theirs"
        yield Chunk(source, tuple(base[start:end]), parts[0], parts[1])
        done = end
    if done < len(base):
        same = tuple(base[done:])
        yield Chunk("same", same, same, same)


def _group(pending: tuple[list[Edit], list[Edit]], at: list[int]) -> tuple[int, int, tuple[list[Edit], list[Edit]]]:
    """Take the next edit of either side and all that it meets; moves AT forward."""
    taken: tuple[list[Edit], list[Edit]] = ([], [])
    heads = [(pending[s][at[s]].start, pending[s][at[s]].end, s) for s in (0, 1) if at[s] < len(pending[s])]
    start, end, side = min(heads)
    taken[side].append(pending[side][at[side]])
    at[side] += 1
    grew = True
    while grew:
        grew = False
        for s in (0, 1):
            while at[s] < len(pending[s]) and _meets(pending[s][at[s]], taken[1 - s]):
                edit = pending[s][at[s]]
                taken[s].append(edit)
                end = max(end, edit.end)
                at[s] += 1
                grew = True
    return start, end, taken


def _meets(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(_overlap(edit, other) for other in others)


def _overlap(a: Edit, b: Edit) -> bool:
    if a.start == a.end and b.start == b.end:
        return a.start == b.start
    if a.start == a.end:
        return _within(a.start, b)
    if b.start == b.end:
        return _within(b.start, a)
    return a.start < b.end and b.start < a.end


def _within(point: int, edit: Edit) -> bool:
    """Tell whether an insertion at POINT meets EDIT: inside it or, where it made more or fewer of it, at its ends.

    Nobody knows then which of the new elements took the place of the old, and which were inserted beside it.
    """
    uneven = 0 < edit.new_end - edit.new_start != edit.end - edit.start
    return edit.start <= point <= edit.end if uneven else edit.start < point < edit.end
