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
from anime_cli.merge.splicing import changes
from anime_cli.merge.values import equivalent, normalised
from anime_cli.text.errors import SpliceError, TextError
from anime_cli.text.plain import plain
from anime_cli.text.reader import read
from anime_cli.text.splice import splice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.merge.rules import Rule
    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed
    from anime_cli.text.splice import Edit


class Weaver:
    """Makes the text of one merged document."""

    def __init__(self, path: str, rule: Rule, layout: Layout) -> None:
        self.path = path
        self.rule = rule
        self.layout = layout

    def weave(self, base: Parsed | None, ours: Parsed, theirs: Parsed, value: dict[str, Plain]) -> str:
        """Return text that reads as VALUE and keeps what it can of the sides' lines.

        Raises:
            MergedTextLost: no text could be made that reads as VALUE.
        """
        texts = [part.text.replace("\r\n", "\n") if part else "" for part in (base, ours, theirs)]
        text = self._line_merged(texts, value)
        if text is None:
            raise MergedTextLost(self.path)
        text = self._with_comments(text, base, ours, theirs, value)
        return text.replace("\n", "\r\n") if "\r\n" in ours.text else text

    def _line_merged(self, texts: Sequence[str], value: dict[str, Plain]) -> str | None:
        """Return a line merge that reads as VALUE, or the first draft in which what differs can be replaced."""
        drafts: list[tuple[str, list[Edit]]] = []
        for draft in line_merges(*texts) if texts[0] else ():
            found = self._value(draft)
            edits = None if found is None else list(changes(found, value, self.rule))
            if edits == []:
                return draft
            if edits:
                drafts.append((draft, edits))
        fitted = (self._fitted(draft, edits, value) for draft, edits in drafts)
        return next((text for text in fitted if text is not None), None) or self._spliced(texts[1:], value)

    def _spliced(self, texts: Sequence[str], value: dict[str, Plain]) -> str | None:
        """Return the first of TEXTS in which the nodes that differ from VALUE can be replaced."""
        for text in texts:
            edits = list(changes(self._value(text), value, self.rule))
            fitted = self._fitted(text, edits, value)
            if fitted is not None:
                return fitted
        return None

    def _fitted(self, draft: str, edits: Sequence[Edit], value: Plain) -> str | None:
        """Return DRAFT after EDITS, or None when they can't be made or it then does not read as VALUE."""
        try:
            text = splice(draft, edits, self.path, self.layout)
        except SpliceError:
            return None
        return text if self._says(text, value) else None

    def _value(self, text: str) -> dict[str, Plain] | None:
        try:
            found = normalised(plain(read(text, self.path, self.layout).root), self.rule)
        except TextError:
            return None
        return found if isinstance(found, dict) else None

    def _says(self, text: str, value: Plain) -> bool:
        found = self._value(text)
        return found is not None and equivalent(found, value, self.rule)

    def _with_comments(self, text: str, base: Parsed | None, ours: Parsed, theirs: Parsed, value: Plain) -> str:
        sides = [comments.comments(part) if part else [] for part in (base, ours, theirs)]
        missing = comments.expected(*sides) - self._comments(text)
        if not missing:
            return text
        wanted = sum(missing.values())

        def sound(candidate: str) -> bool:
            return self._says(candidate, value) and sum((missing - self._comments(candidate)).values()) < wanted

        sources = [(ours.text, sides[1]), (theirs.text, sides[2])]
        return comments.restored(text, missing, sources, sound)

    def _comments(self, text: str) -> Counter[str]:
        parsed = read(text, self.path, self.layout) if "#" in text else None
        return Counter(comment.text for comment in (comments.comments(parsed) if parsed else ()))


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
