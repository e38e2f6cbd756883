"""Changes in story terms, and lines of files that change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from anime_cli.cli.results.scalars import Count, Number, Position, one_of


class Update(TypedDict):
    """A place that named a renamed document."""

    path: Annotated[str, "The file."]
    position: Annotated[Position, "Where in the file: keys of maps, places in lists from 0."]


class Change(TypedDict):
    """One change of a document, in story terms."""

    path: Annotated[str, "The file; of a renamed document the new one."]
    kind: Annotated[str, one_of("added", "removed", "changed", "moved", "renamed"), "What happened."]
    entity: Annotated[str, "What changed, in words."]
    field: Annotated[str | None, "The field that changed; null where it is the whole thing."]
    item: Annotated[str | None, "The id of the script item that changed; null where it is none."]
    source: Annotated[str | None, "The file that it came from; null where it is the same."]
    former: Annotated[str | None, "How the document that it came from was called; null where it is the same."]
    place: Annotated[str | None, "Where it stands in its list now, in words; null where that is not told."]
    behind: Annotated[str | None, "The key of the entry before it in its list; null where that is not told."]
    position: Annotated[
        Position,
        "Where in the later file, in the earlier one where it was removed: keys of maps, places in lists from 0.",
    ]
    keys: Annotated[Sequence[str], "The way there by names, which stay when places shift; empty: the whole document."]
    origin: Annotated[Sequence[str], "The way there by names in the document that it came from; empty elsewhere."]
    before: NotRequired[Annotated[Any, "The value before. No key where there was none: null is an empty value."]]
    after: NotRequired[
        Annotated[Any, "The value after. No key where there is none. A conflict's mark is a map under `!conflict`."]
    ]
    words: Annotated[
        Sequence[tuple[Annotated[str, one_of("same", "removed", "added")], str]],
        "Prose compared word by word: stretches, each with what became of it; empty elsewhere.",
    ]
    updates: Annotated[Sequence[Update], "The places that name a renamed document; empty elsewhere."]


class Hunk(TypedDict):
    """A stretch of lines of a file that change."""

    line: Annotated[Number, "The first of the lines that go, in the file as it was, from 1."]
    removed: Annotated[Sequence[str], "The lines that go."]
    added: Annotated[Sequence[str], "The lines that come."]


class ChangedFile(TypedDict):
    """A file and its lines that change."""

    path: Annotated[str, "The file, within the story."]
    hunks: Annotated[Sequence[Hunk], "The stretches of lines that change."]


class Tally(TypedDict):
    """Changes in numbers."""

    changes: Annotated[Count, "How many changes."]
    lines_added: Annotated[Count, "Lines said that are new."]
    lines_removed: Annotated[Count, "Lines said that are gone."]
    lines_changed: Annotated[Count, "Lines said that changed."]
    lines_moved: Annotated[Count, "Lines said that moved."]
    words_added: Annotated[Count, "Words of prose that are new."]
    words_removed: Annotated[Count, "Words of prose that are gone."]


class DocumentTally(Tally):
    """The changes of one document in numbers."""

    path: Annotated[str, "The file."]
    entity: Annotated[str, "What the document is called."]


class Diff(TypedDict):
    """What changed between two states of the story."""

    before: Annotated[str | None, "The earlier state: a revision; null: the files as they are."]
    after: Annotated[str | None, "The later state, likewise."]
    changes: Annotated[Sequence[Change], "The changes of documents, in story terms."]
    files: Annotated[Sequence[str], "Other files that changed."]
    formatting: Annotated[Sequence[str], "Documents that say the same in other bytes."]
    stat: Annotated[Sequence[DocumentTally], "The changes in numbers, document by document."]
    total: Annotated[Tally, "The sum of those numbers."]
