"""Branches that are no storyline and travel with every sync: how what two clones have of one becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.history import records, references
from anime_cli.history.counterparts import lacking
from anime_cli.history.references import BRANCHES

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.history.fetching import Fetched
    from anime_cli.history.repository import Repository


@dataclass(frozen=True, slots=True)
class Shared:
    """A branch with a merge of its own.

    `unite` is handed the remote's commit, None where the remote has none. It brings it into the local branch, moves
    that by itself, outside of what undo takes back, and returns the commit that the remote shall have; None where
    there is nothing. A sync that others overtake calls it again.
    """

    branch: str
    unite: Callable[[Repository, str | None], str | None]


SHARED: tuple[Shared, ...] = (Shared(records.BRANCH, records.share),)
"""Every such branch. None of them is merged, listed or offered as a storyline."""


@dataclass(frozen=True, slots=True)
class United:
    """What came of such a branch: its commit here before, the remote's, and the one that both shall have."""

    branch: str
    before: str | None
    theirs: str | None
    commit: str | None

    @property
    def to_send(self) -> bool:
        """Tell whether the remote lacks something."""
        return self.commit is not None and self.commit != self.theirs

    @property
    def refspec(self) -> str:
        """What a push is told."""
        return f"{self.commit}:{BRANCHES}{self.branch}"

    def gained(self, repository: Repository) -> int:
        """Count the commits of the remote that were not here."""
        return lacking(repository, self.theirs, filter(None, [self.before])) if self.theirs is not None else 0

    def lacking(self, repository: Repository) -> int:
        """Count the commits that the remote lacks."""
        return lacking(repository, self.commit, filter(None, [self.theirs])) if self.commit is not None else 0


def united(repository: Repository, there: Fetched, shared: tuple[Shared, ...]) -> tuple[United, ...]:
    """Bring what a remote has of each of SHARED together with what is here."""
    found = []
    for each in shared:
        before, theirs = references.value(repository, BRANCHES + each.branch), there.heads.get(each.branch)
        found.append(United(each.branch, before, theirs, each.unite(repository, theirs)))
    return tuple(found)
