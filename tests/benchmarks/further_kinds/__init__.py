"""Fifteen further kinds of concurrent edits, written without sight of the merge and frozen before it first ran on them.

Each kind is a function from a source of chance to a case. What is right is computed beside the edits, as data, from
what a careful editor would make of both; no function of the merge has a part in it.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from further_kinds import layout, structure, words

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from case import Case

KINDS = (
    layout.reformatted,
    layout.ids_stripped,
    layout.block_cast,
    layout.quotes,
    layout.newlines,
    structure.scene_split,
    structure.chapters_merged,
    structure.character_renamed,
    structure.line_moved,
    structure.told_order,
    words.thread_resolved,
    words.unknown_key,
    words.japanese,
    words.same_character,
    words.translated,
)


def cases(rng: random.Random) -> Iterator[Case]:
    """Yield cases without end, going round the kinds."""
    for kind in cycle(KINDS):
        yield kind(rng)
