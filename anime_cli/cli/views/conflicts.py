"""What is left to settle in a merge, and what was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import CONFLICTS, RESOLVED
from anime_cli.cli.views.changes import value, words
from anime_cli.cli.views.check import finding_data, finding_lines
from anime_cli.cli.views.standing import merge_data
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.output import Part as Words
    from anime_cli.cli.results.findings import Origin as OriginData
    from anime_cli.cli.results.findings import Problem
    from anime_cli.cli.results.findings import Side as SideData
    from anime_cli.cli.results.merging import Conflict
    from anime_cli.cli.results.merging import Conflicts as ConflictsData
    from anime_cli.cli.results.merging import Resolved as ResolvedData
    from anime_cli.studio.attributing import Origin, Part
    from anime_cli.studio.checking import Located
    from anime_cli.studio.conflicts import Conflicts, OpenConflict
    from anime_cli.studio.resolving import Resolved

SIDES = ("base", "ours", "theirs")
BROUGHT = {"together": "both together"}
TAKEN = {"both": "both are kept", "set": "your words are taken", "edit": "your words are taken"}


def ways_on(operation: str) -> tuple[str, str, str]:
    """Return the commands that finish an open merge, revert or pick, finish it in spite of problems, and give it up."""
    command = f"anime story {operation}"
    return f"{command} --continue", f"{command} --continue --allow-problems", f"{command} --abort"


def conflicts(told: Conflicts) -> View:
    """List what is left to settle."""
    data: ConflictsData = {
        "name": told.name,
        "operation": told.operation,
        "conflicts": [conflict_data(each) for each in told.left],
        "problems": [problem_data(each) for each in told.problems],
    }
    return CONFLICTS.view(data, _conflicts(told))


def _conflicts(told: Conflicts) -> Iterator[Line]:
    for each in told.left:
        yield from conflict_lines(each)
    if told.name is None:
        yield "No merge is under way, so nothing is in conflict."
    elif told.left:
        yield f"{plural(len(told.left), 'conflict')} left in the {told.operation} of {told.name}."
    elif told.problems:
        yield from _problems(told.problems, told.operation)
    else:
        yield f"Every conflict in the {told.operation} of {told.name} is settled."
        yield from next_commands(ways_on(told.operation)[0])


def next_commands(*commands: str) -> Iterator[Line]:
    """Name the commands to go on with: the first now, then any of the others."""
    for number, command in enumerate(commands):
        yield ["Next: " if number == 0 else "  or: ", Styled(command, "cyan")]


def settle_commands(first: str, operation: str) -> Iterator[Line]:
    """Name the commands of an OPERATION with conflicts: FIRST settles one, the others come after it or instead."""
    go_on, _, give_up = ways_on(operation)
    yield ["Next: ", Styled(first, "cyan")]
    yield ["then: ", Styled(go_on, "cyan")]
    yield ["  or: ", Styled(give_up, "cyan")]


def mend_commands(operation: str) -> Iterator[Line]:
    """Name the commands of an OPERATION with problems: they are mended in the files, let through, or given up with."""
    go_on, allow, give_up = ways_on(operation)
    yield ["Mend the files, then: ", Styled(go_on, "cyan")]
    yield ["  or: ", Styled(allow, "cyan")]
    yield ["  or: ", Styled(give_up, "cyan")]


def conflict_data(told: OpenConflict) -> Conflict:
    """Return a conflict as values of JSON; a side that lacks the thing has no key."""
    from anime_cli.merge.change import jsonable
    from anime_cli.merge.conflicts import MISSING

    conflict = told.conflict
    data: Conflict = {
        "id": told.name,
        "path": conflict.path,
        "line": told.line or None,
        "position": list(conflict.address),
        "entity": conflict.entity,
        "field": conflict.field or None,
        "kind": told.kind,
        "reason": conflict.reason or None,
        "suggestion": " ".join(told.suggestion),
        "ways": list(told.ways),
    }
    if conflict.base is not MISSING:
        data["base"] = jsonable(conflict.base)
    if conflict.ours is not MISSING:
        data["ours"] = jsonable(conflict.ours)
    if conflict.theirs is not MISSING:
        data["theirs"] = jsonable(conflict.theirs)
    return data


def conflict_lines(told: OpenConflict) -> Iterator[Line]:
    """Set one conflict: what and where, both sides against the base, and what settles it."""
    conflict = told.conflict
    field = f", {conflict.field}" if conflict.field else ""
    where = f"{conflict.path}:{told.line}" if told.line else conflict.path
    yield [Styled(told.name, "bold"), " ", Styled(f"{conflict.entity}{field}", "red"), Styled(f"  {where}", "dim")]
    if conflict.reason:
        yield f"   {conflict.reason}"
    for side in SIDES:
        yield ["   ", Styled(f"{side}:".ljust(8), "dim"), *_shown(told, side)]
    for sentence in told.suggestion:
        yield ["   ", Styled(sentence, "cyan")]


def _shown(told: OpenConflict, side: str) -> list[Words]:
    """Return a side on one line: prose word by word against the base, of a whole file only how long it is."""
    from anime_cli.merge.conflicts import MISSING
    from anime_cli.merge.words import word_diff

    conflict = told.conflict
    now, base = conflict.value(side), conflict.base
    if now is MISSING:
        return ["not there"]
    if conflict.whole:
        return [plural(len(str(now).splitlines()), "line")]
    if side != "base" and told.kind == "prose" and isinstance(now, str) and isinstance(base, str):
        return words(word_diff(" ".join(base.split()), " ".join(now.split())))
    return [value(now)]


def _problems(found: Sequence[Located], operation: str) -> Iterator[Line]:
    """Set the problems that are left once every conflict is settled."""
    for problem in found:
        yield from problem_lines(problem)
    number = plural(len(found), "problem")
    yield f"Every conflict is settled, but the story now has {number} that neither side has alone."
    yield from mend_commands(operation)


def problem_data(told: Located) -> Problem:
    """Return a problem of a merge as values of JSON."""
    return {
        **finding_data(told),
        "mend": _mend(told),
        "origin": None if told.origin is None else _origin_data(told.origin),
    }


def _origin_data(told: Origin) -> OriginData:
    return {"by": told.by, "ours": _side_data(told.ours), "theirs": _side_data(told.theirs)}


def _side_data(told: Part) -> SideData:
    return {"name": told.name, "commit": told.commit, "files": list(told.files)}


def _mend(told: Located) -> str:
    """Return what mends a problem: what its rule advises, else where to look."""
    where = f", line {told.line}" if told.line else ""
    return told.finding.hint or f"Change {told.finding.path}{where}."


def problem_lines(told: Located) -> Iterator[Line]:
    """Set one problem of a merge: where, what, how it is mended, and who brought it."""
    yield from finding_lines(told)
    if not told.finding.hint:
        yield Styled(f"    {_mend(told)}", "dim")
    if told.origin is None:
        return
    parts = [part for part in (told.origin.ours, told.origin.theirs) if part.files]
    did = "; ".join(f"{part.name} ({part.commit[:10]}) changed {', '.join(part.files)}" for part in parts)
    by = BROUGHT.get(told.origin.by, told.origin.by)
    yield Styled(f"    Brought by {by}: {did}." if did else f"    Brought by {by}.", "dim")


def resolved(told: Resolved) -> View:
    """Show which conflicts were settled, and what is left of the merge."""
    data: ResolvedData = {
        "way": told.way,
        "settled": [each.name for each in told.settled],
        "conflicts": [conflict_data(each) for each in told.standing.conflicts],
        "problems": [problem_data(each) for each in told.standing.problems],
        "branch": told.branch,
        "merge": merge_data(told.standing),
    }
    return RESOLVED.view(data, _resolved(told))


def _resolved(told: Resolved) -> Iterator[Line]:
    for each in told.settled:
        conflict = each.conflict
        what = f"{conflict.entity}, {conflict.field}" if conflict.field else conflict.entity
        yield [Styled(each.name, "bold"), f" {what}: {TAKEN.get(told.way, f'{told.way} is taken')}."]
    if told.branch is not None:
        yield ["The other version lives on as ", Styled(told.branch, "bold"), "."]
    if not told.settled:
        yield "Nothing was written, so nothing is settled."
    yield from _left(told)


def _left(told: Resolved) -> Iterator[Line]:
    now = told.standing
    if now.trouble:
        yield now.trouble
        yield from next_commands(now.next)
    elif now.conflicts:
        yield f"{plural(len(now.conflicts), 'conflict')} left: anime story conflicts lists them."
    elif now.problems:
        yield from _problems(now.problems, now.operation)
    else:
        yield "Every conflict is settled."
        yield from next_commands(now.next)
