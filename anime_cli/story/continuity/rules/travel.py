"""C09: everybody has the time for their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.story.continuity.coming import coming
from anime_cli.story.continuity.rule import Rule
from anime_cli.story.wording import lasting, name_of, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.coming import Coming
    from anime_cli.story.continuity.finding import Finding
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield everybody whose shortest way into the scene takes longer than they have."""
    for each in coming(reading, visit):
        way = reading.routes.way(each.seen.place, visit.scene.place)
        if way is not None and way > each.moment - each.seen.until and not each.overlaps(visit.start):
            yield _finding(reading, visit, each, way)


def _finding(reading: Reading, visit: Visit, each: Coming, way: int) -> Finding:
    story = reading.story
    time = each.moment - each.seen.until
    start, goal = place_name(story, each.seen.place), place_name(story, visit.scene.place)
    other, here = reading.titled(each.cause.scene), reading.titled(visit.scene.id)
    return reading.finding(
        RULE.id,
        visit,
        None,
        message=(
            f"{name_of(story, each.name)} has {lasting(story, time)} between {other} ({start}) and {here} ({goal}), "
            f"but the way takes {lasting(story, way)}."
        ),
        what=f"{each.name} from {each.cause.scene}",
        hint=f"Let {here} start {lasting(story, way - time)} later, or shorten a route in `places/`.",
        causes=(each.cause,),
    )


RULE = Rule(
    "C09",
    "A way that is too long",
    "Between two scenes at different places that show one person there is time for the shortest way.",
    watch=watch,
    exempt="Places that no routes join, scenes without a time, voices and ghosts, dreams and imagined scenes.",
)
