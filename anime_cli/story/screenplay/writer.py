"""A scene written as a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.model.items import EVENTS, ITEMS
from anime_cli.model.load import dump
from anime_cli.model.shapes import CAST_ENTRY
from anime_cli.story.screenplay.blocks import INDENT, set_action, set_attributes, set_prose
from anime_cli.story.screenplay.events import write_event
from anime_cli.story.screenplay.forms import felt_parts, named, parts_of
from anime_cli.story.screenplay.grammar import CUE, HEADINGS, OPENING
from anime_cli.story.screenplay.names import Names
from anime_cli.story.screenplay.reader import how_of
from anime_cli.story.screenplay.words import CONTROLS, keyed, phrase, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

    from anime_cli.model.documents import Scene
    from anime_cli.story.snapshot import Story
    from anime_cli.text.plain import Plain

    Values = Mapping[str, Plain]

NAMED = {"place": "place", "pov": "character", "next": "next"}
LISTED = {"mentions": "character", "tags": None}


def write_script(story: Story, scene: Scene, shown: Container[str] = ()) -> str:
    """Return SCENE as a script; of its items those have their id beside them whose id is SHOWN."""
    return "\n".join(_Writer(Names(story, scene), shown).lines(scene)) + "\n"


class _Writer:
    """Writes the lines of one scene."""

    def __init__(self, names: Names, shown: Container[str]) -> None:
        self.names = names
        self.shown = shown
        self.ways: Mapping[str, Callable[[Values], Iterator[str]]] = {
            "shot": self._shot,
            "action": self._action,
            "say": self._line,
            "choice": self._choice,
            "event": self._event,
        }

    def lines(self, scene: Scene) -> Iterator[str]:
        """Yield the heading, then item after item, with an empty line before each."""
        values = dump(scene)
        yield from self._heading(values)
        script = values["script"]
        assert isinstance(script, list)
        for item, plain in zip(scene.script, script, strict=True):
            assert isinstance(plain, dict)
            whole = {**plain, "id": item.id} if item.id in self.shown else plain
            tag = next(tag for tag in self.ways if tag in plain)
            yield ""
            yield from self.ways[tag](whole)

    def _heading(self, values: Values) -> Iterator[str]:
        odd: list[str] = []
        for key, label in HEADINGS.items():
            if key == "cast" and key in values:
                yield f"{label}:"
                yield from self._cast(values[key])
            elif key in values:
                yield from self._entry(key, f"{label}: ", values[key], odd)
        unknown = (keyed(key, value) for key, value in values.items() if key not in {*HEADINGS, "script"})
        yield from set_attributes((*odd, *unknown))

    def _entry(self, key: str, head: str, value: Plain, odd: list[str]) -> Iterator[str]:
        if isinstance(value, list):
            kind = LISTED[key]
            entries = [str(each) for each in value]
            yield head + ", ".join(phrase(each) if kind is None else named(self.names, kind, each) for each in entries)
            return
        text = str(value)
        if key != "summary":
            names = self.names.says(NAMED[key], text) if key in NAMED else (text,)
            yield head + next((name for name in names if _plain(name)), quoted(text))
        elif CONTROLS.search(text):
            odd.append(keyed(key, text))
        else:
            yield from set_prose(head, text)

    def _cast(self, cast: Plain) -> Iterator[str]:
        assert isinstance(cast, dict)
        for who, entry in cast.items():
            assert isinstance(entry, dict)
            told, rest = felt_parts(self.names, entry)
            told += parts_of(self.names, CAST_ENTRY, rest, shown=False)
            yield f"{INDENT}{named(self.names, 'character', who)}{_aside(told)}"

    def _shot(self, values: Values) -> Iterator[str]:
        text = str(values["shot"])
        rest = {key: value for key, value in values.items() if key != "shot"}
        yield f"SHOT: {', '.join([phrase(text), *parts_of(self.names, ITEMS['shot'], rest, self._shows(values))])}"

    def _action(self, values: Values) -> Iterator[str]:
        odd = _odd(values, "action")
        rest = {key: value for key, value in values.items() if key != "action"}
        yield from set_action("" if odd else str(values["action"]))
        yield from set_attributes(parts_of(self.names, ITEMS["action"], rest | odd, self._shows(values)))

    def _line(self, values: Values) -> Iterator[str]:
        rest = {key: value for key, value in values.items() if key not in {"who", "say"}}
        told, rest = felt_parts(self.names, rest)
        how = rest.get("how")
        if isinstance(how, str) and how_of(self.names, how) == how:
            told.append(how)
            del rest["how"]
        odd = _odd(values, "say")
        told += parts_of(self.names, ITEMS["say"], rest | odd, self._shows(values))
        yield from set_prose(f"{self._cue(str(values['who']))}{_aside(told)}: ", "" if odd else str(values["say"]))

    def _cue(self, who: str) -> str:
        """Return who speaks, in capitals where those mean nobody else."""
        for name in self.names.says("character", who):
            for said in (name.upper(), name):
                if self.names.only("character", said, who) and _leads(said):
                    return said
        return quoted(who)

    def _choice(self, values: Values) -> Iterator[str]:
        scene = str(values["to"])
        name = scene if _leads(scene) else quoted(scene)
        rest = {key: value for key, value in values.items() if key not in {"choice", "to"}}
        odd = _odd(values, "choice")
        told = parts_of(self.names, ITEMS["choice"], rest | odd, self._shows(values))
        yield from set_prose(f"-> {name}{_aside(list(told))}: ", "" if odd else str(values["choice"]))

    def _event(self, values: Values) -> Iterator[str]:
        kind, note = str(values["event"]), values.get("note")
        plainly = isinstance(note, str) and note and not CONTROLS.search(note)
        sentence = write_event(self.names, values, self._shows(values))
        yield from set_prose(f"{sentence} ", str(note) if plainly else "")
        known = {"event", *EVENTS[kind].by_key} - ({"note"} if not plainly else set())
        yield from set_attributes(keyed(key, value) for key, value in values.items() if key not in known)

    def _shows(self, values: Values) -> bool:
        return values.get("id") in self.shown


def _odd(values: Values, key: str) -> dict[str, Plain]:
    """Return the prose under KEY where it can't stand as lines."""
    return {key: values[key]} if CONTROLS.search(str(values[key])) else {}


def _aside(told: list[str]) -> str:
    return f" ({', '.join(told)})" if told else ""


def _plain(text: str) -> bool:
    """Tell whether TEXT may stand alone behind a colon."""
    return (
        bool(text) and text == text.strip(" \t") and text[0] != '"' and not CONTROLS.search(text) and "\n" not in text
    )


def _leads(name: str) -> bool:
    """Tell whether NAME may stand before a colon at the margin."""
    return CUE.fullmatch(f"{name}:") is not None and not OPENING.match(f"{name}:") and not name.startswith('"')
