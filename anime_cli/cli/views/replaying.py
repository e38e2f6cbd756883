"""What came of a revert or a pick, and of going back to a checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import PICK, PICK_ABORTED, RETURNED, REVERT, REVERT_ABORTED
from anime_cli.cli.views.changes import brief, change_data
from anime_cli.cli.views.conflicts import conflict_data, mend_commands, problem_data, settle_commands
from anime_cli.cli.views.explaining import decision_data, decision_lines
from anime_cli.cli.views.merging import asides
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.merging import Missing as MissingData
    from anime_cli.cli.results.merging import Replay
    from anime_cli.cli.results.merging import Returned as ReturnedData
    from anime_cli.studio.merging import Aborted
    from anime_cli.studio.replaying import ReplayOutcome
    from anime_cli.studio.reverting import Returned

GIVEN_UP = {"revert": REVERT_ABORTED, "pick": PICK_ABORTED}
DONE = {"revert": "taken back", "pick": "picked"}
OTHER = {"revert": "how it was before {}", "pick": "{}"}
"""What the other side of a conflict is."""
ALREADY = {"revert": "Nothing to take back: {} no longer holds what {} did.", "pick": "{} has all of {} already."}


def outcome(told: ReplayOutcome, *, explain: bool = False) -> View:
    """Show what came of a revert or a pick; EXPLAIN lists what it decided."""
    data: Replay = {
        "branch": told.branch,
        "name": told.name,
        "subject": told.subject or None,
        "kind": told.kind,
        "commit": told.commit,
        "paths": list(told.paths),
        "changes": [change_data(change) for change in told.changes],
        "decisions": [decision_data(decision) for decision in told.decisions],
        "conflicts": [conflict_data(each) for each in told.conflicts],
        "problems": [problem_data(each) for each in told.problems],
        "dry_run": told.dry_run,
    }
    blocks = _outcome(told, explain=explain)
    if told.operation == "revert":
        return REVERT.view(data, blocks)
    missing: list[MissingData] = [{"kind": each.kind, "id": each.id, "path": each.path} for each in told.missing]
    return PICK.view({**data, "missing": missing}, blocks)


def _outcome(told: ReplayOutcome, *, explain: bool) -> Iterator[Line]:
    if told.kind == "nothing":
        yield ALREADY[told.operation].format(told.branch, _what(told))
        return
    if told.changes:
        yield from brief(told.changes, _whole(told))
        yield ""
    if explain and told.decisions:
        names = (told.branch, OTHER[told.operation].format(told.name))
        from anime_cli.studio.explaining import explained

        yield from decision_lines(explained(told.decisions, told.changes), names)
        yield ""
    yield from asides(told)
    yield from _missing(told)
    yield from _verdict(told)


def _whole(told: ReplayOutcome) -> str:
    """Return the command that shows every change."""
    if told.dry_run:
        return f"anime story show {told.name}" if told.subject else f"anime story diff {told.branch}...{told.name}"
    return "anime story show" if told.commit else "anime story diff"


def _what(told: ReplayOutcome) -> str:
    part = f" in {listed(told.paths)}" if told.paths else ""
    return (f"{told.name} ({told.subject})" if told.subject else told.name) + part


def _missing(told: ReplayOutcome) -> Iterator[Line]:
    """Name what the picked documents need, and how to bring along what is a document of its own."""
    for each in told.missing:
        how = f"--only {each.id} brings it along" if each.path != "story.yaml" else "it stands in story.yaml there"
        yield [Styled("missing ", "yellow"), f"{each.kind} {each.id}: {how}."]


def _verdict(told: ReplayOutcome) -> Iterator[Line]:
    if told.kind == "conflicts":
        verb = "would have" if told.dry_run else "has"
        yield f"The {told.operation} of {_what(told)} {verb} {plural(len(told.conflicts), 'conflict')}."
        yield f"ours is {told.branch} as it is, theirs is {OTHER[told.operation].format(told.name)}."
        first = f"anime story resolve {told.conflicts[0].name} --ours"
        yield from [] if told.dry_run else settle_commands(first, told.operation)
    elif told.kind == "problems":
        verb = "would leave" if told.dry_run else "leaves"
        found = plural(len(told.problems), "problem")
        yield f"The {told.operation} of {_what(told)} {verb} {found} that neither side has."
        yield from [] if told.dry_run else mend_commands(told.operation)
    elif told.dry_run:
        yield f"{_what(told)} would be {DONE[told.operation]} on {told.branch} without conflicts."
    else:
        found = plural(len(told.problems), "problem")
        left = f" It has {found} that neither side had, as you allowed." if told.problems else ""
        yield f"{_what(told)} is {DONE[told.operation]} on {told.branch}: {(told.commit or '')[:10]}.{left}"


def given_up(told: Aborted, operation: str) -> View:
    """Show that a revert or a pick was given up."""
    line = f"The {operation} of {told.name} is given up; {plural(len(told.files), 'file')} as before."
    return GIVEN_UP[operation].view({"name": told.name, "files": list(told.files)}, [line])


def returned(told: Returned) -> View:
    """Show what going back to an earlier state changed."""
    data: ReturnedData = {
        "branch": told.branch,
        "name": told.name,
        "target": told.target,
        "commit": told.commit,
        "changes": [change_data(change) for change in told.changes],
        "files": list(told.files),
        "dry_run": told.dry_run,
    }
    return RETURNED.view(data, _returned(told))


def _returned(told: Returned) -> Iterator[Line]:
    if not told.changes and not told.files:
        yield f"{told.branch} is as {told.name} already."
        return
    command = f"anime story diff HEAD {told.name}" if told.dry_run else "anime story show"
    yield from brief(told.changes, command, told.files)
    yield ""
    if told.dry_run:
        yield f"{told.branch} would be as {told.name} again."
    else:
        yield f"{told.branch} is as {told.name} again: {(told.commit or '')[:10]}. What came between stays in its past."
