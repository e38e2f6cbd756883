"""Prose merged by paragraph, by sentence, by word, descending only into what both sides changed.

Texts come in normal form: paragraphs parted by an empty line, no other line breaks. Where both changed one sentence,
words merge only with `UNCHANGED_WORDS` unchanged words between the changes, and the result is flagged for reading.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.agreement import agreed
from anime_cli.merge.sequence import ALIKE, Chunk, edits, three_way
from anime_cli.merge.words import is_word, tokens
from anime_cli.text.prose import normal, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

UNCHANGED_WORDS = 3
"""Unchanged words that must stand between two sides' changes within one sentence."""

WORD_LIMIT = 4_000
"""A stretch with more tokens than this is not merged by word."""

BREAK = "\n\n"
Parts = tuple[str, ...]


class Variants(NamedTuple):
    """A merged stretch of prose in three readings; they differ only where the sides could not be reconciled."""

    base: Parts
    ours: Parts
    theirs: Parts
    review: bool = False

    @property
    def clean(self) -> bool:
        """Tell whether one reading serves all."""
        return self.base == self.ours == self.theirs


class ProseMerge(NamedTuple):
    """Merged prose. On a conflict the readings differ; `review` asks for a second look at a sentence both changed."""

    base: str
    ours: str
    theirs: str
    conflict: bool
    review: bool


def merge_prose(base: str, ours: str, theirs: str) -> ProseMerge:
    """Merge three texts in normal form; a text emptied by one side and changed by the other is a conflict."""
    if not (base and ours and theirs):
        return ProseMerge(base, ours, theirs, conflict=True, review=False)
    merged = _level(_paragraphs(base), _paragraphs(ours), _paragraphs(theirs), _merge_sentences, _unlike)
    readings = BREAK.join(merged.base), BREAK.join(merged.ours), BREAK.join(merged.theirs)
    return ProseMerge(*readings, not merged.clean, merged.review)


def _paragraphs(text: str) -> Parts:
    return tuple(part for part in text.split(BREAK) if part)


def joined(parts: Iterable[str]) -> str:
    """Put sentences and paragraph breaks into one text: a space between, none between CJK characters."""
    return normal("\n".join(parts))


def _level(
    base: Parts,
    ours: Parts,
    theirs: Parts,
    deeper: Callable[[Parts, Parts, Parts], Variants],
    alike: Callable[[str, str], float],
) -> Variants:
    """Merge sequences of units; what both sides changed goes one level deeper."""
    out: tuple[list[str], list[str], list[str]] = ([], [], [])
    review = False
    for chunk in _met(three_way(agreed(base, ours, theirs, _alike, {BREAK}), ours, theirs, alike)):
        if chunk.source == "both":
            part = _meeting(chunk.base, chunk.ours, chunk.theirs, deeper)
            readings = (part.base, part.ours, part.theirs)
            review |= part.review
        else:
            chosen = chunk.theirs if chunk.source == "theirs" else chunk.ours
            readings = (chosen, chosen, chosen)
        for reading, more in zip(out, readings, strict=True):
            reading.extend(more)
    return Variants(tuple(out[0]), tuple(out[1]), tuple(out[2]), review)


def _met(chunks: Iterable[Chunk[str]]) -> Iterator[Chunk[str]]:
    """Yield CHUNKS; two that touch are one where the sides put the same sentence there, each in its own paragraph."""
    last: Chunk[str] | None = None
    for chunk in chunks:
        if last is not None and "same" not in {last.source, chunk.source} and _news(last) & _news(chunk):
            last = Chunk("both", last.base + chunk.base, last.ours + chunk.ours, last.theirs + chunk.theirs)
            continue
        if last is not None:
            yield last
        last = chunk
    if last is not None:
        yield last


def _news(chunk: Chunk[str]) -> set[str]:
    """Return the sentences of either side that the base does not have here."""
    base, sides = (set(sentences(BREAK.join(parts))) for parts in (chunk.base, chunk.ours + chunk.theirs))
    return sides - base


def _unlike(_: str, __: str) -> float:
    """Compare no paragraphs by likeness: one that was split in two is like both halves."""
    return 0.0


def _alike(one: str, other: str) -> float:
    """Return the share of words that two stretches of prose have in common."""
    a, b = (Counter(filter(is_word, tokens(text))) for text in (one, other))
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def _meeting(base: Parts, ours: Parts, theirs: Parts, deeper: Callable[[Parts, Parts, Parts], Variants]) -> Variants:
    if ours == theirs:
        return _all(ours)
    if not base and not _overlapping(ours, theirs):
        return _all(_both_inserted(ours, theirs))
    more = _holder(base[0], ours, theirs) if len(base) == 1 else None
    if more is not None:
        return _all(more)
    kept = _both_deleted(base, ours, theirs)
    return deeper(base, ours, theirs) if kept is None else _all(kept)


def _overlapping(ours: Parts, theirs: Parts) -> bool:
    """Tell whether two runs of paragraphs share sentences of paragraphs that they don't share."""
    found = (
        set(sentences(BREAK.join(part for part in one if part not in other)))
        for one, other in ((ours, theirs), (theirs, ours))
    )
    return not set.isdisjoint(*found)


def _holder(base: str, ours: Parts, theirs: Parts) -> Parts | None:
    """Return the side that put all the other put in BASE's place, and more beside it that is no wording of BASE."""
    for more, less in ((ours, theirs), (theirs, ours)):
        found = (at for at in range(len(more)) if less and more[at : at + len(less)] == less)
        at = next(found, None)
        if at is not None and all(_alike(base, each) < ALIKE for each in (*more[:at], *more[at + len(less) :])):
            return more
    return None


def _all(parts: Parts) -> Variants:
    return Variants(parts, parts, parts)


def _both_inserted(ours: Parts, theirs: Parts) -> Parts:
    """Keep both insertions, what they share once, in an order that does not depend on the side."""
    head, tail = _shared(ours, theirs)
    first, second = sorted((ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]), key=_place)
    return (*ours[:head], *first, *second, *ours[len(ours) - tail :])


def _shared(ours: Parts, theirs: Parts) -> tuple[int, int]:
    """Return how much two insertions share at their beginning and at their end.

    A break between paragraphs is nothing that two share who begin, or end, a paragraph of their own with it.
    """
    shorter = min(len(ours), len(theirs))
    head = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    tail = next((at for at in range(shorter - head) if ours[-1 - at] != theirs[-1 - at]), shorter - head)
    if head + tail < shorter:
        if head and ours[head - 1] == BREAK:
            return head - 1, tail
        if tail and ours[-tail] == BREAK:
            return head, tail - 1
    return head, tail


def _place(inserted: Parts) -> tuple[bool, bool, Parts]:
    """Return what orders two insertions at one point: what ends a paragraph goes first, what begins one last."""
    return inserted[:1] == (BREAK,), inserted[-1:] != (BREAK,), inserted


def _both_deleted(base: Parts, ours: Parts, theirs: Parts) -> Parts | None:
    """Return what neither side deleted, or None when a side did more than delete."""
    gone: set[int] = set()
    for side in (ours, theirs):
        for edit in edits(base, side):
            if edit.new_end > edit.new_start:
                return None
            gone.update(range(edit.start, edit.end))
    return tuple(part for position, part in enumerate(base) if position not in gone)


def _merge_sentences(base: Parts, ours: Parts, theirs: Parts) -> Variants:
    merged = _level(_sentence_units(base), _sentence_units(ours), _sentence_units(theirs), _merge_words, _alike)
    return Variants(_one(merged.base), _one(merged.ours), _one(merged.theirs), merged.review)


def _one(parts: Parts) -> Parts:
    return (joined(parts),) if parts else ()


def _sentence_units(paragraphs: Sequence[str]) -> Parts:
    units: list[str] = []
    for paragraph in paragraphs:
        units += [BREAK, *sentences(paragraph)] if units else sentences(paragraph)
    return tuple(units)


def _merge_words(base: Parts, ours: Parts, theirs: Parts) -> Variants:
    """Merge changes within one sentence, or keep the three readings."""
    texts = [joined(parts) for parts in (base, ours, theirs)]
    torn = Variants(base, ours, theirs)
    if not all(texts) or any(BREAK in text for text in texts):
        return torn
    words = [tokens(text) for text in texts]
    if max(map(len, words)) > WORD_LIMIT:
        return torn
    merged = _woven_words(*words)
    return torn if merged is None else Variants((merged,), (merged,), (merged,), review=True)


def _woven_words(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> str | None:
    text: list[str] = []
    unchanged, last = UNCHANGED_WORDS, "same"
    for chunk in three_way(base, ours, theirs):
        if chunk.source == "both" and chunk.ours != chunk.theirs:
            return None
        if chunk.source == "same":
            unchanged += sum(map(is_word, chunk.base))
        else:
            if unchanged < UNCHANGED_WORDS and chunk.source != last:
                return None
            unchanged, last = 0, chunk.source
        text += chunk.theirs if chunk.source == "theirs" else chunk.ours
    return "".join(text)
