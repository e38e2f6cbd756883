"""A document's card: the little that the check must know of it before it reads it.

A card follows from its document alone, so that it can be remembered with the document's content. It says what the
document needs of others, what it gives them, and which rules it breaks whatever the others say.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.model.documents import Scene
from anime_cli.model.script import Event, Line
from anime_cli.model.values import Duration
from anime_cli.story.continuity.brief import pack_cast, pack_script
from anime_cli.story.continuity.presence import living
from anime_cli.story.order import leads_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.story.continuity.rule import Page
    from anime_cli.story.references import Reference

_duration = cache(Duration)

VERSION = 3
"""What cards say and mean, the verdicts of the rules on one document included: another number makes them anew."""


class SceneCard(NamedTuple):
    """What a scene means for others; `title` to `pov` are those of the scene.

    `leads` is where it says that it goes on, `living` names whoever must live when it begins, `speakers` whoever has a
    line, present or not; `cast` and `script` are what `brief_of` makes a scene of. `events` and `others` are the ids
    that stand in its file, of events and of other items, and `derived` those that don't, each joined by blanks.
    """

    title: str
    place: str
    day: int | None
    time: int | None
    lasts: Duration
    mode: str | None
    pov: str | None
    leads: tuple[str, ...]
    living: Sequence[str]
    speakers: Sequence[str]
    cast: Sequence[Sequence[Any]]
    script: Sequence[Sequence[Any]]
    events: str
    others: str
    derived: str

    @property
    def ids(self) -> set[str]:
        """The ids of all items of the script."""
        return {*self.events.split(), *self.others.split(), *self.derived.split()}


class Card(NamedTuple):
    """What a document needs (see `need`), the ids of the rules that it breaks by itself, and what was odd in its file.

    `scene` is there where the document is a scene.
    """

    needs: Sequence[str]
    faults: Sequence[str]
    warnings: Sequence[str]
    scene: SceneCard | None

    def pack(self) -> list[Any]:
        """Return the card as JSON can hold it."""
        if self.scene is None:
            return [VERSION, self.needs, self.faults, self.warnings]
        scene = self.scene._replace(lasts=(self.scene.lasts.days, self.scene.lasts.seconds))  # type: ignore[arg-type]
        return [VERSION, self.needs, self.faults, self.warnings, *scene]

    @classmethod
    def unpack(cls, row: list[Any]) -> Card | None:
        """Return the card of a row, or None where another version packed it."""
        version, needs, faults, warnings, *scene = row
        if version != VERSION:
            return None
        if not scene:
            return cls(needs, faults, warnings, None)
        title, place, day, time, lasts, mode, pov, leads, *rest = scene
        card = SceneCard(title, place, day, time, _duration(*lasts), mode, pov, tuple(leads), *rest)
        return cls(needs, faults, warnings, card)


def need(kind: str, target: str, owner: str | None = None) -> str:
    """Say what is needed: a TARGET of a KIND, an outfit of its OWNER."""
    return f"{kind} {target}" if owner is None else f"{kind} {owner} {target}"


def card_of(page: Page, faults: Sequence[str] = (), warnings: Sequence[str] = ()) -> Card:
    """Return the card of a document; FAULTS names the rules that it breaks by itself."""
    scene = page.document if isinstance(page.document, Scene) else None
    needs = dict.fromkeys(_needed(page.pointers, scene))
    return Card(tuple(needs), faults, warnings, None if scene is None else _scene_card(scene))


def _needed(made: Iterable[Reference], scene: Scene | None) -> Iterable[str]:
    own = {item.id for item in scene.script if item.named} if scene is not None else set()
    for each in made:
        if each.kind == "outfit":
            yield need("outfit", each.target, each.owner or "")
        elif each.kind != "event" or each.target not in own:
            yield need(each.kind, each.target)


def _scene_card(scene: Scene) -> SceneCard:
    named = [item for item in scene.script if item.named]
    return SceneCard(
        title=scene.title,
        place=scene.place,
        day=scene.day,
        time=scene.time,
        lasts=scene.lasts,
        mode=scene.mode,
        pov=scene.pov,
        leads=leads_of(scene),
        living=living(scene),
        speakers=tuple(dict.fromkeys(item.who for item in scene.script if isinstance(item, Line))),
        cast=pack_cast(scene),
        script=pack_script(scene),
        events=" ".join(item.id for item in named if isinstance(item, Event)),
        others=" ".join(item.id for item in named if not isinstance(item, Event)),
        derived=" ".join(item.id for item in scene.script if not item.named),
    )
