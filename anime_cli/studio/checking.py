"""Find what contradicts itself in a story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, ExitCode
from anime_cli.studio.earlier import by_names_of
from anime_cli.studio.errors import UnknownRule
from anime_cli.studio.lines import lines_at
from anime_cli.studio.survey import survey
from anime_cli.studio.verdict import judged, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from anime_cli.history.merging import Sides
    from anime_cli.model.documents import Waiver
    from anime_cli.model.report import Address
    from anime_cli.story.continuity.finding import Evidence, Finding
    from anime_cli.story.continuity.rule import Rule
    from anime_cli.studio.attributing import Origin
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a finding speaks of, and its line; 0 where the file is not there."""

    place: Evidence
    line: int


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the line of its file that it is about; 0 where the file is not there.

    `evidence` and `chain` are those of the finding, with their lines. `origin` tells who brought it, where two sides
    were brought together.
    """

    finding: Finding
    line: int
    origin: Origin | None = None
    evidence: tuple[Spot, ...] = ()
    chain: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `warnings` are about keys that no version knows; they never count.

    `rules` and `since` are there where only some findings were asked for. `ended` are the waivers that are over, each
    with how many findings count again for that.
    """

    revision: str | None
    findings: tuple[Located, ...]
    warnings: tuple[str, ...]
    scenes: int
    rules: tuple[str, ...] = ()
    since: str | None = None
    ended: tuple[tuple[Waiver, int], ...] = ()

    @property
    def errors(self) -> int:
        """Count the findings that make a story wrong and that nobody waived."""
        return sum(_counts(each.finding) for each in self.findings)

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether an error was found."""
        return ExitCode.FOUND if self.errors else ExitCode.DONE


def _counts(finding: Finding) -> bool:
    return finding.severity == "error" and not finding.waived


def check_story(
    studio: Studio, revision: str | None = None, *, rules: Sequence[str] = (), since: str | None = None
) -> Checked:
    """Check the story at REVISION, or its files as they are now; of the findings, those of RULES and not in SINCE.

    Raises:
        UnknownRule: there is no such rule.
        RevisionNotFound: there is no such revision.
        AnimeError: a file can't be read.
    """
    wanted = frozenset(explain_rule(name).id for name in rules)
    files = studio.repository.files(revision)
    found = verdict(studio, files)
    kept = [each for each in found.findings if not wanted or not wanted.isdisjoint((each.rule, each.broken))]
    if since is not None:
        before = studio.repository.files(since)
        kept = list(unknown(kept, by_names_of(studio, files, before, verdict(studio, before).findings)))
    ended = tuple(each for each in found.ended if not wanted or each[0].rule in wanted)
    places = located(studio, files, kept)
    return Checked(revision, places, found.warnings, found.scenes, tuple(sorted(wanted)), since, ended)


def explain_rule(name: str) -> Rule:
    """Return the rule called NAME.

    Raises:
        UnknownRule: there is no such rule.
    """
    from anime_cli.story.continuity.registry import RULES

    if name.upper() not in RULES:
        raise UnknownRule(name, RULES)
    return RULES[name.upper()]


def unknown(findings: Iterable[Finding], known: Iterable[Finding]) -> Iterator[Finding]:
    """Yield those of FINDINGS that are not KNOWN; one that is known twice takes two away."""
    left = Counter(each.fingerprint for each in known)
    for each in findings:
        if left[each.fingerprint]:
            left[each.fingerprint] -= 1
        else:
            yield each


def new_problems(
    studio: Studio,
    files: Mapping[str, str],
    parents: Iterable[str],
    texts: Mapping[str, bytes | None] | None = None,
    sides: Sides | None = None,
) -> tuple[Located, ...]:
    """Return the errors of FILES (path to blob id), with TEXTS in their place, that no revision of PARENTS has.

    With SIDES each says which of them brought it.

    Raises:
        AnimeError: a document can't be read.
    """
    from anime_cli.story.continuity.waiving import waive

    written = {path: data for path, data in (texts or {}).items() if data is not None}
    kept = {path: name for path, name in files.items() if path not in (texts or {})}
    surveyed = survey(studio, kept, written)
    judgement = waive(surveyed.story.document, judged(studio, surveyed, counting=True))
    found = [each for each in judgement if _counts(each)]
    known = {each.fingerprint for parent in parents for each in _findings(studio, parent)} if found else set()
    fresh = [each for each in found if each.fingerprint not in known]
    if sides is None or not fresh:
        return located(studio, kept, fresh, written)
    from anime_cli.studio.attributing import advised, origin
    from anime_cli.studio.inherited import inherited

    renamed = inherited(studio, sides)
    placed = located(studio, kept, (each for each in fresh if each.fingerprint not in renamed), written)
    return tuple(
        replace(each, finding=advised(studio, each.finding, sides), origin=origin(each.finding, sides))
        for each in placed
    )


def _findings(studio: Studio, revision: str) -> tuple[Finding, ...]:
    """Return what a check of REVISION finds; one that can't be read has nothing to compare with."""
    try:
        return verdict(studio, studio.repository.files(revision)).findings
    except AnimeError:
        return ()


def located(
    studio: Studio, files: Mapping[str, str], findings: Iterable[Finding], texts: Mapping[str, bytes] | None = None
) -> tuple[Located, ...]:
    """Return FINDINGS with their lines in FILES (path to blob id) or, for those that are in no commit yet, TEXTS."""
    found = list(findings)
    spoken = [(each.path, each.address) for each in found]
    spoken += [(each.path, each.address) for finding in found for each in (*finding.evidence, *finding.chain)]
    lines = lines_at(studio, files, spoken, texts or {})
    return tuple(_located(finding, lines) for finding in found)


def _located(finding: Finding, lines: Mapping[tuple[str, Address], int]) -> Located:
    """Return FINDING and all that it speaks of with their LINES."""
    evidence, chain = (
        tuple(Spot(each, lines[each.path, each.address]) for each in places)
        for places in (finding.evidence, finding.chain)
    )
    return Located(finding, lines[finding.path, finding.address], None, evidence, chain)
