"""Plan a whole story: read the premise, choose the engine, cast it, tell it scene by scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anime_cli.echo.errors import StructureNotFound
from anime_cli.echo.planning.casting import cast, character
from anime_cli.echo.planning.chance import chance
from anime_cli.echo.planning.grammar import Slots, capital, singular, slug, stem
from anime_cli.echo.planning.lines import Teller
from anime_cli.echo.planning.material import engine, material
from anime_cli.echo.planning.premise import Premise, content_words, engine_of, read
from anime_cli.echo.planning.readable import readable
from anime_cli.echo.planning.script import Names, items, level
from anime_cli.echo.planning.subject import kin, missing_person, subject
from anime_cli.echo.tasks.plot import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.echo.tasks.plot import PlotInput

STRUCTURES = ("kishotenketsu",)
EPOCH = "2024-04-08"
STYLES = ("long", "twin", "ponytail", "bob", "short", "spiky")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A planned story: its documents before validation, its text for a reader, notes on the premise."""

    drafts: tuple[Draft, ...]
    text: str
    notes: tuple[str, ...]


def plan(wish: PlotInput, seed: int) -> Planned:
    """Plan the story of WISH. The same wish and seed give the same story everywhere.

    Raises:
        EmptyPremise: the premise holds no word.
        StructureNotFound: no rules for that structure.
    """
    if wish.structure not in STRUCTURES:
        raise StructureNotFound(wish.structure, STRUCTURES)
    premise = read(wish.premise)
    drafts = Telling(premise, wish.title, seed).drafts()
    told = words_of(drafts)
    if any(stem(word) not in told for word in premise.words if word != premise.verb):
        drafts = Telling(premise, wish.title, seed, owed=True).drafts()
    return Planned(drafts=drafts, text=readable(drafts), notes=premise.notes)


def words_of(drafts: tuple[Draft, ...]) -> set[str]:
    """Return every word that a scene of DRAFTS says, shows or sums up."""
    told: list[str] = []
    for draft in drafts:
        if draft.kind == "scene":
            scene: Any = draft.values
            told += [
                str(scene["summary"]),
                *(str(item.get("say") or item.get("action") or "") for item in scene["script"]),
            ]
    return {stem(word) for word in content_words(" ".join(told))}


def chosen_engine(premise: Premise, seed: int) -> str:
    """Return the engine for PREMISE: by its words, or by chance where none could be read."""
    if not premise.told:
        return chance(seed, premise.text, "engine").choice(["gift", "warning", "stand", "memory"])
    engine = engine_of(premise)
    if engine == "search" and not missing_person(premise):
        return "stand"
    return engine


class Telling:
    """One story being told: the engine's material, the cast, the words so far."""

    def __init__(self, premise: Premise, title: str | None, seed: int, *, owed: bool = False) -> None:
        self.premise = premise
        self.title = title
        self.engine = chosen_engine(premise, seed)
        self.seed = f"{seed}/{premise.text}"
        self.data = engine(self.engine)
        self.slots = Slots(self._words(owed))
        self.lost = self.slots.words.get("lost", "")
        self.slots.words |= {f"{name}_cap": capital(word) for name, word in self.slots.words.items() if name == "tally"}
        self.players = cast(self.data["roles"], premise, self.slots, self.seed)
        if "lost" in self.players:
            self.slots.words |= {"lost_name": self.players["lost"].name.split()[0], "lost": self.lost}
        self.teller = Teller(self.slots, self._tags(owed))
        self.names = self._names()

    def drafts(self) -> tuple[Draft, ...]:
        """Return the documents of the story, story.yaml first."""
        chapters = [self._chapter(chapter) for chapter in self.data["chapters"]]
        scenes = [self._scene(scene) for chapter in self.data["chapters"] for scene in chapter["scenes"]]
        return (self._story(), self._style(), *chapters, *scenes, *self._people(), *self._places())

    # what the lines are filled with

    def _words(self, owed: bool) -> dict[str, str]:
        premise = self.premise
        words = subject(self.engine, premise)
        packs = material(f"{self.engine}_packs")["packs"] if "packs" in self.data else {}
        self.pack = words.get("pack") or (chance(self.seed, "pack").choice(self.data["packs"]) if packs else "")
        rng = chance(self.seed, "words")
        common = {name: rng.choice(values) for name, values in material("milieus")["common"].items()}
        milieu = material("milieus")[premise.milieu]
        ages = self.data.get("ages", {}).get(premise.age, {})
        words = (
            common
            | milieu["words"]
            | ages
            | {key: str(value) for key, value in packs.get(self.pack, {}).items()}
            | words
        )
        words |= {f"place.{key}": str(place["name"]) for key, place in self._place_data().items()}
        words |= {"milieu": premise.milieu, "trait": premise.trait, "premise": premise.told}
        words["who"] = " ".join((*premise.adjectives, singular(premise.noun))) or "somebody"
        words["noun_or_person"] = singular(premise.noun) or "person"
        words |= {"trait_or_quiet": premise.trait or "quiet", "crafts": f"{words.get('craft', '')}s"}
        words |= {"two_who": f"two {words['crafts']}"}
        words |= {"lost_pronoun": kin(words["lost"])} if "lost" in words else {}
        words["owed"] = premise.told if owed else ""
        words |= {f"{name}_the": f"the {words[name]}" for name in ("hidden", "thing") if name in words}
        return {key: str(word) for key, word in words.items()}

    def _tags(self, owed: bool) -> set[str]:
        premise = self.premise
        tags = {premise.milieu, premise.age, self.pack, f"hero-{self.players['hero'].voice}"}
        tags |= {premise.temper} if premise.temper else set()
        tags |= {"trait"} if premise.trait else {"plain"}
        tags |= {"deadline"} if premise.deadline else set()
        tags |= {"owed"} if owed else set()
        return tags | {f"take{chance(self.seed, 'take').randrange(3)}"}

    def _place_data(self) -> Mapping[str, Mapping[str, Any]]:
        own: Mapping[str, Mapping[str, Any]] = self.data.get("places", {})
        shared: Mapping[str, Mapping[str, Any]] = material("milieus")[self.premise.milieu]["places"]
        return {**shared, **own}

    def _names(self) -> Names:
        fill = self.slots.fill
        things = {
            key: slug(fill(str(entry["id"])))
            for part in ("facts", "items", "threads")
            for key, entry in self.data[part].items()
        }
        things |= {f"@{key}": slug(fill(str(place["name"]))) for key, place in self._place_data().items()}
        return Names(
            people={role: player.id for role, player in self.players.items()},
            voices={player.id: player.voice for player in self.players.values()},
            things=things,
        )

    # the documents

    def _story(self) -> Draft:
        fill, data = self.slots.fill, self.data
        values: dict[str, Any] = {
            "format": "anime/1",
            "title": self.title or self._title(),
            "logline": self.premise.text or fill(str(data["logline"])),
            "language": "en",
            "rating": "teen",
            "structure": "kishotenketsu",
            "calendar": {"epoch": EPOCH, "day": "24h"},
            "chapters": [str(chapter["id"]) for chapter in data["chapters"]],
            "threads": {
                self.names[key]: {"question": fill(one["question"]), "due": one["due"]}
                for key, one in data["threads"].items()
            },
            "facts": {self.names[key]: self._fact(one) for key, one in data["facts"].items()},
            "items": {self.names[key]: self._thing(one) for key, one in data["items"].items()},
            "relations": [self._relation(one) for one in data["relations"]],
            "ending": {"title": fill(data["ending"]["title"]), "tone": data["ending"]["tone"]},
        }
        return Draft(kind="story", id="story", values=values)

    def _title(self) -> str:
        return self.teller.tell(" | ".join(self.data["titles"]), chance(self.seed, "title"))

    def _fact(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        known = [self.names[role] for role in entry.get("known", ())]
        return {"text": self.slots.fill(entry["text"]), "secret": "true", **({"known_by": known} if known else {})}

    def _thing(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        holder = {"holder": self.names[entry["holder"]]} if "holder" in entry else {}
        return {"name": self.slots.fill(entry["name"]), **holder}

    def _relation(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        levels = {key: str(value) for key, value in entry.items() if key not in {"from", "to"}}
        return {"from": self.names[entry["from"]], "to": self.names[entry["to"]], **levels}

    def _style(self) -> Draft:
        seed = str(chance(self.seed, "style").randrange(1, 2**31))
        return Draft(kind="style", id="style", values={"renderer": "storyboard", "seed": seed})

    def _chapter(self, chapter: Mapping[str, Any]) -> Draft:
        rng = chance(self.seed, "chapter", chapter["id"])
        values: dict[str, Any] = {
            "title": self.teller.tell(str(chapter["title"]), rng),
            "summary": self.teller.tell(str(chapter["summary"]), rng),
            "scenes": [str(scene["id"]) for scene in chapter["scenes"]],
        }
        return Draft(kind="chapter", id=str(chapter["id"]), values=values)

    def _scene(self, scene: Mapping[str, Any]) -> Draft:
        rng = chance(self.seed, "scene", scene["id"])
        values: dict[str, Any] = {
            "title": capital(self.teller.tell(str(scene["title"]), rng)),
            "place": self.names[f"@{scene['place']}"],
            "day": str(scene["day"]),
            "time": self.slots.fill(str(scene["time"])),
            "lasts": str(scene["lasts"]),
        }
        values |= {"weather": self.slots.fill(str(scene["weather"]))} if "weather" in scene else {}
        values |= {"tags": list(scene["tags"])} if "tags" in scene else {}
        values |= {"pov": self.names[scene.get("pov", "hero")]}
        values["summary"] = self.teller.tell(str(scene["summary"]), rng)
        values["cast"] = {self.names[role]: self._entry(role, str(mood)) for role, mood in scene["cast"].items()}
        if "mentions" in scene:
            values["mentions"] = [self.names[role] for role in scene["mentions"]]
        values["script"] = items(str(scene["script"]), str(scene["id"]), self.teller, self.names, self.seed)
        return Draft(kind="scene", id=str(scene["id"]), values=values)

    def _entry(self, role: str, mood: str) -> dict[str, Any]:
        emotion, intensity, *rest = mood.split()
        entry = {"emotion": emotion, "intensity": level(intensity)}
        if self.players[role].being or "voice" in rest:
            return {**entry, "as": "voice"}
        pose = next((word for word in rest if word != "casual"), "stand")
        return {**entry, "pose": pose, "outfit": "casual" if "casual" in rest else "work"}

    def _people(self) -> list[Draft]:
        free = [*STYLES, *(colour for group in material("people")["hair"].values() for colour in group)]
        return [
            Draft(kind="character", id=player.id, values=character(player, self.slots, self.teller, self.seed, free))
            for player in self.players.values()
        ]

    def _places(self) -> list[Draft]:
        used = {str(scene["place"]) for chapter in self.data["chapters"] for scene in chapter["scenes"]}
        places = {key: place for key, place in self._place_data().items() if key in used}
        drafts = []
        for key, place in places.items():
            routes = {self.names[f"@{to}"]: str(way) for to, way in place.get("routes", {}).items() if to in places}
            values: dict[str, Any] = {
                "name": capital(self.slots.fill(str(place["name"]))),
                "kind": str(place["kind"]),
                "description": self.teller.tell(str(place["description"]), chance(self.seed, "place", key)),
            }
            drafts.append(
                Draft(kind="place", id=self.names[f"@{key}"], values=values | ({"routes": routes} if routes else {}))
            )
        return drafts
