"""Compare two revisions of a story, in story terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.commits import Touched
    from anime_cli.merge.diff import Change
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one revision to another (None: the files); `files` are those that are no documents."""

    before: str
    after: str | None
    changes: tuple[Change, ...]
    files: tuple[str, ...]


def diff_stories(studio: Studio, before: str = "HEAD", after: str | None = None) -> Comparison:
    """Compare BEFORE with AFTER, or with the files as they are now where AFTER is None.

    Raises:
        RevisionNotFound: there is no such revision.
        AnimeError: a changed document can't be read.
    """
    from anime_cli.history.commits import touched

    changes, others = changes_of(studio, touched(studio.repository, before, after))
    return Comparison(before, after, changes, others)


def changes_of(studio: Studio, touched: Iterable[Touched]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return the changes of the documents among TOUCHED, and the paths of the files that are no documents.

    Raises:
        AnimeError: a changed document can't be read.
    """
    from anime_cli.model.kinds import kind_of

    files = tuple(touched)
    documents = [file for file in files if kind_of(file.path) is not None]
    blobs = studio.repository.read({name for file in documents for name in (file.before, file.after) if name})
    before = {file.path: blobs[file.before] if file.before else None for file in documents}
    after = {file.path: blobs[file.after] if file.after else None for file in documents}
    return compare(before, after), tuple(file.path for file in files if kind_of(file.path) is None)


def compare(before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> tuple[Change, ...]:
    """Compare two states of some files, given as content by path; files that are no documents are left out.

    Raises:
        AnimeError: a document can't be read.
    """
    from anime_cli.merge.diff import diff_documents

    return diff_documents(_texts(before), _texts(after))


def _texts(files: Mapping[str, bytes | None]) -> dict[str, str | None]:
    from anime_cli.model.kinds import kind_of

    known = {path: data for path, data in files.items() if kind_of(path) is not None}
    return {path: None if data is None else data.decode("utf-8", "replace") for path, data in known.items()}
