"""C14: causes come before what they cause."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.model.script import Event
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.wording import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.model.report import Address
    from anime_cli.story.continuity.reading import Reading


@dataclass(frozen=True, slots=True)
class _At:
    """An event, known by its scene and its place in the brief script."""

    scene: str
    at: int
    event: Event = field(compare=False)


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every event whose cause comes after it; of causes that go round, one."""
    causes = _causes(reading)
    if not causes:
        return
    times = _times(reading)
    told: set[_At] = set()
    for here, cause in causes.items():
        if here not in told and _after(cause, here, times):
            ring = _ring(here, causes)
            told.update(ring)
            yield _finding(reading, here, cause, ring)


def _causes(reading: Reading) -> dict[_At, _At]:
    """Return the cause of every listed event that names one which can be found without doubt."""
    events: dict[str, list[_At]] = defaultdict(list)
    caused: list[_At] = []
    for name in _concerned(reading):
        for at, item in enumerate(reading.brief.scenes[name].script):
            if isinstance(item, Event):
                here = _At(name, at, item)
                if item.named:
                    events[item.id].append(here)
                if item.because is not None:
                    caused.append(here)
    found = {here: _meant(here, events.get(here.event.because or "", [])) for here in caused}
    return {here: cause for here, cause in found.items() if cause is not None}


def _concerned(reading: Reading) -> list[str]:
    """Return the listed scenes that have an event with a cause, or one that may be it."""
    told = [(name, reading.scenes[name]) for name in reading.story.told_ids]
    wanted = {each for _, card in told for each in card.causes.split()}
    return [name for name, card in told if card.causes or not wanted.isdisjoint(card.events.split())]


def _meant(here: _At, found: list[_At]) -> _At | None:
    """Return the event that HERE means by its `because`: one of its own scene before any other."""
    own = [each for each in found if each.scene == here.scene]
    meant = own or found
    return meant[0] if len(meant) == 1 else None


def _times(reading: Reading) -> list[Mapping[str, int]]:
    """Return for every whole path the place of its scenes in story order."""
    return [{name: number for number, name in enumerate(reading.in_order(path))} for path in reading.paths.whole]


def _after(cause: _At, here: _At, times: list[Mapping[str, int]]) -> bool:
    """Tell whether CAUSE comes after HERE, or is it, on a path with both."""
    if cause.scene == here.scene:
        return cause.at >= here.at
    both = next((order for order in times if cause.scene in order and here.scene in order), None)
    return both is not None and both[cause.scene] > both[here.scene]


def _ring(here: _At, causes: Mapping[_At, _At]) -> tuple[_At, ...]:
    """Return the ring of causes that HERE stands in, nothing where it stands in none."""
    ring = {here: None}
    cause = causes.get(here)
    while cause is not None and cause not in ring:
        ring[cause] = None
        cause = causes.get(cause)
    return tuple(ring) if cause == here else ()


def _finding(reading: Reading, here: _At, cause: _At, ring: tuple[_At, ...]) -> Finding:
    label = f"In {reading.titled(here.scene)}, {named(here.event)}"
    if len(ring) > 1:
        message = f"{label} stands in a ring of {len(ring)} causes: each because of the next, the last of the first."
    elif cause == here:
        message = f"{label} happens because of itself."
    else:
        where = "later in it" if cause.scene == here.scene else f"later, in {reading.titled(cause.scene)}"
        message = f"{label} happens because of {named(cause.event)}, which comes {where}."
    shown = ring[1:] or ((cause,) if cause != here else ())
    return Finding(
        rule=RULE.id,
        path=f"scenes/{here.scene}.yaml",
        address=_address(reading, here),
        scene=here.scene,
        item=here.event.id,
        message=message,
        hint=f"Let `because` name an event before it, or take `because: {here.event.because}` out.",
        what=f"because {here.event.because}",
        evidence=tuple(_evidence(reading, each) for each in shown),
    )


def _evidence(reading: Reading, each: _At) -> Evidence:
    text = f"{named(each.event)} in {reading.titled(each.scene)}"
    return Evidence(path=f"scenes/{each.scene}.yaml", address=_address(reading, each), text=text)


def _address(reading: Reading, each: _At) -> Address:
    return "script", reading.place(each.scene, each.at)


RULE = Rule(
    "C14",
    "A cause that comes too late",
    "What an event says it is `because` of happens before it, in story order.",
    find,
    exempt="A cause that is told later but happened earlier, and one that stands on another path.",
)
