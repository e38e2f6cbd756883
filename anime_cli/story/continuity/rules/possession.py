"""C11: things are used, given and lost by those who hold them, and only while they exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Destroys, Gives, Line, Loses, Takes
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import UNREAL
from anime_cli.story.state import Held
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.script import Item
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Step, Visit


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every item of the script that does with a thing what can't be done with it at that moment."""
    if visit.scene.mode in UNREAL:
        return
    items = reading.story.document.items
    for step in visit.steps():
        for thing, hands in _touched(step.item):
            if thing in items:
                yield from _fault(reading, visit, step, thing, hands)


def _touched(item: Item) -> Iterator[tuple[str, Sequence[str | None]]]:
    """Yield the things that ITEM does something with, and those of whom one must hold it (nobody: it need not matter).

    None among the hands stands for nobody: the thing lies about.
    """
    if isinstance(item, Line):
        yield from ((used, (item.who,)) for used in item.uses)
    elif isinstance(item, Action) and item.who:
        yield from ((used, item.who) for used in item.uses)
    elif isinstance(item, Gives):
        yield item.item, (item.by,)
    elif isinstance(item, Takes):
        yield item.item, (item.source,)
    elif isinstance(item, Loses):
        yield item.item, (item.who,)
    elif isinstance(item, Destroys):
        yield item.item, ()


def _fault(reading: Reading, visit: Visit, step: Step, thing: str, hands: Sequence[str | None]) -> Iterator[Finding]:
    held = step.before.items.get(thing, Held())
    if not held.exists.value:
        if reading.first_of(RULE.id, thing, "gone", held.exists.cause):
            yield _gone(reading, visit, step, thing, held)
    elif hands and held.holder.value not in hands:
        if reading.first_of(RULE.id, thing, hands, held.holder):
            yield _elsewhere(reading, visit, step, thing, hands, held)
    elif isinstance(step.item, Gives) and not step.before.person(step.item.to).present.value:
        yield _nobody(reading, visit, step, thing)


def _where(reading: Reading, visit: Visit, step: Step) -> str:
    return f"In {reading.titled(visit.scene.id)}, {reading.words(visit, step)}"


def _thing(reading: Reading, thing: str) -> str:
    return reading.story.document.items[thing].name or thing


def _gone(reading: Reading, visit: Visit, step: Step, thing: str, held: Held) -> Finding:
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=f"{_where(reading, visit, step)} needs {_thing(reading, thing)}, which is destroyed by then.",
        what=f"gone {thing}",
        hint=f"Move the `destroys` event behind it, or let this item do without '{thing}'.",
        causes=(held.exists.cause,),
    )


def _elsewhere(
    reading: Reading, visit: Visit, step: Step, thing: str, hands: Sequence[str | None], held: Held
) -> Finding:
    story, name = reading.story, _thing(reading, thing)
    holder = held.holder.value
    holds = f"{name_of(story, holder)} holds it" if holder is not None else "nobody holds it"
    needed = " or ".join(name_of(story, each) for each in hands if each is not None)
    wanted = f"{name} in the hands of {needed}" if needed else f"{name} to be free"
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=f"{_where(reading, visit, step)} needs {wanted}, but {holds} then.",
        what=f"holder {thing} {' '.join(each or '-' for each in hands)}",
        hint=_mend(thing, hands[0], holder),
        causes=(held.holder.cause,),
    )


def _mend(thing: str, wanted: str | None, holder: str | None) -> str:
    if wanted is None:
        return f"Write `from: {holder}` into the event, or let {holder} lose '{thing}' before it."
    way = f"`event: gives` with `by: {holder}`, `to: {wanted}`" if holder else f"`event: takes` with `by: {wanted}`"
    return f"Add {way} and `item: {thing}` before it, or set the `holder` in story.yaml."


def _nobody(reading: Reading, visit: Visit, step: Step, thing: str) -> Finding:
    assert isinstance(step.item, Gives)
    to = step.item.to
    presence = step.before.person(to).presence
    there = f"only there as a {presence}" if presence is not None else "not there"
    mend = f"Take `as: {presence}` out of" if presence is not None else f"Add {to} to"
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=(
            f"In {reading.titled(visit.scene.id)}, {name_of(reading.story, step.item.by)} gives "
            f"{_thing(reading, thing)} to {name_of(reading.story, to)}, who is {there}."
        ),
        what=f"nobody {thing}",
        hint=f"{mend} the `cast` of scenes/{visit.scene.id}.yaml, or give '{thing}' to somebody who is there.",
    )


RULE = Rule(
    "C11",
    "A thing in the wrong hands",
    "A thing is used, given, lost or taken from the one who holds it, and only while it exists.",
    watch=watch,
    exempt="Holding from scene to scene, actions that name nobody, dreams and imagined scenes.",
)
