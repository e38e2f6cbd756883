"""What came of a merge, and what is left to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import MERGE, MERGE_ABORTED
from anime_cli.cli.views.changes import brief, change_data
from anime_cli.cli.views.conflicts import (
    conflict_data,
    conflict_lines,
    mend_commands,
    next_commands,
    problem_data,
    problem_lines,
    settle_commands,
    ways_on,
)
from anime_cli.cli.views.explaining import decision_data, decision_lines
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.merging import Merge
    from anime_cli.studio.merging import Aborted, MergeOutcome
    from anime_cli.studio.replaying import ReplayOutcome


def outcome(told: MergeOutcome, *, explain: bool = False) -> View:
    """Show what came of a merge; EXPLAIN lists what it decided."""
    return MERGE.view(outcome_data(told), _outcome(told, explain=explain))


def outcome_data(told: MergeOutcome) -> Merge:
    """Return what came of a merge as values of JSON."""
    return {
        "branch": told.branch,
        "name": told.name,
        "kind": told.kind,
        "commit": told.commit,
        "changes": [change_data(change) for change in told.changes],
        "decisions": [decision_data(decision) for decision in told.decisions],
        "conflicts": [conflict_data(each) for each in told.conflicts],
        "problems": [problem_data(each) for each in told.problems],
        "allowed": told.allowed,
        "dry_run": told.dry_run,
    }


def _outcome(told: MergeOutcome, *, explain: bool) -> Iterator[Line]:
    if told.kind == "up-to-date":
        yield f"{told.branch} holds all of {told.name} already."
        return
    if told.changes:
        yield from brief(told.changes, _whole(told))
        yield ""
    if explain and told.decisions:
        from anime_cli.studio.explaining import explained

        yield from decision_lines(explained(told.decisions, told.changes), (told.branch, told.name))
        yield ""
    yield from asides(told)
    yield from _verdict(told)


def _whole(told: MergeOutcome) -> str:
    """Return the command that shows every change."""
    if told.dry_run:
        return f"anime story diff {told.branch}...{told.name}"
    if told.commit is None:
        return "anime story diff"
    return "anime story diff ORIG_HEAD HEAD" if told.kind == "fast-forward" else "anime story show"


def asides(told: MergeOutcome | ReplayOutcome) -> Iterator[Line]:
    """Set what a person has to read: conflicts, new problems, sentences that both sides changed."""
    for each in told.conflicts:
        yield from conflict_lines(each)
    for problem in told.problems:
        yield from problem_lines(problem)
    for decision in told.decisions:
        if decision.what == "review":
            yield [Styled("read again ", "yellow"), f"{decision.entity}: {decision.note}", f" ({decision.path})"]


def _verdict(told: MergeOutcome) -> Iterator[Line]:
    both = f"{told.name} and {told.branch}"
    if told.kind == "conflicts":
        verb = "would have" if told.dry_run else "has"
        yield f"The merge of {told.name} {verb} {plural(len(told.conflicts), 'conflict')}."
        first = f"anime story resolve {told.conflicts[0].name} --ours"
        yield from [] if told.dry_run else settle_commands(first, "merge")
    elif told.kind == "problems":
        found = plural(len(told.problems), "problem")
        yield f"{both} fit line by line, but together they have {found} that neither has alone."
        yield from [] if told.dry_run else mend_commands("merge")
    elif told.kind == "ready":
        yield f"The merge of {told.name} is made anew, and nothing is left to settle."
        yield from next_commands(ways_on("merge")[0])
    elif told.dry_run:
        yield f"{told.name} would merge into {told.branch} without conflicts."
    else:
        how = " by moving forward" if told.kind == "fast-forward" else ""
        number = plural(len(told.problems), "problem")
        left = f" It has {number} that neither had alone, as you allowed." if told.problems else ""
        yield f"{told.name} is merged into {told.branch}{how}: {(told.commit or '')[:10]}.{left}"


def aborted(told: Aborted) -> View:
    """Show that a merge was given up."""
    line = f"The merge of {told.name} is given up; {plural(len(told.files), 'file')} as before."
    return MERGE_ABORTED.view({"name": told.name, "files": list(told.files)}, [line])
