"""Documents that are read once, however often they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.merge.comments import comments
from anime_cli.merge.values import rule_of, value_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.layout import PLAIN
from anime_cli.text.pieces import cut, read_pieces
from anime_cli.text.prose import normal
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.merge.comments import Comment
    from anime_cli.text.layout import Layout
    from anime_cli.text.pieces import Piece
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed

    Texts = Mapping[str, str]


def layout_for(path: str) -> Layout:
    """Return the layout of the document at PATH."""
    kind = kind_of(path)
    return layout_of(kind[0]) if kind else PLAIN


class Shelf:
    """The documents of one merge: their nodes and their values in normal form, by path and text.

    Versions of one document are mostly the same lines. What a piece of them says is found out once.
    """

    def __init__(self) -> None:
        self._parsed: dict[tuple[str, str], Parsed] = {}
        self._values: dict[tuple[str, str], Plain] = {}
        self._pieces: dict[str, dict[Piece, Plain]] = {}
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
            self._values[key] = self._in_pieces(path, text) or self.says(self.parsed(path, text))
        found = self._values[key]
        return found if isinstance(found, dict) else {}

    def says(self, parsed: Parsed) -> Plain:
        """Return what a document says, in the one form that is compared; the document itself is not kept."""
        return value_of(parsed.root, rule_of(parsed.path), self._normal)

    def comments(self, path: str, text: str | None) -> list[Comment]:
        """Return the comments of the document at PATH in order; none where it is not there.

        Raises:
            TextError: the text can't be read.
        """
        return [] if text is None or "#" not in text else comments(self.parsed(path, text))

    def _in_pieces(self, path: str, text: str) -> dict[str, Plain] | None:
        """Return what the document at PATH says, read in pieces; None where it can only be read as a whole."""
        rule = rule_of(path)
        known = self._pieces.setdefault(path, {})
        pieces = cut(text, rule.lists)
        fresh = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        found = read_pieces(fresh, path, layout_for(path)) if fresh else []
        if not pieces or found is None:
            return None
        for piece, node in zip(fresh, found, strict=True):
            under = rule.under(piece.key)
            known[piece] = value_of(node, under.each or under if piece.entry else under, self._normal)
        return _assembled((piece, known[piece]) for piece in pieces)

    def _normal(self, prose: str) -> str:
        """Return PROSE in its one form, made once: most of it is the same on all sides."""
        found = self._prose.get(prose)
        if found is None:
            found = self._prose[prose] = normal(prose)
        return found


def _assembled(pieces: Iterable[tuple[Piece, Plain]]) -> dict[str, Plain]:
    """Return the value of a document of PIECES, each with its own."""
    value: dict[str, Plain] = {}
    lists: dict[str, list[Plain]] = {}
    for piece, said in pieces:
        if piece.entry:
            value[piece.key] = entries = lists.setdefault(piece.key, [])
            entries.append(said)
        else:
            value[piece.key] = said
    return value
