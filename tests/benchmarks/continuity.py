"""Measure the continuity check: what it finds of known faults, and what it says of sound stories.

python tests/benchmarks/continuity.py --planner 1000 --seed 7
python tests/benchmarks/continuity.py --planner 100 --only C09 --show 5
python tests/benchmarks/continuity.py --planner 1000 --write docs/benchmarks.md
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "continuity"))

import continuity_report
import reporting
from expected import expected_in
from fault import judged
from holes import RULES, WAYS, hole, hole_by
from one_file import documents_in, made
from sound_stories import planned, written

from anime_cli.story.check import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fault import Fault
    from holes import Hole
    from telling import Documents

    from anime_cli.story.finding import Finding

FAULTY = Path(__file__).parent.parent / "continuity" / "faulty"


@dataclass
class Tally:
    """What was found of one rule: of faults by hand, of holes, and how many findings were right or false.

    `misgraded` are faults by hand that are found, but called graver or slighter than they are.
    """

    by_hand: int = 0
    by_hand_found: int = 0
    misgraded: int = 0
    holes: int = 0
    holes_found: int = 0
    right: int = 0
    false: int = 0
    ways: dict[str, list[int]] = field(default_factory=dict)
    """Holes by the way they were made: how many, how many of them found."""


@dataclass
class Report:
    """What a run found: a tally for each rule, sound stories and those without a finding, and what went wrong."""

    seed: int
    rules: dict[str, Tally] = field(default_factory=lambda: {rule: Tally() for rule in RULES})
    sound: int = 0
    quiet: int = 0
    remarks: int = 0
    failures: list[str] = field(default_factory=list)


def run(planner: int, seed: int, *, only: str | None = None, show: int = 0, every_way: bool = True) -> Report:
    """Check the faulty stories, the sound ones, and the sound ones with a hole each.

    Every written story gets a hole in EVERY_WAY there is, or one of each rule; every planned one a hole of one rule.
    """
    report, rules, plans = Report(seed), [only] if only else list(RULES), list(planned(planner))
    for name, faults in expected_in(FAULTY / "expected.yaml").items():
        if only is None or only in {fault.rule for fault in faults}:
            _judge_by_hand(report, name, faults, show)
    for name, documents in chain(written(), plans):
        _judge_sound(report, name, documents, show)
    for name, documents in written():
        for broken, holed in _holes(documents, rules, f"{seed}/{name}", every_way=every_way):
            _judge_hole(report, name, holed, broken, show)
    for at, (name, documents) in enumerate(plans):
        rule = rules[at % len(rules)]
        _judge_hole(report, name, hole(documents, rule, f"{seed}/{name}"), rule, show)
    return report


def _holes(
    documents: Documents, rules: Sequence[str], seed: str, *, every_way: bool
) -> Iterator[tuple[str, Hole | None]]:
    for rule in rules:
        if every_way:
            yield from ((rule, hole_by(way, documents, seed)) for way in WAYS[rule])
        else:
            yield rule, hole(documents, rule, seed)


def _graver(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is more than a remark and not waived."""
    return (finding for finding in findings if finding.severity != "info" and not finding.waived)


def _judge_by_hand(report: Report, name: str, faults: Sequence[Fault], show: int) -> None:
    findings = check(made(documents_in(FAULTY / f"{name}.yaml")))
    verdict = judged(faults, findings)
    for fault in faults:
        tally = report.rules[fault.rule]
        tally.by_hand += 1
        tally.by_hand_found += fault in verdict.met
        tally.misgraded += fault in verdict.met and not any(map(fault.is_graded_by, findings))
    _count(report, name, faults, findings, show)
    report.failures += [f"by hand, {name}: missed {fault.rule}" for fault in verdict.missed][: _room(report, show)]


def _judge_sound(report: Report, name: str, documents: Documents, show: int) -> None:
    findings = check(made(documents))
    grave = list(_graver(findings))
    report.sound += 1
    report.quiet += not grave
    report.remarks += len(findings) - len(grave)
    _count(report, name, (), findings, show)


def _judge_hole(report: Report, name: str, made_hole: Hole | None, rule: str, show: int) -> None:
    if made_hole is None:
        return
    findings = check(made(made_hole.documents))
    tally, met = report.rules[rule], bool(judged([made_hole.fault], findings).met)
    tally.holes += 1
    tally.holes_found += met
    way = tally.ways.setdefault(made_hole.way, [0, 0])
    way[0], way[1] = way[0] + 1, way[1] + met
    if not met and _room(report, show):
        report.failures.append(f"{name}: missed {rule} by {made_hole.way} at {sorted(made_hole.fault.scenes)}")
    _count(report, f"{name} by {made_hole.way}", [made_hole.fault], findings, show)


def _count(report: Report, name: str, faults: Sequence[Fault], findings: Sequence[Finding], show: int) -> None:
    """Count every finding as right or false by its own rule; a remark is right or is not counted."""
    false = set(map(id, judged(faults, findings).false))
    for finding in findings:
        tally = report.rules.setdefault(finding.rule, Tally())
        if id(finding) not in false:
            tally.right += not finding.waived
        elif finding.severity != "info":
            tally.false += 1
            if _room(report, show):
                report.failures.append(
                    f"{name}: false {finding.rule} at {finding.scene or finding.path}: {finding.message}"
                )


def _room(report: Report, show: int) -> int:
    return max(0, show - len(report.failures))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--planner", type=int, default=50, help="how many stories of the planner")
    parser.add_argument("--seed", type=int, help="the same seed makes the same holes; without, fresh ones")
    parser.add_argument("--only", choices=RULES, help="only faults of this rule")
    parser.add_argument("--show", type=int, default=0, help="how many misses and false findings to print")
    parser.add_argument("--ways", action="store_true", help="print the holes by the way they were made")
    parser.add_argument("--write", type=Path, help="a page whose block of figures is replaced by this run's")
    given = parser.parse_args(arguments)
    seed = randbelow(10**6) if given.seed is None else given.seed
    report = run(given.planner, seed, only=given.only, show=given.show)
    if given.write is not None:
        page = given.write.read_text(encoding="utf-8")
        block, marks = continuity_report.page(report), (continuity_report.BEGIN, continuity_report.END)
        given.write.write_text(reporting.replaced(page, block, *marks), encoding="utf-8")
    print(continuity_report.terminal(report, ways=given.ways))  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
