"""Documents of a revision or of the work tree: what is known of a blob is remembered, only the rest is read."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.studio.errors import BrokenDocuments
from anime_cli.studio.loading import loading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.history.repository import Repository
    from anime_cli.model.documents import Document
    from anime_cli.store.database import Database
    from anime_cli.studio.studio import Studio

    Parsed = tuple[Document, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by path, and what their files were warned about."""

    by_path: Mapping[str, Document]
    warnings: tuple[str, ...]


@loading()
def read_documents(repository: Repository, files: Mapping[str, str], database: Database) -> Documents:
    """Return the documents of FILES (path to blob id), of which those that are not remembered are read.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    read, errors = remembered_documents(repository, files, database)
    refuse(errors)
    return Documents(
        {path: document for path, (document, _) in read.items()},
        tuple(warning for _, warnings in read.values() for warning in warnings),
    )


def remembered_documents(
    repository: Repository, files: Mapping[str, str], database: Database
) -> tuple[dict[str, Parsed], list[AnimeError]]:
    """Return the documents of FILES with their warnings, in the order of their paths, and why others can't be read."""
    paths = story_paths(files)
    keys = {path: key_of(files[path], path) for path in paths}
    known = database.get_many(keys.values())
    read = {path: recalled(known[key], path) for path, key in keys.items() if key in known}
    missing = [path for path in paths if read.get(path) is None]
    blobs = repository.read(files[path] for path in missing)
    fresh, errors = _parsed({path: blobs[files[path]] for path in missing})
    database.put_many({keys[path]: memory_of(*fresh[path]) for path in fresh})
    merged = {path: read.get(path) or fresh.get(path) for path in paths}
    return {path: found for path, found in merged.items() if found is not None}, errors


def title_of(studio: Studio, path: str) -> str | None:
    """Return the title of the document at PATH in the work tree; None where there is none.

    What is remembered tells it without the document being made.

    Raises:
        AnimeError: the file can't be read.
    """
    from anime_cli.model.errors import StaleFacts
    from anime_cli.model.facts import title_in

    blob = studio.repository.file(path)
    if blob is None:
        return None
    for memory in studio.store.get_many([key_of(blob, path)]).values():
        with suppress(StaleFacts):
            return title_in(memory.partition("\n")[2], path)
    return str(getattr(studio.read({path: blob}).by_path[path], "title", ""))


def key_of(blob: str, path: str) -> str:
    """Return the key by which the document with the content BLOB at PATH is remembered."""
    return f"{blob}:{path}"


def story_paths(paths: Iterable[str]) -> list[str]:
    """Return those of PATHS that hold a document, sorted."""
    from anime_cli.model.kinds import kind_of

    return sorted(path for path in paths if kind_of(path) is not None)


def parse_documents(files: Mapping[str, bytes]) -> dict[str, Parsed]:
    """Read and validate the documents of FILES (path to content); each comes with its warnings.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    fresh, errors = _parsed(files)
    refuse(errors)
    return fresh


def _parsed(files: Mapping[str, bytes]) -> tuple[dict[str, Parsed], list[AnimeError]]:
    fresh: dict[str, Parsed] = {}
    errors: list[AnimeError] = []
    for path in story_paths(files):
        try:
            fresh[path] = parsed(files[path], path)
        except AnimeError as error:
            errors.append(error)
    return fresh, errors


def parsed(data: bytes, path: str, *, bare: bool = False) -> Parsed:
    """Read and validate the document at PATH from its file's content DATA; return it and its warnings.

    BARE leaves out what only some need (see `load`).

    Raises:
        AnimeError: the file can't be read.
    """
    from anime_cli.model.load import load

    loaded = load(data, path, bare=bare)
    return loaded.document, tuple(str(warning) for warning in loaded.warnings)


def refuse(errors: Sequence[AnimeError]) -> None:
    """Refuse files that can't be read.

    Raises:
        AnimeError: there is one; BrokenDocuments where there are several.
    """
    if errors:
        raise errors[0] if len(errors) == 1 else BrokenDocuments(errors)


def memory_of(document: Document, warnings: tuple[str, ...]) -> str:
    """Return what is remembered of DOCUMENT and the WARNINGS about its file."""
    from anime_cli.model.facts import to_json

    return f"{json.dumps(warnings)}\n{to_json(document)}"


def recalled(memory: str, path: str) -> Parsed | None:
    """Return the document at PATH with its warnings from its MEMORY, None where another version made it."""
    from anime_cli.model.errors import StaleFacts
    from anime_cli.model.facts import from_json

    head, _, facts = memory.partition("\n")
    try:
        return from_json(facts, path), tuple(json.loads(head))
    except (StaleFacts, ValueError):
        return None
