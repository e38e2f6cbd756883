"""The planner's rules for a scene of two people: choose what they meet about, and tell it. The rules are data."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.echo.planning.chance import chance
from anime_cli.echo.planning.grammar import Slots, capital
from anime_cli.echo.planning.lines import Teller
from anime_cli.echo.planning.material import material
from anime_cli.echo.planning.script import Names, items, level
from anime_cli.echo.tasks.interaction import Proposed
from anime_cli.echo.tasks.plot import Draft
from anime_cli.model.ids import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from random import Random

    from anime_cli.echo.tasks.interaction import InteractionInput, Matter, Side

VOICES = ("soft", "blunt", "dry", "bright")
"""The registers for which lines of their own are written; any other speaks plainly."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "classroom": ("classroom", "school", "library", "office"),
    "rooftop": ("rooftop", "roof", "terrace"),
    "station": ("station", "platform"),
    "street": ("street", "road", "alley", "market", "square"),
    "shrine": ("shrine", "temple", "church"),
    "bedroom": ("bedroom", "dormitory"),
    "kitchen": ("kitchen", "home", "house", "apartment", "bakery", "shop", "cafe"),
    "beach": ("beach", "sea", "shore", "harbour"),
    "forest": ("forest", "wood", "park", "garden"),
    "train": ("train", "bus", "carriage"),
}
"""Which openings fit a place of which kind."""

LEVEL = re.compile(r"(one|other)\.(\w+) (>=|<=|<|>) (-?[\d.]+)")
COMPARED = {">=": operator.ge, "<=": operator.le, "<": operator.lt, ">": operator.gt}
SPOKEN = re.compile(r"^((?:\?\S+\s+)*(?:one|other)(?:\([^)]*\))?(?:\+\S+)?: )(.*)$")
ACTION = re.compile(r"^((?:\?\S+\s+)*>(?:[\w,]+)?(?:\+\S+)?:? )(.*)$")
PLAINLY = 0.35
"""How often somebody with a voice of their own says a line as anybody would."""
BRACES = str.maketrans("{}", "\N{LEFT CURLY BRACKET LOWER HOOK}\N{RIGHT CURLY BRACKET LOWER HOOK}")
UNBRACED = str.maketrans("\N{LEFT CURLY BRACKET LOWER HOOK}\N{RIGHT CURLY BRACKET LOWER HOOK}", "{}")
"""A story's own words may hold braces, which are no slots."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A situation that holds, with who is `one` and who `other` in it; `score` is how much it has to say."""

    name: str
    one: Side
    other: Side
    score: float


def propose(between: InteractionInput, seed: object) -> Proposed:
    """Return a scene of what stands BETWEEN two people, the same for the same SEED."""
    chosen = choose(between, seed)
    stream = f"{seed} {chosen.name} {chosen.one.id} {chosen.other.id}"
    rng = chance("interaction", stream)
    data = material("interactions")["situations"][chosen.name]
    fact = _fact(between, chosen, rng)
    slots, teller = _telling(between, chosen, fact)
    opening = rng.choice(material("interactions")["openings"][_sort(between)])
    slots.words["opening"] = teller.tell(opening, rng)
    title = capital(teller.tell(data["title"], rng))
    name = fresh_slug(_plain(title), between.taken)
    script = "\n".join(_kept(line.strip(), chosen, rng) for line in data["script"].splitlines())
    values = {
        "title": title,
        "place": between.place,
        **({"lasts": between.lasts} if between.lasts else {}),
        "pov": chosen.one.id,
        "summary": teller.tell(data["summary"], rng),
        "cast": {side.id: _entry(side, data["cast"][role]) for role, side in _roles(chosen)},
        "script": items(script, name, teller, _names(chosen, fact), stream),
    }
    draft = Draft(kind="scene", id=name, values=_plainly(values))
    return Proposed(draft=draft, situation=chosen.name, why=_plain(slots.fill(data["why"])))


def choose(between: InteractionInput, seed: object) -> Chosen:
    """Return one of the situations that hold: likelier the more it has to say."""
    holding = sorted(situations(between), key=lambda one: (one.name, one.one.id))
    rng = chance(seed, "situation", *(side.id for side in between.sides))
    return max(holding, key=lambda one: one.score * rng.uniform(0.7, 1.3))


def situations(between: InteractionInput) -> Iterator[Chosen]:
    """Yield every situation that holds between the two, each way round."""
    first, second = between.sides
    for name, data in material("interactions")["situations"].items():
        for one, other in ((first, second), (second, first)):
            weights = [_held(str(need), between, one, other) for need in data["when"]]
            if None not in weights:
                yield Chosen(name, one, other, float(data["weight"]) + sum(weight or 0.0 for weight in weights))


def _held(need: str, between: InteractionInput, one: Side, other: Side) -> float | None:
    """Return how much NEED adds where it holds, None where it doesn't."""
    compared = LEVEL.fullmatch(need)
    if compared is not None:
        side, name, sign, limit = compared.groups()
        value = (one if side == "one" else other).levels.get(name, 0.0)
        return (abs(value) if side == "one" else 0.0) if COMPARED[sign](value, float(limit)) else None
    told = {
        "met": between.met,
        "strangers": not between.met,
        "secret": bool(one.secrets),
        "shared": bool(between.shared),
        "bodies": not _bodiless(one, other),
        "hurt": bool(one.injuries),
        "thread": bool(between.threads),
    }
    return 0.0 if told[need.removeprefix("!")] != need.startswith("!") else None


def _telling(between: InteractionInput, chosen: Chosen, fact: Matter | None) -> tuple[Slots, Teller]:
    """Return the slots and the teller: the light, the people and what may be spoken of."""
    slots = Slots({})
    for role, side in _roles(chosen):
        slots.person(role, _safe(side.name), side.pronouns)
        slots.words[role] = _safe(side.name)
    question = next(iter(between.threads), None)
    slots.words |= {
        "fact": _sentence(fact.text if fact is not None else ""),
        "question": _sentence(question.text if question is not None else ""),
        "injury": _safe(next(iter(chosen.one.injuries), "")).rstrip("."),
    }
    tags = {between.light, "inside" if between.indoors else "outside"}
    return slots, Teller(slots, tags if _bodiless(chosen.one, chosen.other) else {*tags, "bodies"})


def _names(chosen: Chosen, fact: Matter | None) -> Names:
    bodiless = {role: "being" for role, side in _roles(chosen) if side.presence == "voice"}
    voices = {role: side.register for role, side in _roles(chosen) if side.register in VOICES}
    return Names(
        people={role: side.id for role, side in _roles(chosen)},
        voices={**voices, **bodiless},
        things={"secret": fact.id} if fact is not None else {},
    )


def _fact(between: InteractionInput, chosen: Chosen, rng: Random) -> Matter | None:
    """Return the fact that is spoken of."""
    known = between.shared if chosen.name == "shared" else chosen.one.secrets
    return rng.choice(known) if known else None


def _bodiless(*sides: Side) -> bool:
    """Tell whether one of the two is a voice only."""
    return any(side.presence == "voice" for side in sides)


def _roles(chosen: Chosen) -> tuple[tuple[str, Side], tuple[str, Side]]:
    return ("one", chosen.one), ("other", chosen.other)


def _sort(between: InteractionInput) -> str:
    """Return which openings fit the place."""
    words = set(re.findall(r"[a-z]+", between.kind.lower()))
    found = (sort for sort, kinds in PLACES.items() if words & set(kinds))
    return next(found, "inside" if between.indoors else "outside")


def _kept(line: str, chosen: Chosen, rng: Random) -> str:
    """Return a line of the notation without the variants that these two can't say or do; nothing if none is left.

    Nobody says a word that they avoid, and with a voice that has no body nobody shakes hands. Now and then the variants
    in the speaker's own voice go too, so that not every scene is told in the same words.
    """
    head, text = next(((m[1], m[2]) for m in (SPOKEN.match(line), ACTION.match(line)) if m), (line, ""))
    if not text:
        return line
    barred = list(material("interactions")["bodily"]) if _bodiless(chosen.one, chosen.other) else []
    spoken = SPOKEN.match(line) is not None
    if spoken:
        barred += (chosen.one if re.search(r"\bone\b", head.split("(")[0]) else chosen.other).avoid
    kept = [variant for variant in text.split(" | ") if not _said(barred, variant)]
    plain = [variant for variant in kept if not variant.startswith("~")]
    if spoken and plain and rng.random() < PLAINLY:
        kept = plain
    return head + " | ".join(kept) if kept else ""


def _said(words: Iterable[str], text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in words if word.strip())


def _entry(side: Side, mood: str) -> dict[str, str]:
    emotion, intensity = mood.split()
    entry = {"emotion": emotion, "intensity": level(intensity)}
    return {**entry, "as": side.presence} if side.presence is not None else entry


def _safe(text: str) -> str:
    return " ".join(text.split()).translate(BRACES)


def _sentence(text: str) -> str:
    flat = _safe(text)
    return flat if not flat or not flat[-1].isalnum() else f"{flat}."


def _plain(text: str) -> str:
    return text.translate(UNBRACED)


def _plainly(value: Any) -> Any:
    """Return VALUE with the braces of a story's own words as they were."""
    if isinstance(value, dict):
        return {key: _plainly(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plainly(each) for each in value]
    return _plain(value) if isinstance(value, str) else value
