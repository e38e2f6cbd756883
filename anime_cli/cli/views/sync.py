"""What came of a sync, branch by branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table
from anime_cli.cli.printed import SYNC
from anime_cli.cli.views.merging import outcome, outcome_data
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import Line, Part, View
    from anime_cli.cli.results.sharing import Sync, SyncedBranch
    from anime_cli.studio.synced import BranchSync, Synced

FEW = 4
AGAIN = "anime story sync"
LEFT = {
    "apart": f"anime story switch {{name}}, then {AGAIN}",
    "gone": "anime story branch --delete {name}, if nobody needs it",
    "rewritten": f"{AGAIN} --branch {{name}} tells what can be done",
    "elsewhere": f"{AGAIN}, in the work tree that has it",
}
"""What leads on with a branch of each kind that a sync leaves alone."""


def synced(told: Synced) -> View:
    """Show what came, what went, and what is left."""
    data: Sync = {
        "remote": told.remote,
        "merges": [outcome_data(each) for each in told.merges],
        "branches": [_branch_data(each) for each in told.branches],
        "shared": [_branch_data(each) for each in told.shared],
        "checkpoints": {
            "taken": list(told.checkpoints.taken),
            "sent": list(told.checkpoints.sent),
            "differing": list(told.checkpoints.differing),
        },
        "unshared": list(told.unshared),
        "offered": list(told.offered),
        "said": list(told.said),
        "held": told.held,
        "dry_run": told.dry_run,
    }
    return SYNC.view(data, _synced(told))


def _branch_data(each: BranchSync) -> SyncedBranch:
    return {
        "name": each.name,
        "upstream": each.upstream,
        "kind": each.kind,
        "taken": each.taken,
        "sent": each.sent,
        "to_take": each.to_take,
        "to_send": each.to_send,
        "begun": each.begun,
        "followed": each.followed,
    }


def _synced(told: Synced) -> Iterator[Line | Table]:
    for merge in told.merges:
        yield from outcome(merge).blocks
        yield ""
    shown = [*told.branches, *told.shared]
    busy = [each for each in shown if not each.level]
    if busy:
        yield Table(("branch", "with", "what"), [_row(each, told) for each in busy])
    elif not told.merges:
        yield f"In step with {told.remote}: {listed(each.name for each in told.branches)}."
    yield from _checkpoints(told)
    yield from _ways_on(told)
    if told.failure is None:
        yield from (f"{told.remote}: {line}" for line in told.said)


def _row(each: BranchSync, told: Synced) -> tuple[Part, ...]:
    style = {"synced": "green", "open": "yellow"}.get(each.kind, "red")
    return Styled(each.name, style), each.upstream, ", ".join(_facts(each, told)) or "in step"


def _facts(each: BranchSync, told: Synced) -> Iterator[str]:
    """Yield what happened to a branch, in a few words each."""
    if each.kind == "gone":
        yield f"{told.remote} no longer has it"
        return
    if each.kind == "rewritten":
        yield f"rewritten at {told.remote}"
        return
    if each.kind == "apart":
        yield f"apart: {each.to_send} here, {each.to_take} there"
        return
    would = "would " if told.dry_run else ""
    if each.begun == "here":
        yield f"{would}begin here" if told.dry_run else "begun here"
    if each.taken or each.to_take:
        yield f"took {each.taken}" if each.taken else f"{would or 'to '}take {each.to_take}"
    if each.begun == "there":
        yield f"{would}begin there" if told.dry_run else "begun there"
    if each.sent or each.to_send:
        yield f"sent {each.sent}" if each.sent else f"{would or 'to '}send {each.to_send}"
    if each.kind == "elsewhere":
        yield "in another work tree"


def _checkpoints(told: Synced) -> Iterator[Line]:
    came, went = ("would come", "would go") if told.dry_run else ("came", "went")
    for verb, names in ((came, told.checkpoints.taken), (went, told.checkpoints.sent)):
        if names:
            yield f"{plural(len(names), 'checkpoint')} {verb}: {listed(names)}."
    for name in told.checkpoints.differing:
        yield [
            Styled(f"Checkpoint {name} is another one at {told.remote}; both stay. To take theirs: ", "yellow"),
            Styled(f"anime story checkpoint --delete {name}", "cyan"),
        ]


def _ways_on(told: Synced) -> Iterator[Line]:
    for each in told.branches:
        if each.followed:
            yield f"{each.name} follows {each.upstream} from now on."
        if each.kind in LEFT:
            command = LEFT[each.kind].format(name=each.name)
            yield [f"{each.name} was left as it is: ", Styled(command, "cyan")]
        if each.kind == "open":
            yield ["Nothing was sent. Once the merge is finished: ", Styled(AGAIN, "cyan")]
    if told.unshared:
        first = f"{AGAIN} --branch {told.unshared[0]}"
        yield [Styled(f"Only here: {_few(told.unshared)}. To share one: ", "dim"), Styled(first, "cyan")]
    if told.offered:
        first = f"{AGAIN} --branch {told.offered[0]}"
        yield [Styled(f"Only at {told.remote}: {_few(told.offered)}. To have one: ", "dim"), Styled(first, "cyan")]


def _few(names: Sequence[str]) -> str:
    """Name the first few NAMES."""
    more = len(names) - FEW
    return listed(names) if more <= 0 else listed([*names[:FEW], f"{more} more"])
