"""The notation that authored scenes are written in, one script item a line.

@close hero low                     a shot: size, who it is on, the angle
> Rain. | Snow.                     an action, and another way to tell it
>hero,friend+key: They run.         an action with its people and what it relies on
hero(sad .4; whispering)+secret: …  a line: emotion, intensity, manner, what it relies on
!learns who=hero fact=secret #saw <first      an event, its label, the label of its cause
?school,!rain > The bell.           only where these tags hold (`!`: do not hold)
> ~soft I see. | I see.             a variant for a tag; variants with more tags that hold go first
hero: = Two. | No one.              the variant at the same place as the one told before: question and answer
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.echo.planning.grammar import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from anime_cli.echo.planning.grammar import Slots

SPOKEN = re.compile(r"^(?P<who>[a-z]\w*)(?:\((?P<how>[^)]*)\))?(?:\+(?P<uses>[\w,-]+))?: (?P<text>.*)$")
ACTION = re.compile(r"^>(?:(?P<who>[\w,]+))?(?:\+(?P<uses>[\w,-]+))?:? (?P<text>.*)$")
SIZES = {"wide": "wide", "medium": "medium", "close": "close-up"}
ANGLES = {"low", "high", "eye", "dutch"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A line of the notation, read: `kind` is 'shot', 'action', 'line' or 'event'."""

    kind: str
    head: tuple[str, ...] = ()
    text: str = ""
    mood: str = ""
    uses: tuple[str, ...] = ()


def cues(script: str, tags: set[str]) -> list[Cue]:
    """Return the cues of SCRIPT that hold under TAGS."""
    return [cue(body) for body in (_kept(line.strip(), tags) for line in script.splitlines()) if body]


def cue(body: str) -> Cue:
    """Read one line of the notation, its condition taken off."""
    if body[0] == "@":
        return Cue("shot", tuple(body[1:].split()))
    if body[0] == "!":
        return Cue("event", tuple(body[1:].split()))
    action = ACTION.match(body)
    if action:
        return Cue("action", _listed(action["who"]), action["text"], uses=_listed(action["uses"]))
    spoken = SPOKEN.match(body)
    if spoken is None:
        message = f"not a line of the notation: {body}"
        raise ValueError(message)
    return Cue("line", (spoken["who"],), spoken["text"], spoken["how"] or "", _listed(spoken["uses"]))


def holds(condition: str, tags: set[str]) -> bool:
    """Tell whether CONDITION (`tag,!tag`) holds under TAGS."""
    parts = condition.split(",")
    return all((part[1:] not in tags) if part.startswith("!") else (part in tags) for part in parts)


def _kept(line: str, tags: set[str]) -> str:
    while line.startswith("?"):
        condition, _, line = line[1:].partition(" ")
        if not holds(condition, tags):
            return ""
        line = line.strip()
    return "" if line.startswith("#") else line


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()


class Teller:
    """Choose between variants and fill them, and never say one sentence twice."""

    def __init__(self, slots: Slots, tags: Iterable[str]) -> None:
        self.slots = slots
        self.tags = set(tags)
        self.said: set[str] = set()
        self.place = 0

    def tell(self, text: str, rng: Random, *, also: Iterable[str] = ()) -> str:
        """Return one variant of TEXT, filled; ALSO are tags that hold for this text alone."""
        tags = self.tags | set(also)
        variants = [_tagged(part.strip()) for part in text.removeprefix("= ").split(" | ")]
        fitting = [
            (place, *variant) for place, variant in enumerate(variants) if all(holds(need, tags) for need in variant[0])
        ]
        rng.shuffle(fitting)
        follows = text.startswith("= ")
        fitting.sort(key=lambda one: (follows and one[0] != self.place, -len(one[1])))
        filled = [(place, self.slots.fill(words)) for place, _, words in fitting]
        self.place, chosen = next((one for one in filled if self._fresh(one[1])), filled[0] if filled else (0, ""))
        self.said.update(key(sentence) for sentence in sentences(chosen))
        return chosen

    def _fresh(self, text: str) -> bool:
        return not any(key(sentence) in self.said for sentence in sentences(text))


def key(sentence: str) -> str:
    """Return what makes SENTENCE the same as another: its words, without case and marks."""
    return re.sub(r"[^\w]+", " ", sentence).strip().lower()


def _tagged(text: str) -> tuple[tuple[str, ...], str]:
    if not text.startswith("~"):
        return (), text
    needs, _, words = text[1:].partition(" ")
    return tuple(needs.split(",")), words.strip()
