"""A story in time: lanes on a terminal, a row a scene off it, everything as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Table, View
from anime_cli.cli.printed import TIMELINE, TIMELINE_PICTURE

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.cli.results.causes import When as WhenData
    from anime_cli.cli.results.scenes import Happening as HappeningData
    from anime_cli.cli.results.scenes import Lane as LaneData
    from anime_cli.cli.results.scenes import Stay as StayData
    from anime_cli.cli.results.scenes import Timeline as TimelineData
    from anime_cli.story.calendar import When
    from anime_cli.story.stays import Stay
    from anime_cli.story.timeline import Happening, Lane
    from anime_cli.studio.timing import Timed

COLUMNS = ("order", "told", "day", "clock", "date", "until", "mode", "strand", "place", "scene", "title", "who")


def timeline(timed: Timed, width: int | None) -> View:
    """Show a story in time: drawn, WIDTH cells wide, or as a table where it is None."""
    if width is None:
        return TIMELINE.view(_data(timed), [Table(COLUMNS, [_row(each) for each in timed.timeline.happenings])])
    from anime_cli.cli.views.lanes import drawing

    return TIMELINE.view(_data(timed), drawing(timed, width))


def written(path: Path) -> View:
    """Show where the picture was written."""
    return TIMELINE_PICTURE.view({"path": str(path)}, [f"Wrote {path}."])


def _row(each: Happening) -> tuple[str, ...]:
    since, until, scene = each.since, each.until, each.scene
    return (
        str(each.order),
        str(each.told),
        str(since.day),
        since.clock,
        since.iso or "",
        until.clock if until.day == since.day else f"day {until.day} {until.clock}",
        scene.mode or "",
        "" if each.strand is None else str(each.strand),
        scene.place,
        scene.id,
        scene.title,
        ", ".join(dict.fromkeys(stay.who for stay in each.stays)),
    )


def _data(timed: Timed) -> TimelineData:
    line = timed.timeline
    calendar = timed.story.document.calendar
    return {
        "title": timed.story.document.title,
        "revision": timed.revision,
        "calendar": {"epoch": calendar.epoch, "day": calendar.day},
        "scenes": [_scene(each) for each in line.happenings],
        "lanes": [_lane(lane, timed) for lane in line.lanes],
        "gaps": [{"after": gap.after, "before": gap.before, "seconds": gap.seconds} for gap in line.gaps],
        "together": [list(group) for group in line.together],
        "unlisted": list(line.unlisted),
        "elsewhere": line.elsewhere,
    }


def when_data(moment: When) -> WhenData:
    """Return a moment of the story as values of JSON."""
    return {"day": moment.day, "clock": moment.clock, "date": moment.iso}


def _scene(each: Happening) -> HappeningData:
    scene = each.scene
    return {
        "id": scene.id,
        "title": scene.title,
        "place": scene.place,
        "mode": scene.mode,
        "told": each.told,
        "order": each.order,
        "astray": each.astray,
        "strand": each.strand,
        "start": {**when_data(each.since), "seconds": each.start},
        "end": {**when_data(each.until), "seconds": each.end},
        "who": [{**_stay(stay), "character": stay.who} for stay in each.stays],
    }


def _lane(lane: Lane, timed: Timed) -> LaneData:
    return {
        "character": lane.who,
        "name": timed.story.characters[lane.who].name if lane.who in timed.story.characters else None,
        "tracks": [[{**_stay(stay), "scene": stay.scene} for stay in track] for track in lane.tracks],
        "heard": [{**_stay(stay), "scene": stay.scene} for stay in lane.heard],
        "unreal": [{**_stay(stay), "scene": stay.scene} for stay in lane.unreal],
    }


def _stay(stay: Stay) -> StayData:
    return {"how": stay.how, "start": stay.start, "end": stay.end, "since": stay.since, "until": stay.until}
