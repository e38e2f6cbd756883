"""Bring a story to the present format, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.migrations import STEPS, UnknownFormat, way_from
from anime_cli.model.shapes import FORMAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.model.migrations import Step
    from anime_cli.studio.studio import Studio
    from anime_cli.text.reader import Parsed

STORY = "story.yaml"


@dataclass(frozen=True, slots=True)
class Migrated:
    """The formats that a story went through, the present one last, and the documents that changed."""

    formats: tuple[str, ...]
    paths: tuple[str, ...]


def migrate_story(studio: Studio, *, dry_run: bool = False, steps: Sequence[Step] = STEPS) -> Migrated:
    """Bring the story's files to the present format by STEPS, all or none, as one change that can be taken back.

    Nothing is written unless every document is valid afterwards; DRY_RUN writes nothing at all.

    Raises:
        NewerFormat, UnknownFormat: no steps lead from the story's format to the present one.
        TextError, ModelError: a document can't be read, before or afterwards.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.model.load import load
    from anime_cli.studio.documents import story_paths
    from anime_cli.studio.editing import Edited, write_edited

    files = {path: read_file(studio.repository, path) for path in story_paths(studio.repository.files())}
    before = {path: data for path, (data, _) in files.items()}
    found = _format(_read(before[STORY], STORY))
    way = way_from(found, steps)
    after = _stepped(before, way)
    changed = {
        path: Edited(before[path].decode(), text.decode(), load(text, path).document, files[path][1])
        for path, text in after.items()
        if text != before[path]
    }
    if changed and not dry_run:
        write_edited(studio, changed, "migrate", [found, FORMAT])
    return Migrated((found, *(step.after for step in way)), tuple(sorted(changed)))


def _stepped(files: dict[str, bytes], way: Sequence[Step]) -> dict[str, bytes]:
    from anime_cli.text.plain import plain
    from anime_cli.text.splice import Set, splice

    for step in way:
        values = {path: plain(_read(data, path).root) for path, data in files.items()}
        edits = {path: list(each) for path, each in step.edits(values).items()}  # type: ignore[arg-type]
        edits.setdefault(STORY, []).append(Set(("format",), step.after))
        files = files | {path: splice(files[path].decode(), each, path).encode() for path, each in edits.items()}
    return files


def _read(data: bytes, path: str) -> Parsed:
    from anime_cli.merge.engine import layout_for
    from anime_cli.text.reader import read

    return read(data, path, layout_for(path))


def _format(story: Parsed) -> str:
    from anime_cli.text.nodes import Scalar
    from anime_cli.text.reader import find

    node = find(story, ("format",))
    if not isinstance(node, Scalar) or not node.value:
        raise UnknownFormat("", [FORMAT])
    return node.value
