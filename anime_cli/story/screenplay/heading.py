"""The heading of a script: what a scene is called, where and when it is, who is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anime_cli.errors import did_you_mean
from anime_cli.model.shapes import CAST_ENTRY, SCENE
from anime_cli.story.screenplay.errors import Misread
from anime_cli.story.screenplay.forms import felt, fields_of
from anime_cli.story.screenplay.grammar import HEADING, HEADINGS
from anime_cli.story.screenplay.words import QUOTED, listed, parts, tokens, unquoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.story.screenplay.blocks import Block
    from anime_cli.story.screenplay.errors import Mistake
    from anime_cli.story.screenplay.forms import Values
    from anime_cli.story.screenplay.names import Names
    from anime_cli.text.plain import Plain

# ruff: noqa: RUF001  # signs of other scripts are meant

KEYS = {label.casefold(): key for key, label in HEADINGS.items()} | {key: key for key in HEADINGS}
REFERENCES = {"place": "place", "pov": "character", "next": "next"}
LISTS = {"mentions": "character", "tags": None}
APART = "An empty line parts the heading from the script."
_ENTRY = re.compile(rf"(?P<name>{QUOTED}|[^(（\"]*[^(（\" ])[ \t]*(?P<aside>[(（]|$)")


def read_heading(names: Names, found: Sequence[Block]) -> tuple[Values, dict[str, int], list[Mistake]]:
    """Return the values that the blocks FOUND tell of a scene, the line of each, and the mistakes in them."""
    values: Values = {}
    lines: dict[str, int] = {}
    mistakes = []
    for block in found:
        try:
            key, value, others = _entry(names, block)
        except Misread as error:
            mistakes.append(error.at(block.number))
            continue
        if key in values:
            mistakes.append(Misread(f"'{HEADINGS[key]}' is said twice.").at(block.number))
        values |= {key: value, **others}
        lines[key] = block.number
    return values, lines, mistakes


def _entry(names: Names, block: Block) -> tuple[str, Plain, Values]:
    match = HEADING.match(block.head)
    key = KEYS.get(match["label"].casefold()) if match else None
    if match is None or key is None:
        label = match["label"] if match else block.head[:20]
        raise Misread(f"The heading has no entry '{label}'.", did_you_mean(label.title(), HEADINGS.values()) or APART)
    others, rest = fields_of(names, SCENE, block.attributes())
    if rest:
        raise Misread(f"'{rest[0].text}' says nothing that is known here.", 'A key of your own is written key="value".')
    said = block.head[match.end() :]
    return key, _cast(names, block, said) if key == "cast" else _value(names, key, block, said), others


def _value(names: Names, key: str, block: Block, said: str) -> Plain:
    if key == "summary":
        return block.prose(said)
    whole = block.text(said)
    if key in LISTS:
        kind = LISTS[key]
        entries = listed(tokens(whole))
        return [names.means(kind, each) if kind else each for each in entries]
    text = unquoted(whole) if re.fullmatch(QUOTED, whole) else whole
    return names.means(REFERENCES[key], text) if key in REFERENCES else text


def _cast(names: Names, block: Block, said: str) -> Plain:
    """Return the entries of the cast: one a line, or their names alone beside the label."""
    found: dict[str, Plain] = {names.means("character", name): {} for name in listed(tokens(said))}
    for number, line in block.more:
        if line and not line.startswith("{"):
            try:
                who, entry = _member(names, line)
            except Misread as error:
                raise Misread(error.message, error.hint, number) from error
            if who in found:
                raise Misread(f"'{who}' stands in the cast twice.", None, number)
            found[who] = entry
    return found


def _member(names: Names, line: str) -> tuple[str, Values]:
    match = _ENTRY.match(line)
    if match is None:
        raise Misread(f"'{line}' is no entry of a cast.", "An entry is written as Ren (sad 0.4, outfit uniform).")
    name = unquoted(match["name"]) if match["name"].startswith('"') else match["name"]
    found, end = parts(line, match.end(), ")") if match["aside"] else ([], len(line))
    if line[end:]:
        raise Misread(f"'{line[end:].strip()}' stands behind the parentheses.")
    values, rest = fields_of(names, CAST_ENTRY, found)
    for part in rest:
        emotion = felt(names, part)
        if emotion is None:
            raise Misread(
                f"'{part.text}' says nothing of how somebody enters.", did_you_mean(part.text, names.emotions)
            )
        values |= emotion
    return names.means("character", name), values
