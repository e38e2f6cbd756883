"""What came of a sync, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from anime_cli.errors import AnimeError
    from anime_cli.studio.merging import MergeOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchSync:
    """What became of a branch and the one of the remote that it is synced with.

    `kind` is 'synced', 'open' (its merge waits to be settled), 'apart' (each has what the other lacks, and it is not
    the current branch), 'gone' (the remote no longer has it), 'rewritten' (commits that it has from there are gone
    there) or 'elsewhere' (another work tree has it). The numbers count commits: that came, that went, that the other
    side still has to give or to get. `begun` says on which side the branch began, 'here' or 'there'; `followed` that
    from now on it follows the remote's.
    """

    name: str
    upstream: str
    kind: str
    taken: int = 0
    sent: int = 0
    to_take: int = 0
    to_send: int = 0
    begun: str | None = None
    followed: bool = False

    @property
    def level(self) -> bool:
        """Tell whether nothing had to be done."""
        counts = (self.taken, self.sent, self.to_take, self.to_send)
        return self.kind == "synced" and not any(counts) and self.begun is None


@dataclass(frozen=True, slots=True)
class Travelled:
    """Checkpoints by name: that came, that went, and that are set differently on both sides."""

    taken: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What came of a sync.

    `merges` are those of the current branch, several where others were faster; the last may be left open. `shared` are
    branches that are no storylines. `unshared` are branches of which only this clone has commits, `offered` those of
    which only the remote has, `said` the words of the remote's hooks. `failure` is why something did not arrive at the
    remote; what was taken is here all the same. With `held` nothing was to be sent, with `dry_run` only the fetch was
    done.
    """

    remote: str
    merges: tuple[MergeOutcome, ...] = ()
    branches: tuple[BranchSync, ...] = ()
    shared: tuple[BranchSync, ...] = ()
    checkpoints: Travelled = field(default_factory=Travelled)
    unshared: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    failure: AnimeError | None = None
    held: bool = False
    dry_run: bool = False

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether something is left to settle, or could not be sent."""
        if self.failure is not None:
            return self.failure.exit_code
        return self.merges[-1].exit_code if self.merges else ExitCode.DONE
