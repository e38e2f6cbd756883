"""Scenes of every kind for property tests of scripts: all items and keys, names and prose that are hard to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from anime_cli.model.fields import (
    Codec,
    Free,
    Keyed,
    Many,
    Record,
    Text,
    Typed,
)
from anime_cli.model.items import EVENTS, ITEMS, ItemId, Script
from anime_cli.model.load import build
from anime_cli.model.shapes import SCENE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from anime_cli.model.documents import Scene

# ruff: noqa: RUF001  # signs of other scripts are meant

PEOPLE: dict[str, dict[str, Any]] = {
    "sakura": {"name": "Sakura Hanazono", "aliases": ["Saku"], "outfits": {"uniform": {}}},
    "ren": {"name": "Ren Aoyama"},
    "old-ren": {"name": "Ren Kuroda"},
    "mio": {"name": "澪"},
    "hikari": {"name": "星野 光"},
    "shot": {"name": "Shot"},
    "tanaka": {"name": "Mr. Tanaka"},
    "king": {"name": "The last true king of all the hills"},
    "dawn": {"name": "Ren at Dawn"},
    "quote": {"name": 'Kei "Spark" (the cat): 猫'},
    "strasse": {"name": "Straße"},
}
PLACES = {"roof": {"name": "School rooftop"}, "b2": {"name": "Classroom 2-B"}, "odd": {"name": '"Home": (ours)'}}
IDS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)
LETTERS = st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\ufeff\ufffe\uffff\x00")
LINES = st.sampled_from(
    (
        "It's warm.",
        "[Ren learns has-magic]",
        "[unclosed",
        "SAKURA (happy): It's warm.",
        "Then: nothing.",
        "Ren (happy: hm.",
        "澪：「うん。」",
        "SHOT: wide",
        "-> the-stairs: Run",
        "→ the-stairs: Run",
        "# not a comment",
        "#4 is our room.",
        "{who ren}",
        "{",
        "\\",
        "\\{twice}",
        '"Quoted," she said (softly): "yes".',
        "(aside) first",
        "　全角で始まる。次の文。",
        "Title: none",
        "a  b\tc",
        "} ] ) , =",
        "key=value, other",
    )
)
PROSE = st.one_of(
    st.sampled_from(("", "Hm.")),
    st.lists(st.one_of(LINES, LINES, st.text(LETTERS, max_size=30)), min_size=1, max_size=4).map("\n".join),
    st.lists(LINES, min_size=1, max_size=3).map("\n\n".join),
    st.lists(LINES, min_size=2, max_size=6).map(" ".join),
)
TEXTS = st.one_of(
    st.sampled_from(
        ("", "a cut hand", "happy", "happy 0.8", "how", "to the bone", "a, b", '"x"', "#id", "a=b", "x)", "】", "low")
    ),
    LINES,
    st.text(LETTERS, max_size=12),
)
REFERENCES: dict[str, SearchStrategy[str]] = {
    "character": st.sampled_from((*PEOPLE, *PEOPLE, "nobody", "Ren", "and", 'so (odd): "one"', "澪")),
    "place": st.sampled_from((*PLACES, "island", "to the sea")),
    "emotion": st.sampled_from(("happy", "sad", "unheard-of", "very sad 1")),
}
TYPED = {
    "a length of time such as 20m, 2h or 3d": ["5m", "2d3h20m5s", "90m"],
    "a time of day such as 18:40": ["00:00", "9:05", "23:59"],
}


def plains(codec: Codec) -> SearchStrategy[Any]:
    """Return plain values that CODEC reads."""
    return next(make(codec) for kind, make in MAKERS.items() if isinstance(codec, kind))


def text(codec: Text) -> SearchStrategy[Any]:
    """Return texts that CODEC reads."""
    if codec.words:
        return st.sampled_from(codec.words)
    return PROSE if codec.prose else REFERENCES.get(codec.target, IDS) if codec.target else TEXTS


def typed(codec: Typed) -> SearchStrategy[Any]:
    """Return scalars that CODEC reads."""
    return st.sampled_from(TYPED.get(codec.expected, ["1", "0"] if "whole" in codec.expected else ["0", "+0.3", "1"]))


def free(_codec: Codec) -> SearchStrategy[Any]:
    """Return any values."""
    return st.recursive(TEXTS | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=4)


def record(codec: Record, **fixed: str) -> SearchStrategy[Any]:
    """Return plain maps that CODEC reads, with keys that it does not know."""
    needed = {each.key: plains(each.codec) for each in codec.known if each.required}
    needed |= {key: st.just(value) for key, value in fixed.items()}
    optional = {each.key: plains(each.codec) for each in codec.known if not each.required}
    return st.fixed_dictionaries(needed, optional={**optional, "a-new-key": plains(Free()), "odd: key": TEXTS})


ITEM = st.deferred(lambda: st.one_of(list(KINDS.values())))
MAKERS: dict[type[Codec], Callable[[Any], SearchStrategy[Any]]] = {
    ItemId: lambda _codec: IDS,
    Text: text,
    Typed: typed,
    Many: lambda codec: st.lists(plains(codec.entry), max_size=3),
    Keyed: lambda codec: st.dictionaries(REFERENCES["character"], plains(codec.entry), max_size=3),
    Free: free,
    Script: lambda _codec: st.lists(ITEM, max_size=5, unique_by=lambda item: item.get("id", id(item))),
    Record: record,
}


KINDS = {
    **{tag: record(codec) for tag, codec in ITEMS.items()},
    **{name: record(codec, event=name) for name, codec in EVENTS.items()},
}
"""Items of each kind."""


def _sound(values: dict[str, Any]) -> Scene:
    """Make VALUES obey the rules between the fields of a scene."""
    if "day" in values or values.get("mode") == "flashback":
        values |= {"day": "1", "time": "10:00"}
    if any("choice" in item for item in values["script"]):
        values.pop("next", None)
    return build("scene", "here", values)  # type: ignore[return-value]


SCENES: SearchStrategy[Scene] = record(SCENE).map(_sound)
"""Scenes called `here`."""


def scenes_of(kind: str) -> SearchStrategy[Scene]:
    """Return scenes of one item of a KIND."""
    return KINDS[kind].map(lambda item: _sound({"title": "Here", "place": "roof", "script": [item]}))
