"""What an unfinished merge left to settle: listed, and settled by taking a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import ExitCode
from anime_cli.studio.errors import NothingChosen, UnknownConflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.history.effects import Entry
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.history.repository import Repository
    from anime_cli.history.threeway import Three
    from anime_cli.merge.conflicts import MergeConflict
    from anime_cli.merge.engine import Merged
    from anime_cli.studio.studio import Studio

BY_GIT = "Git left both versions of these lines in the file."


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict and the line of its file where it stands; 0 for one about the whole file."""

    conflict: MergeConflict
    line: int


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What is left to settle. `name` is what is being brought in, None where nothing is open.

    `operation` is the command that finishes it: 'merge', 'revert' or 'pick'.
    """

    name: str | None
    left: tuple[OpenConflict, ...]
    operation: str = "merge"

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether any is left."""
        return ExitCode.FOUND if self.left else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Resolved:
    """Conflicts that were settled by taking `side`, and those that are left."""

    side: str
    settled: tuple[MergeConflict, ...]
    left: tuple[OpenConflict, ...]
    operation: str = "merge"


def open_conflicts(studio: Studio) -> Conflicts:
    """List what the unfinished merge, if there is one, left to settle.

    Raises:
        AnimeError: a file in conflict can't be read.
    """
    from anime_cli.history.openmerge import unfinished

    merge = unfinished(studio.repository)
    if merge is None:
        return Conflicts(None, ())
    return Conflicts(merge.name, listed_conflicts(studio.repository, merge), merge.operation)


def resolve_conflicts(studio: Studio, names: Sequence[str], side: str, *, every: bool = False) -> Resolved:
    """Settle the conflicts NAMES (ids like c1, or files), or EVERY one, by taking SIDE: 'ours', 'theirs' or 'base'.

    Raises:
        NoMerge: no merge is open.
        NothingChosen: no conflict is named.
        UnknownConflict: a name is none of those that are left.
        ChangedMeanwhile: another program changed a file at the same time.
    """
    from anime_cli.history.openmerge import mark_resolved
    from anime_cli.history.undo import recording
    from anime_cli.studio.merging import opened

    if not names and not every:
        raise NothingChosen
    repository = studio.repository
    merge = opened(studio)
    left = listed_conflicts(repository, merge)
    chosen = [each.conflict for each in left] if every else _chosen(left, names)
    with recording(repository, "resolve", (*names, f"--{side}")):
        for path in dict.fromkeys(conflict.path for conflict in chosen):
            own = [each for each in chosen if each.path == path]
            if own[0].whole:
                _take(repository, path, getattr(merge.conflicts[path], side))
            else:
                _settle(repository, path, own, side)
        rest = [each for each in left if each.conflict not in chosen]
        mark_resolved(repository, sorted({each.path for each in chosen} - {each.conflict.path for each in rest}))
    return Resolved(side, tuple(chosen), listed_conflicts(repository, opened(studio)), merge.operation)


def _chosen(left: Sequence[OpenConflict], names: Sequence[str]) -> list[MergeConflict]:
    found: dict[str, MergeConflict] = {}
    for name in names:
        named = [each.conflict for each in left if name in {each.conflict.id, each.conflict.path}]
        if not named:
            raise UnknownConflict(name, [each.conflict.id for each in left])
        found |= {conflict.id: conflict for conflict in named}
    return list(found.values())


def _take(repository: Repository, path: str, entry: Entry | None) -> None:
    """Write the file of one side, byte by byte; None: that side has none."""
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file

    there = (repository.folder / path).exists()
    data, expected = read_file(repository, path) if there else (None, None)
    wanted = None if entry is None else repository.read([entry.id])[entry.id]
    if wanted != data:
        write_file(repository, path, wanted, expected)


def _settle(repository: Repository, path: str, conflicts: Sequence[MergeConflict], side: str) -> None:
    """Put the words of one side where the marks of CONFLICTS stand."""
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file
    from anime_cli.merge.resolve import resolve

    data, expected = read_file(repository, path)
    text = resolve(data.decode("utf-8"), path, {conflict.id: side for conflict in conflicts})
    write_file(repository, path, text.encode(), expected)


def listed_conflicts(repository: Repository, merge: Unfinished) -> tuple[OpenConflict, ...]:
    """Return what is left of MERGE: conflicts of files that git holds to be in conflict, whose marks still stand."""
    from anime_cli.merge.conflicts import from_json

    record = merge.record if isinstance(merge.record, dict) else {}
    recorded = [from_json(facts) for facts in record.get("conflicts", ())]
    known = [conflict for conflict in recorded if conflict.path in merge.conflicts]
    paths = {conflict.path for conflict in recorded}
    foreign = [path for path in sorted(merge.conflicts) if path not in paths]
    known += _by_git(repository, {path: merge.conflicts[path] for path in foreign}, len(recorded) + 1)
    lines = _Marks(repository)
    return tuple(OpenConflict(each, line) for each in known if (line := lines.line(each)) is not None)


def of_merged(merged: Mapping[str, Merged]) -> tuple[OpenConflict, ...]:
    """Return the conflicts of documents that were merged just now, with their lines in the merged texts."""
    from anime_cli.studio.checking import read_text
    from anime_cli.text.reader import place

    found = []
    for path, each in merged.items():
        inside = [conflict for conflict in each.conflicts if not conflict.whole]
        parsed = read_text(each.text, path) if inside and each.text is not None else None
        for conflict in each.conflicts:
            line = place(parsed, conflict.address)[0] if parsed is not None and not conflict.whole else 0
            found.append(OpenConflict(conflict, line))
    return tuple(found)


class _Marks:
    """Where marks stand in the files of the work tree; each file is read once."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._lines: dict[str, dict[str, int]] = {}

    def line(self, conflict: MergeConflict) -> int | None:
        """Return the line of CONFLICT's mark, 0 where it is about the whole file, None where the mark is gone."""
        if conflict.whole:
            return 0
        if conflict.path not in self._lines:
            self._lines[conflict.path] = self._read(conflict.path)
        return self._lines[conflict.path].get(conflict.id)

    def _read(self, path: str) -> dict[str, int]:
        from anime_cli.history.snapshot import read_file
        from anime_cli.merge.resolve import unresolved
        from anime_cli.studio.checking import read_text
        from anime_cli.text.reader import place

        if not (self._repository.folder / path).exists():
            return {}
        text = read_file(self._repository, path)[0].decode("utf-8", "replace")
        parsed = read_text(text, path)
        return {name: place(parsed, address)[0] for name, address in unresolved(text, path)}


def _by_git(repository: Repository, conflicts: Mapping[str, Three], number: int) -> Iterable[MergeConflict]:
    """Return the conflicts of a merge that git itself began: one for each file, with its three versions."""
    from anime_cli.merge.conflicts import MISSING, MergeConflict

    blobs = repository.read({entry.id for three in conflicts.values() for entry in three if entry is not None})
    for count, (path, three) in enumerate(conflicts.items(), number):
        base, ours, theirs = (
            MISSING if entry is None else blobs[entry.id].decode("utf-8", "replace") for entry in three
        )
        yield MergeConflict(f"c{count}", path, (), f"file {path}", "", base, ours, theirs, BY_GIT)
