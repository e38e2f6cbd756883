"""What an unfinished merge left to settle: listed, from its record or from the marks in the files."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, ExitCode, WorldError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from anime_cli.history.merging import Sides
    from anime_cli.history.openmerge import Unfinished
    from anime_cli.history.repository import Repository
    from anime_cli.history.threeway import Three
    from anime_cli.merge.conflicts import MergeConflict
    from anime_cli.merge.engine import Merged
    from anime_cli.studio.checking import Located
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Conflict

BY_GIT = "Git left both versions of these lines in the file."
DELETED = "One side removed it, the other changed it."
VANISHED = "Both sides have it, and the file is gone from the work tree. To let it go: git rm {}."
GIT_MARK = re.compile(r"^<{7} ", re.MULTILINE)


class UnreadableConflict(WorldError):
    """A file in conflict, or a mark in it, was edited halfway. `merge`, `revert` or `pick` is the OPERATION."""

    def __init__(self, error: AnimeError, operation: str) -> None:
        out = "merge --again makes the marks anew" if operation == "merge" else f"{operation} --abort gives up"
        super().__init__(
            error.message,
            cause=error.cause or "The file is in conflict; somebody edited it halfway.",
            hint=f"Write the value you want in its place, or: anime story {out}.",
        )


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A conflict and the line of its file where it stands, 0 where it has none.

    `shared` says that another file has a conflict of the same id.
    """

    conflict: MergeConflict
    line: int
    shared: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What no other conflict of the merge has: file and id."""
        return self.conflict.path, self.conflict.id

    @property
    def name(self) -> str:
        """The name by which it is settled: its id, where another file has the same one behind the file's."""
        return self._long_name if self.shared else self.conflict.id

    @property
    def names(self) -> frozenset[str]:
        """Every word that means it; the path means all conflicts of the file."""
        return frozenset({self.conflict.id, self._long_name, self.conflict.path})

    @property
    def _long_name(self) -> str:
        return f"{PurePosixPath(self.conflict.path).stem}:{self.conflict.id}"

    @property
    def kind(self) -> str:
        """What kind of conflict it is."""
        from anime_cli.merge.suggesting import kind_of_conflict

        return kind_of_conflict(self.conflict)

    @property
    def ways(self) -> tuple[str, ...]:
        """The options of `anime story resolve` that can settle it."""
        from anime_cli.merge.suggesting import ways

        return ways(self.conflict)

    @property
    def suggestion(self) -> tuple[str, ...]:
        """Sentences with the command that most likely settles it."""
        from anime_cli.merge.suggesting import suggestion

        return suggestion(self.conflict, self.name)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What is left to settle. `name` is what is being brought in, None where nothing is open.

    `problems` that neither side has alone are looked for once no conflict is left. `operation` is the command that
    finishes it: 'merge', 'revert' or 'pick'.
    """

    name: str | None
    left: tuple[OpenConflict, ...]
    problems: tuple[Located, ...] = ()
    operation: str = "merge"

    @property
    def exit_code(self) -> ExitCode:
        """Tell the shell whether anything is left."""
        return ExitCode.FOUND if self.left or self.problems else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an open merge is. `problems` are looked for once no conflict is left; `trouble` says what hinders it."""

    name: str
    conflicts: tuple[OpenConflict, ...] = ()
    problems: tuple[Located, ...] = ()
    trouble: str | None = None
    operation: str = "merge"

    @property
    def next(self) -> str:
        """The command to go on with."""
        left = self.conflicts or self.problems or self.trouble
        return "anime story conflicts" if left else f"anime story {self.operation} --continue"


def open_conflicts(studio: Studio) -> Conflicts:
    """List what the unfinished merge, if there is one, left to settle.

    Raises:
        UnreadableConflict: a file in conflict can't be read, or a mark in it was edited halfway.
        MergeHeadGone: files are in conflict, and nothing says with what.
        AnimeError: no file is in conflict any more, and a document can't be read.
    """
    from anime_cli.history.openmerge import refuse_orphans, unfinished

    merge = unfinished(studio.repository)
    if merge is None:
        refuse_orphans(studio.repository)
        return Conflicts(None, ())
    left = listed_conflicts(studio.repository, merge)
    return Conflicts(merge.name, left, () if left else open_problems(studio, merge), merge.operation)


def standing(studio: Studio) -> Standing | None:
    """Tell how far the open merge is, None where there is none; what can't be read is said, not raised."""
    from anime_cli.history.openmerge import unfinished

    merge = unfinished(studio.repository)
    if merge is None:
        return None
    try:
        left = listed_conflicts(studio.repository, merge)
        problems = () if left else open_problems(studio, merge)
        return Standing(merge.name, left, problems, operation=merge.operation)
    except AnimeError as error:
        return Standing(merge.name, trouble=error.message, operation=merge.operation)


def open_problems(studio: Studio, merge: Unfinished) -> tuple[Located, ...]:
    """Return the errors of the files as they are now that neither side of the open MERGE has alone.

    Raises:
        AnimeError: a document can't be read.
    """
    from anime_cli.studio.checking import new_problems

    repository = studio.repository
    parents = (repository.tip(), merge.side)
    return new_problems(studio, repository.files(), parents, sides=_sides(repository, merge, parents))


def _sides(repository: Repository, merge: Unfinished, parents: tuple[str, str]) -> Sides | None:
    """Return the sides of MERGE, None of a revert or pick, whose sides share no past that would tell who did what."""
    from anime_cli.history.merging import sides_of

    if merge.operation != "merge":
        return None
    return sides_of(repository, parents, (repository.head.branch or "HEAD", merge.name), unrelated=True)


def listed_conflicts(repository: Repository, merge: Unfinished) -> tuple[OpenConflict, ...]:
    """Return what is left of MERGE: of the files that were in conflict, what still stands marked.

    A file that was added to the index with its marks is still in conflict, whatever git holds of it.

    Raises:
        UnreadableConflict: a file in conflict can't be read, or a mark in it was edited halfway.
        VersionMissing: git has lost a version of a file.
    """
    from anime_cli.merge.rereading import recorded

    noted: dict[str, list[MergeConflict]] = {}
    for conflict in recorded(merge.record):
        noted.setdefault(conflict.path, []).append(conflict)
    taken = {conflict.id for each in noted.values() for conflict in each}
    found: list[OpenConflict] = []
    for path in sorted({*merge.conflicts, *noted}):
        with _way_out(merge):
            found += _left(repository, path, merge.conflicts.get(path), noted.get(path, ()), taken)
        taken |= {each.conflict.id for each in found}
    return _told_apart(found)


@contextmanager
def _way_out(merge: Unfinished) -> Iterator[None]:
    """Let the error of a file in conflict that can't be read name the way out, whatever is wrong in it."""
    from anime_cli.merge.errors import BrokenMark
    from anime_cli.text.errors import GitConflict, TextError

    try:
        yield
    except GitConflict:
        raise
    except (TextError, BrokenMark) as error:
        raise UnreadableConflict(error, merge.operation) from error


def _told_apart(found: Sequence[OpenConflict]) -> tuple[OpenConflict, ...]:
    """Mark those whose id stands in several files, as a merge that git ran file by file leaves them."""
    files = Counter(name for _, name in {each.key for each in found})
    return tuple(OpenConflict(each.conflict, each.line, shared=files[each.conflict.id] > 1) for each in found)


def _left(
    repository: Repository, path: str, three: Three | None, noted: Sequence[MergeConflict], taken: Container[str]
) -> Iterator[OpenConflict]:
    """Yield what is left of one file: what was noted and still stands, else what its marks or git's own say.

    THREE are its versions, None where git holds it to be settled.
    """
    if three is None:
        text = _text(repository, path)
        yield from _marked(text, path, noted) if text is not None and "!conflict" in text else ()
        return
    whole = [conflict for conflict in noted if conflict.whole]
    if whole:
        yield from (OpenConflict(conflict, 0) for conflict in whole)
        return
    text = _text(repository, path)
    if text is None and three.ours and three.theirs:
        yield OpenConflict(_by_git(repository, path, three, taken, VANISHED.format(path)), 0)
        return
    mark = GIT_MARK.search(text) if text is not None else None
    if mark is not None and text is not None:
        yield OpenConflict(_by_git(repository, path, three, taken), text.count("\n", 0, mark.start()) + 1)
    elif text is not None and (noted or "!conflict" in text):
        yield from _marked(text, path, noted)
    elif not (noted or _settled(repository, path, three, text)):
        yield OpenConflict(_by_git(repository, path, three, taken), 0)


def _text(repository: Repository, path: str) -> str | None:
    from anime_cli.history.snapshot import read_file

    if not (repository.folder / path).exists():
        return None
    return read_file(repository, path)[0].decode("utf-8", "replace")


def _settled(repository: Repository, path: str, three: Three, text: str | None) -> bool:
    """Tell whether a document that git left in conflict was settled by hand.

    Both sides have it, no mark is left in it, and it is not merely what a merge of the lines makes of them.
    """
    from anime_cli.history.plainly import merge_plainly
    from anime_cli.model.kinds import kind_of

    if text is None or kind_of(path) is None or three.ours is None or three.theirs is None:
        return False
    woven, clean = merge_plainly(repository, path, three, ("ours", "theirs"))
    return not clean or woven != text.encode("utf-8", "surrogateescape")


def _marked(text: str, path: str, noted: Sequence[MergeConflict]) -> Iterator[OpenConflict]:
    """Yield the conflicts whose marks stand in TEXT, as NOTED or, where nothing is, as the marks say."""
    from anime_cli.merge.rereading import conflicts_in
    from anime_cli.merge.resolve import sound_marks
    from anime_cli.studio.lines import read_text
    from anime_cli.text.reader import place

    parsed = read_text(text, path)
    marks = [(place(parsed, address)[0], mark) for address, mark in sound_marks(text, path)]
    known = {conflict.id: conflict for conflict in noted or conflicts_in(text, path)}
    _refuse_changed(path, known, marks)
    lines: dict[str, int] = {}
    for line, mark in marks:
        lines.setdefault(str(mark.sides["id"]), line)
    yield from (OpenConflict(conflict, lines[name]) for name, conflict in known.items() if name in lines)


def _refuse_changed(path: str, known: Mapping[str, MergeConflict], marks: Sequence[tuple[int, Conflict]]) -> None:
    """Refuse a mark of no known conflict, and one that lost a side."""
    from anime_cli.merge.conflicts import MISSING, SIDES
    from anime_cli.merge.errors import BrokenMark

    told: dict[str, set[str]] = {}
    for line, mark in marks:
        name = str(mark.sides["id"])
        if name not in known:
            raise BrokenMark(path, line, f"The mark names conflict {name}, which this merge doesn't have here.")
        told.setdefault(name, set()).update(mark.sides)
    for line, mark in marks:
        name = str(mark.sides["id"])
        for side in SIDES:
            if known[name].value(side) is not MISSING and side not in told[name]:
                raise BrokenMark(path, line, f"The mark of conflict {name} has lost what stood under `{side}`.")


def _by_git(repository: Repository, path: str, three: Three, taken: Container[str], why: str = BY_GIT) -> MergeConflict:
    """Return the conflict of a whole file, as git itself leaves one, with its three versions."""
    from anime_cli.history.openmerge import versions
    from anime_cli.merge.conflicts import MISSING, MergeConflict
    from anime_cli.merge.naming import document_spot

    number = 1
    while f"c{number}" in taken:
        number += 1
    base, ours, theirs = (
        MISSING if data is None else data.decode("utf-8", "replace") for data in versions(repository, path, three)
    )
    reason = DELETED if MISSING in (ours, theirs) else why
    return MergeConflict(f"c{number}", path, (), document_spot(path).entity, "", base, ours, theirs, reason)


def of_merged(merged: Mapping[str, Merged]) -> tuple[OpenConflict, ...]:
    """Return the conflicts of documents that were merged just now, with their lines in the merged texts."""
    from anime_cli.studio.lines import read_text
    from anime_cli.text.reader import place

    found = []
    for path, each in merged.items():
        inside = [conflict for conflict in each.conflicts if not conflict.whole]
        parsed = read_text(each.text, path) if inside and each.text is not None else None
        for conflict in each.conflicts:
            line = place(parsed, conflict.address)[0] if parsed is not None and not conflict.whole else 0
            found.append(OpenConflict(conflict, line))
    return tuple(found)
