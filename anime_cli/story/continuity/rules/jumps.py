"""C16: feelings change for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.model.emotions import vocabulary
from anime_cli.model.script import Action, Event, Feels, Line
from anime_cli.story.changes import INTENSITY
from anime_cli.story.continuity.brief import places_of
from anime_cli.story.continuity.finding import WARNING, Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import APART
from anime_cli.story.wording import name_of, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.continuity.reading import Reading

JUMP = 1.2
"""How far apart two feelings are, one good and one bad, that need a reason between them."""


GOOD = ("joy", "trust")
BAD = ("fear", "sadness", "disgust", "anger")
"""The primaries that are good to feel, and bad; surprise and anticipation are neither."""


@dataclass(slots=True)
class _Felt:
    """The last feeling of somebody as it is written, and the scenes since, with the places to look at in each."""

    scene: str
    start: int
    at: int
    emotion: str
    height: float
    reason: bool = False
    since: list[tuple[str, int]] = field(default_factory=list)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every feeling that follows its opposite with nothing in between that could be a reason."""
    told: set[tuple[str, int, str]] = set()
    for path in reading.paths.whole:
        starts = {name: start for name, _, start in reading.timed(path)}
        looks_back = {after for before, after in pairwise(path) if _apart(reading, before)}
        last: dict[str, _Felt] = {}
        for name in reading.in_order(path):
            scene = reading.brief.scenes[name]
            if scene.mode in APART:
                continue
            if name in looks_back:
                last.clear()
            for who, at, now, before in _changes(reading, scene, starts[name], last):
                if (name, at, who) not in told and _unexplained(reading, who, before, name, at):
                    told.add((name, at, who))
                    yield _finding(reading, who, before, now, at)


def _apart(reading: Reading, name: str) -> bool:
    return reading.scenes[name].mode == "flashback"


def _changes(
    reading: Reading, scene: Scene, start: int, last: dict[str, _Felt]
) -> Iterator[tuple[str, int, _Felt, _Felt]]:
    """Yield who jumps from one feeling to another in SCENE, the place of the second, and both; LAST is kept."""
    for who in scene.cast:
        if who in last:
            last[who].since.append((scene.id, -1))
    for at, item in _moments(scene):
        for who, emotion, intensity, because in _written(scene, item):
            height = _height(reading, emotion) * (INTENSITY if intensity is None else intensity)
            before, now = last.get(who), _Felt(scene.id, start, at, emotion, height, since=[(scene.id, at)])
            last[who] = now
            if before is not None and not because and not before.reason and _jumps(reading, before, now):
                yield who, at, now, before
        if isinstance(item, Event):
            for who in scene.cast:
                if who in last and (last[who].scene, last[who].at) != (scene.id, at):
                    last[who].reason = True


def _height(reading: Reading, emotion: str) -> float:
    """Return how good (above 0) or bad an emotion is at its full strength, by its Plutchik position."""
    entry = reading.story.document.emotions.get(emotion) or vocabulary().get(emotion)
    shares = entry.plutchik if entry is not None else {}
    return sum(shares.get(each, 0.0) for each in GOOD) - sum(shares.get(each, 0.0) for each in BAD)


def _moments(scene: Scene) -> Iterator[tuple[int, Item | None]]:
    """Yield the beginning of SCENE (-1, None), then the items of its script with their places."""
    yield -1, None
    yield from zip(places_of(scene), scene.script, strict=True)


def _written(scene: Scene, item: Item | None) -> Iterator[tuple[str, str, float | None, bool]]:
    """Yield whose feelings are told there: who, the emotion, its intensity, and whether a reason is told with it."""
    if item is None:
        yield from ((who, each.emotion, each.intensity, False) for who, each in scene.cast.items() if each.emotion)
    elif isinstance(item, Feels):
        yield item.who, item.emotion, item.intensity, item.because is not None
    elif isinstance(item, Line) and item.emotion is not None:
        yield item.who, item.emotion, item.intensity, False


def _jumps(reading: Reading, before: _Felt, now: _Felt) -> bool:
    opposite = min(before.height, now.height) < 0 < max(before.height, now.height)
    far = abs(before.height - now.height) >= JUMP - 1e-9
    return opposite and far and now.start - before.start < reading.story.document.calendar.day


def _unexplained(reading: Reading, who: str, before: _Felt, scene: str, at: int) -> bool:
    """Tell whether nobody else says or does anything between the two feelings; only now are the scripts read."""
    for name, start in before.since:
        script = reading.story.scenes[name].script
        end = at if name == scene else len(script)
        if any(_by_another(item, who) for item in script[start + 1 : max(end, 0)]):
            return False
    return True


def _by_another(item: Item, who: str) -> bool:
    if isinstance(item, Line):
        return item.who != who
    return isinstance(item, Action) and who not in item.who


def _finding(reading: Reading, who: str, before: _Felt, now: _Felt, at: int) -> Finding:
    story = reading.story
    here, other = titled(story.scenes[now.scene]), titled(story.scenes[before.scene])
    then = f"in {other}" if before.scene != now.scene else "just before"
    return Finding(
        rule=RULE.id,
        severity=WARNING,
        path=f"scenes/{now.scene}.yaml",
        address=("script", at) if at >= 0 else ("cast", who, "emotion"),
        scene=now.scene,
        item=story.scenes[now.scene].script[at].id if at >= 0 else None,
        message=f"{name_of(story, who)} is {now.emotion} in {here} and was {before.emotion} {then}; "
        "nothing between the two could be a reason.",
        hint="Let something happen between, or add `because` to a `feels` event.",
        what=f"{who} {before.emotion} {now.emotion}",
        evidence=(_evidence(reading, who, before),),
    )


def _evidence(reading: Reading, who: str, before: _Felt) -> Evidence:
    address = ("script", before.at) if before.at >= 0 else ("cast", who, "emotion")
    text = f"{before.emotion} in {titled(reading.story.scenes[before.scene])}"
    return Evidence(path=f"scenes/{before.scene}.yaml", address=address, text=text)


RULE = Rule(
    "C16",
    "A feeling that jumps",
    "Between a good and a bad feeling far apart, something happens, somebody else speaks or acts, or a day goes by.",
    find,
    severity=WARNING,
    exempt="A `because`, any event or deed of others in between, a day gone by, flashbacks, dreams, imagined scenes.",
)
