"""Clichés: names and phrases that everybody uses, counted. The list is a file of this package."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from anime_cli.story.stats.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.words import Passage

    Tree = Mapping[str, Any]

SOMEBODY = "~"
"""What stands in the list for a word that points at somebody."""
POINTING = frozenset(
    {"i", "you", "he", "she", "it", "we", "they", "me", "him", "us", "them"}
    | {"my", "your", "his", "her", "its", "our", "their"}
)
_END = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cliche:
    """A stock name or phrase, as the list has it, its kind, and how often it stands in the story."""

    text: Annotated[str, "The stock name or phrase."]
    kind: Annotated[str, "What kind it is."]
    times: Annotated[int, "How often it stands in the story."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cliches:
    """Which stock names people and places bear, and which stock phrases are said; `rate` is phrases in 1,000 words."""

    names: Annotated[tuple[Cliche, ...], "The stock names that people and places bear."]
    phrases: Annotated[tuple[Cliche, ...], "The stock phrases that are said."]
    rate: Annotated[float | None, "Stock phrases in 1,000 words; None: nothing is said."]


def cliches(story: Story, passages: Sequence[Passage]) -> Cliches:
    """Count the stock names and phrases of STORY."""
    found: Counter[tuple[str, str]] = Counter()
    tree = _tree()
    for passage in passages:
        found.update(_found(passage.words, tree))
    phrases = tuple(
        Cliche(text=text, kind=kind, times=times)
        for (kind, text), times in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    words = sum(len(passage.words) for passage in passages)
    rate = 1000 * sum(each.times for each in phrases) / words if words else None
    return Cliches(names=tuple(_names(story)), phrases=phrases, rate=rate)


def _names(story: Story) -> Iterator[Cliche]:
    """Yield the stock names among those of the people and places; each word of a name is looked at."""
    borne = [*((each.name, "people") for each in story.characters.values())]
    borne += [(each.name, "places") for each in story.places.values()]
    for kind in ("people", "places"):
        listed = {words_of(name): name for name in _lists()["names"][kind]}
        names = [words_of(name) for name, of in borne if of == kind]
        for words, name in listed.items():
            times = sum(_within(words, whole) for whole in names)
            if times:
                yield Cliche(text=name, kind=kind, times=times)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


def _found(words: Sequence[str], tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield kind and text of every phrase of TREE in WORDS: the longest that begins at a word, then none inside it."""
    after = 0
    for start, word in enumerate(words):
        if start >= after and (word in tree or (word in POINTING and SOMEBODY in tree)):
            longest = max(_matches(words, start, tree), default=None)
            if longest is not None:
                after, phrase = longest
                yield phrase


def _matches(words: Sequence[str], at: int, tree: Tree) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield where each phrase of TREE that stands at AT ends, and the phrase."""
    if _END in tree:
        yield at, tree[_END]
    if at < len(words):
        if words[at] in tree:
            yield from _matches(words, at + 1, tree[words[at]])
        if words[at] in POINTING and SOMEBODY in tree:
            yield from _matches(words, at + 1, tree[SOMEBODY])


@cache
def _tree() -> Tree:
    """Return the phrases of the list, word after word."""
    tree: dict[str, Any] = {}
    for kind, phrases in _lists()["phrases"].items():
        for phrase in phrases:
            branch = tree
            for word in _pattern(phrase):
                branch = branch.setdefault(word, {})
            branch[_END] = (kind, phrase)
    return tree


def _pattern(phrase: str) -> Iterable[str]:
    return (word for part in phrase.split() for word in ([SOMEBODY] if part == SOMEBODY else words_of(part)))


@cache
def _lists() -> Any:
    from anime_cli.text.plain import plain
    from anime_cli.text.reader import read

    data = Path(__file__).with_name("cliches.yaml").read_bytes()
    return plain(read(data, "cliches.yaml").root)
