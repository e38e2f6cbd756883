"""The kinds of field that documents share, each with the words that say what was expected."""

from __future__ import annotations

from anime_cli.model import scalars
from anime_cli.model.fields import Field, Many, Text, Typed, may
from anime_cli.model.values import LEVELS, Duration

TEXT = Text()
WORDS = Many(TEXT)
PROSE = Text(prose=True)
DURATION = Typed(
    scalars.read_duration,
    scalars.write_duration,
    "a length of time such as 20m, 2h or 3d",
    unpack=lambda pair: Duration(*pair),
)
CLOCK = Typed(scalars.read_clock, scalars.write_clock, "a time of day such as 18:40")
DATE = Typed(scalars.read_date, str, "a date such as 2024-04-08")
BOOLEAN = Typed(scalars.read_boolean, scalars.write_boolean, "true or false")
DAY = Typed(scalars.read_integer, str, "a whole number of days", numeric=True)
SEED = Typed(scalars.read_integer, str, "a whole number from 0", low=0, numeric=True)
AGE = Typed(scalars.read_integer, str, "an age in whole years", low=0, numeric=True)
SHARE = Typed(scalars.read_number, scalars.write_number, "a number from 0 to 1", low=0, high=1, numeric=True)
LEVEL = Typed(scalars.read_number, scalars.write_number, "a level from -1 to 1", low=-1, high=1, numeric=True)
CHANGE = Typed(
    scalars.read_number, scalars.write_change, "a change from -2 to 2 such as +0.3", low=-2, high=2, numeric=True
)
HEIGHT = Typed(scalars.read_height, scalars.write_height, "a height in metres such as 1.56m")
SIZE = Typed(scalars.read_size, scalars.write_size, "a size in pixels such as 1280x720", unpack=tuple)


def word(*words: str) -> Text:
    """Make a field that takes one of WORDS."""
    return Text(words=words, expected=f"{', '.join(words[:-1])} or {words[-1]}")


def ref(target: str) -> Text:
    """Make a field that names a TARGET, such as a character or a place."""
    return Text(target=target, expected=f"the id of {article(target)}")


def refs(target: str) -> Many:
    """Make a field that names several TARGETs."""
    return Many(ref(target))


def article(noun: str) -> str:
    """Put the article before NOUN."""
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def levels(kind: Typed) -> tuple[Field, ...]:
    """Make the five fields of a relation."""
    return tuple(may(level, kind) for level in LEVELS)
