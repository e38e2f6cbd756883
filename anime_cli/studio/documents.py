"""Documents of a revision or of the work tree: what is known of a blob is remembered, only the rest is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError
from anime_cli.studio.errors import BrokenDocuments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.history.repository import Repository
    from anime_cli.model.documents import Document
    from anime_cli.store.database import Database

    Parsed = tuple[Document, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by path, and what their files were warned about."""

    by_path: Mapping[str, Document]
    warnings: tuple[str, ...]


def read_documents(repository: Repository, files: Mapping[str, str], database: Database) -> Documents:
    """Return the documents of FILES (path to blob id), of which those that are not remembered are read.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    paths = story_paths(files)
    keys = {path: f"{files[path]}:{path}" for path in paths}
    known = database.get_many(keys.values())
    read = {path: _remembered(known[key], path) for path, key in keys.items() if key in known}
    missing = [path for path in paths if read.get(path) is None]
    fresh = _fresh(repository, {path: files[path] for path in missing})
    database.put_many({keys[path]: _memory(*fresh[path]) for path in fresh})
    merged = {path: read.get(path) or fresh[path] for path in paths}
    return Documents(
        {path: document for path, (document, _) in merged.items()},
        tuple(warning for _, warnings in merged.values() for warning in warnings),
    )


def _fresh(repository: Repository, files: Mapping[str, str]) -> dict[str, Parsed]:
    if not files:
        return {}
    blobs = repository.read(files.values())
    return parse_documents({path: blobs[blob] for path, blob in files.items()})


def story_paths(paths: Iterable[str]) -> list[str]:
    """Return those of PATHS that hold a document, sorted."""
    from anime_cli.model.kinds import kind_of

    return sorted(path for path in paths if kind_of(path) is not None)


def parse_documents(files: Mapping[str, bytes]) -> dict[str, Parsed]:
    """Read and validate the documents of FILES (path to content); each comes with its warnings.

    Raises:
        AnimeError: a file can't be read; BrokenDocuments when several can't.
    """
    from anime_cli.model.load import load

    fresh: dict[str, Parsed] = {}
    errors: list[AnimeError] = []
    for path in story_paths(files):
        try:
            loaded = load(files[path], path)
        except AnimeError as error:
            errors.append(error)
        else:
            fresh[path] = (loaded.document, tuple(str(warning) for warning in loaded.warnings))
    if errors:
        raise errors[0] if len(errors) == 1 else BrokenDocuments(errors)
    return fresh


def _memory(document: Document, warnings: tuple[str, ...]) -> str:
    from anime_cli.model.facts import to_json

    return f"{json.dumps(warnings)}\n{to_json(document)}"


def _remembered(memory: str, path: str) -> Parsed | None:
    """Return what was remembered, or None where another version remembered it."""
    from anime_cli.model.errors import StaleFacts
    from anime_cli.model.facts import from_json

    head, _, facts = memory.partition("\n")
    try:
        return from_json(facts, path), tuple(json.loads(head))
    except (StaleFacts, ValueError):
        return None
