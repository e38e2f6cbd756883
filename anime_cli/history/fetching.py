"""What a remote has now, without moving anything of ours."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history import program, transport
from anime_cli.history.references import BRANCHES, TAGS
from anime_cli.store.lease import lease

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.history.program import Listener
    from anime_cli.history.repository import Repository

ROOM = "refs/anime/fetched/"
"""Where git puts what a remote has while a sync looks at it."""

HEADS_ROOM, TAGS_ROOM = f"{ROOM}heads/", f"{ROOM}tags/"
REFSPECS = (f"+{BRANCHES}*:{HEADS_ROOM}*", f"+{TAGS}*:{TAGS_ROOM}*")
UNTIDIED = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
PLAINLY = ("--no-tags", "--no-recurse-submodules", "--prune")
UNTOUCHED = "nothing was changed"


class StaleTracking(WorldError):
    """A branch that the remote no longer has stands in the way of one that it has now."""

    def __init__(self, remote: str, cause: str) -> None:
        super().__init__(
            f"Git could not write down what {remote} has; {UNTOUCHED}.",
            cause=cause,
            hint=f"git remote prune {remote}, then again: anime story sync",
        )


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a remote has: the commit of each branch, and the object of each tag, by name."""

    heads: Mapping[str, str]
    tags: Mapping[str, str]


@contextmanager
def fetched(repository: Repository, remote: str, listener: Listener) -> Iterator[Fetched]:
    """Fetch all that REMOTE has and say what it is; git keeps every object of it while the block runs.

    No branch and no tag of ours moves; the remote-tracking ones do, as after `git fetch`. One process fetches at a
    time, and other commands may work meanwhile.

    Raises:
        HostUnreachable, ConnectionLost, SignInFailed, NoRepositoryThere, TransferFailed: as they say.
        StaleTracking: a remote-tracking branch stands in the way.
        LeaseTaken: another sync of this clone is under way.
    """
    with lease(repository.cache_dir / "fetching", command="anime story sync"):
        shown = ("--progress",) if listener.progress else ()
        words = (*UNTIDIED, "fetch", *PLAINLY, *shown, "--", remote, *REFSPECS)
        done = program.follow(repository.folder, *words, listener=transport.progress(listener))
        if done.status:
            raise _failure(remote, done.said)
        try:
            yield Fetched(_named(repository, HEADS_ROOM), _named(repository, TAGS_ROOM))
        finally:
            _clear(repository)


def _failure(remote: str, said: tuple[str, ...]) -> Exception:
    if any("local refs could not be updated" in line for line in said):
        return StaleTracking(remote, "\n".join(line for line in transport.words(said) if "cannot lock ref" in line))
    return transport.failure(remote, said, UNTOUCHED)


def _named(repository: Repository, room: str) -> dict[str, str]:
    references = repository.handle.references
    return {name.removeprefix(room): str(references[name].target) for name in references if name.startswith(room)}


def _clear(repository: Repository) -> None:
    """Empty the room; a ref that another process of git holds is left for the next fetch to prune."""
    import pygit2

    references = repository.handle.references
    for name in [name for name in references if name.startswith(ROOM)]:
        with suppress(pygit2.GitError, OSError):
            references.delete(name)


def tidy(repository: Repository) -> None:
    """Let git pack what was fetched, where it thinks that it is time; it does so in the background."""
    program.run(repository.folder, "gc", "--auto", "--quiet")
