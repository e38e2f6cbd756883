"""Scenes and chapters as they are written: lists of them, and one of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import CHAPTER, CHAPTERS, SCENE, SCENES
from anime_cli.cli.views.card import Row, card
from anime_cli.model.load import dump
from anime_cli.model.shapes import CAST_ENTRY
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.scenes import Chapter as ChapterData
    from anime_cli.cli.results.scenes import Chapters, Scenes
    from anime_cli.cli.results.scenes import ListedChapter as ListedChapterData
    from anime_cli.cli.results.scenes import ListedScene as ListedSceneData
    from anime_cli.cli.results.scenes import Scene as SceneData
    from anime_cli.studio.scenes import ListedChapter, ListedScene, ShownChapter, ShownScene

UNLISTED = Styled("-", "yellow")


def scenes(found: Sequence[ListedScene], *, interactive: bool) -> View:
    """List scenes: number, id, title, when, who is there; on a terminal by chapter, else with chapter and place."""
    data: Scenes = {"scenes": [_listed_data(each) for each in found]}
    table = Table(("", "id", "title", "chapter", "place", "when", "cast"), [_row(each) for each in found])
    return SCENES.view(data, _by_chapter(found) if interactive else [table])


def _by_chapter(found: Sequence[ListedScene]) -> Iterator[Line | Table]:
    """Set scenes under their chapters, their ids in full."""
    for chapter, group in groupby(found, key=lambda each: each.chapter):
        yield [Styled(chapter.title or chapter.id if chapter is not None else "In no chapter", "bold")]
        rows = [_row(each) for each in group]
        yield Table(("", "id", "title", "when", "cast"), [(*row[:3], *row[5:]) for row in rows])


def _row(each: ListedScene) -> tuple[str | Styled, ...]:
    scene = each.scene
    number = str(each.number) if each.number is not None else UNLISTED
    chapter = each.chapter.id if each.chapter is not None else ""
    cast = ", ".join(scene.cast)
    return number, Styled(scene.id, "cyan"), scene.title, chapter, scene.place, _when(dump(scene)), cast


def _when(written: Mapping[str, Any]) -> str:
    """Return when a scene begins as its file says it: 'day 3 18:40', '18:40', or nothing."""
    day, time = written.get("day"), written.get("time")
    return " ".join(filter(None, (f"day {day}" if day is not None else "", time or "")))


def _listed_data(each: ListedScene) -> ListedSceneData:
    scene = each.scene
    time = dump(scene).get("time")
    return {
        "id": scene.id,
        "title": scene.title,
        "number": each.number,
        "chapter": each.chapter.id if each.chapter is not None else None,
        "place": scene.place,
        "day": scene.day,
        "time": time if isinstance(time, str) else None,
        "cast": list(scene.cast),
        "items": len(scene.script),
    }


def scene(shown: ShownScene, width: int | None) -> View:
    """Show a scene as it is written, WIDTH cells wide, as a table where it is None."""
    each = shown.listed.scene
    data: SceneData = {
        **_listed_data(shown.listed),
        "revision": shown.revision,
        "led_to_by": list(shown.led),
        "document": dump(each),
    }
    where = _where(shown)
    return SCENE.view(data, card(f"{each.title} ({each.id})", where, list(_rows(shown)), width))


def _where(shown: ShownScene) -> str:
    listed = shown.listed
    if listed.chapter is None:
        return "in no chapter"
    return f"scene {listed.number}, in {listed.chapter.title or listed.chapter.id}"


def _rows(shown: ShownScene) -> Iterator[Row]:
    each, story = shown.listed.scene, shown.story
    written = dump(each)
    place = story.places.get(each.place)
    yield Row("place", f"{place.name} ({each.place})" if place is not None else each.place)
    if when := _when(written):
        yield Row("when", when)
    for key in ("lasts", "mode", "weather", "pov", "summary", "next"):
        if key in written:
            yield Row(key, " ".join(str(written[key]).split()))
    for name, entry in each.cast.items():
        person = story.characters.get(name)
        said = ", ".join(f"{key} {value}" for key, value in CAST_ENTRY.write(entry).items())
        yield Row("cast", f"{person.name if person else name} ({name})" + (f": {said}" if said else ""))
    for key, names in (("mentions", each.mentions), ("tags", each.tags), ("led to by", shown.led)):
        if names:
            yield Row(key, ", ".join(names))
    yield Row("script", plural(len(each.script), "item"))


def chapters(found: Sequence[ListedChapter]) -> View:
    """List chapters: number, id, title, how many scenes, what they are about."""
    rows = [
        (
            str(each.number) if each.number is not None else UNLISTED,
            Styled(each.chapter.id, "cyan"),
            each.chapter.title,
            plural(len(each.chapter.scenes), "scene"),
            " ".join((each.chapter.summary or "").split()),
        )
        for each in found
    ]
    data: Chapters = {"chapters": [_chapter_data(each) for each in found]}
    return CHAPTERS.view(data, [Table(("", "id", "title", "scenes", "summary"), rows)])


def _chapter_data(each: ListedChapter) -> ListedChapterData:
    chapter = each.chapter
    return {
        "id": chapter.id,
        "title": chapter.title,
        "number": each.number,
        "summary": chapter.summary,
        "scenes": list(chapter.scenes),
    }


def chapter(shown: ShownChapter, width: int | None) -> View:
    """Show a chapter and its scenes, WIDTH cells wide, as a table where it is None."""
    each = shown.listed.chapter
    data: ChapterData = {
        **_chapter_data(shown.listed),
        "revision": shown.revision,
        "titles": {name: scene.title if scene is not None else None for name, scene in shown.scenes},
        "due": list(shown.due),
    }
    where = f"chapter {shown.listed.number}" if shown.listed.number is not None else "not in the story"
    return CHAPTER.view(data, card(f"{each.title} ({each.id})", where, list(_chapter_rows(shown)), width))


def _chapter_rows(shown: ShownChapter) -> Iterator[Row]:
    if shown.listed.chapter.summary:
        yield Row("summary", " ".join(shown.listed.chapter.summary.split()))
    for name, each in shown.scenes:
        number = shown.story.number_of(name)
        title = each.title if each is not None else "there is no such scene"
        yield Row("scene", f"{number if number is not None else '-'} {title} ({name})")
    for name in shown.due:
        yield Row("due", " ".join(shown.story.document.threads[name].question.split()))
