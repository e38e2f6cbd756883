"""The merged values decide, the text survives: how a merge result becomes text.

A merge of the lines is taken if it reads as exactly the merged values. Else the nodes that differ are replaced, in the
line merge if it can be read, in ours if not. Comments of both sides are put back where they got lost.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.merge import comments
from anime_cli.merge.errors import MergedTextLost
from anime_cli.merge.sequence import three_way
from anime_cli.merge.shelf import layout_for
from anime_cli.merge.values import equivalent
from anime_cli.text.errors import SpliceError, TextError
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.merge.shelf import Shelf
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed


class Weaver:
    """Makes the text of one merged document; SHELF remembers what prose says."""

    def __init__(self, path: str, rule: Rule, shelf: Shelf) -> None:
        self.path = path
        self.rule = rule
        self.shelf = shelf
        self.layout = layout_for(path)

    def weave(self, base: Parsed | None, ours: Parsed, theirs: Parsed, value: dict[str, Plain]) -> str:
        """Return text that reads as VALUE and keeps what it can of the sides' lines.

        Raises:
            MergedTextLost: no text could be made that reads as VALUE.
        """
        texts = [part.text.replace("\r\n", "\n") if part else "" for part in (base, ours, theirs)]
        woven = self._line_merged(texts, value)
        if woven is None:
            raise MergedTextLost(self.path)
        text = self._with_comments(woven, base, ours, theirs, value)
        return text.replace("\n", "\r\n") if "\r\n" in ours.text else text

    def _line_merged(self, texts: Sequence[str], value: dict[str, Plain]) -> Parsed | None:
        """Return a line merge that reads as VALUE, or the first draft in which what differs can be replaced."""
        drafts: list[Parsed] = []
        for text in line_merges(*texts) if texts[0] else ():
            draft = self._read(text)
            if draft is not None and self._says(draft, value):
                return draft
            drafts += [draft] if draft is not None else []
        fitted = (self._fitted(draft, value) for draft in drafts)
        return next((draft for draft in fitted if draft is not None), None) or self._spliced(texts[1:], value)

    def _spliced(self, texts: Sequence[str], value: dict[str, Plain]) -> Parsed | None:
        """Return the first of TEXTS in which the nodes that differ from VALUE can be replaced."""
        for text in texts:
            fitted = self._fitted(read(text, self.path, self.layout), value)
            if fitted is not None:
                return fitted
        return None

    def _fitted(self, draft: Parsed, value: Plain) -> Parsed | None:
        """Return DRAFT with VALUE in the place of what differs, or None when that can't be done."""
        from anime_cli.merge.splicing import changes
        from anime_cli.text.splice import spliced

        edits = list(changes(self.shelf.says(draft), value, self.rule))
        try:
            woven = spliced(draft, edits, self.layout)
        except SpliceError:
            return None
        return woven if self._says(woven, value) else None

    def _read(self, text: str) -> Parsed | None:
        """Return the document that TEXT is, if it is one and no conflict as a whole."""
        try:
            found = read(text, self.path, self.layout)
        except TextError:
            return None
        return None if found.root.conflict else found

    def _says(self, parsed: Parsed, value: Plain) -> bool:
        return equivalent(self.shelf.says(parsed), value, self.rule)

    def _with_comments(self, woven: Parsed, base: Parsed | None, ours: Parsed, theirs: Parsed, value: Plain) -> str:
        sides = [comments.comments(part) if part else [] for part in (base, ours, theirs)]
        missing = comments.expected(*sides) - _texts_of(woven)
        if not missing:
            return woven.text
        wanted = sum(missing.values())

        def sound(candidate: str) -> bool:
            found = self._read(candidate)
            return (
                found is not None and self._says(found, value) and sum((missing - _texts_of(found)).values()) < wanted
            )

        sources = [(ours.text, sides[1]), (theirs.text, sides[2])]
        return comments.restored(woven.text, missing, sources, sound)


def _texts_of(parsed: Parsed) -> Counter[str]:
    """Count the comments of a document by what they say."""
    return Counter(comment.text for comment in comments.comments(parsed))


def line_merges(base: str, ours: str, theirs: str) -> Iterator[str]:
    """Yield merges of the lines of three texts: both insertions at one point, in either order; else ours' lines."""
    chunks = list(three_way(_lines(base), _lines(ours), _lines(theirs)))
    for last in (False, True):
        out: list[str] = []
        doubtful = False
        for chunk in chunks:
            if chunk.source == "both" and not chunk.base and chunk.ours != chunk.theirs:
                first, second = sorted((chunk.ours, chunk.theirs), reverse=last)
                out += [*first, *second]
                doubtful = True
            else:
                out += chunk.theirs if chunk.source == "theirs" else chunk.ours
        yield "".join(out)
        if not doubtful:
            return


def _lines(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines
