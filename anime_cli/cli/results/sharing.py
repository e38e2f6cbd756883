"""What came of a sync."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.merging import Merge
from anime_cli.cli.results.scalars import Count, one_of


class SyncedBranch(TypedDict):
    """A branch, and the one of the remote that it is synced with."""

    name: Annotated[str, "Its name."]
    upstream: Annotated[str, "The other one, as REMOTE/NAME."]
    kind: Annotated[
        str,
        one_of("synced", "open", "apart", "gone", "rewritten", "elsewhere"),
        "What became of it. 'open': its merge waits to be settled; 'apart': each has what the other lacks, and it is"
        " not the current one; 'gone': the remote no longer has it; 'rewritten': what it has from there is gone there;"
        " 'elsewhere': another work tree has it.",
    ]
    taken: Annotated[Count, "How many commits came."]
    sent: Annotated[Count, "How many commits went."]
    to_take: Annotated[Count, "How many are still to come; for a dry run, those that would."]
    to_send: Annotated[Count, "How many are still to go; for a dry run, those that would."]
    begun: Annotated[
        Annotated[str, one_of("here", "there")] | None, "On which side it began, or would; null where both had it."
    ]
    followed: Annotated[bool, "Whether it follows the other one from now on."]


class TravelledCheckpoints(TypedDict):
    """Checkpoints by name, as a sync found them."""

    taken: Annotated[Sequence[str], "Those that came, or for a dry run would."]
    sent: Annotated[Sequence[str], "Those that went, or for a dry run would."]
    differing: Annotated[Sequence[str], "Those that are others on both sides; each stays."]


class Sync(TypedDict):
    """What came of a sync: it is printed too where something could not be sent, before the error that says why."""

    remote: Annotated[str, "With whom."]
    merges: Annotated[
        Sequence[Merge],
        "The merges of the current branch, several where others were faster; the last may be left open.",
    ]
    branches: Annotated[Sequence[SyncedBranch], "The branches of the story."]
    shared: Annotated[Sequence[SyncedBranch], "Branches that hold something else, such as people's records."]
    checkpoints: Annotated[TravelledCheckpoints, "The checkpoints."]
    unshared: Annotated[Sequence[str], "Branches whose commits are here alone; none where branches were named."]
    offered: Annotated[Sequence[str], "Branches whose commits the remote alone has; none where branches were named."]
    said: Annotated[Sequence[str], "What the remote said, line by line."]
    held: Annotated[bool, "Whether nothing was to be sent."]
    dry_run: Annotated[bool, "Whether nothing was done but to fetch."]
