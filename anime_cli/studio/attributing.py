"""Who brought a problem that two sides have only together, and what mends it where only the sides can tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.history.merging import Sides
    from anime_cli.history.threeway import Three
    from anime_cli.story.check import Finding
    from anime_cli.studio.studio import Studio

OURS, THEIRS, TOGETHER = "ours", "theirs", "together"
LISTING = "C04"
QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Part:
    """One side's part in a problem: its name, its commit, and what it changed of the documents in question."""

    name: str
    commit: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Who brought a problem: 'ours' or 'theirs' where that side alone changed what it is about, else 'together'."""

    by: str
    ours: Part
    theirs: Part


def origin(finding: Finding, merge: Sides) -> Origin:
    """Return who brought FINDING: which side of MERGE changed the documents that it stands in, cites or names."""
    about = _about(finding, merge)
    ours = Part(merge.branch, merge.ours, tuple(path for path in about if _changed(merge, path, OURS)))
    theirs = Part(merge.name, merge.theirs, tuple(path for path in about if _changed(merge, path, THEIRS)))
    if bool(ours.files) == bool(theirs.files):
        return Origin(TOGETHER, ours, theirs)
    return Origin(OURS if ours.files else THEIRS, ours, theirs)


def _about(finding: Finding, merge: Sides) -> list[str]:
    """Return the paths that FINDING is about, the one where it stands first."""
    from anime_cli.model.kinds import kind_of

    words = set(QUOTED.findall(finding.message))
    named = [path for path in merge.changes if (kind := kind_of(path)) is not None and kind[1] in words]
    return list(dict.fromkeys([finding.path, *(each.path for each in finding.evidence), *sorted(named)]))


def _changed(merge: Sides, path: str, side: str) -> bool:
    three: Three | None = merge.changes.get(path)
    return three is not None and getattr(three, side) != three.base


def advised(studio: Studio, finding: Finding, merge: Sides) -> Finding:
    """Return FINDING; of a scene that no chapter lists any more its hint names the chapters in which the sides do."""
    if finding.rule != LISTING or finding.scene is None or finding.address:
        return finding
    told = [f"{side} lists it in {path}" for side, path in _listings(studio, finding.scene, merge)]
    if not told:
        return finding
    hint = f"{', '.join(told)}. Add {finding.scene} to `scenes` there, or delete {finding.path}."
    return replace(finding, hint=hint)


def _listings(studio: Studio, scene: str, merge: Sides) -> Iterator[tuple[str, str]]:
    """Yield each side's name with the chapter that lists SCENE there; only one that a side changed can have lost it."""
    from anime_cli.merge.engine import values_of
    from anime_cli.model.kinds import kind_of

    chapters = {path: three for path, three in merge.changes.items() if (kind_of(path) or ("",))[0] == "chapter"}
    for side, name in ((OURS, merge.branch), (THEIRS, merge.name)):
        for path, three in chapters.items():
            entry = getattr(three, side)
            text = studio.repository.read([entry.id])[entry.id].decode("utf-8", "replace") if entry else ""
            scenes = values_of(text, path).get("scenes") if scene in text else None
            if isinstance(scenes, list) and scene in scenes:
                yield name, path
