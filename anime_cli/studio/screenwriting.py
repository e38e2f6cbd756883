"""Read a scene as a plain script, and write it from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from anime_cli.merge.change import Change
    from anime_cli.model.documents import Scene
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.hunks import Hunk
    from anime_cli.studio.studio import Studio
    from anime_cli.text.plain import Plain


@dataclass(frozen=True, slots=True)
class Written:
    """What a script changed in the file of a scene at `path`: in story terms, and line by line.

    `kept` holds what somebody wrote and that was not to be written. `problems` are errors of the check that were not
    there before.
    """

    scene: str
    path: str
    changes: tuple[Change, ...]
    hunks: tuple[Hunk, ...]
    dry_run: bool
    kept: Path | None = None
    problems: tuple[Finding, ...] = ()


def scene_script(studio: Studio, name: str, *, revision: str | None = None, ids: bool = False) -> str:
    """Return the scene called NAME as a plain script; with IDS every item has its id beside it.

    Raises:
        SceneNotFound: there is no such scene.
    """
    story = studio.story(revision)
    return plain_script(story, scene_called(story, name), ids=ids)


def plain_script(story: Story, scene: Scene, *, ids: bool = False) -> str:
    """Return SCENE of STORY as a plain script; see `plain_scripts`."""
    return next(plain_scripts(story, [scene], ids=ids))


def plain_scripts(story: Story, scenes: Iterable[Scene], *, ids: bool = False) -> Iterator[str]:
    """Yield SCENES of STORY as plain scripts. Without IDS only what an event names as its cause shows its own."""
    from anime_cli.story.screenplay.writer import write_script

    causes = {getattr(item, "because", None) for each in story.scenes.values() for item in each.script}
    for scene in scenes:
        shown = {item.id for item in scene.script if ids or (item.named and item.id in causes)}
        yield write_script(story, scene, shown)


def scene_called(story: Story, name: str) -> Scene:
    """Return the scene with the id NAME.

    Raises:
        SceneNotFound: there is none.
    """
    from anime_cli.story.errors import SceneNotFound

    if name not in story.scenes:
        raise SceneNotFound(name, story.scenes)
    return story.scenes[name]


def write_scene(studio: Studio, name: str, text: str, *, dry_run: bool = False, expected: str | None = None) -> Written:
    """Let the scene called NAME say what the script TEXT says; what it says already keeps every byte.

    EXPECTED is the hash of the file that TEXT was made from, where that is known.

    Raises:
        SceneNotFound: there is no such scene.
        BadScript: the text is no script of a scene; nothing is written.
        ChangedMeanwhile: another program changed the file.
    """
    from anime_cli.history.errors import ChangedMeanwhile
    from anime_cli.history.snapshot import read_file
    from anime_cli.model.documents import Scene
    from anime_cli.model.load import file_of, load
    from anime_cli.story.screenplay.reader import read_script
    from anime_cli.studio.comparing import compare
    from anime_cli.studio.editing import Edited, write_edited
    from anime_cli.studio.hunks import hunks
    from anime_cli.studio.noticing import errors_now, errors_since
    from anime_cli.text.trouble import decoded

    story = studio.story()
    path = file_of(scene_called(story, name))
    data, found = read_file(studio.repository, path)
    if expected not in {None, found}:
        raise ChangedMeanwhile(path)
    before = decoded(data, path)
    scene = load(before, path).document
    assert isinstance(scene, Scene)
    after = rewritten(before, path, scene, read_script(story, scene, text))
    problems: tuple[Finding, ...] = ()
    if after != before and not dry_run:
        known = errors_now(studio)
        write_edited(studio, {path: Edited(before, after, scene, found)}, "scene write", (name,))
        problems = errors_since(studio, known)
    changed = compare({path: before.encode()}, {path: after.encode()})
    return Written(name, path, changed, hunks(before, after), dry_run, problems=problems)


def rewritten(text: str, path: str, old: Scene, new: Scene) -> str:
    """Return the TEXT of the scene OLD as that of NEW: what both say keeps every byte, its items keep their ids.

    Raises:
        SpliceFailed: the text can't be changed without touching its surroundings.
    """
    from anime_cli.merge import rewriting
    from anime_cli.merge.carrying import carried, with_ids
    from anime_cli.merge.engine import values_of
    from anime_cli.merge.values import rule_of
    from anime_cli.model.load import load

    before, after = _values(old, path), _values(new, path)
    derived = {item.id for item in old.script if not item.named}
    identified = [_identified(each, item.id) for each, item in zip(_script(before), old.script, strict=True)]
    after["script"] = with_ids(identified, _script(after), derived)
    made = rewriting.rewritten(text, path, carried(values_of(text, path), before, after, rule_of(path)))
    load(made, path)
    return made


def _values(scene: Scene, path: str) -> dict[str, Plain]:
    from anime_cli.merge.values import normalised, rule_of
    from anime_cli.model.load import dump

    values = normalised(dump(scene), rule_of(path))
    assert isinstance(values, dict)
    return values


def _script(values: dict[str, Plain]) -> list[Plain]:
    script = values["script"]
    assert isinstance(script, list)
    return script


def _identified(item: Plain, name: str) -> Plain:
    return {**item, "id": name} if isinstance(item, dict) else item
