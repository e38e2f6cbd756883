"""Renames followed: each side's words stand where the other side put the document, under the names it gave.

A rename by one side is made in the base and on the other side before anything is compared, so that what the other side
changed meets the renamed thing, and its new lines point at it by its new name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.merge import renames
from anime_cli.merge.renames import Name, Renames, renamed
from anime_cli.model.kinds import FOLDERS, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.merge.shelf import Shelf


@dataclass(slots=True)
class Sides:
    """The documents of a story on three sides, by path; a document that is not there has no entry."""

    base: dict[str, str]
    ours: dict[str, str]
    theirs: dict[str, str]

    def of(self, side: str) -> dict[str, str]:
        """Return the documents of SIDE: 'base', 'ours' or 'theirs'."""
        return {"base": self.base, "ours": self.ours, "theirs": self.theirs}[side]

    @property
    def paths(self) -> list[str]:
        """Every path that a side has, sorted."""
        return sorted({*self.base, *self.ours, *self.theirs})


@dataclass(slots=True)
class Followed:
    """Documents after each side's renames were made on the other.

    `origins` has, for a document that moved, the path that each side has it under; `renamed` what was renamed by whom;
    `contested` what the sides renamed to different names, with both.
    """

    sides: Sides
    origins: dict[str, dict[str, str]] = field(default_factory=dict)
    renamed: dict[str, Renames] = field(default_factory=dict)
    contested: dict[Name, tuple[str, str]] = field(default_factory=dict)


def follow(shelf: Shelf, sides: Sides) -> Followed:
    """Make each side's renames in the base and on the other side."""
    ours = renames.renames_of(shelf, sides.base, sides.ours, sides.theirs)
    theirs = renames.renames_of(shelf, sides.base, sides.theirs, sides.ours)
    torn = renames.contested(ours, theirs)
    differ = {name: (ours[name], theirs[name]) for name in sorted(torn & ours.keys() & theirs.keys(), key=repr)}
    kept = {
        side: {name: new for name, new in known.items() if name not in torn}
        for side, known in (("ours", ours), ("theirs", theirs))
    }
    followed = Followed(sides, renamed=kept, contested=differ)
    if kept["ours"] or kept["theirs"]:
        _follow_documents(followed)
        _follow_names(shelf, followed)
    return followed


def _follow_documents(followed: Followed) -> None:
    """Put the base's and the other side's version of a renamed document under its new path."""
    for renamer, other in (("ours", "theirs"), ("theirs", "ours")):
        for old, new in _moved_paths(followed.renamed[renamer]):
            origins = followed.origins.setdefault(new, {renamer: new})
            for side in ("base", other):
                documents = followed.sides.of(side)
                if old in documents and new not in documents:
                    documents[new] = documents.pop(old)
                    origins[side] = old


def _moved_paths(names: Renames) -> Iterator[tuple[str, str]]:
    for name, new in names.items():
        if name.kind in FOLDERS:
            yield path_of(name.kind, name.name), path_of(name.kind, new)


def _follow_names(shelf: Shelf, followed: Followed) -> None:
    """Change the old names to the new ones in the base and on the side that does not know of them."""
    sides, names = followed.sides, followed.renamed
    both = {**names["ours"], **names["theirs"]}
    for path in sides.paths:
        base, ours, theirs = (documents.get(path) for documents in (sides.base, sides.ours, sides.theirs))
        before = renamed(shelf, path, base, both) if base is not None else None
        texts = {"base": before}
        for side, other, text in (("ours", "theirs", ours), ("theirs", "ours", theirs)):
            texts[side] = before if text == base else text and renamed(shelf, path, text, names[other])
        _put(sides, path, texts)


def _put(sides: Sides, path: str, texts: Mapping[str, str | None]) -> None:
    for side, text in texts.items():
        if text is not None:
            sides.of(side)[path] = text
