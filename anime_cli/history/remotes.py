"""The other repositories that this one knows by name, and which of their branches a branch follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError, did_you_mean
from anime_cli.history.names import BRANCHES
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.history.repository import Repository

USUAL = "origin"
HERE = "."
"""What git calls this repository where a branch follows another one of its own."""


class NoRemote(WorldError):
    """This clone knows no other repository."""

    def __init__(self) -> None:
        super().__init__(
            "This story has no remote: nobody has said where it is shared.",
            hint="git remote add origin URL, then again: anime story sync",
        )


class SeveralRemotes(WorldError):
    """It isn't clear which remote is meant."""

    def __init__(self, known: Iterable[str]) -> None:
        names = list(known)
        super().__init__(
            "The branch follows none of this story's remotes, and none of them is called origin.",
            cause=f"The remotes are {', '.join(names)}.",
            hint=f"anime story sync {names[0]}",
        )


class RemoteNotFound(WorldError):
    """No remote has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = list(known)
        looks_like_url = any(sign in name for sign in ":/\\")
        hint = did_you_mean(name, names) or (f"git remote add NAME {name}" if looks_like_url else "git remote -v")
        super().__init__(f"There is no remote called '{name}'.", hint=hint)


class MirroringRemote(WorldError):
    """Fetching from this remote writes over local branches."""

    def __init__(self, name: str, refspec: str) -> None:
        super().__init__(
            f"Fetching from {name} would write over your own branches; nothing was changed.",
            cause=f"remote.{name}.fetch is {refspec}.",
            hint=f"git config remote.{name}.fetch '+refs/heads/*:refs/remotes/{name}/*'",
        )


@dataclass(frozen=True, slots=True)
class Upstream:
    """A branch of a remote, by its name there."""

    remote: str
    branch: str

    def __str__(self) -> str:
        return f"{self.remote}/{self.branch}"


def remotes(repository: Repository) -> tuple[str, ...]:
    """Return the names of the remotes, sorted."""
    return tuple(sorted(name for name in repository.handle.remotes.names() if name))


def upstream(repository: Repository, branch: str) -> Upstream | None:
    """Return what BRANCH follows; None where it follows nothing, or another branch of this repository."""
    remote = repository.setting(f"branch.{branch}.remote")
    ref = repository.setting(f"branch.{branch}.merge") or ""
    if remote in {None, HERE} or not ref.startswith(BRANCHES):
        return None
    return Upstream(str(remote), ref.removeprefix(BRANCHES))


def follow(repository: Repository, branch: str, upstream: Upstream) -> None:
    """Let BRANCH follow UPSTREAM, as `git branch --set-upstream-to` does."""
    with translated("set what a branch follows", repository.git_dir):
        config = repository.handle.config
        config[f"branch.{branch}.remote"] = upstream.remote
        config[f"branch.{branch}.merge"] = BRANCHES + upstream.branch


def chosen(repository: Repository, named: str | None, branch: str | None) -> str:
    """Return the remote to speak with: the one NAMED, else the one that BRANCH follows, the only one, or origin.

    Raises:
        NoRemote: there is none.
        SeveralRemotes: it isn't clear which.
        RemoteNotFound: none has that name.
        MirroringRemote: to fetch from it would write over local branches.
    """
    known = remotes(repository)
    name = named or _usual(repository, known, branch)
    if name not in known:
        raise RemoteNotFound(name, known)
    for refspec in repository.handle.remotes[name].fetch_refspecs:
        target = refspec.partition(":")[2]
        if target.startswith(BRANCHES) or target == "refs/*":
            raise MirroringRemote(name, refspec)
    return name


def _usual(repository: Repository, known: tuple[str, ...], branch: str | None) -> str:
    followed = upstream(repository, branch) if branch is not None else None
    if followed is not None:
        return followed.remote
    if not known:
        raise NoRemote
    if len(known) > 1 and USUAL not in known:
        raise SeveralRemotes(known)
    return USUAL if USUAL in known else known[0]
