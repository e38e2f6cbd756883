"""Keep the files as they are as a commit."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import FoundProblems
from anime_cli.model.kinds import SINGLE
from anime_cli.studio.telling import listed, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.history.committing import Trailers
    from anime_cli.merge.diff import Change
    from anime_cli.studio.checking import Located
    from anime_cli.studio.studio import Studio

NAMED = 2
"""More documents than this are counted in a message's first line, not named."""
TOLD = 12
"""How many changes a message tells one by one."""
WIDTH = 100
VERBS = {"added": "add", "removed": "remove", "renamed": "rename"}


class ProblemsLeft(FoundProblems):
    """The commit would end a merge that contradicts itself."""

    def __init__(self, problems: Sequence[Located]) -> None:
        first = problems[0].finding
        super().__init__(
            f"The story now has {plural(len(problems), 'problem')} that neither side of the merge has alone.",
            cause=f"{first.path}: {first.message}",
            hint="anime story conflicts lists them; anime story commit --allow-problems commits nevertheless.",
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """A commit, or with `commit` None what one would hold."""

    commit: str | None
    branch: str | None
    message: str
    files: tuple[str, ...]


def commit(
    studio: Studio,
    message: str | None = None,
    *,
    paths: Sequence[str] | None = None,
    dry_run: bool = False,
    allow_problems: bool = False,
) -> Saved:
    """Commit every change of the story, or those of PATHS; without MESSAGE it is told from the changes.

    An open merge is finished by it, as by `merge --continue`: with ALLOW_PROBLEMS in spite of new errors.

    Raises:
        NothingToCommit: every file is as the last commit has it.
        ConflictsLeft: a merge is open and files are in conflict.
        ProblemsLeft: a merge is open, and its files have errors that neither side has alone.
        DetachedHead: the commit would belong to no branch.
        AnimeError: no message is given, and a changed document can't be read.
    """
    from anime_cli.history.commits import show
    from anime_cli.history.committing import commit as keep
    from anime_cli.history.undo import recording

    chosen = None if paths is None else [inside(studio.repository.folder, path) for path in paths]
    if dry_run:
        text = message if message is not None else _told(studio, chosen)
        return Saved(None, studio.repository.head.branch, text, tuple(_changed(studio, chosen)))
    with recording(studio.repository, "commit", tuple(chosen or ())):
        trailers = _settled(studio, allow_problems=allow_problems)
        text = message if message is not None else _told(studio, chosen)
        made = keep(studio.repository, text, chosen, trailers)
    files = show(studio.repository, made.id)[1]
    whole = f"{made.subject}\n\n{made.body}".strip()
    return Saved(made.id, studio.repository.head.branch, whole, tuple(file.path for file in files))


def _settled(studio: Studio, *, allow_problems: bool) -> Trailers:
    """Settle what was settled by hand of an open merge; return the trailer of a commit in spite of problems.

    Raises:
        ConflictsLeft: conflicts are left.
        ProblemsLeft: problems are, and are not allowed.
    """
    from anime_cli.history.openmerge import unfinished
    from anime_cli.studio.merging import allowance, settled_problems

    merge = unfinished(studio.repository)
    if merge is None or merge.operation != "merge":
        return ()
    problems = settled_problems(studio, merge)
    if problems and not allow_problems:
        raise ProblemsLeft(problems)
    return allowance(problems)


def inside(folder: Path, path: str) -> str:
    """Return PATH as seen from the story's FOLDER; one outside of it stays as it is and is refused later."""
    whole, root = Path(os.path.abspath(path)), os.path.abspath(folder)  # noqa: PTH100  # links stay links
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path


def _changed(studio: Studio, paths: Sequence[str] | None) -> list[str]:
    from anime_cli.history.errors import NothingToCommit
    from anime_cli.history.status import changes

    found = [change.path for change in changes(studio.repository) if _chosen(change.path, paths)]
    if not found:
        raise NothingToCommit
    return found


def _chosen(path: str, paths: Sequence[str] | None) -> bool:
    return paths is None or any(one in {path, "."} or path.startswith(f"{one}/") for one in paths)


def _told(studio: Studio, paths: Sequence[str] | None) -> str:
    from anime_cli.history.commits import touched
    from anime_cli.history.committing import refuse_conflicts
    from anime_cli.history.openmerge import unfinished
    from anime_cli.studio.comparing import changes_of

    refuse_conflicts(studio.repository)
    merge = unfinished(studio.repository)
    if merge is not None:
        return f"Merge branch '{merge.name}'"
    head = studio.repository.head.commit
    files = [file for file in touched(studio.repository, head, None) if _chosen(file.path, paths)]
    found, _ = changes_of(studio, files)
    if not found:
        return f"Change {listed(_changed(studio, paths)[:NAMED])}"
    return described(found)


def described(changes: Sequence[Change]) -> str:
    """Return a commit's message that tells CHANGES: what happened to which documents, then change by change."""
    return f"{_headline(changes)}\n\n{told_lines(changes)}"


def told_lines(changes: Sequence[Change]) -> str:
    """Return the body of a commit's message: CHANGES one by one, each on a line."""
    lines = [_cut(_told_briefly(change)) for change in changes[:TOLD]]
    if len(changes) > TOLD:
        lines.append(f"and {plural(len(changes) - TOLD, 'more change')}")
    return "\n".join(f"- {line}" for line in lines)


def _told_briefly(change: Change) -> str:
    """Return a change on one line; of prose, which `story show` compares word by word, only that it changed."""
    line = f"changed {change.entity} > {change.field}" if change.words else change.line()
    return line.replace(f"{change.document} > ", "", 1) if change.path == SINGLE["story"] else line


def _headline(changes: Sequence[Change]) -> str:
    """Return one line: 'Change scene "Rain", add character "Mio"'."""
    documents = [(_verb(own), own[0]) for own in _by_path(changes)]
    named = len(documents) <= NAMED
    groups: dict[str, list[str]] = {}
    for verb, change in documents:
        kind = change.entity.partition(" ")[0]
        groups.setdefault(verb, []).append(document_of(change) if named else kind)
    parts = [f"{verb} {listed(names) if named else _counted(names)}" for verb, names in groups.items()]
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def _by_path(changes: Sequence[Change]) -> Iterable[list[Change]]:
    return [list(own) for _, own in groupby(changes, key=lambda change: change.path)]


def _verb(own: Sequence[Change]) -> str:
    return "change" if own[0].address else VERBS.get(own[0].kind, "change")


def document_of(change: Change) -> str:
    """Return the document that CHANGE is in: 'scene "Rain"'; 'the story' where it is story.yaml."""
    if change.path == SINGLE["story"]:
        return "the story"
    whole = change.entity
    return whole if whole.count('"') < NAMED else whole[: whole.index('"', whole.index('"') + 1) + 1]


def _counted(kinds: Sequence[str]) -> str:
    counts = ((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds))
    return listed("the story" if kind == "story" else plural(count, kind) for kind, count in counts)


def _cut(line: str) -> str:
    flat = " ".join(line.split())
    return flat if len(flat) <= WIDTH else f"{flat[: WIDTH - 1]}…"
