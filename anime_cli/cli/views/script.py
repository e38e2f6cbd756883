"""A story set as a script: chapters, sluglines, shots, names over their lines, parentheticals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, View
from anime_cli.cli.printed import SCRIPT
from anime_cli.cli.typeset import centred, paragraphs, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.scenes import Script as ScriptData
    from anime_cli.model.documents import Chapter, Scene
    from anime_cli.model.script import Action, Choice, Item, Shot
    from anime_cli.model.script import Line as Said
    from anime_cli.studio.reading import Reading

MARGIN = 5
SPEECH = 15
ASIDE = 20
NAME = 25
PAGE = 76
SPEECH_WIDTH = 40
IDS = 10
"""How wide the column of ids is, where they are shown."""


def script(reading: Reading, width: int, *, ids: bool = False) -> View:
    """Show what is read as a script WIDTH cells wide at most, with the IDS of what stands in it beside it or not."""
    page = min(width - IDS if ids else width, PAGE)
    return SCRIPT.view(script_data(reading), _Script(reading, page, ids=ids).lines())


def script_data(reading: Reading) -> ScriptData:
    """Return what is read as values of JSON."""
    return {
        "title": reading.story.document.title,
        "revision": reading.revision,
        "scenes": [
            {
                "id": told.scene.id,
                "number": told.number or None,
                "title": told.scene.title,
                "where": told.where,
                "script": list(told.plain),
                "ids": [item.id for item in told.scene.script],
            }
            for told in reading.scenes
        ],
    }


def _beside(name: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Set an item's id beside its first line."""
    for number, line in enumerate(lines):
        column = Styled((name if number == 0 else "").ljust(IDS), "dim")
        yield [column, *(line if isinstance(line, list) else [line])] if line else ""


class _Script:
    """The lines of one script."""

    def __init__(self, reading: Reading, width: int, *, ids: bool) -> None:
        self.reading = reading
        self.width = width
        self.ids = ids

    def lines(self) -> Iterator[Line]:
        """Set the page: the title where all is read, then chapter after chapter."""
        if self.reading.whole:
            yield from self._front()
        chapter = None
        for told in self.reading.scenes:
            if told.chapter is not None and told.chapter is not chapter:
                chapter = told.chapter
                yield from self._chapter(chapter, told.chapter_number)
            yield Styled(f"{told.number:>3}  {told.where}".rstrip() if told.number else f"  -  {told.where}", "bold")
            yield from self._under(told.scene)
            for item in told.scene.script:
                lines = self._item(item, told.scene)
                yield from _beside(item.id, lines) if self.ids else lines
            yield ""

    def _front(self) -> Iterator[Line]:
        document = self.reading.story.document
        yield Styled(centred(document.title.upper(), self.width).rstrip(), "bold")
        for line in wrap(document.logline or "", self.width - 20):
            yield Styled(centred(line, self.width), "dim")
        yield ""

    def _chapter(self, chapter: Chapter, number: int) -> Iterator[Line]:
        yield Styled(f"CHAPTER {number}: {chapter.title.upper()}", "bold cyan")
        for line in paragraphs(chapter.summary or "", self.width):
            yield Styled(line, "dim")
        yield ""

    def _under(self, scene: Scene) -> Iterator[Line]:
        about = [scene.title]
        if scene.mode:
            about.append(scene.mode)
        if scene.day is not None:
            about.append(f"day {scene.day}")
        if scene.time is not None:
            about.append(f"{scene.time // 60:02}:{scene.time % 60:02}")
        if self.ids:
            about.append(scene.id)
        yield Styled(" " * MARGIN + " · ".join(about), "dim")
        yield ""

    def _item(self, item: Item, scene: Scene) -> Iterator[Line]:
        kind = type(item).__name__
        if kind == "Shot":
            yield from self._shot(item)  # type: ignore[arg-type]
        elif kind == "Action":
            yield from self._action(item)  # type: ignore[arg-type]
        elif kind == "Line":
            yield from self._speech(item, scene)  # type: ignore[arg-type]
        elif kind == "Choice":
            yield from self._choice(item)  # type: ignore[arg-type]
        elif self.reading.events:
            yield Styled(f"{' ' * MARGIN}[{self.reading.told(item)}]", "dim")
            yield ""

    def _shot(self, shot: Shot) -> Iterator[Line]:
        words = [shot.shot.replace("_", " ")]
        if shot.on:
            words.append("on " + ", ".join(self.reading.name(one) for one in shot.on))
        if shot.angle:
            words.append(f"{shot.angle} angle")
        yield Styled(" " * MARGIN + ", ".join(words).upper(), "cyan")
        yield ""

    def _action(self, action: Action) -> Iterator[Line]:
        yield from paragraphs(action.action, self.width, MARGIN)
        yield ""

    def _speech(self, said: Said, scene: Scene) -> Iterator[Line]:
        entry = scene.cast.get(said.who)
        heard = f" ({entry.presence.upper()})" if entry is not None and entry.presence else ""
        yield Styled(" " * NAME + self.reading.name(said.who).upper() + heard, "bold")
        aside = ", ".join(word for word in (said.how, said.emotion) if word)
        if aside:
            yield Styled(f"{' ' * ASIDE}({aside})", "dim")
        yield from paragraphs(said.say, min(self.width, SPEECH + SPEECH_WIDTH), SPEECH)
        yield ""

    def _choice(self, choice: Choice) -> Iterator[Line]:
        yield from paragraphs(f"→ {choice.choice} ({choice.to})", self.width, MARGIN)
        yield ""
