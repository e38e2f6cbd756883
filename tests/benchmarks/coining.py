"""New words and sentences in which every word is new, so that a lost one can be told from one that was never there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from world import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

_FIRST = [
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "dr",
    "gr",
    "kl",
    "pl",
    "st",
    "tr",
]
_SECOND = ["a", "e", "i", "o", "u", "ai", "ou"]
_LAST = ["ld", "m", "n", "nd", "r", "rk", "s", "sk", "t", "x"]
_SMALL = ["the", "of", "and", "to", "in", "with", "for", "on", "at", "by", "under", "over"]
_WIDE_SMALL = "のをにへと"


class Coiner:
    """Makes words that stand nowhere else."""

    def __init__(self, rng: Random, known: Iterable[str]) -> None:
        self.rng = rng
        self.known = set(known)

    def word(self, *, wide: bool = False) -> str:
        """Return a new word of Latin letters, or of three new characters."""
        if wide:
            return "".join(self._character() for _ in range(3))
        while (made := self._spelled()) in self.known:
            pass
        self.known.add(made)
        return made

    def _character(self) -> str:
        while (made := chr(self.rng.randrange(0x4E00, 0x9FA0))) in self.known:
            pass
        self.known.add(made)
        return made

    def _spelled(self) -> str:
        pick = self.rng.choice
        return pick(_FIRST) + pick(_SECOND) + pick(_FIRST) + pick(_SECOND) + pick(_LAST)

    def sentence(self, *, wide: bool = False, size: int = 6) -> Sentence:
        """Return a new sentence of SIZE words or so, some of them common ones."""
        if wide:
            text = "".join(self.word(wide=True) + self.rng.choice(_WIDE_SMALL) for _ in range(max(2, size // 3)))
            return Sentence([*text[:-1], "。"], wide=True)
        words = [self.word() if at % 2 == 0 else self.rng.choice(_SMALL) for at in range(size + 1 - size % 2 + 1)]
        words[-1] = self.word()
        return Sentence([words[0].capitalize(), *words[1:-1], f"{words[-1]}."], wide=False)

    def text(self, *, wide: bool = False, size: int = 6) -> str:
        """Return a new sentence as text."""
        return self.sentence(wide=wide, size=size).text()

    def name(self) -> str:
        """Return a new id."""
        return f"{self.word()}-{self.word()}"
