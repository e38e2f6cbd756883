"""The three-way merge of a story's documents: texts in, texts out, and what a person has to decide.

All documents that a side changed are merged together: names that one side gave are followed in the other's words, and
what one side moved to another document takes the other's changes with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.merge.document import DocumentMerge, Merged, Versions, whole
from anime_cli.merge.fields import REMOVED_RENAMED, TWO_NAMES
from anime_cli.merge.following import Sides, follow
from anime_cli.merge.mentions import DECLARED
from anime_cli.merge.naming import document_spot
from anime_cli.merge.shelf import Shelf, layout_for
from anime_cli.merge.travel import Travels
from anime_cli.model.kinds import FOLDERS, kind_of, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.text.plain import Plain

__all__ = ["Merged", "Versions", "layout_for", "merge_document", "merge_documents", "values_of"]


def merge_documents(documents: Mapping[str, Versions], shelf: Shelf | None = None) -> dict[str, Merged]:
    """Merge all documents of a story that a side changed, by path; the conflicts are numbered through.

    SHELF remembers what was read, for whoever asks again.

    Raises:
        TextError: a version can't be read.
        UnresolvedConflict: a version holds marks of an earlier merge.
    """
    story = _StoryMerge(documents, shelf or Shelf())
    merged: dict[str, Merged] = {}
    number = 1
    for path in story.paths:
        merged[path] = story.document(path, number)
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
    return DocumentMerge(path, number, Shelf(), prefix=prefix).merge(Versions(base, ours, theirs))


def values_of(text: str, path: str) -> dict[str, Plain]:
    """Return what a document says, in the one form that is compared."""
    return Shelf().value(path, text)


class _StoryMerge:
    """The merge of several documents: what concerns more than one of them is settled first."""

    def __init__(self, documents: Mapping[str, Versions], shelf: Shelf) -> None:
        self.shelf = shelf
        self.followed = follow(self.shelf, _sides(documents))
        self.travels = Travels(self.shelf, self.followed.sides)
        self.contested = dict(self._contested())
        self.paths = sorted(documents)

    def document(self, path: str, number: int) -> Merged:
        """Merge the document at PATH."""
        if path in self.contested:
            return whole(self.contested[path], path, f"c{number}", document_spot(path).entity, TWO_NAMES)
        sides = self.followed.sides
        versions = Versions(sides.base.get(path), sides.ours.get(path), sides.theirs.get(path))
        origins = self.followed.origins.get(path)
        if origins and versions.base is not None and None in (versions.ours, versions.theirs):
            one = whole(versions, path, f"c{number}", document_spot(path).entity, REMOVED_RENAMED)
        else:
            twins = list(self._twins(path))
            one = DocumentMerge(path, number, self.shelf, self.travels.visits(path), twins).merge(versions)
        return replace(one, origins=origins) if origins else one

    def _contested(self) -> Iterator[tuple[str, Versions]]:
        """Yield, by path, the documents that the sides gave different names: keep theirs as well, or not."""
        sides = self.followed.sides
        for name, (_, theirs) in self.followed.contested.items():
            if name.kind in FOLDERS:
                old, new = path_of(name.kind, name.name), path_of(name.kind, theirs)
                yield new, Versions(sides.base.get(old), None, sides.theirs.get(new))

    def _twins(self, path: str) -> Iterator[tuple[str, str, str, str]]:
        """Yield the names within the document at PATH that the sides changed differently, with their map."""
        kind, stem = kind_of(path) or ("", "")
        for name, (ours, theirs) in self.followed.contested.items():
            for (holder, key), named in DECLARED.items():
                if holder == kind and named == name.kind and name.owner in {None, stem}:
                    yield key, name.name, ours, theirs


def _sides(documents: Mapping[str, Versions]) -> Sides:
    base = {path: each.base for path, each in documents.items() if each.base is not None}
    ours = {path: each.ours for path, each in documents.items() if each.ours is not None}
    theirs = {path: each.theirs for path, each in documents.items() if each.theirs is not None}
    return Sides(base, ours, theirs)
