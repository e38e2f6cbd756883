"""What would be drawn, what is there already, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.render.cache import Record
from anime_cli.render.changes import changes
from anime_cli.render.errors import ShotNotFound
from anime_cli.render.key import canonical, key
from anime_cli.render.requests import request_for
from anime_cli.render.shots import key_shot, shots_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.render.cache import RenderCache
    from anime_cli.render.renderer import Renderer
    from anime_cli.render.request import RenderRequest
    from anime_cli.render.shots import PlannedShot
    from anime_cli.story.fold import Fold
    from anime_cli.story.snapshot import Story

NEW = "new"
GONE = "its picture is gone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One shot of a plan. For one to be drawn, `why` says what changed since it was last drawn."""

    shot: PlannedShot
    request: RenderRequest
    key: str
    cached: bool
    why: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where the shot stands: SCENE:ID."""
        return self.shot.address

    @property
    def status(self) -> str:
        """'cached' or 'draw'."""
        return "cached" if self.cached else "draw"


@dataclass(frozen=True, slots=True)
class Plan:
    """The shots asked for, as they are told, and the engine they are meant for."""

    renderer: str
    version: str
    entries: tuple[Entry, ...]

    @property
    def to_draw(self) -> tuple[Entry, ...]:
        """The entries whose picture is missing."""
        return tuple(entry for entry in self.entries if not entry.cached)

    @property
    def cached(self) -> tuple[Entry, ...]:
        """The entries whose picture is there."""
        return tuple(entry for entry in self.entries if entry.cached)

    def record(self, entry: Entry) -> Record:
        """Return what is noted of ENTRY when its picture is there."""
        return Record(entry.key, self.renderer, self.version, _values(entry.request))


def plan(
    story: Story,
    fold: Fold,
    cache: RenderCache,
    renderer: Renderer,
    scenes: Sequence[str] | None = None,
    *,
    key_only: bool = False,
    size: tuple[int, int] | None = None,
) -> Plan:
    """Plan the pictures of the listed scenes of STORY, as they are told.

    SCENES names scenes, or shots as SCENE:ID; None means all. With KEY_ONLY a scene has one picture, its key shot.

    Raises:
        ShotNotFound: SCENES names something that is not there.
    """
    shots = _chosen(story, scenes, key_only=key_only)
    requests = [(shot, request_for(story, fold, shot, size=size)) for shot in shots]
    last = cache.last(shot.address for shot in shots)
    entries = tuple(_entry(shot, request, cache, renderer, last.get(shot.address)) for shot, request in requests)
    return Plan(renderer.name, renderer.version, entries)


def _chosen(story: Story, wanted: Sequence[str] | None, *, key_only: bool) -> tuple[PlannedShot, ...]:
    if wanted is None:
        return tuple(shot for scene in story.told for shot in _shots(story, scene.id, key_only=key_only))
    chosen: dict[str, PlannedShot] = {}
    for name in wanted:
        for shot in _named(story, name, key_only=key_only):
            chosen.setdefault(shot.address, shot)
    told = {scene.id: number for number, scene in enumerate(story.told)}
    return tuple(sorted(chosen.values(), key=lambda shot: told[shot.scene]))


def _named(story: Story, name: str, *, key_only: bool) -> Iterable[PlannedShot]:
    scene, _, item = name.partition(":")
    if story.number_of(scene) is None:
        raise ShotNotFound(name, (each.id for each in story.told))
    if not item:
        return _shots(story, scene, key_only=key_only)
    shots = shots_of(story, story.scenes[scene])
    found = [shot for shot in shots if shot.address == name]
    if not found:
        raise ShotNotFound(name, (shot.address for shot in shots))
    return found


def _shots(story: Story, scene: str, *, key_only: bool) -> Iterable[PlannedShot]:
    if not key_only:
        return shots_of(story, story.scenes[scene])
    best = key_shot(story, story.scenes[scene])
    return () if best is None else (best,)


def _entry(
    shot: PlannedShot, request: RenderRequest, cache: RenderCache, renderer: Renderer, last: Record | None
) -> Entry:
    name = key(request, renderer)
    if cache.has(name):
        return Entry(shot, request, name, cached=True)
    return Entry(shot, request, name, cached=False, why=_why(request, name, renderer, last))


def _why(request: RenderRequest, name: str, renderer: Renderer, last: Record | None) -> tuple[str, ...]:
    if last is None:
        return (NEW,)
    if last.key == name:
        return (GONE,)
    engine = (f"{last.renderer} {last.version}", f"{renderer.name} {renderer.version}")
    told = (f"renderer {engine[0]} → {engine[1]}",) if engine[0] != engine[1] else ()
    return (*told, *changes(last.request, _values(request))) or (NEW,)


def _values(request: RenderRequest) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(canonical(request))
    return values
