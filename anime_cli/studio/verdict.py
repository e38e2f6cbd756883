"""What a check finds in a set of files, remembered: to check again what did not change is one look-up.

It is remembered twice. By the content of all files; and by what decides of their cards, with those words of scenes that
the findings repeat: as long as nothing else happens in the story, people may write on, and no rule is asked again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anime_cli
from anime_cli.studio.documents import story_paths
from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio

VERDICTS = "verdicts"
"""Verdicts by the content of all files."""
COURSES = "courses"
"""Verdicts by what happens in the story."""
SLOTS = 16
"""How many verdicts of each kind are remembered at most."""
SCENES = "scenes/"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in files: findings in told order, warnings about their keys, and how many scenes there are."""

    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]
    scenes: int


@dataclass(frozen=True, slots=True)
class _Quoted:
    """What findings repeat of scenes: `read` has the blob of each file that was read, `spoken` the wording of cards."""

    read: Mapping[str, str]
    spoken: Mapping[str, str]

    def still(self, files: Mapping[str, str], rows: Mapping[str, str]) -> bool:
        """Tell whether FILES and the ROWS of their cards say the same today."""
        from anime_cli.story.continuity.card import words

        same = all(files.get(path) == blob for path, blob in self.read.items())
        return same and all(words(rows.get(path, "")) == wording for path, wording in self.spoken.items())


def verdict(studio: Studio, files: Mapping[str, str]) -> Verdict:
    """Return what a check of FILES (path to blob id) finds.

    Raises:
        AnimeError: a document can't be read, or no story.yaml is among them.
    """
    name = _name(f"{path}\0{files[path]}" for path in story_paths(files))
    known = _recalled(studio, VERDICTS, name)
    found = known[0] if known is not None else _found(studio, files)
    if known is None:
        _remember(studio, VERDICTS, name, found)
    return _waived(studio, files, found)


def _name(documents: Iterable[str]) -> str:
    """Name what decides a verdict: the DOCUMENTS, and the rules."""
    return sha256("\n".join((anime_cli.__version__, str(_rules()), *documents)).encode()).hexdigest()


@cache
def _rules() -> int:
    """Return when the rules changed last: the newest of the files that say what they find."""
    house = Path(anime_cli.__file__).parent
    files = (path for room in ("story", "model") for path in (house / room).rglob("*.*"))
    return max((path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"), default=0)


@loading()
def _found(studio: Studio, files: Mapping[str, str]) -> Verdict:
    """Return what was found where the same happened, if the findings can still be told in the same words."""
    from anime_cli.studio.cards import card_rows

    rows = card_rows(studio, files)
    name = _name(_deciding(files, rows))
    known = _recalled(studio, COURSES, name)
    if known is not None and known[1].still(files, rows):
        return known[0]
    return _made(studio, files, rows, name)


def _deciding(files: Mapping[str, str], rows: Mapping[str, str]) -> Iterable[str]:
    """Yield for every document what of it decides; all but the scenes are read as a whole."""
    from anime_cli.story.continuity.card import decides

    return (f"{path}\0{decides(row) if path.startswith(SCENES) else files[path]}" for path, row in rows.items())


def _made(studio: Studio, files: Mapping[str, str], rows: Mapping[str, str], name: str) -> Verdict:
    from anime_cli.story.continuity.card import words
    from anime_cli.studio.survey import survey

    surveyed = survey(studio, files, rows=rows)
    found = Verdict(surveyed.found(), surveyed.warnings, len(surveyed.story.scenes))
    spoken = sorted(f"{SCENES}{each}.yaml" for each in surveyed.spoken)
    read = {path: files[path] for path in sorted(surveyed.read)}
    _remember(studio, COURSES, name, found, _Quoted(read, {path: words(rows[path]) for path in spoken}))
    return found


def _waived(studio: Studio, files: Mapping[str, str], found: Verdict) -> Verdict:
    """Waive what story.yaml accepts today: a waiver may end while nothing changes."""
    from anime_cli.model.documents import StoryDocument
    from anime_cli.story.continuity.waiving import waive

    if not found.findings:
        return found
    document = studio.read({"story.yaml": files["story.yaml"]}).by_path["story.yaml"]
    assert isinstance(document, StoryDocument)
    return replace(found, findings=waive(document, found.findings))


def _slot(name: str) -> str:
    return str(int(name[:8], 16) % SLOTS)


def _remember(studio: Studio, kind: str, name: str, found: Verdict, quoted: _Quoted | None = None) -> None:
    from anime_cli.story.continuity.memory import pack_findings

    told = quoted or _Quoted({}, {})
    row = [name, pack_findings(found.findings), found.warnings, found.scenes, told.read, told.spoken]
    studio.store.put_many({_slot(name): json.dumps(row, ensure_ascii=False, separators=(",", ":"))}, kind)


def _recalled(studio: Studio, kind: str, name: str) -> tuple[Verdict, _Quoted] | None:
    """Return the verdict called NAME with what it repeats, None where the row is damaged or of other files."""
    from anime_cli.story.continuity.memory import unpack_findings

    row = studio.store.get_many([_slot(name)], kind).get(_slot(name))
    try:
        known: list[Any] = json.loads(row or "[]")
        if not known or known[0] != name:
            return None
        _, findings, warnings, scenes, read, spoken = known
        return Verdict(unpack_findings(findings), tuple(warnings), scenes), _Quoted(dict(read), dict(spoken))
    except (ValueError, TypeError, LookupError):
        return None
