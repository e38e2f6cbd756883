"""What both sides put at one place is one insertion, whatever else either of them did beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from anime_cli.merge.sequence import ALIKE, Edit, edits, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Sequence

    Room = tuple[int, int]
    """The first and the last point of the base at which a side may have put a new element."""

T = TypeVar("T", bound="Hashable")


def agreed(
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], alike: Callable[[T, T], float], apart: Collection[T] = ()
) -> tuple[T, ...]:
    """Return BASE with what both sides put at one place, as if it had stood there before; ALIKE as for `edits`.

    What stands in the base already is no news, nor are elements APART.
    """
    news = set(ours).intersection(theirs).difference(base, apart)
    if not news:
        return tuple(base)
    mine, other = (list(_rooms(base, side, news, alike)) for side in (ours, theirs))
    grown = list(base)
    for a, b in reversed(matches([each for each, _ in mine], [each for each, _ in other])):
        point = _common_point(mine[a][1], other[b][1])
        if point is not None:
            grown.insert(point, mine[a][0])
    return tuple(grown)


def _rooms(
    base: Sequence[T], side: Sequence[T], news: Collection[T], alike: Callable[[T, T], float]
) -> Iterator[tuple[T, Room]]:
    """Yield those of NEWS that SIDE has, in order, with their room."""
    for edit in _stretches(base, side, alike):
        yield from ((each, (edit.start, edit.end)) for each in side[edit.new_start : edit.new_end] if each in news)


def _stretches(base: Sequence[T], side: Sequence[T], alike: Callable[[T, T], float]) -> list[Edit]:
    """Return what SIDE changed of BASE, in order: edits that touch are one, but for rewordings."""
    found: list[Edit] = []
    loose = False
    for edit in edits(base, side, alike):
        reworded = _reworded(base, side, edit, alike)
        touches = loose and not reworded and found[-1].end == edit.start
        first = found.pop() if touches else edit
        found.append(Edit(first.start, edit.end, first.new_start, edit.new_end))
        loose = not reworded
    return found


def _reworded(base: Sequence[T], side: Sequence[T], edit: Edit, alike: Callable[[T, T], float]) -> bool:
    """Tell whether EDIT puts one element in the place of one that it is like."""
    one = edit.end - edit.start == edit.new_end - edit.new_start == 1
    return one and alike(base[edit.start], side[edit.new_start]) >= ALIKE


def _common_point(one: Room, other: Room) -> int | None:
    """Return a point that both rooms have; what both put in the place of the very same may be its new wording."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return first if first == last or (first < last and one != other) else None
