"""Seeing that a remote's branch was rewritten: that commits which this clone has from it are no longer in it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pygit2

    from anime_cli.history.remotes import Upstream
    from anime_cli.history.repository import Repository

REMEMBERED = 50
"""How many of its last places a remote's branch is looked for at."""


class Rewritten(WorldError):
    """Somebody took commits out of the remote's branch; to send ours would put them back, unasked."""

    def __init__(self, name: str, upstream: Upstream, dropped: str, *, reset: bool) -> None:
        there = f"git push {upstream.remote} {name}:{upstream.branch}" if reset else f"anime story merge {upstream}"
        super().__init__(
            f"{upstream} was rewritten: commits that '{name}' has from there are gone from it; nothing was changed.",
            cause=f"It was at {dropped[:10]} before.",
            hint=f"{there} keeps them. git rebase --onto {upstream} {dropped[:10]} {name} lets go of them and keeps "
            "what you did since.",
        )


def dropped(repository: Repository, upstream: Upstream, ours: str, theirs: str) -> str | None:
    """Return the last place of UPSTREAM, as git remembers it, that OURS holds and THEIRS, where it is now, does not.

    None where nothing was dropped, or where OURS holds THEIRS in a merge that somebody made knowing of it.
    """
    import pygit2

    ours_id, theirs_id = pygit2.Oid(hex=ours), pygit2.Oid(hex=theirs)

    def within(commit: pygit2.Oid, tip: pygit2.Oid) -> bool:
        return commit == tip or repository.handle.descendant_of(tip, commit)

    for place in _places(repository, upstream):
        if within(place, ours_id) and not within(place, theirs_id):
            merged = within(theirs_id, ours_id) and not within(theirs_id, place)
            return None if merged else str(place)
    return None


def _places(repository: Repository, upstream: Upstream) -> Iterator[pygit2.Oid]:
    """Yield where the remote-tracking branch was, the newest place first, as far as git still has the commits."""
    found = repository.handle.references.get(f"refs/remotes/{upstream}")
    if found is not None:
        places = dict.fromkeys(entry.oid_new for entry in islice(found.log(), REMEMBERED))
        yield from (place for place in places if place in repository.handle)
