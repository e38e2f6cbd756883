"""The merged values decide, the text survives: how a merge result becomes text.

A merge of the lines is taken if it reads as exactly the merged values. Else the nodes that differ are replaced, in the
line merge if it can be read, in ours if not. Comments of both sides are put back where they got lost.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from anime_cli.merge.comments import expected, restored
from anime_cli.merge.errors import MergedTextLost
from anime_cli.merge.sequence import three_way
from anime_cli.merge.shelf import layout_for
from anime_cli.merge.values import equivalent
from anime_cli.text.errors import SpliceError, TextError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.merge.shelf import Shelf
    from anime_cli.text.plain import Plain


class Weaver:
    """Makes the text of one merged document; SHELF remembers what was read."""

    def __init__(self, path: str, rule: Rule, shelf: Shelf) -> None:
        self.path = path
        self.rule = rule
        self.shelf = shelf
        self.layout = layout_for(path)

    def weave(self, base: str | None, ours: str, theirs: str, value: dict[str, Plain]) -> str:
        """Return text that reads as VALUE and keeps what it can of the sides' lines.

        Raises:
            MergedTextLost: no text could be made that reads as VALUE.
        """
        woven = self._woven([(text or "").replace("\r\n", "\n") for text in (base, ours, theirs)], value)
        if woven is None:
            raise MergedTextLost(self.path)
        text = self._with_comments(woven, base, ours, theirs, value)
        return text.replace("\n", "\r\n") if "\r\n" in ours else text

    def _woven(self, texts: Sequence[str], value: dict[str, Plain]) -> str | None:
        """Return a line merge that reads as VALUE, or the first draft or side in which what differs can be replaced."""
        drafts: list[str] = []
        for text in line_merges(*texts) if texts[0] else ():
            if self._says(text, value):
                return text
            drafts.append(text)
        fitted = (self._fitted(draft, value) for draft in (*drafts, *texts[1:]))
        return next((text for text in fitted if text is not None), None)

    def _fitted(self, draft: str, value: Plain) -> str | None:
        """Return DRAFT with VALUE in the place of what differs, or None when that can't be done."""
        from anime_cli.merge.splicing import changes
        from anime_cli.text.splice import spliced

        try:
            parsed = self.shelf.parsed(self.path, draft)
            if parsed.root.conflict:
                return None
            edits = changes(self.shelf.value(self.path, draft), value, self.rule)
            woven = spliced(parsed, edits, self.layout)
        except (SpliceError, TextError):
            return None
        return woven.text if equivalent(self.shelf.says(woven), value, self.rule) else None

    def _says(self, text: str, value: Plain) -> bool:
        """Tell whether TEXT is a document that says VALUE."""
        try:
            return equivalent(self.shelf.value(self.path, text), value, self.rule)
        except TextError:
            return False

    def _with_comments(self, woven: str, base: str | None, ours: str, theirs: str, value: Plain) -> str:
        sides = [self.shelf.comments(self.path, text) for text in (base, ours, theirs)]
        missing = expected(*sides) - self._comments(woven)
        if not missing:
            return woven
        wanted = sum(missing.values())

        def sound(candidate: str) -> bool:
            return self._says(candidate, value) and sum((missing - self._comments(candidate)).values()) < wanted

        return restored(woven, missing, [(ours, sides[1]), (theirs, sides[2])], sound)

    def _comments(self, text: str) -> Counter[str]:
        """Count the comments of TEXT by what they say."""
        return Counter(comment.text for comment in self.shelf.comments(self.path, text))


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
