"""Propose a scene of two people from what stands between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from anime_cli.echo.brain import Message, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.echo.brain import Brain, Source
    from anime_cli.echo.tasks.plot import Draft
    from anime_cli.model.documents import Scene

TASK = "generate_interaction"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that a scene may speak of, by its id: a fact, or a question of the story."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two, as they are at that moment.

    `presence` is 'voice' or 'ghost' for one who is never there in the flesh. `levels` is what they feel towards the
    other (-1…1), `secrets` what they know and the other doesn't; `avoid` has the words that they never say.
    """

    id: str
    name: str
    pronouns: str = "they"
    presence: str | None = None
    register: str = ""
    avoid: tuple[str, ...] = ()
    levels: Mapping[str, float] = field(default_factory=dict)
    secrets: tuple[Matter, ...] = ()
    injuries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionInput:
    """What stands between two people at one moment, and where they could meet.

    `kind` is what sort of place it is, `light` the time of day in a word, `lasts` a length of the format, empty where
    no time passes. The scene's id is none of those `taken`.
    """

    sides: tuple[Side, Side]
    met: bool
    shared: tuple[Matter, ...]
    threads: tuple[Matter, ...]
    place: str
    kind: str
    indoors: bool
    light: str
    lasts: str
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """A proposed scene, why it is this one, and who made it."""

    scene: Scene
    situation: str
    why: str
    brain: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What a brain gives for the task: the scene's draft, the situation's name, and why it was chosen."""

    draft: Draft
    situation: str
    why: str


def generate_interaction(brain: Brain, between: InteractionInput, *, seed: int = 0) -> Interaction:
    """Propose a scene from what stands BETWEEN two people; another SEED gives another one.

    Raises:
        TaskNotKnown: the brain can't do it.
        ModelError: what the brain gave is no scene.
    """
    from anime_cli.echo.tasks.plot import built

    reply = brain.complete(interaction_request(between, seed))
    proposed = cast("Proposed", reply.value)
    (scene,) = built([proposed.draft])
    return Interaction(
        scene=cast("Scene", scene),
        situation=proposed.situation,
        why=proposed.why,
        brain=reply.brain,
        source=reply.source,
    )


def interaction_request(between: InteractionInput, seed: int = 0) -> Request:
    """Return the request that asks a brain for a scene of what stands BETWEEN two people."""
    asked = "\n".join(["Write one scene of two people from what stands between them.", *_told(between)])
    return Request(task=TASK, input=between, seed=seed, messages=(Message("user", asked),))


def _told(between: InteractionInput) -> list[str]:
    """Tell a brain that reads language what stands between the two."""
    one, other = between.sides
    lines = []
    for side, met in ((one, other), (other, one)):
        levels = ", ".join(f"{level} {value:+g}" for level, value in side.levels.items()) or "nothing yet"
        lines.append(f"{side.name} towards {met.name}: {levels}.")
        lines += [f"Only {side.name} knows: {secret.text}" for secret in side.secrets]
        lines += [f"{side.name} is hurt: {injury}." for injury in side.injuries]
    lines += [f"Both know: {fact.text}" for fact in between.shared]
    lines += [f"The story asks: {thread.text}" for thread in between.threads]
    return [*lines, f"They meet in place '{between.place}', at {between.light}."]
