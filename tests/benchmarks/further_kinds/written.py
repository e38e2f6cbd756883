"""Plain data written as the YAML of one writer's habits: what two tools make of the same words."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

PROSE = frozenset({"summary", "action", "say", "choice", "question", "text", "logline", "backstory", "want", "fear"})
"""Keys whose words may be wrapped."""

_SAFE = re.compile(r"[A-Za-z0-9+-][A-Za-z0-9 .!?'+-]*[A-Za-z0-9.!?]|[A-Za-z0-9]")
_SENTENCE = re.compile(r"(?<=[.!?]) |(?<=[\u3002\uff01\uff1f])(?=[^\u300d\u300f])")


@dataclass(frozen=True, slots=True)
class Habit:
    """How one writer's tool lays out a document."""

    quotes: str = "plain"  # plain where it can be, or always "double" or "single"
    prose: str = "sentences"  # "sentences" a line each, "wrapped" at a column, or on "one" line
    flow: bool = True  # small maps and lists between brackets
    indented: bool = True  # list items stand deeper than their key
    lone_names: bool = False  # a list of one name is written as the name
    newline: str = "\n"
    ending: str = "\n"  # what follows the last line

    def __call__(self, data: dict[str, Any]) -> str:
        """Write DATA."""
        text = "\n".join(self._map(data, "")) + self.ending
        return text.replace("\n", self.newline)

    def _map(self, data: dict[str, Any], indent: str) -> list[str]:
        return [line for key, value in data.items() for line in self._entry(key, value, indent)]

    def _entry(self, key: str, value: Any, indent: str) -> list[str]:
        if isinstance(value, str) and key in PROSE:
            return self._prose(key, value, indent)
        if self.lone_names and key in {"who", "on"} and isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, str) or not value or (self.flow and _small(value)):
            return [f"{indent}{key}: {self._flow(value)}".rstrip()]
        if isinstance(value, dict):
            return [f"{indent}{key}:", *self._map(value, indent + "  ")]
        return [f"{indent}{key}:", *self._list(value, indent + "  " * self.indented)]

    def _list(self, values: list[Any], indent: str) -> list[str]:
        lines: list[str] = []
        for value in values:
            if isinstance(value, dict) and value and not (self.flow and "from" in value and "event" not in value):
                first, *rest = self._map(value, indent + "  ")
                lines += [f"{indent}- {first.lstrip()}", *rest]
            else:
                lines.append(f"{indent}- {self._flow(value)}")
        return lines

    def _flow(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self._flow(part)}" for key, part in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self._flow(part) for part in value) + "]"
        return self._scalar(value)

    def _scalar(self, value: str) -> str:
        if self.quotes == "single" and "\n" not in value and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        if self.quotes == "plain" and _SAFE.fullmatch(value):
            return value
        return json.dumps(value, ensure_ascii=False)

    def _prose(self, key: str, value: str, indent: str) -> list[str]:
        blocks = value.split("\n\n")
        if self.prose == "one" or not value or value != value.strip() or "\t" in value:
            return [f"{indent}{key}: {self._scalar(value)}"]
        if self.prose == "wrapped" and value.isascii():
            wrapped = "\n\n\n".join(textwrap.fill(each, 48, break_on_hyphens=False) for each in blocks).split("\n")
            return [f"{indent}{key}: >-", *(_inside(line, indent) for line in wrapped)]
        lines = "\n\n".join("\n".join(_SENTENCE.split(each)) for each in blocks).split("\n")
        if len(lines) == 1 and self.quotes == "plain" and _SAFE.fullmatch(value):
            return [f"{indent}{key}: {value}"]
        return [f"{indent}{key}: |", *(_inside(line, indent) for line in lines)]


def house(rng: random.Random) -> Habit:
    """Choose the habit that a story's writers share."""
    return Habit(
        quotes=rng.choice(["plain", "plain", "double"]),
        prose=rng.choice(["sentences", "sentences", "one"]),
        indented=rng.random() < 0.7,
    )


def _small(value: Any) -> bool:
    parts = list(value.values()) if isinstance(value, dict) else value
    return len(parts) <= 6 and all(isinstance(part, str) and len(part) < 30 for part in parts)


def _inside(line: str, indent: str) -> str:
    return f"{indent}  {line}" if line else ""
