"""What an earlier revision had already, by today's names: a fault stays the same where its document gets another id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.model.kinds import kind_of
from anime_cli.model.load import build
from anime_cli.studio.documents import story_paths
from anime_cli.text.plain import plain
from anime_cli.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from anime_cli.story.continuity.finding import Finding
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain


def by_names_of(
    studio: Studio, files: Mapping[str, str], before: Mapping[str, str], found: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield what was FOUND in BEFORE (path to blob id) with the ids that its documents have in FILES.

    Raises:
        AnimeError: a document that differs can't be read.
    """
    old, new = _changed(studio, before, files), _changed(studio, files, before)
    words = _words(old, new) if old.keys() - new.keys() and new.keys() - old.keys() else {}
    return (_called(each, words) for each in found)


def _changed(studio: Studio, files: Mapping[str, str], others: Mapping[str, str]) -> dict[str, Plain]:
    """Return the documents of FILES that OTHERS does not have, or not so, by path."""
    names = {path: files[path] for path in story_paths(files) if others.get(path) != files[path]}
    texts = studio.repository.read(names.values()) if names else {}
    return {path: plain(read(texts[name], path).root) for path, name in names.items()}


def _words(old: Mapping[str, Plain], new: Mapping[str, Plain]) -> dict[str, str]:
    """Return what NEW calls otherwise than OLD: paths, ids, and the ids of items that follow from those."""
    from anime_cli.merge.relocated import made, renames

    pairs = renames(old, new)
    words: dict[str, str] = {}
    for each in pairs:
        words |= {each.source: each.path, **dict([each.names])}
    for before, after in zip(old.items(), made(pairs, old).items(), strict=True):
        words |= zip(_items(*before), _items(*after), strict=True)
    return words


def _items(path: str, value: Plain) -> tuple[str, ...]:
    """Return the ids of the items of a scene in their order; those of any other document are none."""
    kind = kind_of(path)
    if kind is None or kind[0] != "scene" or not isinstance(value, dict):
        return ()
    scene = build(*kind, value)
    return tuple(item.id for item in scene.script) if isinstance(scene, Scene) else ()


def _called(finding: Finding, words: Mapping[str, str]) -> Finding:
    """Return FINDING in WORDS of today: where it stands, and what tells it from others."""
    return replace(
        finding,
        path=words.get(finding.path, finding.path),
        scene=words.get(finding.scene, finding.scene) if finding.scene is not None else None,
        item=words.get(finding.item, finding.item) if finding.item is not None else None,
        what=" ".join(words.get(word, word) for word in finding.what.split(" ")),
    )
