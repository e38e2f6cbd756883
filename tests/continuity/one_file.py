"""Stories in one file each: `story`, `chapters`, `characters`, `places`, `scenes`, as the format has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.model.kinds import kind_of
from anime_cli.model.load import build
from anime_cli.story.snapshot import Story, assemble
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GROUPS = ("chapters", "characters", "places", "scenes")


def values_in(path: Path) -> dict[str, Any]:
    """Return the plain values of the YAML file at PATH, read as strictly as a story's own."""
    values = plain(read(path.read_bytes(), path.name).root)
    assert isinstance(values, dict), path
    return values


def documents_in(path: Path) -> dict[str, dict[str, Any]]:
    """Return the documents of the story in the file at PATH, as plain values by the path that each has in a story."""
    groups = values_in(path)
    assert groups.keys() == {"story", *GROUPS}, path
    return documents_of(groups)


def documents_of(groups: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the documents of a story in one file, of which GROUPS are the plain values."""
    found = {"story.yaml": {"format": "anime/1", **groups["story"]}}
    return found | {f"{group}/{name}.yaml": values for group in GROUPS for name, values in groups[group].items()}


def made(documents: Mapping[str, dict[str, Any]]) -> Story:
    """Make the story of DOCUMENTS, plain values by path."""
    named = ((kind_of(path), values) for path, values in documents.items())
    return assemble(build(*known, values) for known, values in named if known is not None)
