"""A script that somebody typed, read as a scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.errors import ModelError
from anime_cli.model.items import EVENTS, ITEMS
from anime_cli.model.load import build
from anime_cli.story.screenplay.blocks import ESCAPE, blocks, opens
from anime_cli.story.screenplay.errors import BadScript, Misread, Mistake
from anime_cli.story.screenplay.events import read_event
from anime_cli.story.screenplay.forms import felt, fields_of
from anime_cli.story.screenplay.grammar import CHOICE, CUE, EVENT, SHOT, UNCLOSED
from anime_cli.story.screenplay.heading import read_heading
from anime_cli.story.screenplay.names import Names
from anime_cli.story.screenplay.words import parts, single, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.model.documents import Scene
    from anime_cli.model.report import Address
    from anime_cli.story.screenplay.blocks import Block
    from anime_cli.story.screenplay.forms import Values
    from anime_cli.story.screenplay.words import Part
    from anime_cli.story.snapshot import Story
    from anime_cli.text.plain import Plain

NO_CUE = "A line of an action that has a colon like a line of dialogue begins with a backslash."
SENTENCE = "An event stands in brackets: [Ren learns sakura-has-magic]."


@dataclass(slots=True)
class _Lines:
    """Where in the text what was read stands."""

    heading: dict[str, int]
    items: list[int]

    def of(self, address: Address) -> int:
        """Return the line of the field at ADDRESS of the scene, 1 where it stands nowhere."""
        if address[:1] == ("script",) and len(address) > 1:
            return self.items[int(address[1])]
        return self.heading.get(str(address[0]), 1) if address else 1


def read_script(story: Story, scene: Scene, text: str) -> Scene:
    """Return what SCENE of STORY is once it says TEXT; an item has an id only where the text says it.

    Raises:
        BadScript: the text is no script, or says what a scene may not say; every mistake has its line.
    """
    from anime_cli.model.documents import Scene

    reader = _Reader(Names(story, scene))
    values, lines = reader.values(text)
    if reader.mistakes:
        raise BadScript(reader.mistakes)
    try:
        made = build("scene", scene.id, values)
    except ModelError as error:
        told = ((problem, _field(problem.address)) for problem in error.problems)
        raise BadScript([Mistake(lines.of(p.address), f"{field}{p.message}", p.hint) for p, field in told]) from error
    assert isinstance(made, Scene)
    return made


def _field(address: Address) -> str:
    named = [part for part in address if isinstance(part, str) and part != "script"]
    return f"{named[-1]}: " if named else ""


def how_of(names: Names, text: str) -> str | None:
    """Return the way of speaking that an aside says which holds TEXT alone, None where it says anything else."""
    try:
        found, end = parts(f"{text})", 0, ")")
        values, rest = _said(names, found)
    except Misread:
        return None
    return str(values["how"]) if rest and set(values) == {"how"} and end == len(text) + 1 else None


def _said(names: Names, aside: Sequence[Part]) -> tuple[Values, bool]:
    """Return what ASIDE says of a line, and whether the way of speaking stands there without its key."""
    values, rest = fields_of(names, ITEMS["say"], aside)
    ways = []
    for part in rest:
        emotion = felt(names, part) if "emotion" not in values else None
        if emotion is None:
            ways.append(part.text)
        else:
            values |= emotion
    if ways and "how" in values:
        raise Misread(f"'{ways[0]}' stands beside 'how'.")
    return (values | {"how": ", ".join(ways)}, True) if ways else (values, False)


class _Reader:
    """Reads one script, and goes on after a mistake to find them all."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.mistakes: list[Mistake] = []

    def values(self, text: str) -> tuple[Values, _Lines]:
        """Return the plain values of the scene that TEXT tells, and where they stand."""
        found = blocks(text)
        top = next((index for index, block in enumerate(found) if block.apart and index), len(found))
        values, heading, mistakes = read_heading(self.names, found[:top])
        self.mistakes += mistakes
        script: list[Plain] = []
        lines = _Lines(heading, [])
        for block in _joined(found[top:]):
            item = self._read(block)
            if item is not None:
                script.append(item)
                lines.items.append(block.number)
        self._refuse_twins(script, lines)
        return {**values, "script": script}, lines

    def _refuse_twins(self, script: Sequence[Plain], lines: _Lines) -> None:
        seen: dict[Plain, int] = {}
        for item, line in zip(script, lines.items, strict=True):
            name = item.get("id") if isinstance(item, dict) else None
            if isinstance(name, str) and seen.setdefault(name, line) != line:
                hint = f"Leave it out: a new item gets an id of its own. It stands in line {seen[name]}, too."
                self.mistakes.append(Mistake(line, f"Two items have the id '{name}'.", hint))

    def _read(self, block: Block) -> Values | None:
        try:
            return self._item(block)
        except Misread as error:
            self.mistakes.append(error.at(block.number))
            return None

    def _item(self, block: Block) -> Values:
        line = block.head
        if line.startswith("["):
            return self._event(block)
        if shot := SHOT.match(line):
            return self._shot(block, line[shot.end() :])
        if choice := CHOICE.match(line):
            return self._choice(block, line[choice.end() :])
        if not line.startswith(ESCAPE) and CUE.match(line):
            return self._line(block)
        if not line.startswith(ESCAPE) and UNCLOSED.match(line):
            raise Misread("The parenthesis behind the name isn't closed.", NO_CUE)
        values, rest = fields_of(self.names, ITEMS["action"], block.attributes())
        _refuse(rest)
        return {"action": block.prose(line.removeprefix(ESCAPE)), **values}

    def _event(self, block: Block) -> Values:
        match = EVENT.match(block.head)
        if match is None:
            raise Misread("The bracket isn't closed on this line.", SENTENCE)
        event = read_event(self.names, match["said"])
        note = block.prose(block.head[match.end() :])
        values, rest = fields_of(self.names, EVENTS[str(event["event"])], block.attributes())
        _refuse(rest)
        return {**event, **({"note": note} if note else {}), **values}

    def _shot(self, block: Block, text: str) -> Values:
        if block.prose(""):
            raise Misread("Text stands under a shot.", "Begin an action at the margin.")
        values, rest = fields_of(self.names, ITEMS["shot"], [*parts(text)[0], *block.attributes()])
        _refuse(rest[1:])
        if not rest and "shot" not in values:
            raise Misread("Nothing says what shot it is.", "A shot is written as SHOT: close-up, on Sakura.")
        return {**({"shot": single(rest[0].tokens)} if rest else {}), **values}

    def _choice(self, block: Block, text: str) -> Values:
        name, aside, said = _cue(text, "A choice is written as -> the-stairs: Run after her")
        values, rest = fields_of(self.names, ITEMS["choice"], [*aside, *block.attributes()])
        _refuse(rest)
        return {"choice": block.prose(said), "to": self.names.means("scene", name), **values}

    def _line(self, block: Block) -> Values:
        name, aside, said = _cue(block.head, "")
        try:
            who = self.names.means("character", name)
        except Misread as error:
            raise Misread(error.message, error.hint or NO_CUE) from error
        values, _ = _said(self.names, [*aside, *block.attributes()])
        return {"who": who, "say": block.prose(said), **values}


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, those of one action as one: its lines may all begin at the margin."""
    last = None
    for block in found:
        plain = block.head.startswith(ESCAPE) or not opens(block.head)
        if last is not None and plain and not block.apart:
            last.more += [(block.number, block.head), *block.more]
            continue
        if last is not None:
            yield last
        last = block if plain else None
        if last is None:
            yield block
    if last is not None:
        yield last


def _refuse(rest: Sequence[Part]) -> None:
    if rest:
        raise Misread(f"'{rest[0].text}' says nothing that is known here.", 'A key of your own is written key="value".')


def _cue(text: str, hint: str) -> tuple[str, list[Part], str]:
    """Return the name that TEXT begins with, the parts of its aside, and what stands behind the colon."""
    match = CUE.match(text)
    if match is None:
        raise Misread("A name and a colon are missing.", hint or None)
    name = unquoted(match["name"]) if match["name"].startswith('"') else match["name"]
    if match["aside"] is None:
        return name, [], text[match.end() :]
    found, end = parts(text, match.start("aside") + 1, ")")
    if end != match.end("aside"):
        raise Misread(
            "The parentheses behind the name can't be read.", 'Put a text that has one in quotes: (how "so (he says)").'
        )
    return name, found, text[match.end() :]
