"""Cast the roles of an engine: names, looks, clothes, and what each wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.echo.planning.chance import chance
from anime_cli.echo.planning.grammar import capital, slug
from anime_cli.echo.planning.material import material

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from anime_cli.echo.planning.grammar import Slots
    from anime_cli.echo.planning.premise import Premise

YEAR = 2024
"""The year of the planner's calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Who plays a role. `being` is True for a voice that is nobody's body."""

    role: str
    id: str
    name: str
    pronouns: str
    age: str
    voice: str
    being: bool
    sheet: Mapping[str, Any]


def cast(roles: Mapping[str, Mapping[str, Any]], premise: Premise, slots: Slots, seed: object) -> dict[str, Player]:
    """Choose who plays each of ROLES, and tell SLOTS their names and pronouns."""
    players: dict[str, Player] = {}
    taken: list[str] = []
    for role, sheet in roles.items():
        player = _player(role, sheet, premise, slots, chance(seed, "cast", role), taken, players)
        slots.person(role, player.name, player.pronouns)
        slots.words |= {role: player.name.lower()} if player.being else {}
        players[role] = player
    return players


def _player(
    role: str, sheet: Mapping[str, Any], premise: Premise, slots: Slots, rng: Random, taken: list[str],
    players: Mapping[str, Player],
) -> Player:  # fmt: skip
    age = _age(str(sheet.get("age", "peer")), premise, slots.words.get("lost", ""))
    pronouns = _pronouns(role, sheet, premise, slots, rng)
    if sheet.get("being"):
        name = capital(slots.fill(str(sheet["name"])))
    else:
        name = _name(role, sheet, age, pronouns, premise, rng, taken, players)
        name = name.split(" ")[-1] if sheet.get("called") == "family" else name
    voices = sheet.get("voice", ["soft", "blunt", "dry", "bright"])
    return Player(
        role=role,
        id=slug(name.split(" ")[0] if not sheet.get("being") else name) or role,
        name=name,
        pronouns=pronouns,
        age=age,
        voice="being" if sheet.get("being") else rng.choice(voices),
        being=bool(sheet.get("being")),
        sheet=sheet,
    )


def _age(wish: str, premise: Premise, lost: str) -> str:
    if wish == "peer":
        return "adult" if premise.age == "elder" else premise.age
    if wish == "kin":
        return _kin_age(lost, premise.age)
    return premise.age if wish == "hero" else wish


def _kin_age(lost: str, hero: str) -> str:
    rules = material("search_cast")
    if lost in rules["grand"] or (lost in rules["older"] and hero != "youth"):
        return "elder"
    if lost in rules["older"]:
        return "senior"
    return {"elder": "adult", "adult": "youth"}.get(hero, hero) if lost in rules["younger"] else hero


def _pronouns(role: str, sheet: Mapping[str, Any], premise: Premise, slots: Slots, rng: Random) -> str:
    if role == "hero" and premise.pronouns:
        return premise.pronouns
    if "pronouns" in sheet:
        wish = slots.fill(str(sheet["pronouns"]))
        return rng.choice(wish.split(","))
    return rng.choice(["she", "he", "she", "he", "they"])


def _name(
    role: str, sheet: Mapping[str, Any], age: str, pronouns: str, premise: Premise, rng: Random, taken: list[str],
    players: Mapping[str, Player],
) -> str:  # fmt: skip
    stock = material("people")
    given = stock["given"]["elder" if age == "elder" else "young"][pronouns]
    free = [name for name in given if name[0] not in taken]
    first = premise.name.capitalize() if role == "hero" and premise.name else rng.choice(free or given)
    families = [name for name in stock["family"] if name[0] not in taken and name[0] != first[0]]
    kin = sheet.get("kin")
    family = players[kin].name.split(" ")[-1] if kin else rng.choice(families or stock["family"])
    taken.extend((first[0], family[0]))
    return f"{first} {family}"


def character(player: Player, slots: Slots, teller: Any, seed: object, styles: list[str]) -> dict[str, Any]:
    """Return the document of PLAYER. STYLES are the hair styles that are still free; one is taken."""
    rng = chance(seed, "look", player.role)
    sheet = player.sheet
    values: dict[str, Any] = {"name": player.name, "role": sheet.get("label", player.role), "pronouns": player.pronouns}
    if not player.being:
        values |= {"born": {"year": str(YEAR - _years(player, rng)), "day": str(rng.randrange(1, 366))}}
        values |= {"look": _look(player, rng, styles), "outfits": _outfits(player, slots.words["milieu"], rng)}
    values["traits"] = [slots.fill(trait) for trait in sheet.get("traits", ()) if slots.fill(trait)]
    for field in ("want", "need", "fear", "flaw"):
        if field in sheet:
            values[field] = teller.tell(str(sheet[field]), chance(seed, player.role, field))
    register = "plain" if player.being else player.voice
    values["voice"] = {"register": register, **_voice(register, rng)}
    values["temper"] = {str(key): str(value) for key, value in sheet.get("temper", {"neutral": 0.2}).items()}
    if "backstory" in sheet:
        values["backstory"] = teller.tell(str(sheet["backstory"]), chance(seed, player.role, "backstory"))
    return values


def _years(player: Player, rng: Random) -> int:
    low, high = {"youth": (15, 17), "adult": (27, 41), "senior": (46, 58), "elder": (66, 74)}[player.age]
    return int(player.sheet.get("years", rng.randrange(low, high + 1)))


def _look(player: Player, rng: Random, styles: list[str]) -> dict[str, Any]:
    stock = material("people")
    wishes = stock["styles"][player.pronouns]
    style = next((wish for wish in rng.sample(wishes, len(wishes)) if wish in styles), rng.choice(wishes))
    if style in styles:
        styles.remove(style)
    grey = "elder" if player.age == "elder" else "senior" if player.age == "senior" else "young"
    colours = stock["hair"][grey]
    colour = next((one for one in rng.sample(colours, len(colours)) if one in styles), rng.choice(colours))
    if colour in styles:
        styles.remove(colour)
    build = {"she": 1.58, "he": 1.70, "they": 1.64}[player.pronouns] + rng.randrange(-6, 9) / 100
    return {
        "hair": {"colour": colour, "style": style, "bangs": rng.choice(stock["bangs"][style])},
        "eyes": rng.choice(stock["eyes"]),
        "skin": rng.choice(stock["skin"]),
        "build": rng.choice(["slight", "average", "sturdy", "tall"]),
        "height": f"{build:.2f}m",
    }


def _outfits(player: Player, milieu: str, rng: Random) -> dict[str, Any]:
    stock = material("people")["outfits"]
    group = "youth" if player.age == "youth" else "adult"
    work = stock["work"][group][player.pronouns if group == "youth" else milieu]
    casual = rng.choice(stock["casual"][group])
    return {"work": dict(rng.choice(work)), "casual": dict(casual)}


def _voice(register: str, rng: Random) -> dict[str, Any]:
    voice = material("people")["voices"].get(register, {})
    return {key: [rng.choice(values)] for key, values in voice.items()}
