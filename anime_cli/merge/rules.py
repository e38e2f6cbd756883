"""How each field of each document merges, as data.

A key that no rule names merges by the shape of its value: maps by key, lists whole, text with line breaks as prose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Way(Enum):
    """A way to merge."""

    SHAPE = "by the shape of the value"
    SCALAR = "three-way, else a conflict"
    PROSE = "by paragraph, sentence and word"
    MAP = "by key"
    SET = "what each side added and removed"
    NAMES = "one name, or a set of them"
    ORDER = "an ordered list of ids"
    SCRIPT = "an ordered list of items by id"
    RECORDS = "maps keyed by some of their fields; their order means nothing"


UNORDERED = (Way.SET, Way.NAMES, Way.RECORDS)
"""Ways of lists whose order means nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a value merges: `fields` by name, `each` for any other key or list item, `keys` that identify a record."""

    way: Way
    fields: Mapping[str, Rule] = field(default_factory=dict)
    each: Rule | None = None
    keys: tuple[str, ...] = ()

    def under(self, key: str) -> Rule:
        """Return the rule for the value under KEY."""
        return self.fields.get(key) or self.each or SHAPE

    @property
    def lists(self) -> tuple[str, ...]:
        """The fields that are lists whose entries merge one by one."""
        return tuple(key for key, rule in self.fields.items() if rule.way in (Way.SCRIPT, Way.RECORDS))


SHAPE = Rule(Way.SHAPE)
SCALAR = Rule(Way.SCALAR)
PROSE = Rule(Way.PROSE)
SET = Rule(Way.SET)
NAMES = Rule(Way.NAMES)
ORDER = Rule(Way.ORDER)


def by_key(each: Rule | None = None, /, **fields: Rule) -> Rule:
    """Make the rule of a map with these fields."""
    return Rule(Way.MAP, fields, each)


def _each(names: str, rule: Rule) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), rule)


ITEM = Rule(
    Way.MAP,
    {
        **_each("id shot angle lasts how emotion intensity event because at field outfit thread injury", SCALAR),
        **_each("fact item trust affection rivalry fear debt", SCALAR),
        **_each("action say choice note", PROSE),
        **_each("on who uses to by from", NAMES),
    },
)
"""One entry of a script, whatever it is."""

RELATION = by_key(**_each("from to trust affection rivalry fear debt", SCALAR))
WAIVER = by_key(reason=PROSE, **_each("rule scene until", SCALAR))

RULES: Mapping[str, Rule] = {
    "story": by_key(
        **_each("format title language rating structure", SCALAR),
        logline=PROSE,
        calendar=by_key(SCALAR),
        chapters=ORDER,
        threads=by_key(by_key(question=PROSE, due=SCALAR)),
        facts=by_key(by_key(text=PROSE, secret=SCALAR, known_by=SET)),
        items=by_key(by_key(name=SCALAR, holder=SCALAR)),
        relations=Rule(Way.RECORDS, each=RELATION, keys=("from", "to")),
        ending=by_key(title=SCALAR, tone=SCALAR),
        emotions=by_key(by_key(plutchik=by_key(SCALAR), eyes=SCALAR, mouth=SCALAR)),
        waivers=Rule(Way.RECORDS, each=WAIVER, keys=("rule", "scene")),
    ),
    "style": by_key(
        **_each("renderer theme size model seed", SCALAR),
        words=by_key(positive=SET, negative=SET),
        signature=SHAPE,
    ),
    "chapter": by_key(title=SCALAR, summary=PROSE, scenes=ORDER),
    "scene": by_key(
        **_each("title place day time lasts mode weather pov next", SCALAR),
        summary=PROSE,
        cast=by_key(by_key(**_each("emotion intensity pose outfit as age", SCALAR))),
        mentions=SET,
        tags=SET,
        script=Rule(Way.SCRIPT, each=ITEM),
    ),
    "character": by_key(
        **_each("name role pronouns", SCALAR),
        **_each("want need fear flaw backstory", PROSE),
        **_each("aliases traits", SET),
        born=by_key(SCALAR),
        look=by_key(hair=by_key(SCALAR), **_each("eyes skin build height", SCALAR)),
        outfits=by_key(by_key(**_each("kind top bottom accent", SCALAR), accessories=SET)),
        voice=by_key(register=SCALAR, avoid=SET, tics=SET),
        temper=by_key(SCALAR),
        family=by_key(SCALAR),
    ),
    "place": by_key(name=SCALAR, kind=SCALAR, description=PROSE, routes=by_key(SCALAR)),
}
"""The rule of each kind of document."""

KIND_KEYS = ("event", "choice", "say", "action", "shot")
"""Keys that say what a script item is, the first that it has."""
