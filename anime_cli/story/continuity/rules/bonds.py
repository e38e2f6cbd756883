"""C15: people who change towards each other have met, and first bonds show on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import RelationChange
from anime_cli.story.continuity.card import need
from anime_cli.story.continuity.finding import WARNING, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import UNREAL
from anime_cli.story.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from anime_cli.model.documents import FirstRelation
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Step, Visit
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import State


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every change between two who have not met, without a reason: their first."""
    if visit.scene.mode in UNREAL:
        return
    for step in visit.steps():
        item = step.item
        if (
            isinstance(item, RelationChange)
            and item.because is None
            and not _close(reading, step.before, item.source, item.to)
            and reading.first_of(RULE.id, *sorted((item.source, item.to)))
        ):
            yield _strangers(reading, visit, step, item)


def _close(reading: Reading, state: State, one: str, other: str) -> bool:
    """Tell whether ONE has been in a scene with OTHER, has changed towards them before, or was close from the start."""
    met = one == other or state.together(one, other) is not None
    return met or (one, other) in state.relations or (one, other) in reading.close


def _strangers(reading: Reading, visit: Visit, step: Step, item: RelationChange) -> Finding:
    story = reading.story
    one, other = name_of(story, item.source), name_of(story, item.to)
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=f"In {reading.titled(visit.scene.id)}, {one} changes towards {other}, "
        "but no scene has shown them together yet.",
        what=f"strangers {item.source} {item.to}",
        hint="Tell the reason in `because`, add a first bond to `relations` in story.yaml, or let them meet before.",
        severity=WARNING,
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every first bond between two people that no scene shows."""
    people, bonds = reading.story.characters, reading.story.document.relations
    known = [(at, each) for at, each in enumerate(bonds) if {each.source, each.to} <= people.keys()]
    shown = _shown(reading, [each for _, each in known])
    for at, bond in known:
        if (bond.source, bond.to) not in shown and not _changes(reading, bond.source, bond.to):
            yield _unseen(reading.story, at, bond)


def _shown(reading: Reading, bonds: Iterable[FirstRelation]) -> set[tuple[str, str]]:
    """Return the pairs of BONDS, in both orders, of whom a scene has one in its cast and names the other."""
    others: dict[str, set[str]] = {}
    for each in bonds:
        others.setdefault(each.source, set()).add(each.to)
        others.setdefault(each.to, set()).add(each.source)
    shown: set[tuple[str, str]] = set()
    for name, scene in reading.scenes.items() if others else ():
        needs = set(reading.cards[f"scenes/{name}.yaml"].needs)
        for one in (row[0] for row in scene.cast if row[0] in others):
            for other in others[one]:
                if need("character", other) in needs:
                    shown |= {(one, other), (other, one)}
    return shown


def _changes(reading: Reading, one: str, other: str) -> bool:
    """Tell whether an event changes what one of the two is to the other."""
    both = {need("character", one), need("character", other)}
    named = (name for name in reading.scenes if both.issubset(reading.cards[f"scenes/{name}.yaml"].needs))
    items = (item for name in named for item in reading.brief.scenes[name].script)
    return any(isinstance(item, RelationChange) and {item.source, item.to} == {one, other} for item in items)


def _unseen(story: Story, at: int, bond: FirstRelation) -> Finding:
    one, other = name_of(story, bond.source), name_of(story, bond.to)
    return Finding(
        rule=RULE.id,
        severity=WARNING,
        path="story.yaml",
        address=("relations", at),
        what=f"unseen {bond.source} {bond.to}",
        message=f"{one} stands in a relation to {other} from the start, but no scene shows the two together.",
        hint="Write a scene with both in its `cast`, or with one there and the other in `mentions`.",
    )


RULE = Rule(
    "C15",
    "A bond without a meeting",
    "Two people change towards each other once a scene has shown them together, or for a reason that is told.",
    find,
    watch=watch,
    severity=WARNING,
    exempt="Kin and first bonds, a change with `because`, a second change, dreams and imagined scenes.",
    counts=False,
)
