"""C08: nobody is in two places at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.coming import coming
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.wording import moment_of, name_of, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.coming import Coming
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield everybody who must be in the scene while another scene shows them elsewhere."""
    return (_finding(reading, visit, each) for each in coming(reading, visit) if each.overlaps(visit.start))


def _finding(reading: Reading, visit: Visit, each: Coming) -> Finding:
    story = reading.story
    name, other = name_of(story, each.name), reading.titled(each.cause.scene)
    here, there = place_name(story, visit.scene.place), place_name(story, each.seen.place)
    return reading.finding(
        RULE.id,
        visit,
        None,
        message=(
            f"{name} is in {reading.titled(visit.scene.id)} ({here}) {moment_of(story, each.moment)}, "
            f"but {other} ({there}), which {name} does not leave, ends {moment_of(story, each.seen.until)}."
        ),
        what=f"{each.name} in {each.cause.scene}",
        hint=f"Move one of the two scenes in time, or add `leaves` for {each.name} to the earlier one.",
        causes=(each.cause,),
    )


RULE = Rule(
    "C08",
    "One person in two places at once",
    "Two scenes at different places that show one person do not overlap in time.",
    watch=watch,
    exempt="Scenes without a time, voices and ghosts, dreams and imagined scenes, and who leaves or arrives in time.",
)
