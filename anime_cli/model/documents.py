"""The documents of a story, as frozen values. Nothing here is derived: this is what a file may say.

A document's `id` is its file's stem. Times of day are minutes after midnight, intensities 0…1, relation levels -1…1.
`extra` keeps keys that this version does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anime_cli.model.values import Calendar, Duration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.script import Item
    from anime_cli.model.values import Born


@dataclass(frozen=True, slots=True, kw_only=True)
class CastEntry:
    """How someone enters a scene. `presence` (written `as`) is None, 'voice' or 'ghost'."""

    emotion: str | None = None
    intensity: float | None = None
    pose: str | None = None
    outfit: str | None = None
    presence: str | None = None
    age: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One scene. `day` counts from the calendar's epoch; `mode` None is the present."""

    id: str
    title: str
    place: str
    script: tuple[Item, ...]
    day: int | None = None
    time: int | None = None
    lasts: Duration = field(default_factory=Duration)
    mode: str | None = None
    weather: str | None = None
    pov: str | None = None
    summary: str | None = None
    cast: Mapping[str, CastEntry] = field(default_factory=dict)
    mentions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    next: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: a title and its scenes in told order."""

    id: str
    title: str
    scenes: tuple[str, ...]
    summary: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; `routes` are ways to other places with their travel times."""

    id: str
    name: str
    kind: str | None = None
    description: str | None = None
    routes: Mapping[str, Duration] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hair:
    """Hair: a colour (name or #rrggbb), a style, a kind of bangs."""

    colour: str | None = None
    style: str | None = None
    bangs: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What of a character never changes from picture to picture; height in metres."""

    hair: Hair = field(default_factory=Hair)
    eyes: str | None = None
    skin: str | None = None
    build: str | None = None
    height: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """A named set of clothes."""

    kind: str | None = None
    top: str | None = None
    bottom: str | None = None
    accent: str | None = None
    accessories: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How a character speaks."""

    register: str | None = None
    avoid: tuple[str, ...] = ()
    tics: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """A character as the story begins. `pronouns` is she, he or they; `temper` the emotions at rest."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    pronouns: str | None = None
    born: Born | None = None
    look: Look = field(default_factory=Look)
    outfits: Mapping[str, Outfit] = field(default_factory=dict)
    traits: tuple[str, ...] = ()
    want: str | None = None
    need: str | None = None
    fear: str | None = None
    flaw: str | None = None
    voice: Voice = field(default_factory=Voice)
    temper: Mapping[str, float] = field(default_factory=dict)
    family: Mapping[str, str] = field(default_factory=dict)
    backstory: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A question the story asks; `due` is the chapter by whose end it is answered."""

    question: str
    due: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true. A secret is known to `known_by` before the first scene; any other fact to all."""

    text: str
    secret: bool = False
    known_by: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryItem:
    """A thing that can be held."""

    name: str
    holder: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRelation:
    """What one person feels towards another before the first scene (levels -1…1); `source` is written `from`."""

    source: str
    to: str
    trust: float | None = None
    affection: float | None = None
    rivalry: float | None = None
    fear: float | None = None
    debt: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The ending this branch tells."""

    title: str
    tone: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding somebody accepts, with the reason; `until` is an ISO date, the day included.

    It is one at the `scene`; without it, one that stands at no scene.
    """

    rule: str
    scene: str | None = None
    reason: str
    until: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionEntry:
    """An emotion: a Plutchik position (shares 0…1 of the eight primaries) and a drawing row."""

    plutchik: Mapping[str, float] = field(default_factory=dict)
    eyes: str = "neutral"
    mouth: str = "neutral"
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDocument:
    """story.yaml: the story's spine and what holds before its first scene."""

    id: str = "story"
    format: str
    title: str
    chapters: tuple[str, ...]
    logline: str | None = None
    language: str | None = None
    rating: str | None = None
    structure: str | None = None
    calendar: Calendar = field(default_factory=Calendar)
    threads: Mapping[str, Thread] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    items: Mapping[str, StoryItem] = field(default_factory=dict)
    relations: tuple[FirstRelation, ...] = ()
    ending: Ending | None = None
    emotions: Mapping[str, EmotionEntry] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words added to every drawing prompt."""

    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """style.yaml: how pictures look; `size` is (width, height) in pixels, written 1280x720."""

    id: str = "style"
    renderer: str | None = None
    theme: str | None = None
    size: tuple[int, int] | None = None
    model: str | None = None
    seed: int | None = None
    words: Words = field(default_factory=Words)
    signature: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


Document = StoryDocument | Style | Chapter | Scene | Character | Place
