"""Documents that are read once, however often they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.values import rule_of, value_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.layout import PLAIN
from anime_cli.text.prose import normal
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed

    Texts = Mapping[str, str]


def layout_for(path: str) -> Layout:
    """Return the layout of the document at PATH."""
    kind = kind_of(path)
    return layout_of(kind[0]) if kind else PLAIN


class Shelf:
    """The documents of one merge: their nodes and their values in normal form, by path and text."""

    def __init__(self) -> None:
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._values: dict[tuple[str, str], Plain] = {}
        self._prose: dict[str, str] = {}

    def parsed(self, path: str, text: str) -> Parsed:
        """Return the document at PATH that says TEXT.

        Raises:
            TextError: the text can't be read.
        """
        key = (path, text)
        if key not in self._parsed:
            self._parsed[key] = read(text, path, layout_for(path))
        return self._parsed[key]

    def value(self, path: str, text: str | None) -> dict[str, Plain]:
        """Return what the document at PATH says, in the one form that is compared; nothing where it is not there.

        Raises:
            TextError: the text can't be read.
        """
        if text is None:
            return {}
        key = (path, text)
        if key not in self._values:
            self.says(self.parsed(path, text))
        found = self._values[key]
        return found if isinstance(found, dict) else {}

    def says(self, parsed: Parsed) -> Plain:
        """Return what a document says, in the one form that is compared; the document itself is not kept."""
        found = value_of(parsed.root, rule_of(parsed.path), self._normal)
        self._values[parsed.path, parsed.text] = found
        return found

    def _normal(self, prose: str) -> str:
        """Return PROSE in its one form, made once: most of it is the same on all sides."""
        found = self._prose.get(prose)
        if found is None:
            found = self._prose[prose] = normal(prose)
        return found
