"""Tables of drawable parts, asked in the words of a story.

An unknown word gives the nearest known part, and is told once.
"""

from __future__ import annotations

import logging
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Part = TypeVar("Part")
_LOG = logging.getLogger("anime_cli.figure")
_BESIDE = re.compile(r" (?:of|in|at|on|over|above|near|by|with|behind|under|from|to) ")
_told: set[tuple[str, str]] = set()


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[-_/,.]+", " ", word.lower()).split())


class Registry(Generic[Part]):
    """Parts of one sort by name, with other words for them."""

    def __init__(
        self,
        sort: str,
        parts: Mapping[str, Part],
        *,
        default: str,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self.sort = sort
        self.default = default
        self._parts = dict(parts)
        self._words = {_plain(name): name for name in parts} | {_plain(k): v for k, v in (aliases or {}).items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, name: str) -> Part:
        return self._parts[name]

    def find(self, word: str) -> Part:
        """Return the part that WORD means, or the one nearest to it."""
        return self._parts[self.name_of(word)]

    def name_of(self, word: str) -> str:
        """Return the known name for WORD, telling once when it had to be guessed."""
        plain = _plain(word)
        if not plain:
            return self.default
        known = self.mentioned(plain)
        if known is not None:
            return known
        near = get_close_matches(plain, list(self._words), n=1, cutoff=0.6)
        name = self._words[near[0]] if near else self.default
        self._tell(word, name)
        return name

    def mentioned(self, phrase: str) -> str | None:
        """Return the known name in PHRASE that its head means: 'roof' in 'the school roof over the old town'."""
        plain = f" {_plain(phrase)} "
        for part in (_BESIDE.split(plain, maxsplit=1)[0] + " ", plain):
            found = [
                (part.rfind(f" {word} ") + len(word), len(word), word) for word in self._words if f" {word} " in part
            ]
            if found:
                return self._words[max(found)[2]]
        return None

    def _tell(self, word: str, name: str) -> None:
        if (self.sort, word) not in _told:
            _told.add((self.sort, word))
            _LOG.warning("The storyboard knows no %s '%s': it draws '%s'.", self.sort, word, name)
