"""Repetition: runs of words that come back in other scenes, variety of words, sentences said twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, Annotated

from anime_cli.story.stats.words import words_of
from anime_cli.text.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.story.stats.words import Passage

RUN = 4
"""Words in a run, and in a sentence that is worth a mention; eight signs of Chinese or Japanese are about as much."""
STRETCH = 500
"""Words in which variety is measured, so that a long story is not punished for its length."""
SHOWN = 10
"""How many of the most frequent are named."""
AROUND = " .!?,;:\u2026-\u2013\u2014'\"\u2018\u2019\u201c\u201d\u300c\u300d\u3002\uff01\uff1f"
"""Signs that may stand around a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Words that come back, and in how many scenes, or how often."""

    text: Annotated[str, "The words."]
    times: Annotated[int, "In how many scenes, or how often."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """How much a story says again.

    `repeated` is the share of the runs of four words that stand in more than one scene. `distinct_1` and `distinct_2`
    are different words, and pairs of words, over all, in stretches of 500 words (Li et al., "A Diversity-Promoting
    Objective Function for Neural Conversation Models", 2016). `twice` counts the sentences of four words or more that
    were said before.
    """

    repeated: Annotated[
        float | None, "The share of the runs of four words that stand in several scenes; None: there are none."
    ]
    runs: Annotated[tuple[Again, ...], "The runs of four words that do, the most frequent first."]
    distinct_1: Annotated[float | None, "Different words over all; None: there are too few."]
    distinct_2: Annotated[float | None, "Different pairs of words over all; None: there are too few."]
    twice: Annotated[int, "How many sentences of four words or more were said before."]
    sentences: Annotated[tuple[Again, ...], "Those sentences, the most frequent first."]


def repetition(passages: Sequence[Passage]) -> Repetition:
    """Find what PASSAGES, in told order, say again."""
    scenes = _scenes(passages)
    often = {run: times for run, times in scenes.items() if times > 1}
    again = _said(passages)
    words = [word for passage in passages for word in passage.words]
    return Repetition(
        repeated=len(often) / len(scenes) if scenes else None,
        runs=_most({_written(run): times for run, times in often.items()}),
        distinct_1=_distinct(words, 1),
        distinct_2=_distinct(words, 2),
        twice=sum(times - 1 for times in again.values()),
        sentences=_most(again),
    )


def _scenes(passages: Iterable[Passage]) -> Counter[tuple[str, ...]]:
    """Return in how many scenes each run of words stands."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for passage in passages:
        found[passage.scene].update(_runs(passage))
    return Counter(chain.from_iterable(found.values()))


def _runs(passage: Passage) -> Iterator[tuple[str, ...]]:
    words = passage.words
    length = RUN if passage.text.isascii() else _enough(words)
    return zip(*(words[start:] for start in range(length)), strict=False)


def _enough(words: Sequence[str]) -> int:
    """Return how many words make a run; signs of Chinese or Japanese are a word each, and twice as many make one."""
    return RUN * 2 if 2 * sum(map(_wide, words)) > len(words) else RUN


def _wide(word: str) -> bool:
    return len(word) == 1 and not word.isascii()


def _written(run: Sequence[str]) -> str:
    return ("" if all(map(_wide, run)) else " ").join(run)


def _said(passages: Iterable[Passage]) -> dict[str, int]:
    """Return the sentences of some length that are said more than once; case and signs around them don't matter."""
    found: Counter[str] = Counter()
    for passage in passages:
        if len(passage.words) >= RUN:
            found.update(sentence.lower().strip(AROUND) for sentence in sentences(passage.text))
    again = ((text, times, words_of(text)) for text, times in found.items() if times > 1)
    return {text: times for text, times, words in again if len(words) >= _enough(words)}


def _most(found: dict[str, int]) -> tuple[Again, ...]:
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Again(text=text, times=times) for text, times in ordered[:SHOWN])


def _distinct(words: Sequence[str], length: int) -> float | None:
    """Return different runs of LENGTH over all, the mean over stretches; the last counts if it is half as long."""
    found: list[float] = []
    for start in range(0, len(words), STRETCH):
        stretch = words[start : start + STRETCH]
        runs = list(zip(*(stretch[offset:] for offset in range(length)), strict=False))
        if runs and (not found or 2 * len(stretch) >= STRETCH):
            found.append(len(set(runs)) / len(runs))
    return fmean(found) if found else None
