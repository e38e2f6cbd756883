"""Where a story stands, its commits, branches and checkpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypedDict

from anime_cli.cli.results.changes import Change
from anime_cli.cli.results.merging import OPERATION, OpenMerge
from anime_cli.cli.results.scalars import Count, Hash, Time, one_of

Counts = Mapping[str, Count]
"""How many documents there are of each kind."""


class FileChange(TypedDict):
    """A file that differs from the last commit."""

    path: Annotated[str, "The file."]
    kind: Annotated[
        str, one_of("added", "modified", "deleted", "renamed", "conflicted", "untracked"), "How it differs."
    ]
    previous: Annotated[str | None, "Its name before, where it was renamed; else null."]


class Status(TypedDict):
    """Where a story stands."""

    title: Annotated[str | None, "The story's title; null where story.yaml can't be read."]
    folder: Annotated[str, "The story's folder, in full."]
    branch: Annotated[str | None, "The current branch; null where none is."]
    commit: Annotated[Hash | None, "The current commit; null where nothing is committed yet."]
    counts: Annotated[Counts, "How many documents there are of each kind."]
    changes: Annotated[Sequence[FileChange], "What is not committed."]
    underway: Annotated[str | None, "What git is in the middle of: merge, revert, cherry-pick, rebase …; else null."]
    merge: Annotated[OpenMerge | None, "How far an open merge, revert or pick is; null where none is."]
    interrupted: Annotated[str | None, "A command that was killed halfway; null where none was."]


class Commit(TypedDict):
    """One commit."""

    id: Annotated[Hash, "Its id, in full."]
    parents: Annotated[Sequence[Hash], "The commits before it; two or more of a merge."]
    author: Annotated[str, "Who wrote it."]
    email: Annotated[str, "Their address."]
    at: Annotated[Time, "When it was written."]
    subject: Annotated[str, "The first line of its message."]
    body: Annotated[str, "The rest of its message."]
    trailers: Annotated[Sequence[tuple[str, str]], "The trailers of its message, such as Co-authored-by: key, value."]


class Log(TypedDict):
    """Commits, the newest first."""

    commits: Annotated[Sequence[Commit], "Each commit."]


class ShownCommit(TypedDict):
    """A commit and what it changed."""

    commit: Annotated[Commit, "The commit."]
    changes: Annotated[Sequence[Change], "What changed, in story terms."]
    files: Annotated[Sequence[str], "Other files that changed."]


class Committed(TypedDict):
    """What was committed."""

    commit: Annotated[Hash | None, "The new commit; null for a dry run."]
    branch: Annotated[str | None, "The branch it is on; null where none is."]
    message: Annotated[str, "Its message."]
    files: Annotated[Sequence[str], "The files that it has anew."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Undone(TypedDict):
    """A command that was taken back or done again."""

    command: Annotated[str, "The command."]
    arguments: Annotated[Sequence[str], "What it was told."]
    files: Annotated[Sequence[str], "The files that changed."]
    branches: Annotated[Sequence[str], "The branches that moved."]
    waiting: Annotated[Annotated[str, OPERATION] | None, "The command that finishes what is open now; else null."]


class Branch(TypedDict):
    """A branch."""

    name: Annotated[str, "Its name."]
    commit: Annotated[Hash, "Its last commit."]
    subject: Annotated[str, "The first line of that commit's message."]
    at: Annotated[Time, "When that commit was written."]
    current: Annotated[bool, "Whether it is worked on."]


class Branches(TypedDict):
    """Every branch."""

    branches: Annotated[Sequence[Branch], "Each branch."]


class BranchDeleted(TypedDict):
    """A branch that is gone."""

    name: Annotated[str, "Its name."]
    commit: Annotated[Hash, "Its last commit."]


class Checkpoint(TypedDict):
    """A checkpoint: a commit with a name that stays."""

    name: Annotated[str, "Its name."]
    commit: Annotated[Hash, "Its commit."]
    subject: Annotated[str, "The first line of the commit's message."]
    message: Annotated[str, "Its message; without one of its own, the commit's."]
    author: Annotated[str, "Who made it."]
    at: Annotated[Time, "When it was made."]
    annotated: Annotated[bool, "Whether it has a message, author and time of its own, not the commit's."]


class Checkpoints(TypedDict):
    """Every checkpoint, the newest first."""

    checkpoints: Annotated[Sequence[Checkpoint], "Each checkpoint."]
