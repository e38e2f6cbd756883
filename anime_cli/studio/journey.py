"""What people feel through a story: computed, and drawn as a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from anime_cli.figure.chart import Band, Group, Series
    from anime_cli.story.arc import Arc
    from anime_cli.story.journey import Journey, Point
    from anime_cli.story.snapshot import Story
    from anime_cli.studio.studio import Studio


@dataclass(frozen=True, slots=True)
class Told:
    """The journeys of one character or more along one path of a story."""

    story: Story
    revision: str | None
    journeys: tuple[Journey, ...]


def track_emotional_journey(
    studio: Studio, characters: Sequence[str], *, path: Sequence[str] = (), revision: str | None = None
) -> Told:
    """Return what each of CHARACTERS feels through the story, along the way that PATH names.

    Raises:
        CharacterNotFound, AmbiguousName: a name means nobody, or several.
        SceneNotFound, PathNotFound: the path is none.
    """
    from anime_cli.story.journey import track_emotional_journey as track

    story = studio.story(revision)
    return Told(story, revision, tuple(track(story, name, path) for name in dict.fromkeys(characters)))


def journey_chart(told: Told) -> str:
    """Return a chart of the journeys as an SVG document."""
    from anime_cli.figure.chart import Chart, draw_chart

    scenes = told.journeys[0].scenes
    titles = tuple(told.story.scenes[name].title or name for name in scenes)
    return draw_chart(
        Chart(
            title=told.story.document.title,
            columns=tuple(f"{number}  {title}" for number, title in enumerate(titles, 1)),
            groups=tuple(_groups(told.story, scenes)),
            series=tuple(_series(told.story, journey, brief=len(told.journeys) > 1) for journey in told.journeys),
            high="pleasant",
            low="unpleasant",
        )
    )


def write_journey(told: Told, *, svg: Path | None = None, png: Path | None = None) -> tuple[Path, ...]:
    """Write the chart of journeys to files, as SVG, as PNG of twice its size or as both; return where they stand.

    Raises:
        StoreUnwritable: a file can't be written.
    """
    from anime_cli.figure.raster import png as picture
    from anime_cli.store.files import write_whole

    drawn = journey_chart(told)
    if svg is not None:
        write_whole(svg, drawn.encode())
    if png is not None:
        write_whole(png, picture(drawn, zoom=2))
    return tuple(path for path in (svg, png) if path is not None)


def arc_in_words(arc: Arc, *, brief: bool = False) -> str:
    """Return the nearest arc as words: 'icarus (rise, then fall), residual 0.40', or why there is none."""
    if arc.name is None or arc.residual is None:
        return arc.says
    return f"{arc.name}{'' if brief else f' ({arc.says})'}, residual {arc.residual:.2f}"


def _groups(story: Story, scenes: Sequence[str]) -> Iterator[Group]:
    from itertools import groupby

    from anime_cli.figure.chart import Group

    start = 0
    for chapter, members in groupby(scenes, key=story.chapter_of):
        end = start + len(list(members))
        yield Group(start, end, chapter.title if chapter is not None else "")
        start = end


def _series(story: Story, journey: Journey, *, brief: bool) -> Series:
    from anime_cli.figure.chart import Series, Turn
    from anime_cli.story.calling import given_names

    columns = {name: column for column, name in enumerate(journey.scenes)}
    places = {point.address: (at, point.affect.valence) for at, point in _placed(journey, columns)}
    return Series(
        name=journey.name,
        short=given_names({name: character.name for name, character in story.characters.items()})[journey.character],
        about=arc_in_words(journey.arc, brief=brief),
        dots=tuple(places[point.address] for point in journey.points if not point.apart),
        apart=tuple(places[point.address] for point in journey.points if point.apart),
        curve=tuple((columns[mood.scene] + 0.5, mood.valence) for mood in journey.moods if not mood.apart),
        bands=tuple(_bands(story, journey, columns)),
        turns=tuple(
            Turn(places[turn.after.address], f"{story.scenes[turn.after.scene].title}: {turn.says}")
            for turn in journey.turns
        ),
    )


def _placed(journey: Journey, columns: Mapping[str, int]) -> Iterator[tuple[float, Point]]:
    """Yield each point with its place: those of a scene stand evenly within its column."""
    for mood in journey.moods:
        for number, point in enumerate(mood.points, 1):
            yield columns[mood.scene] + number / (len(mood.points) + 1), point


def _bands(story: Story, journey: Journey, columns: Mapping[str, int]) -> Iterator[Band]:
    """Yield the strongest emotion of each scene; neighbours that feel the same share a band."""
    from anime_cli.figure.chart import Band
    from anime_cli.figure.colour import mood as colour_of
    from anime_cli.model.emotions import emotions_of

    known = emotions_of(story.document)
    last: Band | None = None
    for mood in journey.moods:
        felt, column = mood.strongest.emotion, columns[mood.scene]
        if last is not None and (last.label, last.end) == (felt.name, column):
            last = Band(last.start, column + 1, last.label, last.colour)
            continue
        if last is not None:
            yield last
        shares = known[felt.name].plutchik if felt.name in known else {}
        last = Band(column, column + 1, felt.name, colour_of(shares))
    if last is not None:
        yield last
