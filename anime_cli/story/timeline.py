"""The timeline: what happens when on one path, told order against story order, and who is where meanwhile.

A reading of the fold. Times are seconds since the epoch's midnight (see `calendar.when`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeVar

from anime_cli.story.calendar import when
from anime_cli.story.entering import UNREAL
from anime_cli.story.order import ordered
from anime_cli.story.stays import PRESENT, Stay, stays_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.story.calendar import When
    from anime_cli.story.fold import Fold
    from anime_cli.story.order import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A scene in time.

    `told` and `order` are its numbers on the path, from 1, in told and in story order. `astray` are the fewest of the
    real scenes that one must move to make both orders the same. `strand` counts what happens at the same time, from 0;
    scenes of mode parallel have strands of their own, a dream or an imagined scene has none.
    """

    scene: Scene
    told: int
    order: int
    start: int
    end: int
    since: When
    until: When
    astray: bool
    strand: int | None
    stays: tuple[Stay, ...]

    @property
    def real(self) -> bool:
        """Tell whether it happens at all."""
        return self.scene.mode not in UNREAL


@dataclass(frozen=True, slots=True)
class Lane:
    """The stays of one person, in time.

    The stays of a track never overlap: more than one track means that somebody is in two places at once. Where they
    are a voice or a ghost they are `heard`; dreams and imagined scenes are `unreal`.
    """

    who: str
    tracks: tuple[tuple[Stay, ...], ...]
    heard: tuple[Stay, ...]
    unreal: tuple[Stay, ...]

    @property
    def stays(self) -> tuple[Stay, ...]:
        """All of them, those in the flesh first."""
        return (*(stay for track in self.tracks for stay in track), *self.heard, *self.unreal)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nothing is told, between the scenes `after` and `before`, in seconds."""

    after: str
    before: str
    seconds: int


@dataclass(frozen=True)
class Timeline:
    """One path in time. `happenings` stand in story order, `lanes` by the number of scenes, most first.

    `together` has the groups of real scenes that overlap in time, `unlisted` the scenes that no chapter lists,
    `elsewhere` how many listed scenes are on other paths; `day` is the length of a day in seconds.
    """

    happenings: tuple[Happening, ...]
    lanes: tuple[Lane, ...]
    gaps: tuple[Gap, ...]
    together: tuple[tuple[str, ...], ...]
    unlisted: tuple[str, ...]
    elsewhere: int
    day: int

    @property
    def told(self) -> tuple[Happening, ...]:
        """The scenes as they are told."""
        return tuple(sorted(self.happenings, key=lambda each: each.told))

    def only(self, people: Iterable[str] = (), days: tuple[int | None, int | None] = (None, None)) -> Timeline:
        """Return the part of it in which any of PEOPLE (none: all) is there, from the first to the last of DAYS."""
        wanted = set(people)
        first, last = days
        kept = [
            each
            for each in self.happenings
            if (not wanted or any(stay.who in wanted for stay in each.stays))
            and (first is None or each.until.day >= first)
            and (last is None or each.since.day <= last)
        ]
        lanes = (stay for each in kept for stay in each.stays if not wanted or stay.who in wanted)
        names = {each.scene.id for each in kept}
        together = tuple(group for group in self.together if names.issuperset(group))
        return replace(self, happenings=tuple(kept), lanes=_lanes(kept, lanes), gaps=_gaps(kept), together=together)


def timeline(fold: Fold) -> Timeline:
    """Return the timeline of the fold's path; without one, of the first path in told order."""
    story = fold.story
    order = ordered(story, fold.path)
    astray = _astray([each.told for each in order if each.scene.mode not in UNREAL])
    strands = _strands(order)
    found = [
        _happening(fold, each, number, astray=each.told in astray, strand=strands.get(each.told))
        for number, each in enumerate(order, 1)
    ]
    return Timeline(
        happenings=tuple(found),
        lanes=_lanes(found, (stay for each in found for stay in each.stays)),
        gaps=_gaps(found),
        together=tuple(_together(each for each in found if each.real)),
        unlisted=tuple(name for name in story.scenes if story.number_of(name) is None),
        elsewhere=len(story.told_ids) - len(found),
        day=story.document.calendar.day,
    )


def _happening(fold: Fold, here: Placed, order: int, *, astray: bool, strand: int | None) -> Happening:
    calendar = fold.story.document.calendar
    return Happening(
        scene=here.scene,
        told=here.told + 1,
        order=order,
        start=here.start,
        end=here.end,
        since=when(calendar, here.start),
        until=when(calendar, here.end),
        astray=astray,
        strand=strand,
        stays=tuple(stays_of(fold, here)),
    )


def _astray(told: Sequence[int]) -> set[int]:
    """Return the fewest of some numbers without which the others rise (all but a longest rising subsequence)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(told):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else None)
        tails[at : at + 1], ends[at : at + 1] = [number], [index]
    rising: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None:
        rising.add(told[here])
        here = before[here]
    return set(told) - rising


_Spanned = TypeVar("_Spanned", "Placed", Stay)


def _tracks(spans: Iterable[_Spanned]) -> list[list[_Spanned]]:
    """Deal SPANS, sorted by start, into as few tracks as hold no two that overlap; the first free track gets each."""
    tracks: list[list[_Spanned]] = []
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    for span in spans:
        while busy and busy[0][0] <= span.start:
            heappush(free, heappop(busy)[1])
        if not free:
            heappush(free, len(tracks))
            tracks.append([])
        track = heappop(free)
        tracks[track].append(span)
        heappush(busy, (span.end, track))
    return tracks


def _strands(order: Sequence[Placed]) -> dict[int, int]:
    """Return the strand of each real scene by its told number: those of mode parallel come after all others."""
    real = [each for each in order if each.scene.mode not in UNREAL]
    main = _tracks(each for each in real if each.scene.mode != "parallel")
    aside = _tracks(each for each in real if each.scene.mode == "parallel")
    strands = [*(main or [[]]), *aside]
    return {each.told: number for number, strand in enumerate(strands) for each in strand}


def _lanes(happenings: Sequence[Happening], stays: Iterable[Stay]) -> tuple[Lane, ...]:
    real = {each.scene.id for each in happenings if each.real}
    by_person: dict[str, list[Stay]] = {}
    for stay in stays:
        by_person.setdefault(stay.who, []).append(stay)
    lanes = [_lane(who, own, real) for who, own in by_person.items()]
    return tuple(sorted(lanes, key=lambda lane: -len({stay.scene for stay in lane.stays})))


def _lane(who: str, stays: Sequence[Stay], real: set[str]) -> Lane:
    lived = sorted((stay for stay in stays if stay.scene in real), key=lambda stay: stay.start)
    here = _tracks(stay for stay in lived if stay.how == PRESENT)
    heard = tuple(stay for stay in lived if stay.how != PRESENT)
    return Lane(who, tuple(map(tuple, here)), heard, tuple(stay for stay in stays if stay.scene not in real))


def _gaps(happenings: Iterable[Happening]) -> tuple[Gap, ...]:
    gaps: list[Gap] = []
    last: Happening | None = None
    for each in happenings:
        if not each.real:
            continue
        if last is not None and each.start > last.end:
            gaps.append(Gap(last.scene.id, each.scene.id, each.start - last.end))
        last = each if last is None or each.end >= last.end else last
    return tuple(gaps)


def _together(happenings: Iterable[Happening]) -> Iterator[tuple[str, ...]]:
    group: list[str] = []
    end = 0
    for each in happenings:
        if group and each.start >= end:
            yield from [tuple(group)] * (len(group) > 1)
            group = []
        end = each.end if not group else max(end, each.end)
        group.append(each.scene.id)
    yield from [tuple(group)] * (len(group) > 1)


def clashes(lane: Lane) -> tuple[Stay, ...]:
    """Return the stays of somebody who was already elsewhere at that time."""
    return tuple(stay for track in lane.tracks[1:] for stay in track)
