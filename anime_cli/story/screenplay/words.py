"""The words of a script: what may stand bare, how anything else is quoted, how text is cut into parts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.story.screenplay.errors import Misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from anime_cli.text.plain import Plain

# ruff: noqa: RUF001  # signs of other scripts are meant

QUOTED = r'"(?:[^"\\\x00-\x1f]|\\.)*"'
"""A text in double quotes, with the escapes of JSON."""
COMMAS = ",、，"
ENDS = {")": ")）", "}": "}", "]": "]"}
"""What closes a group of parts, by its usual sign."""
RESERVED = frozenset({
    "and", "because", "is", "sets", "up", "pays", "off", "at", "by", "for", "from", "to", "towards", "meet", "meets",
    "learns", "reveals", "gives", "takes", "loses", "destroyed", "arrive", "arrives", "leave", "leaves", "injured",
    "heals", "dies", "born", "feels", "grows", "wears", "trust", "affection", "rivalry", "fear", "debt", "emotion",
    "intensity", "how", "uses", "who", "on", "angle", "lasts", "pose", "outfit", "as", "age", "shot",
})  # fmt: skip
"""Words that a script reads as its own; a name or a text that has one among its words is quoted."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Signs that an editor shows in its own way or takes for the end of a line."""

_BARE = re.compile(r"[\w+'’.&・ー〜-]+(?: [\w+'’.&・ー〜-]+)*")
_TOKEN = re.compile(
    rf"({QUOTED})|#([a-z0-9-]+)|([{COMMAS}])|(:)(?=\s|$)|((?:[^\s\"{COMMAS}:\[\]{{}}()（）]|:(?=\S))+)|(\S)"
)
_KEYED = re.compile(rf"({QUOTED}|[^\s=\"{COMMAS}()（）{{}}\[\]#:]+)=")
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")


class Token(NamedTuple):
    """One word of a sentence. `sign` is 'word', 'quoted', 'id', or the sign itself: ',' and ':'."""

    text: str
    sign: str = "word"

    def says(self, word: str) -> bool:
        """Tell whether this is the bare WORD."""
        return self.sign == "word" and self.text.casefold() == word

    @property
    def number(self) -> bool:
        """Tell whether this is a bare number."""
        return self.sign == "word" and _NUMBER.fullmatch(self.text) is not None


class Part(NamedTuple):
    """One of several parts that commas separate: a KEY with its plain `value`, or `tokens` (and their `text`)."""

    key: str | None = None
    value: Plain = None
    tokens: tuple[Token, ...] = ()
    text: str = ""


def quoted(text: str) -> str:
    """Return TEXT in quotes."""
    return _spelled(text)


def bare(text: str) -> bool:
    """Tell whether TEXT may stand without quotes among other words."""
    return _BARE.fullmatch(text) is not None and not any(word.casefold() in RESERVED for word in text.split(" "))


def phrase(text: str) -> str:
    """Return TEXT as it stands among other words: bare where it may, else in quotes."""
    return text if bare(text) else quoted(text)


def joined(words: Sequence[str]) -> str:
    """Return WORDS as a list: 'A, B and C'."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def keyed(key: str, value: Plain) -> str:
    """Return a key that the format does not know, or a value that has no other form."""
    name = key if _KEYED.fullmatch(f"{key}=") and not key.startswith('"') else quoted(key)
    return f"{name}={_spelled(value)}"


def _spelled(value: Plain) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if CONTROLS.search(text) else text


def unquoted(text: str) -> str:
    """Return what a quoted TEXT says.

    Raises:
        Misread: an escape in it means nothing.
    """
    try:
        return str(json.loads(text))
    except ValueError:
        raise Misread(
            f"{text} holds a backslash that means nothing.", 'Write \\\\ for a backslash, \\" for a quote.'
        ) from None


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of TEXT.

    Raises:
        Misread: a quoted text can't be read.
    """
    for match in _TOKEN.finditer(text):
        quote, name, comma, colon, word, sign = match.groups()
        if quote is not None:
            yield Token(unquoted(quote), "quoted")
        elif name is not None:
            yield Token(name, "id")
        elif comma or colon:
            yield Token(comma or colon, "," if comma else ":")
        else:
            yield Token(word or sign)


def listed(words: Iterable[Token]) -> list[str]:
    """Return the entries of a list, parted by commas or by 'and'."""
    found: list[list[str]] = [[]]
    for token in words:
        if token.sign in {",", ":"} or token.says("and"):
            found.append([])
        else:
            found[-1].append(token.text)
    return [" ".join(entry) for entry in found if entry]


def single(words: Iterable[Token]) -> str:
    """Return one entry; signs between its words say nothing."""
    return " ".join(token.text for token in words if token.sign not in {",", ":"})


def parts(text: str, start: int = 0, end: str = "") -> tuple[list[Part], int]:
    """Return the parts of TEXT from START up to the sign END, and where it goes on behind that sign.

    Raises:
        Misread: the sign is missing, or a value can't be read.
    """
    found: list[Part] = []
    ends = ENDS.get(end, "")
    while True:
        while start < len(text) and text[start] in f" \t{COMMAS}":
            start += 1
        if start >= len(text):
            if end:
                raise Misread(f"'{end}' is missing at the end.")
            return found, start
        if text[start] in ends:
            return found, start + 1
        part, start = _part(text, start, ends)
        found.append(part)


def _part(text: str, start: int, ends: str) -> tuple[Part, int]:
    match = _KEYED.match(text, start)
    if match is not None:
        key = unquoted(match[1]) if match[1].startswith('"') else match[1]
        value, after = _value(text, match.end())
        return Part(key, value), after
    after = start
    while after < len(text) and text[after] not in COMMAS + ends:
        quote = re.compile(QUOTED).match(text, after)
        after = quote.end() if quote else after + 1
    said = text[start:after].strip(" \t")
    return Part(tokens=tuple(tokens(said)), text=said), after


def _value(text: str, start: int) -> tuple[Plain, int]:
    try:
        value, after = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        raise Misread(
            f"The value behind '{text[:start][-20:]}' can't be read.", 'Put it in quotes: key="value".'
        ) from None
    return _textual(value), after


def _textual(value: Plain | bool) -> Plain:
    """Return VALUE with everything in it as text, as files have it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return [_textual(each) for each in value]
    return {key: _textual(each) for key, each in value.items()} if isinstance(value, dict) else value
