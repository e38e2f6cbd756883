"""C07: only those speak and act who live and are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.documents import Scene
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.story.continuity.presence import DEAD, STRANGER, alive_before, barred, moments
from anime_cli.story.continuity.rule import Page, Rule
from anime_cli.story.wording import name_of, named, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.continuity.presence import Alive
    from anime_cli.story.continuity.reading import Reading
    from anime_cli.story.snapshot import Story
    from anime_cli.story.state import Cause, Person


def find(reading: Reading) -> Iterator[Finding]:
    """Yield whoever speaks or acts while dead, unborn or absent, once for each person, scene and reason."""
    story, alive = reading.story, alive_before(reading)
    suspected = alive.keys() | {document.id for document in reading.broken(RULE.id)}
    for name in story.told_ids if suspected else ():
        if name in suspected:
            yield from _in_scene(_Moment(story, story.scenes[name]), alive.get(name, {}))


def alone(page: Page) -> bool:
    """Tell whether somebody can't do what the document says although everybody lives when it begins."""
    scene = page.document
    if not isinstance(scene, Scene):
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
    """Why somebody can't do what the script says: the end of the sentence, what mends it, the event behind it."""

    why: str
    hint: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    story: Story
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
            return _Reason("but is not born yet", "Move the scene after the `born` event, or let somebody else do it.")
        other = titled(self.story.scenes[cause.scene])
        where = "earlier in it" if cause.scene == self.scene.id else f"in {other}"
        hint = f"Write `as: ghost` for {name} in `cast`, or `mode: flashback` with its day and time."
        return _Reason(f"but died {where}", hint, cause)

    def _stranger(self, name: str) -> _Reason:
        hint = f"Add `{name}: {{}}` to `cast` in scenes/{self.scene.id}.yaml."
        return _Reason("but is not in its cast", hint)

    def _absent(self, person: Person) -> _Reason:
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
    find=find,
    alone=alone,
)
