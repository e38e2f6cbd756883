"""Go back from a state of some documents to what it was made from, commit by commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from anime_cli.merge.shelf import Shelf
from anime_cli.merge.tracing import Trace
from anime_cli.model.kinds import kind_of
from anime_cli.text.errors import TextError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.history.ancestry import Ancestry
    from anime_cli.text.plain import Plain


class Version(NamedTuple):
    """A document as it was at some commit: its path, and its blob (a later one where that can't be read)."""

    path: str
    blob: str


class Retracing:
    """Compares commits with those that they were made from, one document alone or all that changed."""

    def __init__(self, past: Ancestry) -> None:
        self.past = past
        self._shelf = Shelf()
        self._texts: dict[str, str] = {}

    def alone(self, version: Version, parent: str) -> Trace | None:
        """Compare VERSION with what PARENT has at its path; None where that has no such document."""
        blob = self.past.blob(parent, version.path)
        before = None if blob is None else self.value(version.path, blob)
        after = self.value(version.path, version.blob)
        return None if before is None or after is None else Trace({version.path: before}, {version.path: after})

    def whole(self, versions: Iterable[Version], parent: str | None, commit: str) -> Trace:
        """Compare all documents that COMMIT changed since PARENT, with VERSIONS in the place of its own."""
        touched = [file for file in self.past.touched(parent, commit) if kind_of(file.path)]
        after = {file.path: file.after for file in touched}
        before = {file.path: file.before for file in touched}
        for version in versions:
            after[version.path] = version.blob
            before[version.path] = None if parent is None else self.past.blob(parent, version.path)
        return Trace(self._values(before), self._values(after))

    def as_it_was(self, version: Version, parents: Sequence[str]) -> str | None:
        """Return which of PARENTS has the document as VERSION has it; None where none does.

        Where it stood in other bytes, and none of the parents that had it can be read, the first of them has it.
        """
        blobs = {parent: self.past.blob(parent, version.path) for parent in parents}
        same = next((parent for parent, blob in blobs.items() if blob == version.blob), None)
        present = {parent: blob for parent, blob in blobs.items() if blob is not None}
        if same is not None or any(self.value(version.path, blob) is not None for blob in present.values()):
            return same
        return next(iter(present), None)

    def value(self, path: str, blob: str) -> Plain:
        """Return what the document at PATH says in BLOB, in the one form that is compared; None if it can't be read."""
        if blob not in self._texts:
            self._texts[blob] = self.past.repository.read([blob])[blob].decode("utf-8", "replace")
        try:
            return self._shelf.value(path, self._texts[blob])
        except TextError:
            return None

    def _values(self, blobs: Mapping[str, str | None]) -> dict[str, Plain]:
        values = {path: self.value(path, blob) for path, blob in blobs.items() if blob is not None}
        return {path: value for path, value in values.items() if value is not None}
