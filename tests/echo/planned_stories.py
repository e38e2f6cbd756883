"""Stories that the tests read, planned once."""

from __future__ import annotations

from functools import cache
from typing import Any

from anime_cli.echo.planning.plan import Planned, plan
from anime_cli.echo.tasks.plot import PlotInput

PREMISES = {
    "gift": "A shy girl discovers she has magic powers",
    "memory": "A boy finds a robot in the school basement that remembers the war",
    "warning": "A night-shift nurse hears a radio that plays tomorrow's news",
    "search": "A retired detective must find his missing brother before the festival",
    "rivals": "Two rival bakers share one oven",
    "stand": "A young chef wants to open a restaurant on the moon",
}


@cache
def story(premise: str, seed: int = 0) -> Planned:
    return plan(PlotInput(premise=premise), seed)


def scenes(planned: Planned) -> list[Any]:
    return [draft.values for draft in planned.drafts if draft.kind == "scene"]


def prose(planned: Planned) -> list[str]:
    """Return every sentence that a reader meets: summaries, actions, lines."""
    from anime_cli.echo.planning.grammar import sentences

    told = [draft.values["summary"] for draft in planned.drafts if draft.kind in {"chapter", "scene"}]
    for scene in scenes(planned):
        told += [item.get("say") or item.get("action") or "" for item in scene["script"]]
    return [sentence for text in told for sentence in sentences(text)]
