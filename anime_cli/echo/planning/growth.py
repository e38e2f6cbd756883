"""The planner's rules of growth: which occasion makes somebody grow, and how. The rules are data.

A rule proposes nothing that the story tells itself, or contradicts: nobody is made what they are already, or the
opposite of what they still are; and what an event of the story changes later is left to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from anime_cli.echo.planning.life import Life
from anime_cli.echo.planning.material import material
from anime_cli.echo.planning.occasions import OCCASIONS
from anime_cli.echo.tasks.growth import Growth
from anime_cli.model.script import Grows
from anime_cli.story.evolution import as_of
from anime_cli.story.sentence import closed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from anime_cli.echo.planning.life import Occasion
    from anime_cli.echo.tasks.growth import GrowthInput
    from anime_cli.model.documents import Character


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its occasion with measures, the field that grows, from one of the words to what comes, and why."""

    id: str
    title: str
    occasion: str
    measures: Mapping[str, Any]
    field: str
    words: tuple[str, ...]
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: the occasion, and the event that would stand behind it."""

    rule: Rule
    occasion: Occasion
    event: Grows


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the file."""
    return tuple(_rule(told) for told in material("growth")["rules"])


def propose(asked: GrowthInput) -> tuple[Growth, ...]:
    """Return how somebody would grow, in story order.

    Each rule proposes the first place where it holds; of two that speak against each other the earlier stays.
    """
    life = Life(asked)
    found = [each for rule in rules() for each in _first(rule, life)]
    kept: list[Found] = []
    for each in sorted(found, key=lambda found: life.places[found.occasion.step]):
        if not any(_clash(each.event, other.event) for other in kept):
            kept.append(each)
    return tuple(_growth(life, each) for each in kept)


def _rule(told: Mapping[str, Any]) -> Rule:
    when = dict(told["when"])
    families = material("growth")["families"]
    words = [word for name in told.get("from", ()) for word in families.get(name, (name,))]
    return Rule(
        id=told["id"],
        title=told["title"],
        occasion=when.pop("occasion"),
        measures=when,
        field=told["field"],
        words=tuple(words),
        to=told.get("to", ""),
        why=told["why"],
    )


def _first(rule: Rule, life: Life) -> Iterator[Found]:
    for occasion in OCCASIONS[rule.occasion](life, **rule.measures):
        event = _event(rule, life, occasion)
        if event is not None and not _told(event, life, occasion):
            yield Found(rule, occasion, event)
            return


def _event(rule: Rule, life: Life, occasion: Occasion) -> Grows | None:
    """Return what RULE lets grow on an occasion, None where they are not as it asks."""
    course = life.asked.course
    now = as_of(course.story.characters[life.who], occasion.step.after.person(life.who))
    grown = FIELDS[rule.field](rule, now, occasion)
    if grown is None:
        return None
    source, to = grown
    return Grows(who=life.who, field_=rule.field, source=source, to=to, because=occasion.reasons[-1].item)


Change = tuple[str | None, str | None]


def _trait(rule: Rule, now: Character, _occasion: Occasion) -> Change | None:
    gone = rule.words or _opposite(rule.to)
    source = next((trait for trait in now.traits if trait.casefold() in gone), None)
    if source is None and rule.words:
        return None
    left = {trait.casefold() for trait in now.traits if trait != source}
    return None if left & _related(rule.to) else (source, rule.to)


def _want(_rule: Rule, now: Character, _occasion: Occasion) -> Change | None:
    want, need = _line(now.want), _line(now.need)
    return (want, need) if want and need and want != need else None


def _fear(rule: Rule, now: Character, occasion: Occasion) -> Change | None:
    return None if _line(now.fear) else (None, rule.to.replace("{detail}", occasion.detail))


def _flaw(rule: Rule, now: Character, _occasion: Occasion) -> Change | None:
    flaw = _line(now.flaw)
    words = {word.strip(".,;:!?") for word in (flaw or "").casefold().split()}
    return (flaw, None) if words & set(rule.words) else None


def _voice(rule: Rule, now: Character, _occasion: Occasion) -> Change | None:
    register = now.voice.register
    return (register, rule.to) if (register or "").casefold() in rule.words else None


FIELDS: Mapping[str, Callable[[Rule, Character, Occasion], Change | None]] = {
    "trait": _trait,
    "want": _want,
    "fear": _fear,
    "flaw": _flaw,
    "voice": _voice,
}
"""How each field grows: from what to what."""


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text and text.strip() else None


@cache
def _families(word: str) -> tuple[str, ...]:
    return tuple(name for name, words in material("growth")["families"].items() if word.casefold() in words)


@cache
def _opposite(word: str) -> frozenset[str]:
    """Return the words that mean the opposite of WORD."""
    data, own = material("growth"), set(_families(word))
    names = {name for pair in data["opposites"] if own & set(pair) for name in pair} - own
    return frozenset(each for name in names for each in data["families"][name])


@cache
def _related(word: str) -> frozenset[str]:
    """Return the words that mean what WORD means, or its opposite."""
    like = {each for name in _families(word) for each in material("growth")["families"][name]}
    return frozenset({word.casefold(), *like, *_opposite(word)})


def _told(event: Grows, life: Life, occasion: Occasion) -> bool:
    """Tell whether the story itself lets the same thing grow, later."""
    place = life.places[occasion.step]
    return any(number > place and _clash(event, each) for number, each in life.growths)


def _clash(one: Grows, other: Grows) -> bool:
    """Tell whether two growths are of the same thing, or speak against each other."""
    if one.field_ != other.field_:
        return False
    return one.field_ != "trait" or bool(_meant(one) & _words(other) or _meant(other) & _words(one))


def _words(event: Grows) -> set[str]:
    return {word.casefold() for word in (event.source, event.to) if word}


def _meant(event: Grows) -> set[str]:
    """Return the traits that an event is about: what goes, and what comes, with its like and its opposite."""
    return _words(event) | (_related(event.to) if event.to else set())


def _growth(life: Life, found: Found) -> Growth:
    step, teller = found.occasion.step, life.asked.teller
    why = found.rule.why.format(
        who=teller.name(life.who), others=teller.people(found.occasion.others), detail=found.occasion.detail
    )
    return Growth(
        rule=found.rule.id,
        title=found.rule.title,
        event=found.event,
        scene=step.scene.id,
        index=-1 if step.index is None else step.index,
        reasons=found.occasion.reasons,
        why=closed(why),
    )
