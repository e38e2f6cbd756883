"""Help about more than one command: short texts, which the manual page holds as well.

A text begins with its title. A line at the margin with indented lines below it is a term and what it means, anything
else a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from anime_cli.errors import UsageError, did_you_mean

TOPICS = ("environment", "exit-codes", "formatting", "json")
"""Every topic."""


class UnknownTopic(UsageError):
    """There is no help about this."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no help about '{name}'.",
            cause=f"The topics are {', '.join(TOPICS)}.",
            hint=did_you_mean(name, TOPICS) or "Of a command: anime COMMAND --help",
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or the meaning of a TERM."""

    text: str
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A text about something: as it stands, and its parts."""

    name: str
    title: str
    text: str
    parts: tuple[Part, ...]


def topic(name: str) -> Topic:
    """Return the topic called NAME.

    Raises:
        UnknownTopic: there is none.
    """
    if name not in TOPICS:
        raise UnknownTopic(name)
    text = (files(__package__) / "topics" / f"{name}.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    return Topic(name, title, text, tuple(part for block in body.strip().split("\n\n") for part in _parts(block)))


def _parts(block: str) -> list[Part]:
    """Return the parts of a BLOCK of lines: a paragraph, or terms with their meanings."""
    lines = block.split("\n")
    if not any(line.startswith(" ") for line in lines):
        return [Part(" ".join(lines))]
    found: list[Part] = []
    term = ""
    for indented, group in groupby(lines, key=lambda line: line.startswith(" ")):
        words = " ".join(line.strip() for line in group)
        if indented:
            found.append(Part(words, term))
        term = words
    return found
