"""What each event changes: one small function an event, from a state to the state after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.model import script
from anime_cli.model.values import LEVELS
from anime_cli.story.state import Bond, Cause, EmotionAt, Held, Person, Seen, State, ThreadAt, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from anime_cli.model.documents import Scene

INTENSITY = 0.5
"""How strong an emotion is where nobody says."""


def apply(state: State, item: script.Item, scene: Scene) -> State:
    """Return the state after ITEM of SCENE; an item that is no event changes nothing."""
    change = CHANGES.get(type(item))
    return state if change is None else change(state, item, Cause(scene.id, item.id), scene)


def change_people(state: State, names: Iterable[str], **changes: Any) -> State:
    """Return STATE with the same CHANGES made to every person named."""
    return state.with_people({name: state.person(name)._replace(**changes) for name in names})


def _learns(state: State, event: script.Learns, cause: Cause, _scene: Scene) -> State:
    return _told(state, (event.who,), event.fact, cause)


def _reveals(state: State, event: script.Reveals, cause: Cause, _scene: Scene) -> State:
    return _told(state, event.to, event.fact, cause)


def _told(state: State, names: Iterable[str], fact: str, cause: Cause) -> State:
    learners = [name for name in names if fact not in state.person(name).knows]
    known = Value(value=True, cause=cause)
    people = {name: state.person(name)._replace(knows={**state.person(name).knows, fact: known}) for name in learners}
    return state.with_people(people) if people else state


def _meets(state: State, event: script.Meets, cause: Cause, _scene: Scene) -> State:
    people: dict[str, Person] = {}
    for name in event.who:
        person = state.person(name)
        new = {
            other: Value(value=True, cause=cause) for other in event.who if other != name and other not in person.met
        }
        people[name] = person._replace(met={**person.met, **new})
    return state.with_people(people)


def _holds(state: State, item: str, holder: str | None, cause: Cause) -> State:
    held = state.items.get(item, Held())._replace(holder=Value(holder, cause))
    return state._replace(items={**state.items, item: held})


def _gives(state: State, event: script.Gives, cause: Cause, _scene: Scene) -> State:
    return _holds(state, event.item, event.to, cause)


def _takes(state: State, event: script.Takes, cause: Cause, _scene: Scene) -> State:
    return _holds(state, event.item, event.by, cause)


def _loses(state: State, event: script.Loses, cause: Cause, _scene: Scene) -> State:
    return _holds(state, event.item, None, cause)


def _destroys(state: State, event: script.Destroys, cause: Cause, _scene: Scene) -> State:
    gone = Held(holder=Value(None, cause), exists=Value(value=False, cause=cause))
    return state._replace(items={**state.items, event.item: gone})


def _arrives(state: State, event: script.Arrives, cause: Cause, scene: Scene) -> State:
    there = Value(value=True, cause=cause)
    return change_people(state, event.who, present=there, presence=None, place=Value(scene.place, cause))


def _leaves(state: State, event: script.Leaves, cause: Cause, scene: Scene) -> State:
    away: dict[str, Any] = {"present": Value(value=False, cause=cause), "presence": None}
    if event.to is not None:
        away["place"] = Value(event.to, cause)
    people = {name: _last_seen(state, name, event.to or scene.place, cause)._replace(**away) for name in event.who}
    return state.with_people(people)


def _last_seen(state: State, name: str, place: str, cause: Cause) -> Person:
    """Return the person NAME, who goes on from PLACE if they were there at all."""
    person = state.person(name)
    if state.now is None or not person.present.value:
        return person
    return person._replace(seen=Value(Seen(place, state.now.start, state.now.start), cause))


def _injured(state: State, event: script.Injured, cause: Cause, _scene: Scene) -> State:
    person = state.person(event.who)
    hurt = {**person.injuries, event.injury: Value(value=True, cause=cause)}
    return state.with_people({event.who: person._replace(injuries=hurt)})


def _heals(state: State, event: script.Heals, _cause: Cause, _scene: Scene) -> State:
    person = state.person(event.who)
    left = {injury: value for injury, value in person.injuries.items() if injury != event.injury}
    return state.with_people({event.who: person._replace(injuries=left)})


def _dies(state: State, event: script.Dies, cause: Cause, _scene: Scene) -> State:
    no = Value(value=False, cause=cause)
    died = None if state.now is None else state.now.start
    return change_people(state, (event.who,), alive=no, present=no, died=died)


def _born(state: State, event: script.Born, cause: Cause, scene: Scene) -> State:
    yes = Value(value=True, cause=cause)
    born = None if state.now is None else state.now.start
    return change_people(state, (event.who,), alive=yes, present=yes, place=Value(scene.place, cause), born=born)


def _feels(state: State, event: script.Feels, cause: Cause, _scene: Scene) -> State:
    intensity = INTENSITY if event.intensity is None else event.intensity
    return change_people(state, (event.who,), emotion=Value(EmotionAt(event.emotion, intensity), cause))


def _relation(state: State, event: script.RelationChange, cause: Cause, _scene: Scene) -> State:
    bond = state.relations.get((event.source, event.to))
    levels = dict(bond.levels) if bond is not None else {}
    for level in LEVELS:
        change = getattr(event, level)
        if change is not None:
            before = levels[level].value if level in levels else 0.0
            levels[level] = Value(bounded(before + change), cause)
    return state._replace(relations={**state.relations, (event.source, event.to): Bond(levels, cause, bond)})


def bounded(level: float) -> float:
    """Keep a relation's level within -1…1, without the dust of binary fractions."""
    return max(-1.0, min(1.0, round(level, 9)))


def _grows(state: State, event: script.Grows, cause: Cause, _scene: Scene) -> State:
    person = state.person(event.who)
    if event.field_ != "trait":
        grown = {**person.grown, event.field_: Value(event.to, cause)}
        return state.with_people({event.who: person._replace(grown=grown)})
    kept = [trait for trait in person.traits.value if trait not in {event.source, event.to}]
    traits = (*kept, event.to) if event.to is not None else tuple(kept)
    return state.with_people({event.who: person._replace(traits=Value(traits, cause))})


def _wears(state: State, event: script.Wears, cause: Cause, _scene: Scene) -> State:
    return change_people(state, (event.who,), outfit=Value(event.outfit, cause))


def _sets_up(state: State, event: script.SetsUp, cause: Cause, _scene: Scene) -> State:
    return state._replace(threads=after_thread(state.threads, event, cause))


def _pays_off(state: State, event: script.PaysOff, cause: Cause, _scene: Scene) -> State:
    return state._replace(threads=after_thread(state.threads, event, cause))


def after_thread(
    threads: Mapping[str, ThreadAt], event: script.SetsUp | script.PaysOff, cause: Cause
) -> Mapping[str, ThreadAt]:
    """Return the threads after an event that sets one up (the first time counts) or pays it off."""
    before = threads.get(event.thread, ThreadAt())
    if isinstance(event, script.PaysOff):
        return {**threads, event.thread: before._replace(paid_off=cause)}
    return {**threads, event.thread: before._replace(set_up=before.set_up or cause)}


CHANGES: Mapping[type[script.Item], Callable[[State, Any, Cause, Scene], State]] = {
    script.Meets: _meets,
    script.Learns: _learns,
    script.Reveals: _reveals,
    script.Gives: _gives,
    script.Takes: _takes,
    script.Loses: _loses,
    script.Destroys: _destroys,
    script.Arrives: _arrives,
    script.Leaves: _leaves,
    script.Injured: _injured,
    script.Heals: _heals,
    script.Dies: _dies,
    script.Born: _born,
    script.Feels: _feels,
    script.RelationChange: _relation,
    script.Grows: _grows,
    script.Wears: _wears,
    script.SetsUp: _sets_up,
    script.PaysOff: _pays_off,
}
"""The change that each kind of event makes."""
