"""Merges, reverts and picks: what came of one, what is left to settle, and why it came out so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from anime_cli.cli.results.changes import Change
from anime_cli.cli.results.findings import Problem
from anime_cli.cli.results.scalars import Count, Hash, Number, Position, one_of

OPERATION = one_of("merge", "revert", "pick")


class Decision(TypedDict):
    """Something that a merge decided by itself."""

    what: Annotated[
        str,
        "'ours' or 'theirs': that side alone changed it; 'both': brought together; 'review': both changed one sentence,"
        " to be read again; 'matched': recognised without an id. Others may be added.",
    ]
    path: Annotated[str, "The file."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0; empty: the whole file."]
    entity: Annotated[str, "What it is about, in words."]
    note: Annotated[str | None, "More about it, as a sentence; null where there is no more."]


class ExplainedDecision(Decision):
    """Something that a merge decided by itself, and what it changed."""

    because: Annotated[str, "Why, as a sentence."]
    changes: Annotated[Sequence[Change], "What it changed against what both sides began with."]


class Conflict(TypedDict):
    """Something that both sides changed in ways that only a person can bring together."""

    id: Annotated[str, "The name by which `anime story resolve` settles it."]
    path: Annotated[str, "The file."]
    line: Annotated[Number | None, "The line of its mark, from 1; null where it has none."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0; empty: the whole file."]
    entity: Annotated[str, "What it is about, in words."]
    field: Annotated[str | None, "The field; null where it is the whole thing."]
    kind: Annotated[
        str, one_of("document", "file", "place", "removed", "prose", "entry", "list", "value"), "What is in conflict."
    ]
    reason: Annotated[str | None, "Why it can't be decided, as a sentence; null where that is plain."]
    base: NotRequired[Annotated[Any, "What both sides began with. No key where it was not there."]]
    ours: NotRequired[Annotated[Any, "What the current branch says. No key where it is not there."]]
    theirs: NotRequired[Annotated[Any, "What is brought in says. No key where it is not there."]]
    suggestion: Annotated[str, "What most likely settles it, with the command."]
    ways: Annotated[Sequence[str], "The options of `anime story resolve` that can settle it."]


class SettledConflict(Conflict):
    """A conflict, and what a person made of it."""

    settled: Annotated[
        str | None,
        "'ours', 'theirs' or 'base': that side was taken; 'both'; 'words': others of their own; null: not told.",
    ]


class OpenMerge(TypedDict):
    """How far an open merge, revert or pick is."""

    name: Annotated[str, "What is brought in."]
    operation: Annotated[str, OPERATION, "The command that finishes it."]
    conflicts: Annotated[Count, "How many conflicts are left."]
    problems: Annotated[Count, "How many problems are left; they are looked for once no conflict is."]
    trouble: Annotated[str | None, "What hinders it, as a sentence; null where nothing does."]
    next: Annotated[str, "The command to go on with."]


class _Outcome(TypedDict):
    branch: Annotated[str, "The current branch."]
    name: Annotated[str, "What was brought in: a branch or a commit."]
    commit: Annotated[Hash | None, "The new commit; null where none was made."]
    changes: Annotated[Sequence[Change], "What the current branch gained."]
    decisions: Annotated[Sequence[Decision], "What was decided without asking."]
    conflicts: Annotated[Sequence[Conflict], "What is left for a person to settle."]
    problems: Annotated[Sequence[Problem], "Faults that neither side has alone."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Merge(_Outcome):
    """What came of a merge."""

    kind: Annotated[
        str,
        one_of("up-to-date", "fast-forward", "merged", "conflicts", "problems", "ready"),
        "How it ended; 'conflicts' and 'problems' left it open, 'ready' was made anew and waits for --continue.",
    ]
    allowed: Annotated[bool, "Whether problems were allowed."]


class Missing(TypedDict):
    """Something that picked documents name and that is not here."""

    kind: Annotated[str, "What it is, such as scene or fact."]
    id: Annotated[str, "Its id."]
    path: Annotated[str, "The file that holds it on the other side."]


class Replay(_Outcome):
    """What came of a revert or a pick."""

    kind: Annotated[
        str,
        one_of("nothing", "done", "conflicts", "problems"),
        "How it ended: 'nothing', for the story is so already; 'conflicts' and 'problems' left it open.",
    ]
    subject: Annotated[
        str | None, "The first line of the commit's message; null where documents of a branch were picked."
    ]
    paths: Annotated[Sequence[str], "The documents that were asked for; empty: all of the commit."]


class Pick(Replay):
    """What came of a pick."""

    missing: Annotated[Sequence[Missing], "What picked documents name and that is not here."]


class Aborted(TypedDict):
    """A merge, revert or pick was given up."""

    name: Annotated[str, "What was brought in."]
    files: Annotated[Sequence[str], "The files that are as before."]


class Returned(TypedDict):
    """What going back to an earlier state changed."""

    branch: Annotated[str, "The current branch."]
    name: Annotated[str, "The earlier state, as it was called."]
    target: Annotated[Hash, "Its commit."]
    commit: Annotated[Hash | None, "The new commit; null where none was made."]
    changes: Annotated[Sequence[Change], "What changed, in story terms."]
    files: Annotated[Sequence[str], "Other files that changed."]
    dry_run: Annotated[bool, "Whether nothing was done."]


class Conflicts(TypedDict):
    """What an open merge, revert or pick leaves to settle."""

    name: Annotated[str | None, "What is brought in; null where nothing is open."]
    operation: Annotated[str, OPERATION, "The command that finishes it."]
    conflicts: Annotated[Sequence[Conflict], "What is left for a person to settle."]
    problems: Annotated[Sequence[Problem], "Faults that neither side has alone; looked for once no conflict is left."]


class Resolved(TypedDict):
    """Conflicts that were settled, and what is left."""

    way: Annotated[
        str, one_of("ours", "theirs", "base", "both", "set", "edit"), "The option by which they were settled."
    ]
    settled: Annotated[Sequence[str], "The names of the conflicts."]
    conflicts: Annotated[Sequence[Conflict], "What is left for a person to settle."]
    problems: Annotated[Sequence[Problem], "Faults that neither side has alone; looked for once no conflict is left."]
    branch: Annotated[str | None, "The new branch that keeps the other version; null where none was asked for."]
    merge: Annotated[OpenMerge, "How far the merge, revert or pick is."]


class MergeSide(TypedDict):
    """One side of a merge."""

    name: Annotated[str, "What it is called."]
    commit: Annotated[Hash, "Its commit."]


class Explanation(TypedDict):
    """How a merge came out, and why."""

    commit: Annotated[Hash | None, "The merge; null for one that is still open."]
    ours: Annotated[MergeSide, "The side that was merged into."]
    theirs: Annotated[MergeSide, "The side that was brought in."]
    decisions: Annotated[Sequence[ExplainedDecision], "What was decided without asking."]
    conflicts: Annotated[Sequence[SettledConflict], "What needed a person."]
    by_hand: Annotated[Sequence[Change], "What else stands otherwise than the merge alone would have it."]
