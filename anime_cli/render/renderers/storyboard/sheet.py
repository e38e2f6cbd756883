"""A model sheet: a figure's words read into colours, parts and proportions.

Lengths are in head units: crown to chin is 200, the origin is the middle of the head, y points down.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.figure.colour import named, oklab, shift, skins
from anime_cli.figure.registry import Registry

if TYPE_CHECKING:
    from anime_cli.render.request import Clothes, Figure


def dice(*words: object) -> random.Random:
    """Return a random stream that depends on WORDS alone."""
    return random.Random(zlib.crc32("|".join(map(str, words)).encode()))  # noqa: S311  # drawing, not secrets


HAIR_STYLES: Registry[str] = Registry(
    "hair style",
    {name: name for name in ("long", "bob", "short", "spiky", "twin", "ponytail", "bun", "braid")},
    default="bob",
    aliases={
        "straight": "long", "wavy": "long", "flowing": "long", "waist length": "long", "loose": "long",
        "medium": "bob", "shoulder length": "bob", "chin length": "bob", "pageboy": "bob", "curly": "bob",
        "cropped": "short", "pixie": "short", "neat": "short", "buzz": "short", "buzzcut": "short", "crew cut": "short",
        "tousled": "spiky", "messy": "spiky", "wild": "spiky", "spikes": "spiky", "shaggy": "spiky",
        "twintails": "twin", "twin tails": "twin", "pigtails": "twin", "bunches": "twin",
        "pony tail": "ponytail", "tied back": "ponytail", "tail": "ponytail", "topknot": "bun", "updo": "bun",
        "plait": "braid", "braids": "braid", "braided": "braid", "plaits": "braid",
    },
)  # fmt: skip
BANGS: Registry[str] = Registry(
    "kind of bangs",
    {name: name for name in ("soft", "blunt", "swept", "parted", "spiky")},
    default="soft",
    aliases={
        "straight": "blunt", "hime": "blunt", "fringe": "soft", "side": "swept", "side swept": "swept",
        "none": "parted",
        "centre": "parted", "center": "parted", "curtain": "parted", "messy": "spiky", "choppy": "spiky",
        "wispy": "soft",
    },
)  # fmt: skip
_BANGS_BY_STYLE = {"spiky": "spiky", "short": "swept", "twin": "blunt", "ponytail": "parted", "braid": "parted"}

OUTFITS: Registry[str] = Registry(
    "outfit",
    {name: name for name in ("sailor", "blazer", "gakuran", "hoodie", "coat", "tee", "kimono", "dress")},
    default="tee",
    aliases={
        "uniform": "sailor", "school uniform": "sailor", "seifuku": "sailor", "school": "sailor", "suit": "blazer",
        "jacket": "coat", "raincoat": "coat", "cloak": "coat", "cardigan": "coat", "parka": "coat", "overcoat": "coat",
        "sweater": "hoodie", "jumper": "hoodie", "pullover": "hoodie", "sweatshirt": "hoodie", "tracksuit": "hoodie",
        "t shirt": "tee", "tshirt": "tee", "shirt": "tee", "casual": "tee", "top": "tee", "gym": "tee",
        "pyjamas": "tee",
        "miko": "kimono", "yukata": "kimono", "hakama": "kimono", "robe": "kimono", "haori": "kimono",
        "gown": "dress", "sundress": "dress", "apron": "dress", "black uniform": "gakuran",
    },
)  # fmt: skip
_UNIFORM = {"uniform", "school uniform", "school"}


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The colours an outfit has where its story names none, and its sleeves."""

    top: str
    bottom: str
    accent: str
    short_sleeves: bool = False


WARDROBES = {
    "sailor": Wardrobe("#ffffff", "navy", "#e2485a"),
    "blazer": Wardrobe("#33405f", "#6d7488", "#b83a4a"),
    "gakuran": Wardrobe("#2c2f42", "#2c2f42", "gold"),
    "hoodie": Wardrobe("#f3d27a", "#4a4f6e", "#ffffff"),
    "coat": Wardrobe("#3e5f57", "#3a3f55", "#d8743f"),
    "tee": Wardrobe("#f2f6fb", "#4f86c6", "#ef7f6d", short_sleeves=True),
    "kimono": Wardrobe("#fdfaf6", "#cf3b3f", "#cf3b3f"),
    "dress": Wardrobe("#8fb8e0", "#8fb8e0", "#ffffff", short_sleeves=True),
}
_TROUSERS = ("trousers", "jeans", "pants", "slacks", "leggings")
_SKIRT = ("skirt", "dress")
_BUILDS: Registry[float] = Registry(
    "build",
    {"slight": 0.94, "average": 1.0, "athletic": 1.04, "sturdy": 1.1, "broad": 1.12},
    default="average",
    aliases={
        "slim": "slight", "thin": "slight", "small": "slight", "petite": "slight", "lean": "slight",
        "slender": "slight", "lanky": "slight", "tall": "average", "medium": "average", "normal": "average",
        "short": "average",
        "muscular": "broad", "strong": "athletic", "fit": "athletic", "wiry": "slight", "stocky": "sturdy",
        "heavy": "broad", "round": "sturdy", "plump": "sturdy", "big": "broad", "large": "broad",
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """Clothes as drawn: every colour is #rrggbb."""

    kind: str
    top: str
    bottom: str
    accent: str
    trousers: bool
    short_sleeves: bool

    @property
    def hangs(self) -> bool:
        """Whether the top hangs over what is worn below."""
        return self.trousers or self.kind in {"hoodie", "coat"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A person as drawn: every colour is #rrggbb, every part a known name."""

    key: str
    male: bool
    hair: str
    eyes: str
    skin: str
    style: str
    bangs: str
    heads: float
    stature: float
    build: float
    outfit: Outfit
    accessories: tuple[tuple[str, str], ...]

    @property
    def cropped(self) -> bool:
        """Whether the hair stands on the crown in tufts."""
        return self.style in {"short", "spiky"}

    @property
    def feet(self) -> float:
        """How far below the origin the soles stand."""
        return self.heads * 200 - 100

    def dice(self, *words: object) -> random.Random:
        """Return a random stream of this person's own."""
        return dice(self.key, *words)


def _says(phrase: str, words: tuple[str, ...]) -> bool:
    return any(word in phrase.lower() for word in words)


def _trousers(kind: str, bottom: str, *, male: bool) -> bool:
    if _says(bottom, _SKIRT) or kind in {"dress", "kimono"}:
        return False
    return male or kind in {"coat", "gakuran"} or _says(bottom, _TROUSERS)


def _apart(colour: str, skin: str) -> str:
    """Keep cloth from having the colour of skin."""
    near = sum((a - b) ** 2 for a, b in zip(oklab(colour), oklab(skin), strict=True)) ** 0.5
    return shift(colour, 0.05, 0.45) if near < 0.035 else colour  # noqa: PLR2004  # just noticeable in OKLab


def outfit_of(clothes: Clothes, skin: str, *, male: bool) -> Outfit:
    """Read an outfit's words."""
    kind = OUTFITS.name_of(clothes.kind)
    if male and kind == "sailor" and (clothes.kind.strip().lower() in _UNIFORM or not clothes.kind):
        kind = "blazer"
    usual = WARDROBES[kind]
    return Outfit(
        kind=kind,
        top=_apart(named(clothes.top, usual.top), skin),
        bottom=_apart(named(clothes.bottom, usual.bottom), skin),
        accent=named(clothes.accent, usual.accent),
        trousers=_trousers(kind, clothes.bottom, male=male),
        short_sleeves=usual.short_sleeves,
    )


ACCESSORIES: Registry[str] = Registry(
    "accessory",
    {
        "ribbon": "#e8505f", "hairpin": "#ffd24a", "glasses": "#2f3350", "flower": "#e8505f", "headphones": "#3f4660",
        "scarf": "#d8743f", "hairband": "#e8505f", "bag": "#8a5a3c",
    },
    default="hairpin",
    aliases={
        "bow": "ribbon", "hair ribbon": "ribbon", "clip": "hairpin", "hair clip": "hairpin", "barrette": "hairpin",
        "spectacles": "glasses", "reading glasses": "glasses", "headset": "headphones", "earphones": "headphones",
        "rose": "flower", "muffler": "scarf", "shawl": "scarf", "headband": "hairband", "alice band": "hairband",
        "satchel": "bag", "backpack": "bag", "school bag": "bag",
    },
)  # fmt: skip


def accessory(words: str, accent: str) -> tuple[str, str]:
    """Read an accessory, 'yellow hairpin', into its name and colour."""
    from anime_cli.figure.colour import colours

    name = ACCESSORIES.name_of(words)
    said = colours().mentioned(words)
    if said is not None and said != name:
        return name, colours()[said]
    return name, accent if name in {"ribbon", "hairband"} else ACCESSORIES[name]


def _is_male(pronouns: str) -> bool:
    return pronouns.lower().replace("/", " ").split()[:1] in (["he"], ["him"], ["male"], ["m"])


USUAL_HEADS = 6.15
"""How many heads tall a drawn person is."""


def _stature(height: float, *, male: bool) -> float:
    usual = 1.72 if male else 1.60
    return max(0.72, min(1.15, (height or usual) / 1.63))


def sheet_of(figure: Figure) -> Sheet:
    """Read a figure's words into a model sheet."""
    male = _is_male(figure.pronouns)
    style = HAIR_STYLES.name_of(figure.hair_style or ("short" if male else "bob"))
    bangs = BANGS.name_of(figure.bangs) if figure.bangs else _BANGS_BY_STYLE.get(style, "soft")
    stature = _stature(figure.height, male=male)
    outfit = outfit_of(figure.clothes, skin := named(figure.skin, "fair", skins()), male=male)
    return Sheet(
        key=figure.id or figure.name,
        male=male,
        hair=named(figure.hair, "brown"),
        eyes=named(figure.eyes, "brown"),
        skin=skin,
        style=style,
        bangs=bangs,
        heads=max(5.2, min(6.9, USUAL_HEADS + (0.35 if male else 0.0) + (stature - 1) * 2.4)),
        stature=stature,
        build=_BUILDS.find(figure.build),
        outfit=outfit,
        accessories=tuple(accessory(words, outfit.accent) for words in figure.clothes.accessories),
    )
