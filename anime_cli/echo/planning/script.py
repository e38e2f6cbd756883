"""Turn the cues of a scene into the items of its script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anime_cli.echo.planning.chance import chance, item_id
from anime_cli.echo.planning.lines import ANGLES, SIZES, Cue, Teller, cues

if TYPE_CHECKING:
    from collections.abc import Mapping

LISTS = {("meets", "who"), ("arrives", "who"), ("leaves", "who"), ("reveals", "to")}
"""Fields of events that hold several people."""


@dataclass(slots=True)
class Names:
    """What the engine's own words for people, facts, places and causes are in this story."""

    people: Mapping[str, str]
    voices: Mapping[str, str]
    things: Mapping[str, str]
    causes: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, word: str) -> str:
        return self.people.get(word) or self.things.get(word) or word


def items(text: str, scene: str, teller: Teller, names: Names, seed: object) -> list[dict[str, Any]]:
    """Return the script items of scene SCENE, written in the notation as TEXT."""
    written = []
    for at, cue in enumerate(cues(text, teller.tags)):
        item = _MAKERS[cue.kind](cue, teller, names, (seed, scene, at))
        if item is None:
            continue
        if cue.kind != "shot":
            item["id"] = item_id(scene, at, *(f"{key}={value}" for key, value in item.items()))
        if cue.kind == "event":
            _label(cue, item["id"], names)
        written.append(item)
    return written


def _shot(cue: Cue, teller: Teller, names: Names, where: tuple[object, ...]) -> dict[str, Any]:
    del teller, where
    size, *rest = cue.head
    on = [names[word] for word in rest if word not in ANGLES and names.voices.get(word) != "being"]
    angle = next((word for word in rest if word in ANGLES), None)
    return {"shot": SIZES[size], **({"on": on} if on else {}), **({"angle": angle} if angle else {})}


def _action(cue: Cue, teller: Teller, names: Names, where: tuple[object, ...]) -> dict[str, Any] | None:
    told = teller.tell(cue.text, chance(*where))
    who = [names[word] for word in cue.head]
    return {"action": told, **({"who": who} if who else {}), **_uses(cue, names)} if told else None


def _line(cue: Cue, teller: Teller, names: Names, where: tuple[object, ...]) -> dict[str, Any] | None:
    who = cue.head[0]
    said = teller.tell(cue.text, chance(*where), also=(names.voices.get(who, ""),))
    mood, _, how = (part.strip() for part in cue.mood.partition(";"))
    emotion, _, intensity = mood.partition(" ")
    line: dict[str, Any] = {"who": names[who], "say": said}
    line |= {"how": teller.slots.fill(how)} if how else {}
    line |= {"emotion": emotion} if emotion else {}
    line |= {"intensity": level(intensity)} if intensity else {}
    return line | _uses(cue, names) if said else None


def _event(cue: Cue, teller: Teller, names: Names, where: tuple[object, ...]) -> dict[str, Any]:
    del where
    kind, *parts = cue.head
    event: dict[str, Any] = {"event": kind}
    for part in parts:
        if part.startswith("<"):
            event["because"] = names.causes[part[1:]]
        elif not part.startswith("#"):
            word, _, value = part.partition("=")
            event[word] = _value(kind, word, value, teller, names)
    return event


def _value(kind: str, word: str, value: str, teller: Teller, names: Names) -> object:
    if (kind, word) in LISTS:
        return [names[part] for part in value.split(",")]
    if kind in {"relation", "feels"} and value[:1] in "+-.0123456789":
        return value
    text = value.replace("_", " ") if word in {"injury", "from", "to"} and value not in names.people else value
    return names[teller.slots.fill(text)]


def _label(cue: Cue, identity: str, names: Names) -> None:
    for part in cue.head:
        if part.startswith("#"):
            names.causes[part[1:]] = identity


def _uses(cue: Cue, names: Names) -> dict[str, list[str]]:
    return {"uses": [names[word] for word in cue.uses]} if cue.uses else {}


def level(text: str) -> str:
    """Return an intensity as the format writes it: '.4' → '0.4'."""
    return f"0{text}" if text.startswith(".") else text


_MAKERS = {"shot": _shot, "action": _action, "line": _line, "event": _event}
