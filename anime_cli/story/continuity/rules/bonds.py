"""C15: people who change towards each other have met, and first bonds show on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.script import RelationChange
from anime_cli.story.continuity.card import need
from anime_cli.story.continuity.finding import WARNING, Finding
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.entering import UNREAL
from anime_cli.story.wording import name_of, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Step, Visit
    from anime_cli.story.snapshot import Story


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield every change between two who have not met, without a reason: their first."""
    if visit.scene.mode in UNREAL:
        return
    for step in visit.steps():
        item = step.item
        if (
            isinstance(item, RelationChange)
            and item.because is None
            and not _close(reading.story, step, item.source, item.to)
            and reading.first_of(RULE.id, *sorted((item.source, item.to)))
        ):
            yield _strangers(reading, visit, step, item)


def _close(story: Story, step: Step, one: str, other: str) -> bool:
    """Tell whether two have been in one scene, stand in a relation already or are of one family, or are one."""
    if one == other:
        return True
    known = step.before.relations
    if (one, other) in known or (other, one) in known or step.before.together(one, other) is not None:
        return True
    return _kin(story, one, other) or _kin(story, other, one)


def _kin(story: Story, one: str, other: str) -> bool:
    return one in story.characters and other in story.characters[one].family.values()


def _strangers(reading: Reading, visit: Visit, step: Step, item: RelationChange) -> Finding:
    story = reading.story
    one, other = name_of(story, item.source), name_of(story, item.to)
    return reading.finding(
        RULE.id,
        visit,
        step,
        message=f"In {titled(visit.scene)}, {one} changes towards {other}, but no scene has shown them together yet.",
        what=f"strangers {item.source} {item.to}",
        hint="Tell the reason in `because`, add a first bond to `relations` in story.yaml, or let them meet before.",
        severity=WARNING,
    )


def find(reading: Reading) -> Iterator[Finding]:
    """Yield every first bond that no scene shows."""
    for index, bond in enumerate(reading.story.document.relations):
        if not any(_shows(reading, name, bond.source, bond.to) for name in reading.scenes):
            one, other = name_of(reading.story, bond.source), name_of(reading.story, bond.to)
            yield Finding(
                rule=RULE.id,
                severity=WARNING,
                path="story.yaml",
                address=("relations", index),
                what=f"unseen {bond.source} {bond.to}",
                message=f"{one} stands in a relation to {other} from the start, but no scene shows the two together.",
                hint="Write a scene with both, or one in which one speaks of the other (`mentions`).",
            )


def _shows(reading: Reading, scene: str, one: str, other: str) -> bool:
    """Tell whether one of the two is in SCENE and the other too, or spoken of."""
    cast = {row[0] for row in reading.scenes[scene].cast}
    if not cast & {one, other}:
        return False
    needs = reading.cards[f"scenes/{scene}.yaml"].needs
    return all(name in cast or need("character", name) in needs for name in (one, other))


RULE = Rule(
    "C15",
    "A bond without a meeting",
    "Two people change towards each other once a scene has shown them together, or for a reason that is told.",
    find,
    watch=watch,
    severity=WARNING,
)
