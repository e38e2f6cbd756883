"""Keep in step with others: take what a remote has, merge it in story terms, send what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.history import fetching, remotes
from anime_cli.history.program import SILENT
from anime_cli.history.pushing import Overtaken
from anime_cli.history.shared import SHARED
from anime_cli.studio.syncreport import kind_of, report
from anime_cli.studio.syncround import Call, Round, make_round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.history.program import Listener
    from anime_cli.studio.studio import Studio
    from anime_cli.studio.synced import Synced

ATTEMPTS = 8
"""How often others may be faster than us before a sync gives up."""

PATIENCE = 3
"""In how many rounds a remote may refuse what it still has unchanged, before that is taken for a refusal."""


def sync_story(
    studio: Studio,
    remote: str | None = None,
    *,
    branches: Sequence[str] = (),
    push: bool = True,
    dry_run: bool = False,
    listener: Listener = SILENT,
) -> Synced:
    """Fetch from REMOTE, merge into the current branch what it follows there, move others forward, and send the rest.

    Without BRANCHES all that follow one of REMOTE are synced, with them only these. A merge is made, or left open, as
    `merge_storylines` does; while one is open nothing is sent. Where somebody was faster all is done again. With PUSH
    off nothing is sent, with DRY_RUN only the fetch is done. LISTENER hears what git says meanwhile. What comes after
    the first merge doesn't raise: the result tells the failure, beside what was done.

    Raises:
        NoRemote, SeveralRemotes, RemoteNotFound, MirroringRemote: it isn't clear with whom, or not safe.
        DetachedHead, UnbornBranch, UnfinishedMerge, UnfinishedOperation, WouldLoseWork: as for a merge.
        UnrelatedHistories, UpstreamGone, Rewritten, FollowsAnother: of the current branch, or one that was named.
        BranchNotFound, BranchApart, BranchElsewhere: of one that was named.
        HostUnreachable, ConnectionLost, SignInFailed, NoRepositoryThere, TransferFailed: nothing was fetched.
    """
    current = _ready(studio, named=bool(branches))
    name = remotes.chosen(studio.repository, remote, current)
    call = Call(studio, name, tuple(branches), push, dry_run, listener, SHARED)
    rounds, failure = _rounds(call)
    followed = frozenset() if dry_run else _followed(call, rounds[-1])
    fetching.tidy(studio.repository)
    return report(call, rounds, followed, failure)


def _ready(studio: Studio, *, named: bool) -> str | None:
    """Make sure that nothing waits and that there is a branch to sync; return the current one."""
    from anime_cli.history import underway
    from anime_cli.history.errors import DetachedHead
    from anime_cli.history.undo import settle

    settle(studio.repository)
    underway.refuse(studio.repository)
    current = studio.repository.head.branch
    if not named:
        studio.repository.tip()
        if current is None:
            raise DetachedHead("what a sync merges")
    return current


def _rounds(call: Call) -> tuple[list[Round], AnimeError | None]:
    """Make rounds until nobody is faster. What fails in the first is raised: nothing was done yet."""
    rounds = [make_round(call)]
    while rounds[-1].pushed.overtaken and not _stuck(rounds):
        if len(rounds) == ATTEMPTS:
            return rounds, Overtaken(call.remote, ATTEMPTS)
        try:
            rounds.append(make_round(call))
        except AnimeError as error:
            return rounds, error
    return rounds, rounds[-1].pushed.failure


def _stuck(rounds: Sequence[Round]) -> bool:
    """Tell whether the remote refuses, though nobody has changed it meanwhile."""
    last = rounds[-PATIENCE:]
    return len(last) == PATIENCE and all(each.there == last[0].there for each in last)


def _followed(call: Call, last: Round) -> frozenset[str]:
    """Let branches that follow nothing follow those that they are in step with now; name them."""
    found = (each for each in last.found if kind_of(call, last, each) == "synced")
    there = [each for each in found if each.theirs is not None or last.arrived(each)]
    new = [each for each in there if remotes.upstream(call.repository, each.name) is None]
    for each in new:
        remotes.follow(call.repository, each.name, each.upstream)
    return frozenset(each.name for each in new)
