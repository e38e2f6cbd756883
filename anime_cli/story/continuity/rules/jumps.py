"""C16: feelings change for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from anime_cli.model.emotions import vocabulary
from anime_cli.model.script import Action, Event, Feels, Line
from anime_cli.story.changes import INTENSITY
from anime_cli.story.continuity.finding import WARNING, Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import APART
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.report import Address
    from anime_cli.model.script import Item
    from anime_cli.story.continuity.reading import Reading

JUMP = 1.2
"""How far apart two feelings are, one good and one bad, that need a reason between them."""

GOOD = ("joy", "trust")
BAD = ("fear", "sadness", "disgust", "anger")
"""The primaries that are good to feel, and bad; surprise and anticipation are neither."""

DOOR = -1
"""Where in a script the feelings of its cast stand: before the first item."""


@dataclass(slots=True)
class _Felt:
    """A feeling as it is written, `at` a place of a brief scene that begins at `start`.

    `height` is how good (above 0) or bad it is; `caused` tells that it says its reason. Until the next feeling of that
    person, `reason` tells that an event came after it, `since` has the scenes with them and from where on to look.
    """

    who: str
    scene: str
    start: int
    at: int
    emotion: str
    height: float
    caused: bool
    since: list[tuple[str, int]]
    reason: bool = False


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every feeling that follows its opposite with nothing in between that could be a reason."""
    told: set[tuple[str, str, int]] = set()
    for path in reading.paths.whole:
        for before, now in _opposites(reading, path):
            place = (now.who, now.scene, now.at)
            if place not in told and _unexplained(reading, before, now):
                told.add(place)
                yield _finding(reading, before, now)


def _opposites(reading: Reading, path: Sequence[str]) -> Iterator[tuple[_Felt, _Felt]]:
    """Yield the feelings on PATH that are far from the one before, with that, where no event comes between."""
    starts = {name: start for name, _, start in reading.timed(path)}
    back = {after for before, after in pairwise(path) if reading.scenes[before].mode == "flashback"}
    last: dict[str, _Felt] = {}
    for name in reading.in_order(path):
        if name in back:
            last.clear()
        if reading.scenes[name].mode not in APART:
            yield from _in_scene(reading, reading.brief.scenes[name], starts[name], last)


def _in_scene(reading: Reading, scene: Scene, start: int, last: dict[str, _Felt]) -> Iterator[tuple[_Felt, _Felt]]:
    """Yield the opposites of one scene; LAST has the last feeling of everybody, and is kept."""
    for who in scene.cast.keys() & last.keys():
        last[who].since.append((scene.id, DOOR))
    for at, item in _moments(scene):
        for now in _written(reading, scene, start, at, item):
            before = last.get(now.who)
            last[now.who] = now
            if before is not None and not before.reason and not now.caused and _far(reading, before, now):
                yield before, now
        if isinstance(item, Event):
            for who in scene.cast.keys() & last.keys():
                last[who].reason |= (last[who].scene, last[who].at) != (scene.id, at)


def _moments(scene: Scene) -> Iterator[tuple[int, Item | None]]:
    """Yield the door of SCENE, then the items of its script with their places."""
    yield DOOR, None
    yield from enumerate(scene.script)


def _written(reading: Reading, scene: Scene, start: int, at: int, item: Item | None) -> Iterator[_Felt]:
    """Yield the feelings that are written at one moment of SCENE."""

    def felt(who: str, emotion: str, intensity: float | None, *, caused: bool = False) -> _Felt:
        height = _height(reading, emotion) * (INTENSITY if intensity is None else intensity)
        return _Felt(who, scene.id, start, at, emotion, height, caused, [(scene.id, at)])

    if item is None:
        yield from (felt(who, each.emotion, each.intensity) for who, each in scene.cast.items() if each.emotion)
    elif isinstance(item, Feels):
        yield felt(item.who, item.emotion, item.intensity, caused=item.because is not None)
    elif isinstance(item, Line) and item.emotion is not None:
        yield felt(item.who, item.emotion, item.intensity)


def _height(reading: Reading, emotion: str) -> float:
    """Return how good (above 0) or bad an emotion is at its full strength, by its Plutchik position."""
    entry = reading.story.document.emotions.get(emotion) or vocabulary().get(emotion)
    shares = entry.plutchik if entry is not None else {}
    return sum(shares.get(each, 0.0) for each in GOOD) - sum(shares.get(each, 0.0) for each in BAD)


def _far(reading: Reading, before: _Felt, now: _Felt) -> bool:
    """Tell whether one of two feelings is good, the other bad, both far apart and less than a day between."""
    opposite = min(before.height, now.height) < 0 < max(before.height, now.height)
    far = abs(before.height - now.height) >= JUMP - 1e-9
    return opposite and far and now.start - before.start < reading.story.document.calendar.day


def _unexplained(reading: Reading, before: _Felt, now: _Felt) -> bool:
    """Tell whether nobody else says or does anything between the two feelings; only now are the scripts read."""
    for name, at in before.since:
        script = reading.story.scenes[name].script
        end = max(_place(reading, name, now.at), 0) if name == now.scene else len(script)
        if any(_by_another(item, now.who) for item in script[_place(reading, name, at) + 1 : end]):
            return False
    return True


def _place(reading: Reading, scene: str, at: int) -> int:
    """Return the place in the whole script of SCENE that AT is in the brief one."""
    return DOOR if at == DOOR else reading.place(scene, at)


def _by_another(item: Item, who: str) -> bool:
    if isinstance(item, Line):
        return item.who != who
    return isinstance(item, Action) and set(item.who) != {who}


def _finding(reading: Reading, before: _Felt, now: _Felt) -> Finding:
    other = reading.titled(before.scene)
    then = f"in {other}" if before.scene != now.scene else "just before"
    return Finding(
        rule=RULE.id,
        severity=WARNING,
        path=f"scenes/{now.scene}.yaml",
        address=_address(reading, now),
        scene=now.scene,
        item=None if now.at == DOOR else reading.whole(now.scene, now.at).id,
        message=f"{name_of(reading.story, now.who)} is {now.emotion} in {reading.titled(now.scene)} "
        f"and was {before.emotion} {then}; nothing between the two could be a reason.",
        hint="Let something happen in between, or tell the reason: a `feels` event may have a `because`.",
        what=f"{now.who} {before.emotion} {now.emotion}",
        evidence=(
            Evidence(
                path=f"scenes/{before.scene}.yaml",
                address=_address(reading, before),
                text=f"{before.emotion} in {other}",
            ),
        ),
    )


def _address(reading: Reading, felt: _Felt) -> Address:
    return ("cast", felt.who, "emotion") if felt.at == DOOR else ("script", reading.place(felt.scene, felt.at))


RULE = Rule(
    "C16",
    "A feeling that jumps",
    "Between a good and a bad feeling far apart, something happens, somebody else speaks or acts, or a day goes by.",
    find,
    severity=WARNING,
    exempt="A `because`, any event or deed of others in between, a day gone by, flashbacks, dreams, imagined scenes.",
    counts=False,
)
