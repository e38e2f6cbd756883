"""One round of a sync: fetch what a remote has, take it, send what the remote lacks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.history import references, travelling
from anime_cli.history.counterparts import Standing, standings
from anime_cli.history.fetching import fetched
from anime_cli.history.pushing import Pushed, push
from anime_cli.history.references import BRANCHES, TAGS
from anime_cli.history.shared import united

if TYPE_CHECKING:
    from anime_cli.history.fetching import Fetched
    from anime_cli.history.program import Listener
    from anime_cli.history.repository import Repository
    from anime_cli.history.shared import Shared, United
    from anime_cli.history.travelling import Coming
    from anime_cli.studio.merging import MergeOutcome
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Call:
    """What a sync was asked for: the remote, the branches (none: all that follow one of its), and how far to go."""

    studio: Studio
    remote: str
    names: tuple[str, ...]
    push: bool
    dry_run: bool
    listener: Listener
    shared: tuple[Shared, ...]

    @property
    def repository(self) -> Repository:
        """The story's repository."""
        return self.studio.repository


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What was fetched once, what was taken of it, and what the remote said to what it was sent."""

    there: Fetched
    found: tuple[Standing, ...]
    coming: Coming
    outcome: MergeOutcome | None = None
    united: tuple[United, ...] = ()
    tags: tuple[str, ...] = ()
    pushed: Pushed = field(default_factory=Pushed)

    @property
    def open(self) -> bool:
        """Tell whether the merge of the current branch was left for a person to settle."""
        return self.outcome is not None and self.outcome.exit_code != ExitCode.DONE

    def arrived(self, each: Standing) -> bool:
        """Tell whether the remote took the branch."""
        return BRANCHES + each.upstream.branch in self.pushed.arrived


def make_round(call: Call) -> Round:
    """Fetch, take, send.

    Raises:
        AnimeError: as `sync_story` says; a push that fails is told by the round.
    """
    skipped = {each.branch for each in call.shared}
    with fetched(call.repository, call.remote, call.listener) as there:
        found = standings(call.repository, call.remote, there, call.names, skipped)
        came = travelling.coming(call.repository, there)
        done = Round(there=there, found=found, coming=came, outcome=_taken(call, found, came))
        if call.dry_run:
            return replace(done, tags=_outgoing(call, done)[1])
        done = replace(done, united=united(call.repository, there, call.shared))
        return done if done.open or not call.push else _sent(call, done)


def _taken(call: Call, found: tuple[Standing, ...], came: Coming) -> MergeOutcome | None:
    """Merge into the current branch, and move other branches and checkpoints: one command that undo takes back."""
    from anime_cli.history.effects import Effects
    from anime_cli.history.undo import recording

    current = call.repository.head.branch
    mine = next((each for each in found if each.name == current and each.behind), None)
    if call.dry_run:
        return None if mine is None else _merged(call, mine)
    moved = {BRANCHES + each.name: (each.ours, each.theirs) for each in found if each.name != current and each.to_take}
    with recording(call.repository, "sync", (call.remote,)) as change:
        outcome = None if mine is None else _merged(call, mine)
        change.perform(Effects(refs={**moved, **came.refs}), f"sync {call.remote}: Fast-forward")
    return outcome


def _merged(call: Call, mine: Standing) -> MergeOutcome:
    from anime_cli.history.merging import sides_of
    from anime_cli.studio.merging import merge_sides

    assert mine.ours is not None
    assert mine.theirs is not None
    sides = sides_of(call.repository, (mine.ours, mine.theirs), (mine.name, str(mine.upstream)))
    return merge_sides(call.studio, sides, dry_run=call.dry_run)


def _sent(call: Call, done: Round) -> Round:
    refspecs, tags = _outgoing(call, done)
    if not refspecs:
        return done
    return replace(done, tags=tags, pushed=push(call.repository, call.remote, refspecs, call.listener))


def _outgoing(call: Call, done: Round) -> tuple[list[str], tuple[str, ...]]:
    """Return what to send, branches that are ahead, checkpoints of their past, what else is shared; name the second."""
    ahead = [each for each in done.found if _goes(call.repository, each)]
    tips = [tip for each in done.found if (tip := _known(call.repository, each, each in ahead)) is not None]
    tags = travelling.going(call.repository, done.there, tips)
    refspecs = [f"{BRANCHES}{each.name}:{BRANCHES}{each.upstream.branch}" for each in ahead]
    refspecs += [f"{TAGS}{name}:{TAGS}{name}" for name in tags]
    refspecs += [each.refspec for each in done.united if each.to_send]
    return refspecs, tags


def _goes(repository: Repository, each: Standing) -> bool:
    """Tell whether the remote lacks commits of the branch as it is now, and nothing stands in the way."""
    tip = references.value(repository, BRANCHES + each.name)
    if tip is None or each.gone or each.dropped is not None or tip == each.theirs:
        return False
    return each.theirs is None or not each.lags(repository, tip)


def _known(repository: Repository, each: Standing, goes: bool) -> str | None:
    """Return the commit that the remote will have of the branch."""
    return references.value(repository, BRANCHES + each.name) if goes else each.theirs
