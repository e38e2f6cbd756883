"""Chapters, scenes and the timeline on the bible's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.figure.bible.wording import numbered, place_id, scene_id, time_of
from anime_cli.figure.document import Bullets, Grid, Labelled, Link, Note, Prose, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.figure.document import Block, Words
    from anime_cli.story.bible.book import Bible, ChapterEntry, SceneEntry


def chapters(bible: Bible) -> Section:
    """Set the chapters and their scenes."""
    sections = tuple(_chapter(chapter, number) for number, chapter in enumerate(bible.chapters, 1))
    return Section("chapters", "Chapters and scenes", sections=sections)


def _chapter(chapter: ChapterEntry, number: int) -> Section:
    summary = (Prose(chapter.summary),) if chapter.summary else ()
    scenes = tuple(_scene(scene) for scene in chapter.scenes)
    title = f"Chapter {number}: {chapter.title}"
    return Section(f"chapter-{chapter.id}", title, summary, scenes, name=chapter.title)


def _scene(scene: SceneEntry) -> Section:
    mark = ", ".join(word for word in (scene.mode, scene.lasts) if word)
    return Section(scene_id(scene.spot.scene), numbered(scene.spot), tuple(_told(scene)), mark=(mark,) if mark else ())


def _told(scene: SceneEntry) -> Iterator[Block]:
    yield Labelled(tuple(_where(scene)))
    yield Prose(scene.summary) if scene.summary else Note(("No summary yet.",))
    if scene.changes:
        yield Bullets(tuple((change,) for change in scene.changes))
    if scene.ways:
        yield Labelled((("goes on at", _ways(scene)),))


def _where(scene: SceneEntry) -> Iterator[tuple[str, Words]]:
    yield "where", (Link(scene.place_name, place_id(scene.place)),)
    yield "when", (time_of(scene.when),)
    if scene.weather:
        yield "weather", (scene.weather,)
    yield "who", (", ".join(scene.who) or "nobody",)
    if scene.pov:
        yield "seen by", (scene.pov,)


def _ways(scene: SceneEntry) -> Words:
    found: list[Link | str] = []
    for way in scene.ways:
        found += [", "] if found else []
        found += [Link(way.title, scene_id(way.to)), f" if “{way.choice}”" if way.choice else ""]
    return tuple(found)


def timeline(bible: Bible) -> Section:
    """Set all scenes as they happen."""
    scenes = {scene.spot.scene: scene for chapter in bible.chapters for scene in chapter.scenes}
    told = [scenes[name] for name in bible.timeline if name in scenes]
    dated = any(scene.when.date is not None for scene in told)
    head = ("day", "time", *(["date"] if dated else []), "scene", "where", "who")
    grid = Grid(head, tuple(_row(scene, dated=dated) for scene in told))
    return Section("timeline", "Timeline", (Note(("The scenes as they happen, whatever the order of telling.",)), grid))


def _row(scene: SceneEntry, *, dated: bool) -> tuple[Words, ...]:
    when = scene.when
    link: Words = (Link(numbered(scene.spot), scene_id(scene.spot.scene)), f" ({scene.mode})" if scene.mode else "")
    date: tuple[Words, ...] = ((when.date or "",),) if dated else ()
    return (str(when.day),), (when.time,), *date, link, (scene.place_name,), (", ".join(scene.who),)
