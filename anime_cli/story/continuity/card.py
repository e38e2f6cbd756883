"""A document's card: the little that the check must know of it before it reads it.

A card follows from its document alone, so that it can be remembered with the document's content. It says what the
document needs of others, what it gives them, and which rules it breaks whatever the others say. Apart from these stands
what only words a finding: two stories with the same cards but for that have the same faults.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from anime_cli.model.documents import Scene
from anime_cli.model.script import Event, Line
from anime_cli.model.values import Duration
from anime_cli.story.continuity.brief import kept_of, pack_cast, pack_script
from anime_cli.story.continuity.course import course_text
from anime_cli.story.continuity.presence import living
from anime_cli.story.order import leads_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from anime_cli.model.script import Item
    from anime_cli.story.continuity.rule import Page
    from anime_cli.story.references import Reference

_duration = cache(Duration)

VERSION = 5
"""What cards say and mean, the verdicts of the rules on one document included: another number makes them anew."""


HASH = 16
"""How many hexadecimal digits tell what the walk can see from anything else."""


class Wording(NamedTuple):
    """What only words a finding: a scene's title, and the place of each kept item in its whole script."""

    title: str
    at: Sequence[int]


class SceneCard(NamedTuple):
    """What a scene means for others; `place` to `pov` are those of the scene.

    `leads` is where it says that it goes on, `living` names whoever must live when it begins, `speakers` whoever has a
    line, present or not; `cast` and `script` are what `brief_of` makes a scene of. `events` and `others` are the ids
    that stand in its file, of events and of other items, `causes` what its events are `because` of, each joined by
    blanks. What has no order of its own is sorted.
    """

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
    causes: str


class Card(NamedTuple):
    """What a document needs (see `need`), the ids of the rules that it breaks by itself, and what was odd in its file.

    `scene` and `wording` are there where the document is a scene.
    """

    needs: Sequence[str]
    faults: Sequence[str]
    warnings: Sequence[str]
    scene: SceneCard | None = None
    wording: Wording | None = None

    def pack(self) -> tuple[list[Any], Wording | None]:
        """Return what decides, as JSON can hold it, and the wording."""
        rest: tuple[Any, ...] = ()
        if self.scene is not None:
            rest = self.scene._replace(lasts=(self.scene.lasts.days, self.scene.lasts.seconds))  # type: ignore[arg-type]
        return [VERSION, self.needs, self.faults, self.warnings, *rest], self.wording

    def row(self) -> str:
        """Return the card as it is remembered: three lines of JSON.

        They have what decides, the wording, and the hash of what the walk can see, which is "" where there is no scene.
        """
        seen = course_text(self).encode("utf-8", "surrogatepass")
        parts = *self.pack(), sha256(seen).hexdigest()[:HASH] if seen else ""
        return "\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)

    @classmethod
    def unpack(cls, row: list[Any], wording: list[Any] | None) -> Card | None:
        """Return the card of a row and its WORDING, or None where another version packed it."""
        version, needs, faults, warnings, *scene = row
        if version != VERSION:
            return None
        if not scene or wording is None:
            return cls(needs, faults, warnings)
        place, day, time, lasts, mode, pov, leads, *rest = scene
        card = SceneCard(place, day, time, _duration(*lasts), mode, pov, tuple(leads), *rest)
        return cls(needs, faults, warnings, card, Wording(*wording))


def current(row: str) -> bool:
    """Tell whether this version packed the card of ROW."""
    return row.startswith(f"[{VERSION},")


def decides(row: str) -> str:
    """Return of the ROW of a card what decides, as text."""
    return row.partition("\n")[0]


def words(row: str) -> str:
    """Return of the ROW of a card the wording, as text."""
    return row.partition("\n")[2].partition("\n")[0]


def course_in(row: str) -> str:
    """Return of the ROW of a card the hash of what the walk can see, as text."""
    return row.rpartition("\n")[2]


def cards_in(rows: Mapping[str, str]) -> dict[str, Card]:
    """Return the cards of their ROWS, by path; one that another version packed is left out.

    Raises:
        ValueError: a row is damaged.
        TypeError: a row is that of no card.
    """
    known = json.loads(f"[{','.join(rows.values())}]".replace("\n", ","))
    cards = map(Card.unpack, known[::3], known[1::3])
    return {path: card for path, card in zip(rows, cards, strict=True) if card is not None}


def need(kind: str, target: str, owner: str | None = None) -> str:
    """Say what is needed: a TARGET of a KIND, an outfit of its OWNER."""
    return f"{kind} {target}" if owner is None else f"{kind} {owner} {target}"


def card_of(page: Page, faults: Sequence[str] = (), warnings: Sequence[str] = ()) -> Card:
    """Return the card of a document; FAULTS names the rules that it breaks by itself."""
    scene = page.document if isinstance(page.document, Scene) else None
    needs = sorted(set(_needed(page.pointers, scene)))
    if scene is None:
        return Card(needs, faults, warnings)
    kept = list(kept_of(scene))
    wording = Wording(scene.title, [index for index, _ in kept])
    return Card(needs, faults, warnings, _scene_card(page, scene, kept), wording)


def _needed(made: Iterable[Reference], scene: Scene | None) -> Iterable[str]:
    own = {item.id for item in scene.script if item.named} if scene is not None else set()
    for each in made:
        if each.kind == "outfit":
            yield need("outfit", each.target, each.owner or "")
        elif each.kind != "event" or each.target not in own:
            yield need(each.kind, each.target)


def _scene_card(page: Page, scene: Scene, kept: list[tuple[int, Item]]) -> SceneCard:
    named = [item for item in scene.script if item.named]
    return SceneCard(
        place=scene.place,
        day=scene.day,
        time=scene.time,
        lasts=scene.lasts,
        mode=scene.mode,
        pov=scene.pov,
        leads=leads_of(scene),
        living=living(scene, page.doing),
        speakers=sorted({item.who for item in scene.script if isinstance(item, Line)}),
        cast=pack_cast(scene),
        script=pack_script(kept),
        events=" ".join(item.id for item in named if isinstance(item, Event)),
        others=" ".join(item.id for item in named if not isinstance(item, Event)),
        causes=" ".join(sorted({item.because for item in scene.script if isinstance(item, Event) and item.because})),
    )
