"""C07: only those speak and act who live and are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model import script
from anime_cli.story.entering import UNREAL
from anime_cli.story.finding import Evidence, Finding, Reading, Rule
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause, Person

ACTING: Mapping[type[script.Item], Mapping[str, str]] = {
    script.Line: {"who": "speaks"},
    script.Action: {"who": "acts"},
    script.Meets: {"who": "meets somebody"},
    script.Learns: {"who": "learns something"},
    script.Reveals: {"by": "tells something", "to": "is told something"},
    script.Gives: {"by": "gives something away", "to": "is given something"},
    script.Takes: {"by": "takes something"},
    script.Destroys: {"by": "destroys something"},
    script.Leaves: {"who": "leaves"},
    script.Wears: {"who": "changes clothes"},
}
"""What only somebody does who is there, by the field that names them."""

LIVING: Mapping[type[script.Item], Mapping[str, str]] = {
    **ACTING,
    script.Arrives: {"who": "arrives"},
    script.Loses: {"who": "loses something"},
    script.Injured: {"who": "is hurt"},
    script.Heals: {"who": "is healed"},
    script.Dies: {"who": "dies"},
    script.Feels: {"who": "feels something"},
    script.RelationChange: {"source": "changes towards somebody"},
    script.Grows: {"who": "changes"},
}
"""What only the living do, there or not."""


def find(reading: Reading) -> Iterator[Finding]:
    """Yield whoever speaks or acts while dead, unborn or absent, once for each person, scene and reason."""
    for scene in reading.story.told:
        told: set[tuple[str, str]] = set()
        moment = _Moment(reading.story, scene)
        for index, (item, state) in enumerate(zip(scene.script, reading.fold.states(scene.id), strict=False)):
            for name, verb in _doers(item, LIVING):
                reason = moment.reason(name, state.person(name), item)
                if reason is not None and (name, reason.why) not in told:
                    told.add((name, reason.why))
                    yield moment.finding(index, name, verb, reason)


def _doers(item: script.Item, table: Mapping[type[script.Item], Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for attribute, verb in table.get(type(item), {}).items():
        who = getattr(item, attribute)
        for name in (who,) if isinstance(who, str) else who:
            yield name, verb


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why somebody can't do what the script says: the end of the sentence, what mends it, the event behind it."""

    why: str
    hint: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    story: Story
    scene: Scene

    def reason(self, name: str, person: Person, item: script.Item) -> _Reason | None:
        """Return why NAME can't do what ITEM says, or None."""
        if person.presence is not None:
            return None
        if not person.alive.value and self.scene.mode not in UNREAL:
            return self._dead(name, person.alive.cause)
        if isinstance(item, script.Arrives):
            return None if name in self.scene.cast else self._stranger(name)
        if person.present.value or not any(name == doer for doer, _ in _doers(item, ACTING)):
            return None
        return self._absent(name, person)

    def _dead(self, name: str, cause: Cause | None) -> _Reason:
        if cause is None:
            return _Reason("but is not born yet", "Move the scene after the `born` event, or let somebody else do it.")
        other = titled(self.story.scenes[cause.scene])
        where = "earlier in it" if cause.scene == self.scene.id else f"in {other}"
        hint = f"Write `as: ghost` for {name} in `cast`, or `mode: flashback` with its day and time."
        return _Reason(f"but died {where}", hint, cause)

    def _stranger(self, name: str) -> _Reason:
        hint = f"Add `{name}: {{}}` to `cast` in scenes/{self.scene.id}.yaml."
        return _Reason("but is not in its cast", hint)

    def _absent(self, name: str, person: Person) -> _Reason:
        if name not in self.scene.cast:
            return self._stranger(name)
        if person.present.cause is not None and person.present.cause.scene == self.scene.id:
            return _Reason("after leaving it", "Move the `leaves` event behind this item.", person.present.cause)
        return _Reason("before coming into it", "Move the `arrives` or `born` event before this item.")

    def finding(self, index: int, name: str, verb: str, reason: _Reason) -> Finding:
        """Return the finding for the item at INDEX."""
        item = self.scene.script[index]
        return Finding(
            rule=RULE.id,
            path=f"scenes/{self.scene.id}.yaml",
            address=("script", index),
            scene=self.scene.id,
            item=item.id,
            message=f"{name_of(self.story, name)} {verb} in {titled(self.scene)} ({named(item)}), {reason.why}.",
            hint=reason.hint,
            evidence=() if reason.cause is None else (self._evidence(reason.cause),),
        )

    def _evidence(self, cause: Cause) -> Evidence:
        scene = self.story.scenes[cause.scene]
        index = next(i for i, item in enumerate(scene.script) if item.id == cause.item)
        text = f"{named(scene.script[index])} in {titled(scene)}"
        return Evidence(path=f"scenes/{scene.id}.yaml", address=("script", index), text=text)


RULE = Rule(
    "C07",
    "The dead, the unborn or the absent speak or act",
    "Whoever speaks or acts in a scene lives, stands in its cast and is there at that moment.",
    find,
)
