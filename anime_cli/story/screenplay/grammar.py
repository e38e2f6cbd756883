"""The sentences of a script, as data: how each event is said, and which words name a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anime_cli.model.values import LEVELS
from anime_cli.story.screenplay.words import COMMAS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Mapping

# ruff: noqa: RUF001  # signs of other scripts are meant


@dataclass(frozen=True, slots=True)
class Sentence:
    """How an event is said: `[SUBJECT verb OBJECT word VALUE …]`.

    `verbs` are the forms of the verb, for one subject first; `words` name the key of what stands behind each word,
    `number` that of a number behind the object; `listed` sets the words apart by a colon and commas.
    """

    subject: str | None
    verbs: tuple[str, ...]
    object: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    number: str | None = None
    listed: bool = False


SENTENCES: Mapping[str, Sentence] = {
    "meets": Sentence("who", ("meets", "meet")),
    "learns": Sentence("who", ("learns",), "fact", {"from": "from"}),
    "reveals": Sentence("by", ("reveals",), "fact", {"to": "to"}),
    "gives": Sentence("by", ("gives",), "item", {"to": "to"}),
    "takes": Sentence("by", ("takes",), "item", {"from": "from"}),
    "loses": Sentence("who", ("loses",), "item"),
    "destroys": Sentence("item", ("is destroyed",), None, {"by": "by"}),
    "arrives": Sentence("who", ("arrives", "arrive"), None, {"at": "at"}),
    "leaves": Sentence("who", ("leaves", "leave"), None, {"for": "to"}),
    "injured": Sentence("who", ("is injured",), "injury", {"by": "by"}),
    "heals": Sentence("who", ("heals",), "injury"),
    "dies": Sentence("who", ("dies",), None, {"by": "by"}),
    "born": Sentence("who", ("is born",), None, {"to": "by"}),
    "feels": Sentence("who", ("feels",), "emotion", number="intensity"),
    "relation": Sentence("from", ("towards",), "to", {level: level for level in LEVELS}, listed=True),
    "grows": Sentence("who", ("grows",), "field", {"from": "from", "to": "to"}),
    "wears": Sentence("who", ("wears",), "outfit"),
    "sets_up": Sentence(None, ("sets up",), "thread"),
    "pays_off": Sentence(None, ("pays off",), "thread"),
}
"""Every event; each may go on with `because ID` and end with its own `#id`."""

HEADINGS: Mapping[str, str] = {
    "title": "Title",
    "place": "Place",
    "day": "Day",
    "time": "Time",
    "lasts": "Lasts",
    "mode": "Mode",
    "weather": "Weather",
    "pov": "Seen by",
    "summary": "Summary",
    "cast": "Cast",
    "mentions": "Mentions",
    "tags": "Tags",
    "next": "Next",
}
"""What stands before the colon in the heading of a scene, by key, in the order it is written."""

_NAME = rf"[^\s:：()（）\[\]{{}}\"\\{COMMAS};!?！？。…]+"
_SPEAKER = rf"(?P<name>{QUOTED}|{_NAME}(?: {_NAME}){{0,3}})[ \t]*"
CUE = re.compile(rf"{_SPEAKER}(?P<aside>[(（](?>{QUOTED}|.)*?[)）])?[ \t]*(?::(?=[ \t]|$)|：)[ \t]*")
"""What begins a line of dialogue: a name of four words at most, or one in quotes, an aside, a colon."""
UNCLOSED = re.compile(rf"{_SPEAKER}[(（](?=.*[:：])(?>{QUOTED}|[^)）])*$")
"""What looks like a line of dialogue whose aside has no end."""
SHOT = re.compile(r"SHOT[ \t]*[:：][ \t]*", re.IGNORECASE)
CHOICE = re.compile(r"(?:->|→)[ \t]*")
EVENT = re.compile(rf"\[(?P<said>(?:{QUOTED}|[^\]\"])*)\][ \t]*")
COMMENT = re.compile(r"#(?: |$)")
HEADING = re.compile(r"(?P<label>[^\W\d_]+(?: [^\W\d_]+)*)[ \t]*[:：][ \t]*")
OPENING = re.compile(rf"\\|\{{|\[|{CHOICE.pattern}|{COMMENT.pattern}|{SHOT.pattern}", re.IGNORECASE)
"""How a line of an action may not begin, beside a cue, unless a backslash stands before it."""
