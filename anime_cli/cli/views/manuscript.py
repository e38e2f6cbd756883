"""A story's scenes as plain scripts, and as Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.cli.printed import SCRIPT
from anime_cli.cli.views.script import script_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.cli.output import View
    from anime_cli.figure.document import Block, Inline, Section, Words
    from anime_cli.model.documents import Chapter
    from anime_cli.model.script import Action, Choice, Item, Shot
    from anime_cli.model.script import Line as Said
    from anime_cli.studio.reading import Reading, ToldScene


def plain_scripts(reading: Reading, *, ids: bool) -> View:
    """Show what is read as plain scripts, each scene as `anime scene write` takes it."""
    return SCRIPT.view(script_data(reading), _scripts(reading, ids=ids))


def _scripts(reading: Reading, *, ids: bool) -> Iterator[str]:
    from anime_cli.studio.screenwriting import plain_scripts as scripts

    scenes = [told.scene for told in reading.scenes]
    for number, (scene, text) in enumerate(zip(scenes, scripts(reading.story, scenes, ids=ids), strict=True)):
        if len(scenes) > 1:
            yield from ([""] if number else [])
            yield f"# {scene.id}"
        yield from text.splitlines()


def markdown_script(reading: Reading) -> View:
    """Show what is read as Markdown."""
    from anime_cli.figure.document import Document
    from anime_cli.figure.markdown import markdown

    story = reading.story.document
    sections = tuple(_sections(reading))
    made = Document(story.title, (), sections, language=story.language or "en")
    if not reading.whole and len(sections) == 1:
        only = sections[0]
        made = replace(made, title=only.title, blocks=only.blocks, sections=only.sections)
    return SCRIPT.view(script_data(reading), markdown(made).splitlines())


def _sections(reading: Reading) -> Iterator[Section]:
    """Yield a section a chapter with its scenes inside; a scene of no chapter, or read alone, is one itself."""
    from anime_cli.figure.document import Prose, Section

    chapters: dict[str, tuple[Chapter, list[Section]]] = {}
    for told in reading.scenes:
        section = _scene(reading, told)
        if told.chapter is None or len(reading.scenes) == 1:
            yield section
        else:
            chapters.setdefault(told.chapter.id, (told.chapter, []))[1].append(section)
    for name, (chapter, scenes) in chapters.items():
        summary = (Prose(chapter.summary, lead=True),) if chapter.summary else ()
        yield Section(f"chapter-{name}", chapter.title, summary, tuple(scenes))


def _scene(reading: Reading, told: ToldScene) -> Section:
    from anime_cli.figure.document import Note, Section, Soft

    blocks: list[Block] = [Note((Soft(told.where),))] if told.where else []
    for item in told.scene.script:
        blocks += _item(reading, item)
    return Section(told.scene.id, told.scene.title, tuple(blocks))


def _item(reading: Reading, item: Item) -> Sequence[Block]:
    from anime_cli.figure.document import Note, Prose, Soft, Strong

    kind = type(item).__name__
    if kind == "Shot":
        return [Note((Soft(_shot(reading, item)),))]  # type: ignore[arg-type]
    if kind == "Action":
        action: Action = item  # type: ignore[assignment]
        return [Prose(action.action)]
    if kind == "Line":
        return _said(reading, item)  # type: ignore[arg-type]
    if kind == "Choice":
        choice: Choice = item  # type: ignore[assignment]
        return [Note(("→ ", Strong(choice.choice.replace("\n\n", " ")), f" ({choice.to})"))]
    return [Note((Soft(f"[{reading.told(item)}]"),))] if reading.events else []


def _shot(reading: Reading, shot: Shot) -> str:
    words = [shot.shot, *(["on " + ", ".join(map(reading.name, shot.on))] if shot.on else [])]
    return ", ".join([*words, *([f"{shot.angle} angle"] if shot.angle else [])])


def _said(reading: Reading, said: Said) -> Sequence[Block]:
    from anime_cli.figure.document import Note, Prose, Soft, Strong

    first, _, rest = said.say.partition("\n\n")
    aside = ", ".join(word for word in (said.how, said.emotion) if word)
    softly: tuple[Inline, ...] = (" ", Soft(f"({aside})")) if aside else ()
    words: Words = (Strong(reading.name(said.who).upper()), *softly, f": {first}")
    return [Note(words), *([Prose(rest)] if rest else [])]
