"""How branches stand to those of a remote: who has what the other lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import references
from anime_cli.history.branches import BranchElsewhere, tip
from anime_cli.history.errors import BranchNotFound
from anime_cli.history.names import tellings
from anime_cli.history.references import BRANCHES
from anime_cli.history.remotes import Upstream, upstream
from anime_cli.history.rewriting import Rewritten, dropped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from anime_cli.history.fetching import Fetched
    from anime_cli.history.repository import Repository

BY_UPSTREAM = frozenset({"upstream", "tracking"})
"""Values of push.default by which a person sends a branch to one of another name."""


class UpstreamGone(WorldError):
    """The remote no longer has the branch that this one follows."""

    def __init__(self, name: str, upstream: Upstream) -> None:
        super().__init__(
            f"{upstream.remote} no longer has '{upstream.branch}', which '{name}' follows; nothing was changed.",
            hint=f"git branch --unset-upstream {name}, then anime story sync --branch {name} puts it there anew; "
            f"or, if all of it is merged elsewhere, anime story branch --delete {name}",
        )


class BranchApart(WorldError):
    """A branch and the one it follows went different ways, and a merge needs the files of the branch."""

    def __init__(self, name: str, upstream: Upstream) -> None:
        super().__init__(
            f"'{name}' and {upstream} both have commits that the other lacks; nothing was changed.",
            cause="Only the branch that is worked on can be merged.",
            hint=f"anime story switch {name}, then anime story sync",
        )


class FollowsAnother(WorldError):
    """A branch follows one of another name, so it isn't clear where its commits shall go."""

    def __init__(self, name: str, upstream: Upstream) -> None:
        super().__init__(
            f"'{name}' follows {upstream}, a branch of another name; nothing was changed.",
            cause=f"Its commits would go to '{upstream.branch}' there.",
            hint=f"git branch --unset-upstream {name} lets it be shared under its own name; git config push.default "
            f"upstream sends it to '{upstream.branch}'.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A branch and its counterpart at a remote: the last commit of each, None where there is none, and who is ahead.

    `follows` says that the branch was told to follow it, `elsewhere` that another work tree has the branch, `gone` that
    the remote no longer has it. `dropped` is a commit that the branch has from the remote, and that is gone from there.
    """

    name: str
    upstream: Upstream
    ours: str | None
    theirs: str | None
    ahead: int = 0
    behind: int = 0
    follows: bool = False
    elsewhere: bool = False
    gone: bool = False
    dropped: str | None = None

    @property
    def apart(self) -> bool:
        """Tell whether each has what the other lacks."""
        return bool(self.ahead and self.behind)

    @property
    def to_take(self) -> bool:
        """Tell whether the branch only has to move forward, or to begin here."""
        free = not self.elsewhere and not self.ahead
        return self.theirs is not None and free and (self.ours is None or bool(self.behind))

    def lags(self, repository: Repository, tip: str) -> bool:
        """Tell whether TIP, where the branch is now, lacks something that the remote has."""
        return self.theirs is not None and between(repository, tip, self.theirs)[1] > 0


def standings(
    repository: Repository, remote: str, there: Fetched, names: Sequence[str], skipped: Collection[str]
) -> tuple[Standing, ...]:
    """Compare the branches NAMES with what REMOTE has; without names the current one and all that follow one of REMOTE.

    SKIPPED are branches that are no storylines.

    Raises:
        BranchNotFound: neither side has a storyline of that name.
        UpstreamGone, FollowsAnother, Rewritten: of the current branch, or of one that was named.
        BranchApart, BranchElsewhere: of one that was named and is not the current one.
    """
    current = repository.head.branch
    if names:
        _refuse_skipped(names, skipped, there)
        found = tuple(_standing(repository, remote, there, name) for name in dict.fromkeys(names))
    else:
        others = [name for name in followers(repository, remote) if name not in {current, *skipped}]
        every = [_standing(repository, remote, there, name) for name in (*filter(None, [current]), *others)]
        found = tuple(each for each in every if each.name == current or not _crosswise(repository, each))
    for each in found:
        if names or each.name == current:
            _refuse(repository, each, there, current)
    return found


def followers(repository: Repository, remote: str) -> tuple[str, ...]:
    """Return the branches that follow one of REMOTE, sorted."""
    known = ((name, upstream(repository, name)) for name in sorted(repository.handle.branches.local))
    return tuple(name for name, followed in known if followed is not None and followed.remote == remote)


def counterpart(repository: Repository, remote: str, name: str) -> tuple[Upstream, bool]:
    """Return the branch of REMOTE that NAME is synced with, and whether it was told to follow it."""
    followed = upstream(repository, name)
    if followed is not None and followed.remote == remote:
        return followed, True
    return Upstream(remote, name), False


def _standing(repository: Repository, remote: str, there: Fetched, name: str) -> Standing:
    target, follows = counterpart(repository, remote, name)
    ours, theirs = references.value(repository, BRANCHES + name), there.heads.get(target.branch)
    ahead, behind = _ahead_behind(repository, there, ours, theirs)
    return Standing(
        name=name,
        upstream=target,
        ours=ours,
        theirs=theirs,
        ahead=ahead,
        behind=behind,
        follows=follows,
        elsewhere=_elsewhere(repository, name),
        gone=follows and theirs is None and bool(there.heads),
        dropped=dropped(repository, target, ours, theirs) if ours and theirs and ahead else None,
    )


def between(repository: Repository, ours: str, theirs: str) -> tuple[int, int]:
    """Return how many commits OURS has that THEIRS lacks, and the other way round."""
    import pygit2

    return repository.handle.ahead_behind(pygit2.Oid(hex=ours), pygit2.Oid(hex=theirs))


def lacking(repository: Repository, tip: str, heads: Iterable[str]) -> int:
    """Count the commits of TIP that none of HEADS has."""
    import pygit2

    walk = repository.handle.walk(pygit2.Oid(hex=tip))
    for head in heads:
        walk.hide(pygit2.Oid(hex=head))
    return sum(1 for _ in walk)


def _ahead_behind(repository: Repository, there: Fetched, ours: str | None, theirs: str | None) -> tuple[int, int]:
    if ours is not None and theirs is not None:
        return between(repository, ours, theirs)
    if ours is not None:
        return lacking(repository, ours, there.heads.values()), 0
    tips = [tip(repository, name) for name in tellings(repository.handle.branches.local)]
    return 0, lacking(repository, theirs, tips) if theirs is not None else 0


def _elsewhere(repository: Repository, name: str) -> bool:
    """Tell whether another work tree works on the branch."""
    if name == repository.head.branch or name not in repository.handle.branches.local:
        return False
    return bool(repository.handle.branches.local[name].is_checked_out())


def _crosswise(repository: Repository, each: Standing) -> bool:
    """Tell whether a branch would be sent to one of another name, without the person having asked for that."""
    asked = (repository.setting("push.default") or "").lower() in BY_UPSTREAM
    return each.name != each.upstream.branch and not asked


def _refuse_skipped(names: Iterable[str], skipped: Collection[str], there: Fetched) -> None:
    for name in names:
        if name in skipped:
            raise BranchNotFound(name, tellings(there.heads))


def _refuse(repository: Repository, each: Standing, there: Fetched, current: str | None) -> None:
    if each.ours is None and each.theirs is None:
        raise BranchNotFound(each.name, tellings({*repository.handle.branches.local, *there.heads}))
    if each.gone:
        raise UpstreamGone(each.name, each.upstream)
    if _crosswise(repository, each):
        raise FollowsAnother(each.name, each.upstream)
    if each.dropped is not None:
        raise Rewritten(each.name, each.upstream, each.dropped, reset=not each.behind)
    if each.name != current and each.apart:
        raise BranchApart(each.name, each.upstream)
    if each.elsewhere and each.behind:
        raise BranchElsewhere(each.name)
