"""Agency and speech: who acts, who begins, who talks how much."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from anime_cli.model.script import Action, Destroys, Gives, Line, Reveals, Takes
from anime_cli.story.stats.inequality import gini

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.words import Passage

DEEDS = (Reveals, Gives, Takes, Destroys)
"""Events that somebody does on purpose; `by` names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one person does: actions and deeds, turns at talk, turns that nobody asked for, words, part of all words."""

    actions: Annotated[int, "Actions and deeds."]
    turns: Annotated[int, "Turns at talk."]
    initiated: Annotated[int, "Turns that nobody asked for."]
    words: Annotated[int, "Words said."]
    part: Annotated[float, "Their part of all words, 0 to 1."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Who acts and speaks, by id. `initiated` is the share of turns that begin a talk.

    `speech` says how unevenly the words are shared out among all who speak or act (Gini, 0…1).
    """

    people: Annotated[Mapping[str, Share], "Each person's, by id."]
    initiated: Annotated[float | None, "The share of turns that begin a talk, 0 to 1; None: nobody speaks."]
    speech: Annotated[float | None, "How unevenly the words are shared out (Gini, 0 to 1); None: nothing is said."]


def agency(story: Story, passages: Sequence[Passage]) -> Agency:
    """Count who acts, begins and speaks in the told scenes of STORY."""
    actions = Counter(name for scene in story.told for name in _doers(scene))
    turns: Counter[str] = Counter()
    initiated: Counter[str] = Counter()
    for scene in story.told:
        for name, begins in _turns(scene):
            turns[name] += 1
            initiated[name] += begins
    words: Counter[str] = Counter()
    for passage in passages:
        if passage.who is not None:
            words[passage.who] += len(passage.words)
    people = _shares(actions, turns, initiated, words)
    talk = turns.total()
    return Agency(
        people=people,
        initiated=initiated.total() / talk if talk else None,
        speech=gini(each.words for each in people.values()),
    )


def _shares(
    actions: Counter[str], turns: Counter[str], initiated: Counter[str], words: Counter[str]
) -> dict[str, Share]:
    said = words.total()
    names = sorted({*actions, *turns}, key=lambda name: (-words[name], -actions[name], name))
    return {
        name: Share(
            actions=actions[name],
            turns=turns[name],
            initiated=initiated[name],
            words=words[name],
            part=words[name] / said if said else 0.0,
        )
        for name in names
    }


def _doers(scene: Scene) -> Iterator[str]:
    for item in scene.script:
        if isinstance(item, Action):
            yield from item.who
        elif isinstance(item, DEEDS) and item.by is not None:
            yield item.by


def _turns(scene: Scene) -> Iterator[tuple[str, bool]]:
    """Yield who takes each turn at talk; True where it answers nobody: the scene or an action stands before it."""
    last: str | None = None
    for item in scene.script:
        if isinstance(item, Action):
            last = None
        elif isinstance(item, Line):
            if item.who != last:
                yield item.who, last is None
            last = item.who
