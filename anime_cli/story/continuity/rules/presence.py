"""C07: only those speak and act who live and are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.story.continuity.finding import Finding
from anime_cli.story.continuity.presence import ABSENT, DEAD, STRANGER, at_ease, barred, moments
from anime_cli.story.continuity.rule import Page, Rule
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.presence import Alive
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.continuity.visit import Visit
    from anime_cli.story.state import Cause, Person


def watch(reading: Reading, visit: Visit) -> Iterator[Finding]:
    """Yield whoever speaks or acts while dead, unborn or absent, once for each person and reason."""
    name, people = visit.scene.id, visit.carried.people
    alive = {who: people[who].alive for who in reading.scenes[name].living if who in people}
    if RULE.id in reading.cards[visit.file].faults or not all(each.value for each in alive.values()):
        yield from _in_scene(_Moment(reading, reading.story.scenes[name]), alive)


def alone(page: Page) -> bool:
    """Tell whether somebody can't do what the document says although everybody lives when it begins."""
    scene = page.document
    if not isinstance(scene, Scene) or at_ease(scene, page.doing):
        return False
    return any(barred(scene, scene.script[at], name, person) for at, name, _, person in moments(scene, {}))


def _in_scene(moment: _Moment, alive: Alive) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for index, name, verb, person in moments(moment.scene, alive):
        reason = moment.reason(index, name, person)
        if reason is not None and (name, reason.why) not in told:
            told.add((name, reason.why))
            yield moment.finding(index, name, verb, reason)


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why somebody can't do what the script says: the kind, the end of a sentence, what mends it, the event behind."""

    kind: str
    why: str
    hint: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    reading: Reading
    scene: Scene

    def reason(self, index: int, name: str, person: Person) -> _Reason | None:
        """Return why NAME can't do what the item at INDEX says, or None."""
        why = barred(self.scene, self.scene.script[index], name, person)
        if why is None:
            return None
        if why == DEAD:
            return self._dead(name, person.alive.cause)
        return self._stranger(name) if why == STRANGER else self._absent(person)

    def _dead(self, name: str, cause: Cause | None) -> _Reason:
        if cause is None:
            return _Reason(
                DEAD, "but is not born yet", "Move the scene after the `born` event, or let somebody else do it."
            )
        other = self.reading.titled(cause.scene)
        where = "earlier in it" if cause.scene == self.scene.id else f"in {other}"
        hint = f"Write `as: ghost` for {name} in `cast`, or `mode: flashback` with its day and time."
        return _Reason(DEAD, f"but died {where}", hint, cause)

    def _stranger(self, name: str) -> _Reason:
        hint = f"Add `{name}: {{}}` to `cast` in scenes/{self.scene.id}.yaml."
        return _Reason(STRANGER, "but is not in its cast", hint)

    def _absent(self, person: Person) -> _Reason:
        if person.present.cause is not None and person.present.cause.scene == self.scene.id:
            return _Reason(
                ABSENT, "after leaving it", "Move the `leaves` event behind this item.", person.present.cause
            )
        return _Reason(ABSENT, "before coming into it", "Move the `arrives` or `born` event before this item.")

    def finding(self, index: int, name: str, verb: str, reason: _Reason) -> Finding:
        """Return the finding for the item at INDEX."""
        item, who = self.scene.script[index], name_of(self.reading.story, name)
        return Finding(
            rule=RULE.id,
            path=f"scenes/{self.scene.id}.yaml",
            address=("script", index),
            scene=self.scene.id,
            item=item.id,
            what=f"{name} {reason.kind} {reason.cause.scene if reason.cause is not None else ''}".rstrip(),
            message=f"{who} {verb} in {titled(self.scene)} ({named(item)}), {reason.why}.",
            hint=reason.hint,
            evidence=() if reason.cause is None else (self.reading.evidence(reason.cause),),
            chain=self.reading.chain(reason.cause),
        )


RULE = Rule(
    "C07",
    "The dead, the unborn or the absent speak or act",
    "Whoever speaks or acts in a scene lives, stands in its cast and is there at that moment.",
    alone=alone,
    watch=watch,
    exempt="Voices and ghosts, dreams and imagined scenes, flashbacks before the death, and who is only spoken of.",
)
