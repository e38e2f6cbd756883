"""What a check finds in a set of files, remembered: to check again what did not change is one look-up.

It is remembered three times. By the content of all files. By what decides of their cards, with those words of scenes
that the findings repeat: as long as nothing else happens in the story, people may write on, and no rule is asked again.
And what was seen on the paths by what of the scenes the walk can see: feelings and clothes may change, and no path is
walked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.studio.documents import story_paths
from anime_cli.studio.loading import loading
from anime_cli.studio.remembering import Memory, Quoted, naming, recall, remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.model.documents import Waiver
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio
    from anime_cli.studio.survey import Survey

VERDICTS = "verdicts"
"""What was found, by the content of all files."""
DECIDED = "decided"
"""What was found, by what decides of all cards."""
SEEN = "seen"
"""What was seen on the paths, by what the walk can see."""
SCENES = "scenes/"


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
    name = naming(f"{path}\0{files[path]}" for path in story_paths(files))
    known = recall(studio, VERDICTS, name)
    if known is None:
        known = _found(studio, files)
        remember(studio, VERDICTS, name, replace(known, quoted=Quoted()))
    return _waived(studio, files, Verdict(known.findings, known.warnings, known.scenes))


@loading()
def _found(studio: Studio, files: Mapping[str, str]) -> Memory:
    """Return what was found where the same was decided, if the findings can still be told in the same words."""
    from anime_cli.studio.cards import card_rows
    from anime_cli.studio.survey import survey

    rows = card_rows(studio, files)
    name = naming(_deciding(files, rows))
    known = recall(studio, DECIDED, name)
    if known is None or not known.quoted.still(files, rows):
        known = _judged(studio, survey(studio, files, rows=rows))
        remember(studio, DECIDED, name, known)
    return known


def _deciding(files: Mapping[str, str], rows: Mapping[str, str]) -> Iterable[str]:
    """Yield for every document what of it decides; all but the scenes are read as a whole."""
    from anime_cli.story.continuity.card import decides

    return (f"{path}\0{decides(row) if path.startswith(SCENES) else files[path]}" for path, row in rows.items())


def _judged(studio: Studio, surveyed: Survey) -> Memory:
    found = judged(studio, surveyed)
    return Memory(found, surveyed.warnings, len(surveyed.story.scenes), surveyed.quoted())


@loading()
def judged(studio: Studio, surveyed: Survey, *, counting: bool = False) -> tuple[Finding, ...]:
    """Return what all rules find in what was SURVEYED, whatever is waived; COUNTING spares those that find no error."""
    from anime_cli.story.continuity.check import overlooked, together

    seen = _seen(studio, surveyed)
    return together(surveyed.story, overlooked(surveyed.reading(), counting=counting), seen)


def _seen(studio: Studio, surveyed: Survey) -> tuple[Finding, ...]:
    """Return what the paths show; it is asked before all else, so that what it quotes is known."""
    from anime_cli.story.continuity.card import course_in
    from anime_cli.story.continuity.check import watched

    rows, files = surveyed.rows, surveyed.files
    name = naming(
        f"{path}\0{course_in(rows[path]) if path.startswith(SCENES) else files[path]}" for path in sorted(rows)
    )
    known = recall(studio, SEEN, name)
    if known is None or not known.quoted.still(files, rows):
        known = Memory(watched(surveyed.reading()), quoted=surveyed.quoted())
        remember(studio, SEEN, name, known)
    else:
        surveyed.quote(known.quoted)
    return known.findings


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
