"""Compare two states of a story, in story terms: revisions, branches, the files as they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from anime_cli.history.commits import Touched
    from anime_cli.merge.beside import Row
    from anime_cli.merge.change import Change
    from anime_cli.merge.shelf import Shelf
    from anime_cli.merge.tally import Tally
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain


class TwoRanges(UsageError):
    """A range of revisions was named, and another revision beside it."""

    def __init__(self, span: str) -> None:
        super().__init__(f"'{span}' names both sides already.", hint="anime story diff main..ending/alternate")


class NothingCalled(UsageError):
    """Neither side has a document of this kind, id or path."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"Neither side has a kind, an id or a file called '{name}'.",
            hint=did_you_mean(name, known) or "anime story diff --only scene",
        )


@dataclass(frozen=True)
class Comparison:
    """What changed from one state of a story to another; a side of None is the files as they are.

    `files` changed and are no documents, `formatting` says the same in other bytes. `old` and `new` are the texts of
    the changed documents, `people` the names of characters by id, `title` is the story's.
    """

    before: str | None
    after: str | None
    changes: tuple[Change, ...]
    files: tuple[str, ...]
    formatting: tuple[str, ...] = ()
    old: Mapping[str, str | None] = field(default_factory=dict)
    new: Mapping[str, str | None] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    title: str = ""

    @property
    def found(self) -> bool:
        """Tell whether anything changed at all, formatting too."""
        return bool(self.changes or self.files or self.formatting)

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """The changes in numbers, document by document."""
        from anime_cli.merge.tally import tallies

        return tallies(self.changes)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The paths of the scenes that changed."""
        paths = dict.fromkeys(path for change in self.changes for path in (change.source, change.path) if path)
        sources = {change.source for change in self.changes if change.kind == "renamed"}
        return tuple(sorted(path for path in paths if path.startswith("scenes/") and path not in sources))

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return the script of the scene at PATH, both sides aligned."""
        from anime_cli.merge.beside import rows

        before, after = self._values
        return rows(path, before.get(path), after.get(path), self.changes)

    @cached_property
    def _values(self) -> tuple[Mapping[str, Plain], Mapping[str, Plain]]:
        """Both sides' scenes; the earlier ones have the ids of documents as the later ones have them."""
        from anime_cli.merge.engine import values_of
        from anime_cli.merge.patch import apply_to_values
        from anime_cli.model.kinds import kind_of

        renames = [change for change in self.changes if change.kind == "renamed"]
        touched = {path for change in renames for path in change.paths}
        old, new = (
            {
                path: values_of(text, path)
                for path, text in side.items()
                if text is not None and kind_of(path) and (path.startswith("scenes/") or path in touched)
            }
            for side in (self.old, self.new)
        )
        return apply_to_values(old, renames), new


def diff_stories(
    studio: Studio,
    before: str = "HEAD",
    after: str | None = None,
    *,
    reverse: bool = False,
    only: Sequence[str] = (),
    named: bool = False,
) -> Comparison:
    """Compare BEFORE with AFTER, or with the files as they are now where AFTER is None.

    BEFORE may be a range: `a..b`, or `a...b` for what b changed since it left a. REVERSE swaps the sides. ONLY keeps
    the changes of some kinds, ids or paths. NAMED reads what the story and its characters
    are called.

    Raises:
        RevisionNotFound: there is no such revision.
        TwoRanges, NothingCalled: the call makes no sense.
        UnrelatedHistories: the two sides of `a...b` have no common past.
        AnimeError: a changed document can't be read.
    """
    from anime_cli.history.commits import touched

    sides = _sides(studio, before, after)
    found = touched(studio.repository, *sides)
    if reverse:
        found = tuple(replace(file, before=file.after, after=file.before) for file in found)
        sides = (sides[1], sides[0])  # type: ignore[assignment]  # only here the earlier side can be the files
    told = _compared(studio, found, sides)
    told = _narrowed(studio, told, only) if only else told
    return replace(told, people=_people(studio, sides), title=_title(studio, sides)) if named else told


def _sides(studio: Studio, before: str, after: str | None) -> tuple[str, str | None]:
    if ".." not in before:
        return before, after
    if after is not None:
        raise TwoRanges(before)
    left, dots, right = before.partition("...")
    if not dots:
        left, _, right = before.partition("..")
        return left or "HEAD", right or "HEAD"
    return _fork(studio, left or "HEAD", right or "HEAD"), right or "HEAD"


def _fork(studio: Studio, ours: str, theirs: str) -> str:
    """Return the commit at which two branches parted; of several the first, as git does."""
    from anime_cli.history.errors import UnrelatedHistories
    from anime_cli.history.mergebases import merge_bases

    resolve = studio.repository.resolve
    bases = merge_bases(studio.repository, resolve(ours), resolve(theirs))
    if not bases:
        raise UnrelatedHistories(ours, theirs)
    return bases[0]


def _compared(studio: Studio, found: Iterable[Touched], sides: tuple[str | None, str | None]) -> Comparison:
    from anime_cli.merge.diff import diff_documents, unsaid
    from anime_cli.model.kinds import kind_of

    files = tuple(found)
    documents = [file for file in files if kind_of(file.path) is not None]
    blobs = studio.repository.read({name for file in documents for name in (file.before, file.after) if name})
    old = _texts({file.path: blobs[file.before] if file.before else None for file in documents})
    new = _texts({file.path: blobs[file.after] if file.after else None for file in documents})
    changes = diff_documents(old, new)
    others = tuple(file.path for file in files if kind_of(file.path) is None)
    return Comparison(*sides, changes, others, unsaid(old, new, changes), old, new)


def changes_of(studio: Studio, touched: Iterable[Touched]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return the changes of the documents among TOUCHED, and the paths of the other files that changed.

    Those are the files that are no documents, and the documents that say the same in other bytes.

    Raises:
        AnimeError: a changed document can't be read.
    """
    told = _compared(studio, touched, (None, None))
    return told.changes, tuple(sorted((*told.files, *told.formatting)))


def compare(
    before: Mapping[str, bytes | None], after: Mapping[str, bytes | None], shelf: Shelf | None = None
) -> tuple[Change, ...]:
    """Compare two states of some files, given as content by path; files that are no documents are left out.

    What SHELF remembers is not read again.

    Raises:
        AnimeError: a document can't be read.
    """
    from anime_cli.merge.diff import diff_documents

    return diff_documents(_texts(before), _texts(after), shelf)


def _texts(files: Mapping[str, bytes | None]) -> dict[str, str | None]:
    from anime_cli.model.kinds import kind_of

    known = {path: data for path, data in files.items() if kind_of(path) is not None}
    return {path: None if data is None else data.decode("utf-8", "replace") for path, data in known.items()}


def _narrowed(studio: Studio, told: Comparison, only: Sequence[str]) -> Comparison:
    """Keep what belongs to one of the kinds, ids or paths in ONLY."""
    from anime_cli.model.kinds import KINDS, kind_of

    files = {path for side in (told.before, told.after) for path in studio.repository.files(side)}
    known = {name for path in files for name in (path, *(kind_of(path) or ()))} | {*KINDS, *told.files}
    for name in only:
        if name not in known:
            raise NothingCalled(name, known)
    wanted = set(only)

    def kept(path: str) -> bool:
        return bool(wanted & {path, *(kind_of(path) or ())})

    return replace(
        told,
        changes=tuple(change for change in told.changes if any(map(kept, change.paths))),
        files=tuple(filter(kept, told.files)),
        formatting=tuple(filter(kept, told.formatting)),
    )


def _people(studio: Studio, sides: tuple[str | None, str | None]) -> dict[str, str]:
    """Return what the script calls each character of either side, as the later side has it."""
    from anime_cli.merge.engine import values_of
    from anime_cli.story.calling import given_names

    found: dict[str, tuple[str, str]] = {}
    for side in sides:
        files = studio.repository.files(side)
        found |= {path: (path, name) for path, name in files.items() if path.startswith("characters/")}
    blobs = studio.repository.read({name for _, name in found.values()})
    names = {}
    for path, blob in found.values():
        name = values_of(blobs[blob].decode("utf-8", "replace"), path).get("name")
        names[path.removeprefix("characters/").removesuffix(".yaml")] = name if isinstance(name, str) else ""
    return dict(given_names({who: name or who for who, name in names.items()}))


def _title(studio: Studio, sides: tuple[str | None, str | None]) -> str:
    """Return what the story is called, on the later side where that has a story.yaml."""
    from anime_cli.merge.engine import values_of

    found = [blob for side in sides if (blob := studio.repository.files(side).get("story.yaml"))]
    blobs = studio.repository.read(found[-1:])
    titles = (values_of(data.decode("utf-8", "replace"), "story.yaml").get("title") for data in blobs.values())
    return next((title for title in titles if isinstance(title, str)), "")


def write_page(path: Path, page: str) -> Path:
    """Write a page to PATH, whole or not at all; return where it stands.

    Raises:
        OSError: nothing can be written there.
    """
    from anime_cli.store.files import write_whole

    write_whole(path, page.encode())
    return path.resolve()
