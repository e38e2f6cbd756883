"""Occasions to grow: what happens to somebody in a course of the story, found in the steps of its fold.

Each is a function of a life and the measures of a rule. What happens in a flashback or a dream is no occasion, and
neither is what the story takes back before the course ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from anime_cli.echo.planning.life import Occasion
from anime_cli.echo.planning.material import material
from anime_cli.model import script
from anime_cli.story.changes import INTENSITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.echo.planning.life import Attended, Life
    from anime_cli.story.course import Step

Finder = Callable[..., Iterator[Occasion]]


def _gathered(parts: Iterable[tuple[Step, str]], people: int) -> Iterator[Occasion]:
    """Yield an occasion once PARTS, each a step and who had a part in it, are of so many different PEOPLE."""
    steps: list[Step] = []
    others: dict[str, None] = {}
    for step, other in parts:
        steps.append(step)
        others[other] = None
        if len(others) >= people:
            yield Occasion(step, tuple(each.cause for each in steps), tuple(others))


def _moved(life: Life, level: str, by: float, *, own: bool) -> Iterator[tuple[Step, str]]:
    """Yield who is nearer, or with BY below 0 farther, by so much or more from an event on, and is so at the end."""
    sign = 1 if by > 0 else -1
    for step, event in life.items(script.RelationChange):
        mine, other = (event.source, event.to) if own else (event.to, event.source)
        if mine != life.who or other == life.who or not (own or life.here(step)):
            continue
        before, after, end = (
            state.level(event.source, event.to, level) for state in (step.before, step.after, life.end)
        )
        if round(min((after - before) * sign, (end - before) * sign), 9) >= abs(by):
            yield step, other


def rises(life: Life, level: str, by: float, people: int = 1) -> Iterator[Occasion]:
    """Yield where a LEVEL towards so many PEOPLE has risen BY so much each."""
    return _gathered(_moved(life, level, by, own=True), people)


def falls(life: Life, level: str, by: float, people: int = 1) -> Iterator[Occasion]:
    """Yield where a LEVEL towards so many PEOPLE has fallen BY so much each."""
    return _gathered(_moved(life, level, -by, own=True), people)


def won(life: Life, level: str, by: float, people: int = 1) -> Iterator[Occasion]:
    """Yield where a LEVEL of so many PEOPLE towards them has risen BY so much each, in their presence."""
    return _gathered(_moved(life, level, by, own=False), people)


def robbed(life: Life) -> Iterator[Occasion]:
    """Yield where another takes a thing from them."""
    for step, event in life.items(script.Takes):
        if event.source == life.who and event.by != life.who:
            yield Occasion(step, (step.cause,), (event.by,), life.asked.teller.thing(event.item))


def gives(life: Life, people: int) -> Iterator[Occasion]:
    """Yield where they have given things to so many PEOPLE."""
    given = ((step, event.to) for step, event in life.items(script.Gives) if event.by == life.who != event.to)
    return _gathered(given, people)


def answered(life: Life) -> Iterator[Occasion]:
    """Yield where, in their presence, the last question that names them is answered, of those that were asked."""
    threads = life.asked.course.story.document.threads
    last: Occasion | None = None
    for step, event in life.items(script.PaysOff):
        thread = threads.get(event.thread)
        asked = step.after.threads[event.thread].set_up is not None
        if thread is not None and asked and life.here(step) and life.named(thread.question):
            last = Occasion(step, (step.cause,), (), " ".join(thread.question.split()))
    if last is not None:
        yield last


def loses_someone(life: Life, affection: float) -> Iterator[Occasion]:
    """Yield where somebody whom they hold dear dies in their presence."""
    for step, event in life.items(script.Dies):
        dear = step.before.level(life.who, event.who, "affection") >= affection
        if event.who != life.who and dear and life.here(step) and not step.after.person(event.who).alive.value:
            yield Occasion(step, (step.cause,), (event.who,))


def kills(life: Life) -> Iterator[Occasion]:
    """Yield where they kill another."""
    for step, event in life.items(script.Dies):
        if event.by == life.who != event.who:
            yield Occasion(step, (step.cause,), (event.who,))


def hurt(life: Life, scenes: int, *, struck: bool = False) -> Iterator[Occasion]:
    """Yield where they are hurt, by another where STRUCK, stay so, and attend so many SCENES more."""
    for step, event in life.items(script.Injured):
        other = event.by if event.by != life.who else None
        if event.who != life.who or event.injury not in life.end.person(life.who).injuries or (struck and not other):
            continue
        if len(tuple(islice(life.after(step), scenes))) == scenes:
            yield Occasion(step, (step.cause,), (other,) if other else (), " ".join(event.injury.split()).rstrip("."))


def keeps_secret(life: Life, scenes: int) -> Iterator[Occasion]:
    """Yield where they have kept a secret that they learned through so many SCENES from people who don't know it."""
    items = (step.item for step in life.asked.course.whole)
    told = {item.fact for item in items if isinstance(item, script.Reveals) and item.by == life.who}
    for step, event in life.items(script.Learns, script.Reveals):
        learners = event.to if isinstance(event, script.Reveals) else (event.who,)
        if life.who in learners and life.secret(event.fact) is not None and event.fact not in told:
            kept = tuple(islice((each for each in life.after(step) if _kept(each, event.fact)), scenes))
            if len(kept) == scenes:
                yield Occasion(kept[-1].last, (step.cause,), (), life.asked.teller.fact(event.fact))


def _kept(attended: Attended, fact: str) -> bool:
    """Tell whether somebody who was there doesn't know FACT in the end."""
    state = attended.last.after
    return any(fact not in state.person(name).knows for name in attended.others)


def tells_secret(life: Life, facts: int) -> Iterator[Occasion]:
    """Yield where they have told others so many secrets that they knew."""
    told: list[tuple[Step, str]] = []
    for step, event in life.items(script.Reveals):
        knew = event.fact in step.before.person(life.who).knows
        if event.by == life.who and knew and life.secret(event.fact) is not None:
            told.append((step, event.fact))
            if len({fact for _, fact in told}) >= facts:
                others = tuple(name for name in event.to if name != life.who)
                yield Occasion(step, tuple(each.cause for each, _ in told), others, life.asked.teller.fact(event.fact))


def faces_fear(life: Life, strength: float) -> Iterator[Occasion]:
    """Yield where they feel fear of some STRENGTH and then, in the same scene, courage as strong."""
    words: Mapping[str, Sequence[str]] = material("growth")["emotions"]
    afraid: Step | None = None
    for step, event in life.items(script.Feels):
        intensity = INTENSITY if event.intensity is None else event.intensity
        if event.who != life.who or intensity < strength:
            continue
        if event.emotion in words["fear"]:
            afraid = step
        elif event.emotion in words["courage"] and afraid is not None and afraid.scene is step.scene:
            yield Occasion(step, (afraid.cause, step.cause), (), event.emotion)


def becomes_parent(life: Life) -> Iterator[Occasion]:
    """Yield where a child is born to them."""
    for step, event in life.items(script.Born):
        if event.by == life.who:
            yield Occasion(step, (step.cause,), (event.who,))


def grew(life: Life, families: Sequence[str]) -> Iterator[Occasion]:
    """Yield where the story tells that they grow out of a trait of one of the FAMILIES."""
    words = {word for family in families for word in material("growth")["families"][family]}
    for step, event in life.items(script.Grows):
        if event.who == life.who and event.field_ == "trait" and event.source in words and event.source != event.to:
            yield Occasion(step, (step.cause,), (), event.source)


OCCASIONS: Mapping[str, Finder] = {
    finder.__name__: finder
    for finder in (
        rises,
        falls,
        won,
        robbed,
        gives,
        answered,
        loses_someone,
        kills,
        hurt,
        keeps_secret,
        tells_secret,
        faces_fear,
        becomes_parent,
        grew,
    )
}
"""Every occasion by the word a rule names it with."""
