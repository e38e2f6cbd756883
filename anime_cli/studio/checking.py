"""Find what contradicts itself in a story."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, ExitCode
from anime_cli.studio.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.merging import Sides
    from anime_cli.story.check import Finding
    from anime_cli.studio.attributing import Origin
    from anime_cli.studio.studio import Studio
    from anime_cli.text.reader import Parsed


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the line of its file that it is about; 0 where the file is not there.

    `origin` tells who brought it, where two sides were brought together.
    """

    finding: Finding
    line: int
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `warnings` are about keys that no version knows; they never count."""

    revision: str | None
    findings: tuple[Located, ...]
    warnings: tuple[str, ...]
    scenes: int

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


def check_story(studio: Studio, revision: str | None = None) -> Checked:
    """Check the story at REVISION, or its files as they are now.

    Raises:
        RevisionNotFound: there is no such revision.
        AnimeError: a file can't be read.
    """
    files = studio.repository.files(revision)
    surveyed = survey(studio, files)
    findings = located(studio, files, surveyed.findings())
    return Checked(revision, findings, surveyed.warnings, len(surveyed.story.scenes))


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
    written = {path: data for path, data in (texts or {}).items() if data is not None}
    kept = {path: name for path, name in files.items() if path not in (texts or {})}
    found = [each for each in survey(studio, kept, written).findings() if _counts(each)]
    known = {_identity(each) for parent in parents for each in _findings(studio, parent)} if found else set()
    placed = located(studio, kept, (each for each in found if _identity(each) not in known), written)
    if sides is None:
        return placed
    from anime_cli.studio.attributing import advised, origin

    return tuple(
        replace(each, finding=advised(studio, each.finding, sides), origin=origin(each.finding, sides))
        for each in placed
    )


def _findings(studio: Studio, revision: str) -> tuple[Finding, ...]:
    """Return what a check of REVISION finds; one that can't be read has nothing to compare with."""
    try:
        return survey(studio, studio.repository.files(revision)).findings()
    except AnimeError:
        return ()


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.path, finding.scene, finding.item, finding.message


def located(
    studio: Studio, files: Mapping[str, str], findings: Iterable[Finding], texts: Mapping[str, bytes] | None = None
) -> tuple[Located, ...]:
    """Return FINDINGS with their lines in FILES (path to blob id) or, for those that are in no commit yet, TEXTS."""
    found = list(findings)
    paths = {finding.path for finding in found if finding.path in files}
    blobs = studio.repository.read(files[path] for path in paths)
    lines = _Lines({**{path: blobs[files[path]] for path in paths}, **(texts or {})})
    return tuple(Located(finding, lines.of(finding)) for finding in found)


class _Lines:
    """Lines by address; each file is read once."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self._texts = texts
        self._parsed: dict[str, Parsed] = {}

    def of(self, finding: Finding) -> int:
        """Return the line of FINDING, 0 where its file is not there."""
        from anime_cli.text.reader import place

        if finding.path not in self._texts:
            return 0
        if finding.path not in self._parsed:
            self._parsed[finding.path] = read_text(self._texts[finding.path], finding.path)
        return place(self._parsed[finding.path], finding.address)[0]


def read_text(data: bytes | str, path: str) -> Parsed:
    """Return the document at PATH as its text stands.

    Raises:
        TextError: the text can't be read.
    """
    from anime_cli.model.kinds import kind_of
    from anime_cli.model.layouts import layout_of
    from anime_cli.text.layout import PLAIN
    from anime_cli.text.reader import read

    kind = kind_of(path)
    return read(data, path, layout_of(kind[0]) if kind else PLAIN)
