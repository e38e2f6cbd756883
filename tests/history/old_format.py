"""A program that knows steps from an older format, for a process that is to be killed while it takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.migrations import Step
from anime_cli.studio import migrating
from anime_cli.text.edits import Insert, Remove

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from anime_cli.model.migrations import Values
    from anime_cli.text.edits import Edit

FORMAT = "draft/1"


def renamed(values: Values) -> Mapping[str, Sequence[Edit]]:
    """Call `location` a `place`, as the present format does."""
    return {
        path: [Insert(("place",), each["location"]), Remove(("location",))]
        for path, each in values.items()
        if "location" in each
    }


assert migrating.migrate_story.__kwdefaults__ is not None
migrating.migrate_story.__kwdefaults__["steps"] = (Step(FORMAT, "anime/1", renamed),)
