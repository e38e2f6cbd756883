"""What somebody feels through a story: a line a scene, the turning points, the arc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import JOURNEY
from anime_cli.cli.typeset import cells, fitted, wrap
from anime_cli.cli.views.emotion import named
from anime_cli.cli.views.moment import cause_data
from anime_cli.studio.journey import arc_in_words
from anime_cli.studio.telling import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.feelings import Journey as JourneyData
    from anime_cli.cli.results.feelings import Journeys
    from anime_cli.cli.results.feelings import Point as PointData
    from anime_cli.cli.terminal import Terminal
    from anime_cli.story.journey import Journey, Mood, Point
    from anime_cli.studio.journey import Told

LEVELS = "▁▂▃▄▅▆▇█"
TITLE, BESIDE = (12, 26), 55
"""How many cells of a scene's title are shown, at least and at most; how many are left for what stands beside it."""
SPARKS = 16
"""How many moments of a scene its sparkline shows at most."""


REACH = 0.5
"""The valence at the top of a sparkline, where nobody shown feels more."""


def journeys(told: Told, written: Sequence[Path], terminal: Terminal) -> View:
    """Show journeys; with files written, only where they are. Off a terminal it is a row for each moment."""
    data: Journeys = {
        "revision": told.revision,
        "journeys": [_data(journey) for journey in told.journeys],
        "files": [str(path) for path in written],
    }
    if written:
        return JOURNEY.view(data, [["Chart: ", Styled(str(path), "bold")] for path in written])
    shown = _people(told, terminal.width) if terminal.interactive else [_rows(told)]
    return JOURNEY.view(data, shown)


def _data(journey: Journey) -> JourneyData:
    arc = journey.arc
    return {
        "character": journey.character,
        "name": journey.name,
        "scenes": list(journey.scenes),
        "points": [_point_data(point) for point in journey.points],
        "moods": [
            {
                "scene": mood.scene,
                "emotion": mood.strongest.emotion.name,
                "intensity": mood.strongest.emotion.intensity,
                "valence": round(mood.valence, 4),
            }
            for mood in journey.moods
        ],
        "turns": [
            {
                "address": turn.after.address,
                "from": turn.before.emotion.name,
                "to": turn.after.emotion.name,
                "swing": round(turn.swing, 4),
                "cause": {"scene": turn.cause.scene, "item": turn.cause.item},
                "says": turn.says,
            }
            for turn in journey.turns
        ],
        "arc": {"name": arc.name, "says": arc.says, "residual": arc.residual, "residuals": arc.residuals},
    }


def _point_data(point: Point) -> PointData:
    return {
        "scene": point.scene,
        "item": point.item,
        "emotion": point.emotion.name,
        "intensity": point.emotion.intensity,
        "valence": round(point.affect.valence, 4),
        "arousal": round(point.affect.arousal, 4),
        "source": point.feeling.source,
        "cause": cause_data(point.cause),
        "apart": point.apart,
    }


def _rows(told: Told) -> Table:
    """Set a row for each moment; the last cell tells of a turning point."""
    rows = []
    for journey in told.journeys:
        turns = {turn.after.address: turn.says for turn in journey.turns}
        for point in journey.points:
            felt, cause = point.emotion, point.cause
            why = "" if cause is None else cause.scene if cause.item is None else f"{cause.scene}:{cause.item}"
            numbers = (f"{felt.intensity:.2f}", f"{point.affect.valence:+.2f}")
            turn = turns.get(point.address, "")
            rows.append((journey.character, point.address, felt.name, *numbers, point.feeling.source, why, turn))
    return Table(("who", "moment", "emotion", "intensity", "valence", "source", "cause", "turn"), rows)


def _people(told: Told, width: int) -> Iterator[Line]:
    valences = [abs(point.affect.valence) for journey in told.journeys for point in journey.points]
    reach = max(REACH, *valences) if valences else REACH
    for number, journey in enumerate(told.journeys):
        if number:
            yield ""
        yield from _person(told, journey, width, reach)


def _person(told: Told, journey: Journey, width: int, reach: float) -> Iterator[Line]:
    counts = f"{plural(len(journey.moods), 'scene')}, {plural(len(journey.points), 'moment')}"
    yield [Styled(journey.name, "bold"), f", {counts}"]
    if not journey.points:
        yield "Nothing is said of what they feel."
        return
    yield from (Styled(line, "cyan") for line in _chunks(_sparks(journey.curve, reach), width))
    yield ""
    for mood in journey.moods:
        yield _scene(told, mood, reach, width)
    yield ""
    if journey.turns:
        yield Styled("Turning points", "bold")
        numbers = [told.story.number_of(turn.after.scene) or 0 for turn in journey.turns]
        for scene, turn in zip(numbers, journey.turns, strict=True):
            first, *rest = wrap(turn.says, width - 7)
            yield [Styled(f"{scene:>3}  ", "dim"), first]
            yield from (f"     {line}" for line in rest)
    first, *rest = wrap(arc_in_words(journey.arc), width - 13)
    yield [Styled("Nearest arc", "bold"), f"  {first}"]
    yield from (f"{'':13}{line}" for line in rest)


def _scene(told: Told, mood: Mood, reach: float, width: int) -> Line:
    scene = told.story.scenes[mood.scene]
    sparks = _sparks([point.affect.valence for point in mood.points][:SPARKS], reach).ljust(6)
    mode = f" ({scene.mode})" if mood.apart else ""
    title = max(TITLE[0], min(TITLE[1], width - BESIDE))
    return [
        Styled(f"{told.story.number_of(scene.id) or 0:>3}  ", "dim"),
        fitted(scene.title or scene.id, title) + "  ",
        Styled(sparks, "dim" if mood.apart else "cyan"),
        f"  {_feelings(mood, width - title - len(sparks) - len(mode) - 9)}",
        Styled(mode, "dim"),
    ]


def _feelings(mood: Mood, room: int) -> str:
    """Return how a scene begins for somebody, what is strongest in it and how it ends, as far as there is ROOM."""
    first, strongest, last = (named(each.emotion) for each in (mood.points[0], mood.strongest, mood.points[-1]))
    whole, ends = (" → ".join(dict.fromkeys(names)) for names in ((first, strongest, last), (first, last)))
    return next((said for said in (whole, ends) if cells(said) <= room), None) or fitted(ends, max(1, room)).rstrip()


def _sparks(values: Sequence[float], reach: float) -> str:
    """Return a sparkline of valences, from -REACH (lowest) to REACH."""
    top = len(LEVELS) - 1
    return "".join(LEVELS[round((value / reach + 1) / 2 * top)] for value in values)


def _chunks(text: str, width: int) -> Iterator[str]:
    return (text[start : start + width] for start in range(0, len(text), width))
