"""Writes plain data as YAML by hand, in the many ways in which people and their editors do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from world import PROSE, is_wide

from anime_cli.text.prose import paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAFE = re.compile(r"[\w(+](?:[\w ().!?;'/+…。！？、「」ー—–-]|,(?= )|:(?=\d))*")  # noqa: RUF001  # wide signs are meant
_KEY = re.compile(r"[\w-]+")
_TIGHT = re.compile(r"[\w+](?:[\w .!'/+-])*")


@dataclass(frozen=True, slots=True)
class Style:
    """How one document is written. `prose` is line, quoted, literal or folded; `quotes` is '', '"' or "'"."""

    prose: str = "literal"
    flow: bool = True
    quotes: str = ""
    dented: bool = True
    arranged: str = "given"
    crlf: bool = False
    width: int = 80


def written(data: Mapping[str, Any], style: Style, notes: Mapping[tuple[Any, ...], str] | None = None) -> str:
    """Return DATA as a document, with comments by address; () is the top of the file."""
    scribe = _Scribe(style, notes or {})
    lines = scribe.note((), 0) + scribe.mapping(data, 0, ())
    text = "\n".join(lines) + "\n"
    return text.replace("\n", "\r\n") if style.crlf else text


class _Scribe:
    def __init__(self, style: Style, notes: Mapping[tuple[Any, ...], str]) -> None:
        self.style = style
        self.notes = notes

    def note(self, at: tuple[Any, ...], indent: int) -> list[str]:
        return [f"{' ' * indent}# {line}" for line in self.notes[at].split("\n")] if at in self.notes else []

    def mapping(self, data: Mapping[str, Any], indent: int, at: tuple[Any, ...]) -> list[str]:
        lines: list[str] = []
        for key in self.keys(data):
            here = (*at, key)
            head, *rest = self.value(data[key], key, indent, here)
            written_key = key if _KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
            above = self.note(here, indent)
            lines += [*above, f"{' ' * indent}{written_key}:{head}", *rest]
        return lines

    def keys(self, data: Mapping[str, Any]) -> list[str]:
        keys = list(data)
        if self.style.arranged == "sorted":
            return sorted(keys)
        return keys[::-1] if self.style.arranged == "reversed" else keys

    def value(self, value: Any, key: str, indent: int, at: tuple[Any, ...]) -> list[str]:
        """Return what follows `key:`; the first line begins with a space, or nothing is there."""
        if value is None:
            return [""]
        if isinstance(value, str):
            return self.prose(value, indent) if key in PROSE else [f" {self.scalar(value)}"]
        if not value:
            return [" {}" if isinstance(value, dict) else " []"]
        flow = self.flow(value) if self.style.flow and key != "script" else None
        if flow is not None and indent + len(key) + len(flow) < 90 and not self.inside(at):
            return [f" {flow}"]
        if isinstance(value, dict):
            return ["", *self.mapping(value, indent + 2, at)]
        return ["", *self.items(value, indent + (2 if self.style.dented else 0), at)]

    def inside(self, at: tuple[Any, ...]) -> bool:
        return any(len(note) > len(at) and note[: len(at)] == at for note in self.notes)

    def items(self, values: list[Any], indent: int, at: tuple[Any, ...]) -> list[str]:
        lines: list[str] = []
        for index, value in enumerate(values):
            lines += self.note((*at, index), indent)
            if isinstance(value, dict) and value:
                flow = self.flow(value) if self.style.flow and "script" not in at else None
                body = [flow] if flow else self.mapping(value, indent + 2, (*at, index))
                lines += [f"{' ' * indent}- {body[0].lstrip()}", *body[1:]]
            else:
                lines.append(f"{' ' * indent}-{self.value(value, '', indent, (*at, index))[0]}")
        return lines

    def flow(self, value: Any) -> str | None:
        """Return VALUE on one line, or None where that would be strange."""
        if isinstance(value, str):
            return value if _TIGHT.fullmatch(value) and not self.style.quotes else json.dumps(value, ensure_ascii=False)
        if value is None or not isinstance(value, dict | list):
            return None
        if isinstance(value, list):
            parts = [self.flow(each) if isinstance(each, str) else None for each in value]
            return None if None in parts else f"[{', '.join(map(str, parts))}]"
        if any(isinstance(each, dict) or (isinstance(each, str) and "\n" in each) for each in value.values()):
            return None
        pairs = [(key, self.flow(value[key])) for key in self.keys(value)]
        return None if any(text is None for _, text in pairs) else "{" + ", ".join(f"{k}: {t}" for k, t in pairs) + "}"

    def scalar(self, value: str) -> str:
        if self.style.quotes == "'" and "\n" not in value:
            return "'" + value.replace("'", "''") + "'"
        if not self.style.quotes and _SAFE.fullmatch(value) and not value.endswith(" "):
            return value
        return json.dumps(value, ensure_ascii=False)

    def prose(self, value: str, indent: int) -> list[str]:
        found = paragraphs(value)
        if not found:
            return [' ""']
        if self.style.prose == "quoted":
            return [" " + json.dumps("\n\n".join(found), ensure_ascii=False)]
        one = len(found) == 1
        if one and (self.style.prose == "line" or (len(found[0]) < 60 and len(sentences(found[0])) == 1)):
            return [f" {self.scalar(found[0])}"]
        margin = " " * (indent + 2)
        if self.style.prose == "folded":
            return [" >", *_parted([_wrapped(each, self.style.width - indent) for each in found], margin, 2)]
        if self.style.prose == "line":
            return [" |", *_parted([[each] for each in found], margin, 1)]
        return [" |", *_parted([sentences(each) for each in found], margin, 1)]


def _parted(blocks: list[list[str]], margin: str, blanks: int) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += [""] * (blanks if lines else 0) + [f"{margin}{line}" for line in block]
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """Return TEXT in lines; wide text stays on one, for a folded break would put a space into it."""
    if is_wide(text):
        return [text]
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines
