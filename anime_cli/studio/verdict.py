"""What a check finds in a set of files, remembered as a whole: to check again what did not change is one look-up."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anime_cli
from anime_cli.studio.documents import story_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import Waiver
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio

VERDICTS = "verdicts"
SLOTS = 16
"""How many verdicts are remembered at most."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in files: findings in told order, warnings about their keys, and how many scenes there are.

    `ended` are the waivers that are over, each with how many findings count again for that.
    """

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    scenes: int
    ended: tuple[tuple[Waiver, int], ...] = ()


def verdict(studio: Studio, files: Mapping[str, str]) -> Verdict:
    """Return what a check of FILES (path to blob id) finds.

    Raises:
        AnimeError: a document can't be read, or no story.yaml is among them.
    """
    name = _name(files)
    slot = str(int(name[:8], 16) % SLOTS)
    found = _remembered(studio.store.get_many([slot], VERDICTS).get(slot), name)
    if found is None:
        found = _made(studio, files)
        studio.store.put_many({slot: _row(name, found)}, VERDICTS)
    return _waived(studio, files, found)


def _name(files: Mapping[str, str]) -> str:
    """Name what decides the verdict: every document's content, and the rules."""
    documents = (f"{path}\0{files[path]}" for path in story_paths(files))
    return sha256("\n".join((anime_cli.__version__, str(_rules()), *documents)).encode()).hexdigest()


@cache
def _rules() -> int:
    """Return when the rules changed last: the newest of the files that say what they find."""
    house = Path(anime_cli.__file__).parent
    files = (path for room in ("story", "model") for path in (house / room).rglob("*.*"))
    return max((path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"), default=0)


def _made(studio: Studio, files: Mapping[str, str]) -> Verdict:
    from anime_cli.studio.survey import survey

    surveyed = survey(studio, files)
    return Verdict(surveyed.found(), surveyed.warnings, len(surveyed.story.scenes))


def _waived(studio: Studio, files: Mapping[str, str], found: Verdict) -> Verdict:
    """Waive what story.yaml accepts today: a waiver may end while nothing changes."""
    from anime_cli.model.documents import StoryDocument
    from anime_cli.story.continuity.waiving import ended, waive

    if not found.findings:
        return found
    document = studio.read({"story.yaml": files["story.yaml"]}).by_path["story.yaml"]
    assert isinstance(document, StoryDocument)
    findings = waive(document, found.findings)
    return replace(found, findings=findings, ended=ended(document, findings))


def _row(name: str, found: Verdict) -> str:
    from anime_cli.story.continuity.memory import pack_findings

    row = [name, pack_findings(found.findings), found.warnings, found.scenes]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _remembered(row: str | None, name: str) -> Verdict | None:
    """Return the verdict of a remembered ROW, None where it is damaged or of other files."""
    from anime_cli.story.continuity.memory import unpack_findings

    try:
        known: list[Any] = json.loads(row or "[]")
        if not known or known[0] != name:
            return None
        _, findings, warnings, scenes = known
        return Verdict(unpack_findings(findings), tuple(warnings), scenes)
    except (ValueError, TypeError, LookupError):
        return None
