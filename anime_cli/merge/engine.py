"""The three-way merge of documents: texts in, one text out, and what a person has to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.merge.comments import comments
from anime_cli.merge.conflicts import MISSING, Decision, MergeConflict, marks
from anime_cli.merge.errors import UnresolvedConflict
from anime_cli.merge.fidelity import Weaver
from anime_cli.merge.fields import REMOVED_CHANGED, FieldMerge, Three
from anime_cli.merge.naming import document_spot, spot_of
from anime_cli.merge.sequence import three_way
from anime_cli.merge.values import equivalent, normalised, rule_of
from anime_cli.model.kinds import kind_of
from anime_cli.model.layouts import layout_of
from anime_cli.text.layout import PLAIN
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.merge.conflicts import Value
    from anime_cli.text.layout import Layout
    from anime_cli.text.plain import Plain
    from anime_cli.text.reader import Parsed


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document: its text (None: deleted), what is left to decide, what was decided."""

    text: str | None
    conflicts: tuple[MergeConflict, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """One document on three sides; None where it does not exist."""

    base: str | None
    ours: str | None
    theirs: str | None


def merge_documents(documents: Mapping[str, Versions]) -> dict[str, Merged]:
    """Merge several documents by path; the conflicts are numbered through.

    Raises:
        TextError: a version can't be read.
        UnresolvedConflict: a version holds marks of an earlier merge.
    """
    merged: dict[str, Merged] = {}
    number = 1
    for path in sorted(documents):
        versions = documents[path]
        merged[path] = merge_document(versions.base, versions.ours, versions.theirs, path, number=number)
        number += len(merged[path].conflicts)
    return merged


def merge_document(
    base: str | None, ours: str | None, theirs: str | None, path: str, *, number: int = 1, prefix: str = "c"
) -> Merged:
    """Merge one document; None is absent. Conflicts are named by PREFIX and numbered from NUMBER: c1, c2, c3.

    Raises:
        TextError: a version that must be merged can't be read.
        UnresolvedConflict: a version holds marks of an earlier merge.
    """
    if ours == theirs:
        return Merged(ours)
    if base in (ours, theirs):
        side, text = ("theirs", theirs) if base == ours else ("ours", ours)
        return Merged(text, (), (Decision(side, path, (), document_spot(path).entity),))
    if kind_of(path) is None:
        return _merge_lines(base, ours, theirs, path, f"{prefix}{number}")
    return _DocumentMerge(path, number, prefix).merge(base, ours, theirs)


def layout_for(path: str) -> Layout:
    """Return the layout of the document at PATH."""
    kind = kind_of(path)
    return layout_of(kind[0]) if kind else PLAIN


def values_of(text: str, path: str) -> dict[str, Plain]:
    """Return what a document says, in the one form that is compared."""
    found = normalised(plain(read(text, path, layout_for(path)).root), rule_of(path))
    return found if isinstance(found, dict) else {}


class _DocumentMerge:
    def __init__(self, path: str, number: int, prefix: str) -> None:
        self.path = path
        self.number = number
        self.prefix = prefix
        self.rule = rule_of(path)
        self.layout = layout_for(path)

    def merge(self, base: str | None, ours: str | None, theirs: str | None) -> Merged:
        """Merge versions that all differ."""
        if ours is None or theirs is None:
            return self._deleted(base or "", ours, theirs)
        sides = [self._read(text) if text else None for text in (base, ours, theirs)]
        parsed = (sides[0], sides[1] or self._read(ours), sides[2] or self._read(theirs))
        values = [self._value(part) if part else MISSING for part in parsed]
        self._refuse_marks(values[1], "our")
        self._refuse_marks(values[2], "their")
        fields = FieldMerge(self.path, self.number, self.prefix)
        spot = document_spot(self.path, *values[1:], values[0])
        merged = fields.merge(Three(*values), self.rule, spot)
        weaver = Weaver(self.path, self.rule, self.layout)
        text = weaver.weave(*parsed, merged if isinstance(merged, dict) else {})
        return Merged(text, tuple(fields.conflicts), tuple(fields.decisions))

    def _read(self, text: str) -> Parsed:
        return read(text, self.path, self.layout)

    def _value(self, parsed: Parsed) -> Plain:
        return normalised(plain(parsed.root), self.rule)

    def _refuse_marks(self, value: object, side: str) -> None:
        for address, _ in marks(value):  # type: ignore[arg-type]
            raise UnresolvedConflict(self.path, spot_of(self.path, value, address).entity, side)

    def _deleted(self, base: str, ours: str | None, theirs: str | None) -> Merged:
        """One side deleted the document, the other touched it: a conflict unless it still says the same."""
        before, after = self._read(base), self._read(ours or theirs or "")
        value = self._value(after)
        spot = document_spot(self.path, value)
        same = [comment.text for comment in comments(before)] == [comment.text for comment in comments(after)]
        if same and equivalent(self._value(before), value, self.rule):
            side = "theirs" if theirs is None else "ours"
            return Merged(None, (), (Decision(side, self.path, (), spot.entity),))
        return _whole(base, ours, theirs, self.path, f"{self.prefix}{self.number}", spot.entity)


def _whole(base: str | None, ours: str | None, theirs: str | None, path: str, name: str, entity: str) -> Merged:
    """Leave a conflict about the document itself; the text is ours, or theirs where ours is gone."""
    sides: list[Value] = [MISSING if text is None else text for text in (base, ours, theirs)]
    reason = REMOVED_CHANGED if ours is None or theirs is None else "Both sides changed the same lines."
    conflict = MergeConflict(name, path, (), entity, "", sides[0], sides[1], sides[2], reason)
    return Merged(theirs if ours is None else ours, (conflict,))


def _merge_lines(base: str | None, ours: str | None, theirs: str | None, path: str, name: str) -> Merged:
    """Merge a file that is no document of a story by its lines."""
    entity = document_spot(path).entity
    if base is None or ours is None or theirs is None:
        return _whole(base, ours, theirs, path, name, entity)
    out: list[str] = []
    for chunk in three_way(*(text.splitlines(keepends=True) for text in (base, ours, theirs))):
        if chunk.source == "both" and chunk.ours != chunk.theirs:
            return _whole(base, ours, theirs, path, name, entity)
        out += chunk.theirs if chunk.source == "theirs" else chunk.ours
    return Merged("".join(out), (), (Decision("both", path, (), entity),))
