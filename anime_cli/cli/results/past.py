"""How a story came to be: who wrote what, what became of a thing, where branches part and meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from anime_cli.cli.results.changes import Change
from anime_cli.cli.results.history import Commit
from anime_cli.cli.results.scalars import Count, Hash, Position, one_of


class Written(TypedDict):
    """A place in a document, and the commit that wrote last what stands there."""

    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0."]
    entity: Annotated[str, "The thing it belongs to, in words."]
    field: Annotated[str | None, "The field of that thing; null where it is the whole thing."]
    item: Annotated[str | None, "The id of the script item it belongs to; null where there is none."]
    value: Annotated[Any, "What stands there; null is an empty value."]
    commit: Annotated[Hash | None, "The commit; null: no commit has it yet."]
    path: Annotated[str, "The file in which it stood there, under the name of that time."]
    cut: Annotated[bool, "Whether a shallow clone begins with that commit: what stands there may be older."]


class Blame(TypedDict):
    """Who wrote what of a document, or of a part of it."""

    path: Annotated[str, "The file."]
    position: Annotated[Position, "Where in the file the part stands; empty: the whole file."]
    entity: Annotated[str, "The document or the part, in words."]
    revision: Annotated[str | None, "The revision it was read at; null: the files as they are."]
    commits: Annotated[Mapping[str, Commit], "The commits that wrote something of it, by their ids."]
    written: Annotated[Sequence[Written], "Each place at which something is said, in the order of the file."]


class LogEntry(TypedDict):
    """What one commit did to a thing."""

    commit: Annotated[Commit | None, "The commit; null: no commit has it yet."]
    path: Annotated[str, "The thing's file after it, under the name of that time."]
    changes: Annotated[Sequence[Change], "What it changed, in story terms; empty: the bytes alone."]
    cut: Annotated[bool, "Whether a shallow clone begins with that commit: the thing may be older."]


class ThingLog(TypedDict):
    """What became of a thing, the newest first."""

    path: Annotated[str, "Its file; of a thing that is gone the last one."]
    position: Annotated[Position, "Where in the file it stands; empty: it is the whole file."]
    entity: Annotated[str, "The thing, in words."]
    entries: Annotated[Sequence[LogEntry], "What each commit did to it."]
    more: Annotated[bool, "Whether older entries were left out."]


class Ending(TypedDict):
    """The ending that a branch tells."""

    title: Annotated[str | None, "Its title; null where story.yaml does not say."]
    tone: Annotated[str | None, "Its tone; null where story.yaml does not say."]


class WayBack(TypedDict):
    """A way from a commit back to an earlier one."""

    to: Annotated[Hash, "The earlier commit, the next on this way that is listed."]
    hidden: Annotated[Count, "How many commits between them are left out."]


class GraphCommit(Commit):
    """A commit of the graph, and why it matters."""

    roles: Annotated[
        Sequence[Annotated[str, one_of("branch", "checkpoint", "merge", "parting", "first", "cut")]],
        "Why it matters; `cut`: a shallow clone begins with it. Empty: `--all` alone lists it.",
    ]
    branches: Annotated[Sequence[str], "The branches whose last commit it is."]
    checkpoints: Annotated[Sequence[str], "The checkpoints that are this commit."]
    ending: Annotated[Ending | None, "The ending that those branches tell; null: none, or it is no branch's last."]
    current: Annotated[bool, "Whether it is the current commit."]
    ways: Annotated[Sequence[WayBack], "The ways back from it: two or more of a merge."]


class StoryGraph(TypedDict):
    """Where the branches of a story part, meet and end."""

    branch: Annotated[str | None, "The current branch; null where none is."]
    all: Annotated[bool, "Whether every commit is listed, not only those that matter."]
    commits: Annotated[Sequence[GraphCommit], "The commits, each before those that it was made from."]
    files: Annotated[Sequence[str], "The pictures that were written."]
