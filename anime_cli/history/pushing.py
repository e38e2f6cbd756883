"""Sending branches and tags to a remote, and what it says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import program, transport
from anime_cli.history.references import BRANCHES, TAGS
from anime_cli.history.transport import REMOTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.errors import AnimeError
    from anime_cli.history.program import Listener
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
        failure = transport.failure(remote, (*done.said, *_summaries(done.out)), STAYS)
        return Pushed(said=said, failure=failure)
    refused = [each for each in refs if each.reason is not None]
    address = transport.redacted(repository.handle.remotes[remote].url or remote)
    return Pushed(refs, said, PushRefused(remote, address, refused, said) if refused else None)


def _called(each: Sent) -> str:
    return f"the checkpoint '{each.name}'" if each.ref.startswith(TAGS) else f"'{each.name}'"


def _summaries(out: str) -> list[str]:
    return [line.split("\t")[-1] for line in out.splitlines() if line.startswith(REFUSED)]


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
