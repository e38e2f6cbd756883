"""Sending branches and tags to a remote, and what it says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import hooks, program, transport
from anime_cli.history.references import BRANCHES, TAGS
from anime_cli.history.transport import REMOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from anime_cli.errors import AnimeError
    from anime_cli.history.program import Followed, Listener
    from anime_cli.history.repository import Repository

STAYS = "what you have here is safe, and the next sync shows what arrived"
SHOWN = 10
OVERTAKEN = (
    "fetch first",
    "non-fast-forward",
    "stale info",
    "already exists",
    "cannot lock ref",
    "incorrect old value",
    "failed to update ref",
)
"""Why a ref is refused when somebody else moved it since it was fetched."""

REFUSED = "!"
FIELDS = 3
PROTECTED = ("protected branch", "not allowed to push", "protected ref", "rule violations")
NOTHING_SENT = "failed to push some refs"
CHECKED_OUT = "currently checked out"


class PushRefused(WorldError):
    """The remote took some of what was sent, or nothing, for reasons of its own."""

    def __init__(self, remote: str, address: str, refused: Sequence[Sent], said: Sequence[str]) -> None:
        names = ", ".join(_called(each) for each in refused)
        reasons = dict.fromkeys(each.reason for each in refused if each.reason)
        checked_out = any(CHECKED_OUT in reason for reason in reasons)
        cause = "\n".join([*reasons, *(() if checked_out else said[:SHOWN])])
        super().__init__(
            f"{remote} refused {names}; nothing is lost, your story is whole here.",
            cause=cause or None,
            hint=_way_on(cause.lower(), address),
        )


class OwnHookRefused(WorldError):
    """The pre-push hook of this clone said no."""

    def __init__(self, path: Path, said: Sequence[str]) -> None:
        super().__init__(
            "The pre-push hook of this clone said no; nothing was sent.",
            cause="\n".join(said[:SHOWN]) or "It gave no reason.",
            hint=f"The hook is {path}. Do what it asks for, then again: anime story sync",
        )


class Overtaken(WorldError):
    """Others were faster each time."""

    def __init__(self, remote: str, times: int) -> None:
        super().__init__(
            f"Others sent to {remote} faster, {times} times in a row; what came is merged here, nothing was sent.",
            hint="anime story sync",
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """A ref of the remote, and why it was refused; None where it is there now."""

    ref: str
    reason: str | None = None

    @property
    def name(self) -> str:
        """The branch or tag, as people call it."""
        return self.ref.removeprefix(BRANCHES).removeprefix(TAGS)

    @property
    def overtaken(self) -> bool:
        """Tell whether it was refused because somebody else moved it meanwhile."""
        return self.reason is not None and any(mark in self.reason for mark in OVERTAKEN)


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a remote said to a push: of each ref, and the words of its hooks; `failure` is why not all arrived."""

    refs: tuple[Sent, ...] = ()
    said: tuple[str, ...] = ()
    failure: AnimeError | None = None

    @property
    def arrived(self) -> frozenset[str]:
        """The refs that the remote has now as they are here."""
        return frozenset(each.ref for each in self.refs if each.reason is None)

    @property
    def overtaken(self) -> bool:
        """Tell whether it seems that somebody was faster, and nothing was refused otherwise."""
        refused = [each for each in self.refs if each.reason is not None]
        return bool(refused) and all(each.overtaken for each in refused)


def push(repository: Repository, remote: str, refspecs: Iterable[str], listener: Listener) -> Pushed:
    """Send REFSPECS to REMOTE. A failure is told, not raised: part of it may have arrived."""
    shown = ("--progress",) if listener.progress else ()
    words = ("push", "--porcelain", *shown, "--", remote, *refspecs)
    done = program.follow(repository.folder, *words, listener=transport.progress(listener))
    refs = tuple(_sent(line) for line in done.out.splitlines() if line.count("\t") >= FIELDS - 1)
    said = _words(done.said)
    if done.status and (not refs or "[remote failure]" in done.out):
        return Pushed(said=said, failure=_own_refusal(repository, done) or _failure(remote, done))
    refused = [each for each in refs if each.reason is not None]
    address = transport.redacted(repository.handle.remotes[remote].url or remote)
    return Pushed(refs, said, PushRefused(remote, address, refused, said) if refused else None)


def _called(each: Sent) -> str:
    return f"the checkpoint '{each.name}'" if each.ref.startswith(TAGS) else f"'{each.name}'"


def _failure(remote: str, done: Followed) -> AnimeError:
    summaries = [line.split("\t")[-1] for line in done.out.splitlines() if line.startswith(REFUSED)]
    return transport.failure(remote, (*done.said, *summaries), STAYS)


def _own_refusal(repository: Repository, done: Followed) -> AnimeError | None:
    """Return the refusal of our own hook: git ended without a word on any ref, and not because it failed itself."""
    path = hooks.present(repository, "pre-push")
    if path is None or done.out.count("\t") or any(line.startswith("fatal:") for line in done.said):
        return None
    return OwnHookRefused(path, [line for line in transport.words(done.said) if NOTHING_SENT not in line])


def _sent(line: str) -> Sent:
    """Read a line of `git push --porcelain`: flag, names on both sides, summary with the reason in brackets."""
    flag, names, summary = line.split("\t", FIELDS - 1)
    reason = summary.partition("(")[2].rstrip(")") or summary
    return Sent(names.rpartition(":")[2], reason if flag == REFUSED else None)


def _words(said: Iterable[str]) -> tuple[str, ...]:
    """Return what the remote's hooks said."""
    lines = (line for line in said if line.startswith(REMOTE) and not transport.PROGRESS.search(line))
    told = (transport.redacted(line.removeprefix(REMOTE).strip()) for line in lines)
    return tuple(line for line in told if line)


def _way_on(cause: str, address: str) -> str:
    if CHECKED_OUT in cause:
        return (
            f"git -C {address} config receive.denyCurrentBranch updateInstead lets that folder move along; a bare "
            "clone of it (git clone --bare) is made for sharing."
        )
    if any(mark in cause for mark in PROTECTED):
        return "anime story switch --create NAME, then anime story sync; the host merges it from there."
    return "Do what it asks for, then again: anime story sync"
