"""Problems that a side of a merge had already, under the names that the other side gave since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.studio.survey import survey
from anime_cli.studio.verdict import judged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.history.merging import Sides
    from anime_cli.studio.studio import Studio


def inherited(studio: Studio, merge: Sides) -> frozenset[str]:
    """Return the fingerprints of what each side of MERGE has wrong once the other side's renames are made in it too.

    A fingerprint says names, so the same fault has another one where its scene or its fact was renamed. Nothing is
    found where nobody renamed anything, or where a side can't be read.
    """
    try:
        sides = _renamed(studio, merge)
        found = [_fingerprints(studio, merge, getattr(merge, side), texts) for side, texts in sides.items()]
    except AnimeError:
        return frozenset()
    return frozenset().union(*found)


def _renamed(studio: Studio, merge: Sides) -> dict[str, Mapping[str, str]]:
    """Return the changed documents of each side, by path, with what the other side renamed; none without renames."""
    from anime_cli.merge import following
    from anime_cli.merge.shelf import Shelf

    followed = following.follow(Shelf(), following.Sides(*(_texts(studio, merge, at) for at in range(3))))
    renamers = (("ours", "theirs"), ("theirs", "ours"))
    return {side: followed.sides.of(side) for side, other in renamers if followed.renamed[other]}


def _texts(studio: Studio, merge: Sides, at: int) -> dict[str, str]:
    """Return the changed documents of a version, by path: 0 is the base, 1 ours, 2 theirs."""
    from anime_cli.model.kinds import kind_of

    entries = {path: three[at] for path, three in merge.changes.items() if kind_of(path) is not None}
    blobs = studio.repository.read({entry.id for entry in entries.values() if entry is not None})
    return {path: blobs[entry.id].decode("utf-8", "replace") for path, entry in entries.items() if entry is not None}


def _fingerprints(studio: Studio, merge: Sides, revision: str, texts: Mapping[str, str]) -> set[str]:
    """Return the fingerprints of what is found at REVISION with TEXTS in place of all that MERGE changes."""
    files = {path: name for path, name in studio.repository.files(revision).items() if path not in merge.changes}
    surveyed = survey(studio, files, {path: text.encode() for path, text in texts.items()})
    return {each.fingerprint for each in judged(studio, surveyed, counting=True)}
