"""What a check found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.studio.checking import Checked, Located

COLOURS = {"error": "red bold", "warning": "yellow", "waived": "dim"}


def report(checked: Checked) -> View:
    """Show what a check found, each with its file and line."""
    data = {
        "revision": checked.revision,
        "scenes": checked.scenes,
        "errors": checked.errors,
        "findings": [finding_data(each) for each in checked.findings],
        "warnings": list(checked.warnings),
    }
    return View("check", data, _report(checked))


def finding_data(located: Located) -> dict[str, object]:
    """Return a finding as values of JSON."""
    finding = located.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "line": located.line or None,
        "scene": finding.scene,
        "item": finding.item,
        "message": finding.message,
        "hint": finding.hint,
        "waived": finding.waived,
        "evidence": [{"path": each.path, "text": each.text} for each in finding.evidence],
    }


def _report(checked: Checked) -> Iterator[Line]:
    for located in checked.findings:
        yield from finding_lines(located)
    for warning in checked.warnings:
        yield [Styled("warning", "yellow"), f" {warning}"]
    if not checked.findings:
        yield f"Nothing contradicts itself in {plural(checked.scenes, 'scene')}."
        return
    waived = sum(each.finding.waived for each in checked.findings)
    warnings = len(checked.findings) - checked.errors - waived
    numbers = [plural(checked.errors, "error"), plural(warnings, "warning"), *([f"{waived} waived"] if waived else [])]
    yield f"{listed(numbers)} in {plural(checked.scenes, 'scene')}."


def finding_lines(located: Located) -> Iterator[Line]:
    """Set one finding: where, what, and how it is mended."""
    finding = located.finding
    where = f"{finding.path}:{located.line}" if located.line else finding.path
    severity = "waived" if finding.waived else finding.severity
    yield [f"{where}: ", Styled(f"{severity} {finding.rule}", COLOURS[severity]), f" {finding.message}"]
    if finding.hint:
        yield Styled(f"    {finding.hint}", "dim")
