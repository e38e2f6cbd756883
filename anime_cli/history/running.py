"""What a git that runs the merge driver is merging now: it tells the driver one file, and leaves traces of the rest.

`git merge` names the other side in its environment, `git rebase` and a `git cherry-pick` of several commits keep lists
of steps, and for the others there is their command line, where the system shows it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.history import program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GITHEAD = re.compile(r"GITHEAD_([0-9a-f]{40,64})")
STEP = re.compile(r"(pick|p|reword|r|edit|e|squash|s|fixup|f|revert) (?:-[cC] )?([0-9a-f]{4,64})\b")
LISTS = (("rebase-merge/done", -1), ("sequencer/todo", 0))
"""Where git keeps its steps, and which of them it is at."""

INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
"""Variables of the outer git that say where its repository is: what we ask belongs there."""


class Sides(NamedTuple):
    """Three commits that git is merging."""

    base: str
    ours: str
    theirs: str


def inherited() -> Mapping[str, str]:
    """Return the variables by which our git works where the outer one does."""
    return {name: os.environ[name] for name in INHERITED if name in os.environ}


def under_way(process: str) -> Sides | None:
    """Return what the git with this PROCESS id is merging; None where it can't be known, or has no single base."""
    heads = [match[1] for name in os.environ if (match := GITHEAD.fullmatch(name))]
    if len(heads) == 1:
        bases = _said("merge-base", "--all", "HEAD", heads[0]).split()
        return _commits(*bases, "HEAD", heads[0])
    return _commits(*(_listed() or _called(process)))


def _said(*arguments: str) -> str:
    return program.run(Path(), *arguments, extra=inherited()).stdout.decode("utf-8", "surrogateescape")


def _commits(*revisions: str) -> Sides | None:
    """Return REVISIONS as three commits, None if they are not three, or not commits."""
    names = [f"{revision}^{{commit}}" for revision in revisions]
    found = _said("rev-parse", "--revs-only", *names).split() if len(names) == len(Sides._fields) else []
    return Sides(*found) if len(found) == len(Sides._fields) else None


def _listed() -> Sequence[str]:
    """Return base, ours and theirs of the step that git is at."""
    for name, number in LISTS:
        try:
            text = Path(_said("rev-parse", "--git-path", name).rstrip("\n")).read_text("utf-8", "replace")
        except OSError:
            continue
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        match = STEP.match(lines[number]) if lines else None
        if match:
            return _step(match[1], match[2])
    return ()


def _step(verb: str, commit: str) -> Sequence[str]:
    parent = f"{commit}^"
    return (commit, "HEAD", parent) if verb == "revert" else (parent, "HEAD", commit)


def _called(process: str) -> Sequence[str]:
    """Return base, ours and theirs as the command line of PROCESS names them."""
    try:
        words = Path("/proc", process, "cmdline").read_text("utf-8", "surrogateescape").split("\0")
    except OSError:
        return ()
    named = [word for word in words if word and not word.startswith("-")]
    if "cherry-pick" in named or "revert" in named:
        return _step("revert" if "revert" in named else "pick", named[-1])
    if "stash" in named:
        put_aside = "stash@{0}" if named[-1] in {"pop", "apply"} else named[-1]
        return (f"{put_aside}^", "HEAD", put_aside)
    return ()
