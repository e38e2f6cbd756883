"""Measure how well two people's changes to one story are merged: by our engine, by git, by nbdime.

python tests/benchmarks/merge_quality.py --pairs 3000 --seed 7
python tests/benchmarks/merge_quality.py --pairs 200 --only rename --show 5 --no-peers
python tests/benchmarks/merge_quality.py --pairs 3000 --write docs/benchmarks.md
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from secrets import randbelow
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

import engines
import peers
import reporting
from generating import cases
from scoring import RIGHT, Score, Tally, scored, story_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from case import Case
    from scoring import Outcome

CHUNK = 150
FURTHER = 60
OURS = "anime"


@dataclass
class Report:
    """What a run found: a tally for each merge, ours by family of edits too, and what failed."""

    seed: int
    only: str | None = None
    by_merge: dict[str, Tally | None] = field(default_factory=dict)
    by_family: dict[str, Tally] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


def run(pairs: int, seed: int, *, only: str | None = None, with_peers: bool = False, show: int = 0) -> Report:
    """Merge PAIRS made-up pairs, and the further kinds where there are some, and judge each result."""
    report = Report(seed, only)
    others = peers.all_peers() if with_peers else {}
    report.by_merge = {OURS: Tally(), **{name: Tally() if merge else None for name, merge in others.items()}}
    for chunk in _chunks(islice(cases(Random(seed), only), pairs)):
        for case in chunk:
            _judge_ours(report, case, case.kind.split("+"), show)
        for name, merge in others.items():
            _judge_peer(report.by_merge[name], chunk, merge)
    for case in islice(_further(seed, only), pairs):
        _judge_ours(report, case, [f"further: {case.kind}"], show, whole=False)
    return report


def _judge_ours(report: Report, case: Case, families: list[str], show: int, *, whole: bool = True) -> None:
    score = scored(case, engines.ours(case), story_problems(case))
    total = report.by_merge[OURS]
    if whole and total is not None:
        total.add(case, score)
    for family in families:
        report.by_family.setdefault(family, Tally()).add(case, score)
    if (score.verdict != RIGHT or score.lost or score.comments) and len(report.failures) < show:
        report.failures.append(reporting.failure(case, score))


def _judge_peer(
    tally: Tally | None, chunk: Sequence[Case], merge: Callable[[Sequence[Case]], list[Outcome]] | None
) -> None:
    if tally is None or merge is None:
        return
    for case, outcome in zip(chunk, merge(chunk), strict=True):
        score = scored(case, outcome)
        tally.add(case, Score(score.verdict, score.lost))


def _further(seed: int, only: str | None) -> Iterator[Case]:
    """Yield sixty cases of each of the further kinds, or of the kind ONLY."""
    import further_kinds

    found = islice(further_kinds.cases(Random(seed)), FURTHER * len(further_kinds.KINDS))
    yield from (each for each in found if only is None or only in each.kind.split("+"))


def _chunks(found: Iterable[Case]) -> Iterator[list[Case]]:
    rest = iter(found)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=300, help="how many pairs of concurrent edits")
    parser.add_argument("--seed", type=int, help="the same seed makes the same pairs; without, a fresh one")
    parser.add_argument("--only", help="only pairs in which this family of edits takes part, e.g. rename")
    parser.add_argument("--show", type=int, default=0, help="how many failing pairs to print")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="run git and nbdime too")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--write", type=Path, help="a page whose block of figures is replaced by this run's")
    given = parser.parse_args(arguments)
    seed = randbelow(10**6) if given.seed is None else given.seed
    report = run(given.pairs, seed, only=given.only, with_peers=given.peers, show=given.show)
    if given.write is not None:
        page = given.write.read_text(encoding="utf-8")
        given.write.write_text(reporting.replaced(page, reporting.page(report)), encoding="utf-8")
    print(json.dumps(asdict(report), ensure_ascii=False) if given.json else reporting.terminal(report))  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
