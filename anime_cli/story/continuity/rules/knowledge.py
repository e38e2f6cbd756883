"""C10: a secret is known before it is told or used, and is not told for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Learns, Line, Reveals
from anime_cli.story.continuity.finding import INFO, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import UNREAL
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.script import Item
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Step, Visit

TEACHING = (Learns, Reveals)
"""The events by which somebody comes to know a fact."""


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield whoever speaks of a secret, acts on it or tells it, and does not know it."""
    if visit.scene.mode in UNREAL:
        return
    secrets = reading.secrets
    for step in visit.steps():
        for people, fact in _relied_on(step.item):
            if fact in secrets and not any(_knows(step, name, fact) for name in people):
                new = [reading.first_of(RULE.id, name, fact) for name in people]
                if all(new):
                    yield _unknown(reading, visit, step, people, fact)


def _relied_on(item: Item) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the facts (or items) that ITEM relies on, each with those of whom one at least must know it."""
    if isinstance(item, Line):
        yield from (((item.who,), used) for used in item.uses)
    elif isinstance(item, Action) and item.who:
        yield from ((item.who, used) for used in item.uses)
    elif isinstance(item, Reveals):
        yield (item.by,), item.fact
    elif isinstance(item, Learns) and item.source is not None:
        yield (item.source,), item.fact


def _knows(step: Step, name: str, fact: str) -> bool:
    return fact in step.before.person(name).knows


def _unknown(reading: Reading, visit: Visit, step: Step, people: Sequence[str], fact: str) -> Finding:
    story = reading.story
    names = " and ".join(name_of(story, name) for name in people)
    verb = "tells" if isinstance(step.item, TEACHING) else "uses"
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=f"In {reading.titled(visit.scene.id)}, {reading.words(visit, step)}: {names} {verb} "
        f"the secret '{fact}', but has not learned it by then.",
        what=f"{' '.join(people)} {fact}",
        hint=f"Add `event: learns` with `who: {people[0]}` and `fact: {fact}` before it, "
        f"or {people[0]} to its `known_by` in story.yaml.",
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield the first telling of every secret on which nothing relies, unless a path ends with it."""
    secrets = reading.secrets
    if not secrets:
        return
    scenes = [reading.brief.scenes[name] for name in reading.story.told_ids]
    used = {name for scene in scenes for item in scene.script for name in _used(item)}
    ends = {path[-1] for path in reading.paths.whole if path}
    unused = secrets - used
    taught: dict[str, list[tuple[Scene, int]]] = {}
    for scene in scenes:
        for at, item in enumerate(scene.script):
            if isinstance(item, TEACHING) and item.fact in unused and scene.mode not in UNREAL:
                taught.setdefault(item.fact, []).append((scene, at))
    for fact, (first, *others) in taught.items():
        if first[0].id not in ends and all(scene.script[at].id not in used for scene, at in (first, *others)):
            yield _unused(reading, *first, fact)


def _used(item: Item) -> tuple[str, ...]:
    """Return the facts (or items) and the events that ITEM relies on."""
    because = getattr(item, "because", None)
    return (*getattr(item, "uses", ()), *((because,) if because is not None else ()))


def _unused(reading: Reading, scene: Scene, at: int, fact: str) -> Finding:
    return Finding(
        rule=RULE.id,
        severity=INFO,
        path=f"scenes/{scene.id}.yaml",
        address=("script", reading.place(scene.id, at)),
        scene=scene.id,
        item=scene.script[at].id,
        what=f"unused {fact}",
        message=f"{reading.titled(scene.id)} tells the secret '{fact}', and nothing in the story relies on it.",
        hint=f"Let a later line or action say `uses: {fact}`, or an event `because: {scene.script[at].id}`.",
    )


RULE = Rule(
    "C10",
    "Knowledge before it is had",
    "Who speaks of a secret, acts on it or tells it has learned it before; and what is told matters later.",
    find,
    watch=watch,
    exempt="Facts that are no secret, actions that name nobody, dreams and imagined scenes.",
    counts=False,
)
