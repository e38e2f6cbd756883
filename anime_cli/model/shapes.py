"""The tables of the documents: which keys each may have, in canonical order. All else follows from them.

Reading, writing, remembered facts, JSON Schema, the layout of a file and the references between documents are all
derived from these tables, so that a key is told once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.model import documents, scalars, values
from anime_cli.model.codecs import (
    AGE,
    BOOLEAN,
    CLOCK,
    DATE,
    DAY,
    DURATION,
    HEIGHT,
    LEVEL,
    PROSE,
    SEED,
    SHARE,
    SIZE,
    TEXT,
    WORDS,
    levels,
    ref,
    refs,
    word,
)
from anime_cli.model.fields import (
    Free,
    Keyed,
    Many,
    Record,
    Typed,
    may,
    need,
)
from anime_cli.model.items import Script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from anime_cli.model.report import Address

MODES = ("flashback", "dream", "imagined", "parallel")
"""How a scene may stand apart from the present."""


def _check_scene(scene: dict[str, Any]) -> Iterable[tuple[Address, str, str | None]]:
    if scene.get("mode") == "flashback" and ("day" not in scene or "time" not in scene):
        yield ("mode",), "a flashback must say its day and its time.", 'Write `day: -30` and `time: "18:40"`.'
    elif "day" in scene and "time" not in scene:
        yield ("day",), "a day needs a time beside it.", 'Write `time: "18:40"` too.'
    if "next" in scene and any(type(item).__name__ == "Choice" for item in scene["script"]):
        yield ("next",), "a scene with choices goes on only where they lead.", "Remove `next`, or the choices."


def _check_format(story: dict[str, Any]) -> Iterable[tuple[Address, str, str | None]]:
    if story["format"] != FORMAT:
        hint = f"anime story migrate, or write `format: {FORMAT}`."
        yield ("format",), f"this version reads {FORMAT}, not '{story['format']}'.", hint


FORMAT = "anime/1"
"""The version of the format."""

CAST_ENTRY = Record(
    documents.CastEntry,
    may("emotion", ref("emotion")),
    may("intensity", SHARE),
    may("pose", TEXT),
    may("outfit", ref("outfit")),
    may("as", word("voice", "ghost"), "presence"),
    may("age", AGE),
    flow=True,
)
SCENE = Record(
    documents.Scene,
    need("title", TEXT),
    need("place", ref("place")),
    may("day", DAY),
    may("time", CLOCK),
    may("lasts", DURATION),
    may("mode", word(*MODES)),
    may("weather", TEXT),
    may("pov", ref("character")),
    may("summary", PROSE),
    may("cast", Keyed(CAST_ENTRY, target="character")),
    may("mentions", refs("character")),
    need("script", Script()),
    may("next", ref("next")),
    may("tags", WORDS),
    check=_check_scene,
)
CHAPTER = Record(documents.Chapter, need("title", TEXT), may("summary", PROSE), need("scenes", refs("scene")))
PLACE = Record(
    documents.Place,
    need("name", TEXT),
    may("kind", TEXT),
    may("description", PROSE),
    may("routes", Keyed(DURATION, target="place")),
)
HAIR = Record(documents.Hair, may("colour", TEXT), may("style", TEXT), may("bangs", TEXT), flow=True)
LOOK = Record(
    documents.Look,
    may("hair", HAIR),
    may("eyes", TEXT),
    may("skin", TEXT),
    may("build", TEXT),
    may("height", HEIGHT),
)
OUTFIT = Record(
    documents.Outfit,
    may("kind", TEXT),
    may("top", TEXT),
    may("bottom", TEXT),
    may("accent", TEXT),
    may("accessories", WORDS),
    flow=True,
)
VOICE = Record(documents.Voice, may("register", TEXT), may("avoid", WORDS), may("tics", WORDS), flow=True)
YEAR = Typed(scalars.read_integer, str, "a year", numeric=True)
DAY_OF_YEAR = Typed(scalars.read_integer, str, "a day of the year, 1 to 366", low=1, high=366, numeric=True)
BORN = Record(values.Born, need("year", YEAR), may("day", DAY_OF_YEAR), flow=True)
CHARACTER = Record(
    documents.Character,
    need("name", TEXT),
    may("aliases", WORDS),
    may("role", TEXT),
    may("pronouns", word("she", "he", "they")),
    may("born", BORN),
    may("look", LOOK),
    may("outfits", Keyed(OUTFIT)),
    may("traits", WORDS),
    may("want", PROSE),
    may("need", PROSE),
    may("fear", PROSE),
    may("flaw", PROSE),
    may("voice", VOICE),
    may("temper", Keyed(SHARE, target="emotion")),
    may("family", Keyed(TEXT, target="family", free=True)),
    may("backstory", PROSE),
)
DAY_LENGTH = Typed(scalars.read_day_length, scalars.write_day_length, "the length of a day such as 24h")
CALENDAR = Record(values.Calendar, may("epoch", DATE), may("day", DAY_LENGTH), flow=True)
THREAD = Record(documents.Thread, need("question", PROSE), may("due", ref("chapter")), flow=True)
FACT = Record(documents.Fact, need("text", PROSE), may("secret", BOOLEAN), may("known_by", refs("character")))
STORY_ITEM = Record(documents.StoryItem, need("name", TEXT), may("holder", ref("character")), flow=True)
RELATION = Record(
    documents.FirstRelation,
    need("from", ref("character"), "source"),
    need("to", ref("character")),
    *levels(LEVEL),
    flow=True,
)
ENDING = Record(documents.Ending, need("title", TEXT), may("tone", TEXT), flow=True)
EYES = ("neutral", "curved", "downcast", "narrow", "wide", "closed", "soft", "sharp")
MOUTHS = ("neutral", "smile", "frown", "grimace", "open", "smirk", "line", "shout")
PRIMARIES = ("joy", "trust", "fear", "surprise", "sadness", "disgust", "anger", "anticipation")
EMOTION = Record(
    documents.EmotionEntry,
    may("plutchik", Keyed(SHARE, free=True)),
    may("eyes", word(*EYES)),
    may("mouth", word(*MOUTHS)),
    flow=True,
)
WAIVER = Record(
    documents.Waiver,
    need("rule", TEXT),
    may("scene", ref("scene")),
    need("reason", PROSE),
    may("until", DATE),
    flow=True,
)
STORY = Record(
    documents.StoryDocument,
    need("format", TEXT),
    need("title", TEXT),
    may("logline", PROSE),
    may("language", TEXT),
    may("rating", TEXT),
    may("structure", TEXT),
    may("calendar", CALENDAR),
    need("chapters", refs("chapter")),
    may("threads", Keyed(THREAD, ordered=False)),
    may("facts", Keyed(FACT, ordered=False)),
    may("items", Keyed(STORY_ITEM, ordered=False)),
    may("relations", Many(RELATION)),
    may("ending", ENDING),
    may("emotions", Keyed(EMOTION, ordered=False)),
    may("waivers", Many(WAIVER)),
    check=_check_format,
)
WORD_LISTS = Record(documents.Words, may("positive", WORDS), may("negative", WORDS), flow=True)
STYLE = Record(
    documents.Style,
    may("renderer", TEXT),
    may("theme", TEXT),
    may("size", SIZE),
    may("model", TEXT),
    may("seed", SEED),
    may("words", WORD_LISTS),
    may("signature", Free()),
)

SHAPES: Mapping[str, Record] = {
    "story": STORY,
    "style": STYLE,
    "chapter": CHAPTER,
    "scene": SCENE,
    "character": CHARACTER,
    "place": PLACE,
}
"""The table of every kind of document."""

KIND_OF_CLASS: Mapping[type[Any], str] = {record.made: kind for kind, record in SHAPES.items()}
"""The kind of every class of document."""
