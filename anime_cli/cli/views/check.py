"""What a check found: on a terminal by document, elsewhere one line for each finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled
from anime_cli.cli.printed import CHECK, RULE, WAIVED
from anime_cli.cli.typeset import wrap
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, View
    from anime_cli.cli.results.findings import Check, Finding
    from anime_cli.cli.results.findings import Rule as RuleData
    from anime_cli.cli.results.findings import Spot as SpotData
    from anime_cli.cli.results.findings import Waived as WaivedData
    from anime_cli.story.continuity.rule import Rule
    from anime_cli.studio.checking import Checked, Located, Spot
    from anime_cli.studio.waiving import Waived

COLOURS = {"error": "red bold", "warning": "yellow", "info": "cyan", "waived": "dim"}
FIRST = 20
"""How many findings a terminal shows at once."""


def report(checked: Checked, width: int | None = None, *, everything: bool = False) -> View:
    """Show what a check found, each with its file and line; set WIDTH columns wide on a terminal, the FIRST of them."""
    data: Check = {
        "revision": checked.revision,
        "since": checked.since,
        "rules": list(checked.rules),
        "scenes": checked.scenes,
        "errors": checked.errors,
        "findings": [finding_data(each) for each in checked.findings],
        "warnings": list(checked.warnings),
        "ended_waivers": [
            {"rule": waiver.rule, "scene": waiver.scene, "until": str(waiver.until), "findings": count}
            for waiver, count in checked.ended
        ],
    }
    return CHECK.view(data, _report(checked, width, everything=everything))


def rule(found: Rule) -> View:
    """Show what a rule asks."""
    data: RuleData = {
        "id": found.id,
        "title": found.title,
        "severity": found.severity,
        "explanation": found.explanation,
        "exempt": found.exempt,
        "page": found.page,
    }
    return RULE.view(
        data,
        [
            [Styled(found.id, "bold"), f"  {found.title} ({found.severity})"],
            found.explanation,
            [Styled("Lets pass: ", "bold"), found.exempt[:1].lower() + found.exempt[1:]],
            [Styled("An example: ", "bold"), found.page],
        ],
    )


def waived(done: Waived) -> View:
    """Show a waiver that was written or taken back, and what that changes."""
    data: WaivedData = {
        "rule": done.rule,
        "scene": done.scene,
        "reason": done.reason,
        "until": done.until,
        "findings": done.findings,
        "removed": done.removed,
    }
    where = f" at {done.scene}" if done.scene is not None else ""
    until = f" until {done.until}" if done.until and not done.removed else ""
    count, one = plural(done.findings, "finding"), done.findings == 1
    counts = f"{count} {'counts' if one else 'count'} {'again' if done.removed else 'no more'}."
    nothing = "It accepts nothing that is found today."
    head = f"{'No longer accepts' if done.removed else 'Accepts'} {done.rule}{where}{until}: {done.reason}"
    return WAIVED.view(data, [[Styled(head, "bold")], counts if done.findings else nothing])


def finding_data(located: Located) -> Finding:
    """Return a finding as values of JSON."""
    finding = located.finding
    return {
        "rule": finding.rule,
        "because": finding.because,
        "severity": finding.severity,
        "path": finding.path,
        "line": located.line or None,
        "position": list(finding.address),
        "scene": finding.scene,
        "item": finding.item,
        "message": finding.message,
        "hint": finding.hint,
        "waived": finding.waived,
        "fingerprint": finding.fingerprint,
        "way": list(finding.way),
        "evidence": [_spot_data(each) for each in located.evidence],
        "chain": [_spot_data(each) for each in located.chain],
    }


def _spot_data(spot: Spot) -> SpotData:
    return {
        "path": spot.place.path,
        "line": spot.line or None,
        "position": list(spot.place.address),
        "text": spot.place.text,
    }


def _report(checked: Checked, width: int | None, *, everything: bool) -> Iterator[Line]:
    shown = checked.findings if everything or width is None else checked.findings[:FIRST]
    if width is None:
        for located in shown:
            yield from finding_lines(located)
    else:
        for path, group in groupby(shown, key=lambda each: each.finding.path):
            yield from _document(path, list(group), width)
    for warning in checked.warnings:
        yield [Styled("warning", "yellow"), f" {warning}"]
    for waiver, count in checked.ended:
        where = f" at {waiver.scene}" if waiver.scene else ""
        again = f"{plural(count, 'finding')} {'counts' if count == 1 else 'count'} again"
        yield Styled(f"The waiver of {waiver.rule}{where} ended on {waiver.until}: {again}.", "yellow")
    if len(shown) < len(checked.findings):
        yield f"And {len(checked.findings) - len(shown)} more: anime story check --all"
    yield _sum(checked)


def _sum(checked: Checked) -> str:
    scenes = plural(checked.scenes, "scene")
    if not checked.findings:
        if checked.since is not None:
            return f"Nothing new contradicts itself in {scenes}."
        return f"Nothing contradicts itself in {scenes}."
    kinds = [_kind(each) for each in checked.findings]
    numbers = [plural(kinds.count("error"), "error"), plural(kinds.count("warning"), "warning")]
    numbers += [plural(kinds.count("info"), "info")] if "info" in kinds else []
    numbers += [f"{kinds.count('waived')} waived"] if "waived" in kinds else []
    return f"{listed(numbers)} in {scenes}."


def _kind(located: Located) -> str:
    return "waived" if located.finding.waived else located.finding.severity


def _document(path: str, found: Sequence[Located], width: int) -> Iterator[Line]:
    """Set what was found in one document: its path, then each finding beside its line."""
    yield Styled(path, "bold")
    number = max(len(str(each.line or "")) for each in found)
    tag = max(len(f"{_kind(each)} {each.finding.rule}") for each in found)
    for each in found:
        yield from _beside(each, number, tag, width)
    yield ""


def _beside(located: Located, number: int, tag: int, width: int) -> Iterator[Line]:
    finding, kind = located.finding, _kind(located)
    margin = " " * (number + tag + 6)
    first, *rest = wrap(finding.message, width - len(margin))
    label = f"{kind} {finding.rule}"
    yield [f"  {located.line or '':>{number}}  ", Styled(label, COLOURS[kind]), f"{' ' * (tag - len(label))}  {first}"]
    yield from (f"{margin}{line}" for line in rest)
    told = [finding.hint] if finding.hint else []
    told += [f"{_where(spot)}: {spot.place.text}" for spot in located.evidence]
    for text in told:
        yield from (Styled(f"{margin}{line}", "dim") for line in wrap(text, width - len(margin)))


def _where(spot: Spot) -> str:
    return f"{spot.place.path}:{spot.line}" if spot.line else spot.place.path


def finding_lines(located: Located) -> Iterator[Line]:
    """Set one finding in a line, and below it how it is mended."""
    finding, kind = located.finding, _kind(located)
    where = f"{finding.path}:{located.line}" if located.line else finding.path
    yield [f"{where}: ", Styled(f"{kind} {finding.rule}", COLOURS[kind]), f" {finding.message}"]
    if finding.hint:
        yield Styled(f"    {finding.hint}", "dim")
