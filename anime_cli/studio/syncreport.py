"""What a sync has to tell of its rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import references, remotes
from anime_cli.history.branches import tip
from anime_cli.history.counterparts import between, lacking
from anime_cli.history.names import tellings
from anime_cli.history.references import BRANCHES, TAGS
from anime_cli.studio.synced import BranchSync, Synced, Travelled

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from anime_cli.errors import AnimeError
    from anime_cli.history.counterparts import Standing
    from anime_cli.history.shared import United
    from anime_cli.studio.syncround import Call, Round


def report(call: Call, rounds: Sequence[Round], followed: Collection[str], failure: AnimeError | None) -> Synced:
    """Tell what ROUNDS came to; FOLLOWED are the branches that follow the remote's from now on."""
    last = rounds[-1]
    unshared, offered = ((), ()) if call.names else _alone(call, last)
    return Synced(
        remote=call.remote,
        merges=tuple(each.outcome for each in rounds if each.outcome is not None),
        branches=tuple(_branch(call, rounds, each, followed) for each in last.found),
        shared=tuple(_shared(call, rounds, each) for each in last.united),
        checkpoints=_checkpoints(call, rounds),
        unshared=unshared,
        offered=offered,
        said=tuple(line for each in rounds for line in each.pushed.said),
        failure=failure,
        held=not call.push,
        dry_run=call.dry_run,
    )


def _branch(call: Call, rounds: Sequence[Round], each: Standing, followed: Collection[str]) -> BranchSync:
    """Tell of a branch, as the last round found it."""
    last = rounds[-1]
    now = references.value(call.repository, BRANCHES + each.name)
    taken = [_took(call, done, past) for done in rounds for past in done.found if past.name == each.name]
    left = each.ahead if now is None or each.theirs is None else between(call.repository, now, each.theirs)[0]
    arrived = last.arrived(each)
    return BranchSync(
        name=each.name,
        upstream=str(each.upstream),
        kind=kind_of(call, last, each),
        taken=sum(taken),
        sent=left if arrived else 0,
        to_take=each.behind - taken[-1],
        to_send=0 if arrived else left,
        begun=_begun(call, rounds, each.name, arrived=arrived),
        followed=each.name in followed,
    )


def kind_of(call: Call, last: Round, each: Standing) -> str:
    """Return the kind of a branch, as `BranchSync` has it."""
    current = each.name == call.repository.head.branch
    named = (
        (each.gone, "gone"),
        (each.dropped is not None, "rewritten"),
        (current and last.open and not call.dry_run, "open"),
        (each.apart and not current, "apart"),
        (each.elsewhere and each.behind > 0, "elsewhere"),
    )
    return next((kind for holds, kind in named if holds), "synced")


def _took(call: Call, done: Round, each: Standing) -> int:
    """Return how many commits of the remote the branch took in a round."""
    if call.dry_run:
        return 0
    if each.name == call.repository.head.branch:
        return 0 if done.open else each.behind
    return each.behind if each.to_take else 0


def _begun(call: Call, rounds: Sequence[Round], name: str, *, arrived: bool) -> str | None:
    """Say on which side the branch begins, if it does."""
    first = next(each for each in rounds[0].found if each.name == name)
    if first.ours is None:
        return "here"
    return "there" if first.theirs is None and not first.gone and (arrived or call.dry_run) else None


def _shared(call: Call, rounds: Sequence[Round], last: United) -> BranchSync:
    """Tell of a branch that is no storyline."""
    every = [each for done in rounds for each in done.united if each.branch == last.branch]
    arrived = BRANCHES + last.branch in rounds[-1].pushed.arrived
    left = last.lacking(call.repository)
    return BranchSync(
        name=last.branch,
        upstream=f"{call.remote}/{last.branch}",
        kind="synced",
        taken=sum(each.gained(call.repository) for each in every),
        sent=left if arrived else 0,
        to_send=0 if arrived else left,
    )


def _checkpoints(call: Call, rounds: Sequence[Round]) -> Travelled:
    last = rounds[-1]
    came = tuple(name for each in rounds for name in each.coming.names)
    sent = tuple(name for name in last.tags if call.dry_run or TAGS + name in last.pushed.arrived)
    return Travelled(came, sent, last.coming.differing)


def _alone(call: Call, last: Round) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the branches of which only this clone has commits, and those of which only the remote has."""
    shared = {each.branch for each in call.shared}
    local = set(tellings(call.repository.handle.branches.local))
    synced = {each.name for each in last.found}
    ours = {name for name in local - synced - shared if remotes.upstream(call.repository, name) is None}
    theirs = last.there.heads.keys() - local - shared - {each.upstream.branch for each in last.found}
    here, there = {name: tip(call.repository, name) for name in local}, last.there.heads
    return (
        tuple(name for name in sorted(ours) if lacking(call.repository, here[name], there.values())),
        tuple(name for name in sorted(theirs) if lacking(call.repository, there[name], here.values())),
    )
