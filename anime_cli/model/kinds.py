"""Which file holds which kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.ids import valid_id

if TYPE_CHECKING:
    from collections.abc import Mapping

SINGLE: Mapping[str, str] = {"story": "story.yaml", "style": "style.yaml"}
"""Kinds of which a story has one, with their file."""

FOLDERS: Mapping[str, str] = {
    "chapter": "chapters",
    "scene": "scenes",
    "character": "characters",
    "place": "places",
}
"""Kinds of which a story has many, with their folder."""

KINDS: tuple[str, ...] = (*SINGLE, *FOLDERS)
"""Every kind of document."""

_BY_FILE = {file: kind for kind, file in SINGLE.items()}
_BY_FOLDER = {folder: kind for kind, folder in FOLDERS.items()}


def kind_of(path: str) -> tuple[str, str] | None:
    """Return the kind and the id of the document at PATH (relative to the story), or None for any other file."""
    if path in _BY_FILE:
        return _BY_FILE[path], _BY_FILE[path]
    folder, _, name = path.partition("/")
    if folder not in _BY_FOLDER or "/" in name or not name.endswith(".yaml"):
        return None
    return _BY_FOLDER[folder], name.removesuffix(".yaml")


def path_of(kind: str, name: str) -> str:
    """Return the path, relative to the story, of the document of KIND whose id is NAME.

    Raises:
        ValueError: the id could not be a file's stem.
    """
    if kind in SINGLE:
        return SINGLE[kind]
    if not valid_id(name):
        raise ValueError(f"{name!r} is no id")
    return f"{FOLDERS[kind]}/{name}.yaml"
