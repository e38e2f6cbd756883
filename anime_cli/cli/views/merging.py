"""What came of a merge, and what is left to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled, View
from anime_cli.cli.views.changes import change_data, changes, value
from anime_cli.cli.views.check import finding_data, finding_lines
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.cli.output import Line
    from anime_cli.merge.conflicts import Decision
    from anime_cli.studio.conflicts import Conflicts, OpenConflict, Resolved
    from anime_cli.studio.merging import Aborted, MergeOutcome
    from anime_cli.studio.replaying import ReplayOutcome

CONTINUE = "anime story merge --continue"


def to_finish(operation: str) -> str:
    """Return the command that finishes an open merge, revert or pick."""
    return f"anime story {operation} --continue"


def outcome(told: MergeOutcome, *, explain: bool = False) -> View:
    """Show what came of a merge; EXPLAIN lists what it decided."""
    data = {
        "branch": told.branch,
        "name": told.name,
        "kind": told.kind,
        "commit": told.commit,
        "changes": [change_data(change) for change in told.changes],
        "decisions": [decision_data(decision) for decision in told.decisions],
        "conflicts": [conflict_data(each) for each in told.conflicts],
        "problems": [finding_data(each) for each in told.problems],
        "dry_run": told.dry_run,
    }
    return View("merge", data, _outcome(told, explain=explain))


def decision_data(decision: Decision) -> dict[str, Any]:
    """Return a decision as values of JSON."""
    return {
        "what": decision.what,
        "path": decision.path,
        "address": list(decision.address),
        "entity": decision.entity,
        "note": decision.note,
    }


def _outcome(told: MergeOutcome, *, explain: bool) -> Iterator[Line]:
    if told.kind == "up-to-date":
        yield f"{told.branch} holds all of {told.name} already."
        return
    if told.changes:
        yield from changes(told.changes)
        yield ""
    if explain:
        yield from explained(told.decisions)
    yield from asides(told)
    yield from _verdict(told)


def explained(decisions: Iterable[Decision]) -> Iterator[Line]:
    """List what was decided."""
    for decision in decisions:
        note = f": {decision.note}" if decision.note else ""
        yield [Styled(decision.what, "cyan"), f" {decision.entity}{note}", Styled(f"  {decision.path}", "dim")]
    yield ""


def asides(told: MergeOutcome | ReplayOutcome) -> Iterator[Line]:
    """Set what a person has to read: conflicts, new problems, sentences that both sides changed."""
    for each in told.conflicts:
        yield from _conflict(each)
    for problem in told.problems:
        yield from finding_lines(problem)
    for decision in told.decisions:
        if decision.what == "review":
            yield [Styled("read again ", "yellow"), f"{decision.entity}: {decision.note}", f" ({decision.path})"]


def _verdict(told: MergeOutcome) -> Iterator[Line]:
    both = f"{told.name} and {told.branch}"
    if told.kind == "conflicts":
        verb = "would have" if told.dry_run else "has"
        yield f"The merge of {told.name} {verb} {plural(len(told.conflicts), 'conflict')}."
        ways = ("anime story resolve c1 --ours", CONTINUE, "anime story merge --abort")
        yield from [] if told.dry_run else next_commands(*ways)
    elif told.kind == "problems":
        found = plural(len(told.problems), "problem")
        yield f"{both} fit line by line, but together they have {found} that neither has alone."
        yield from [] if told.dry_run else next_commands(CONTINUE, "anime story merge --abort")
    elif told.dry_run:
        yield f"{told.name} would merge into {told.branch} without conflicts."
    else:
        how = " by moving forward" if told.kind == "fast-forward" else ""
        left = f" It has {plural(len(told.problems), 'problem')} that neither had alone." if told.problems else ""
        yield f"{told.name} is merged into {told.branch}{how}: {(told.commit or '')[:10]}.{left}"


def next_commands(*commands: str) -> Iterator[Line]:
    """Name what can be done next, a command a line."""
    for number, command in enumerate(commands):
        yield ["Next: " if number == 0 else "  or: ", Styled(command, "cyan")]


def aborted(told: Aborted) -> View:
    """Show that a merge was given up."""
    line = f"The merge of {told.name} is given up; {plural(len(told.files), 'file')} as before."
    return View("merge-aborted", {"name": told.name, "files": list(told.files)}, [line])


def conflicts(told: Conflicts) -> View:
    """List what is left to settle."""
    left = [conflict_data(each) for each in told.left]
    data = {"name": told.name, "operation": told.operation, "conflicts": left}
    return View("conflicts", data, _conflicts(told))


def _conflicts(told: Conflicts) -> Iterator[Line]:
    for each in told.left:
        yield from _conflict(each)
    if told.name is None:
        yield "No merge is under way, so nothing is in conflict."
    elif told.left:
        yield f"{plural(len(told.left), 'conflict')} left in the {told.operation} of {told.name}."
    else:
        yield f"Every conflict in the {told.operation} of {told.name} is settled."
        yield from next_commands(to_finish(told.operation))


def conflict_data(told: OpenConflict) -> dict[str, Any]:
    """Return a conflict as values of JSON."""
    from anime_cli.merge.conflicts import to_json

    return {**to_json(told.conflict), "line": told.line or None}


def _conflict(told: OpenConflict) -> Iterator[Line]:
    conflict = told.conflict
    field = f", {conflict.field}" if conflict.field else ""
    where = f"{conflict.path}:{told.line}" if told.line else conflict.path
    yield [Styled(conflict.id, "bold"), " ", Styled(f"{conflict.entity}{field}", "red"), Styled(f"  {where}", "dim")]
    if conflict.reason:
        yield f"   {conflict.reason}"
    for side in ("base", "ours", "theirs"):
        yield ["   ", Styled(f"{side}:".ljust(8), "dim"), _shown(conflict.value(side), whole=conflict.whole)]


def _shown(told: object, *, whole: bool) -> str:
    """Return a side on one line; of a whole file only how long it is."""
    from anime_cli.merge.conflicts import MISSING

    if told is MISSING:
        return "not there"
    return plural(len(str(told).splitlines()), "line") if whole else value(told)


def resolved(told: Resolved) -> View:
    """Show which conflicts were settled."""
    data = {
        "side": told.side,
        "settled": [conflict.id for conflict in told.settled],
        "left": [conflict_data(each) for each in told.left],
    }
    return View("resolved", data, _resolved(told))


def _resolved(told: Resolved) -> Iterator[Line]:
    for conflict in told.settled:
        what = f"{conflict.entity}, {conflict.field}" if conflict.field else conflict.entity
        yield [Styled(conflict.id, "bold"), f" {what}: {told.side} is taken."]
    if told.left:
        yield f"{plural(len(told.left), 'conflict')} left: anime story conflicts lists them."
    else:
        yield "Every conflict is settled."
        yield from next_commands(to_finish(told.operation))
