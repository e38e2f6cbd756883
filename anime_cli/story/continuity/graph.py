"""The choices of a story as a graph without loops, and which flashbacks a path may tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anime_cli.story.order import Paths

SETS = 64
"""How many sets of flashbacks are told apart at one scene."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Where each scene goes on, loops cut open: `back` has the cut ways, from a scene to one that led to it.

    `roots` are where paths begin: the first scene told, and each that no earlier root leads to. `order` has every scene
    after all that lead to it.
    """

    after: Mapping[str, tuple[str, ...]]
    back: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]
    order: tuple[str, ...]

    @classmethod
    def of(cls, paths: Paths) -> Graph:
        """Cut the loops that PATHS leave open: a path ends where it would meet a scene again."""
        back: list[tuple[str, str]] = []
        done: dict[str, None] = {}
        roots = []
        for root in paths.told:
            if root not in done:
                roots.append(root)
                back += _explored(root, paths.after, done)
        cut = set(back)
        after = {name: tuple(to for to in nexts if (name, to) not in cut) for name, nexts in paths.after.items()}
        return cls(after, tuple(back), tuple(roots), tuple(done)[::-1])

    def sets(self, numbers: Mapping[str, int]) -> tuple[Mapping[str, frozenset[int]], bool]:
        """Return which sets of the scenes in NUMBERS a path may still tell, from each scene on, as bits.

        The second value tells whether there were more than SETS at a scene, of which the rest is left out.
        """
        found: dict[str, frozenset[int]] = {}
        many = False
        for name in reversed(self.order):
            own = 1 << numbers[name] if name in numbers else 0
            onward = {each | own for to in self.after[name] for each in found[to]} or {own}
            many = many or len(onward) > SETS
            found[name] = frozenset(sorted(onward)[:SETS])
        return found, many


def _explored(root: str, after: Mapping[str, Iterable[str]], done: dict[str, None]) -> Iterator[tuple[str, str]]:
    """Explore from ROOT, first ways first; DONE gets every scene once all behind it is; yield the ways back."""
    under: dict[str, Iterator[str]] = {root: iter(after[root])}
    stack = [root]
    while stack:
        name = stack[-1]
        to = next(under[name], None)
        if to is None:
            del under[stack.pop()]
            done[name] = None
        elif to in under:
            yield name, to
        elif to not in done:
            under[to] = iter(after[to])
            stack.append(to)
