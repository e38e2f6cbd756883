"""Write a scene in the person's editor: their text is read until it is right, and never lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, WorldError
from anime_cli.studio.manuscript import Manuscript, kept
from anime_cli.studio.screenwriting import Written, plain_script, scene_called, write_scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from anime_cli.story.screenplay.errors import BadScript, Mistake
    from anime_cli.studio.studio import Studio

MARK = "# !! "
"""What a line begins with that tells a mistake of the line below it."""
FOOTER = """
# Lines that begin with "# " are left out. Save and quit to write the scene; leave all
# as it is, or empty the file, to leave the scene alone.
"""


class TextKept(WorldError):
    """What somebody wrote could not become the scene; it is kept."""

    def __init__(self, scene: str, path: Path, error: AnimeError) -> None:
        from shlex import quote

        self.path = path
        super().__init__(
            f"{error.message}\nYour text is kept: {path}",
            cause=error.cause,
            hint=f"anime scene write {scene} - < {quote(str(path))} writes it; --print shows what stands there now.",
        )


def write_in_editor(studio: Studio, name: str, *, ids: bool = False, dry_run: bool = False) -> Written:
    """Let the person write the scene called NAME as a script; with IDS every item shows its own.

    A text with mistakes comes back with each marked above its line. One left as it is, or emptied, changes nothing.

    Raises:
        SceneNotFound: there is no such scene.
        NoEditor, EditorMissing: no editor is set, or it is not there.
        EditorFailed, EditorLeft: it could not be used, and nothing was written.
        StoreUnwritable: there is no room for the text.
        TextKept: what was written is no scene, or the file is no longer what it was made from; the text is kept.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.model.load import file_of
    from anime_cli.story.screenplay.errors import BadScript

    story = studio.story()
    scene = scene_called(story, name)
    _, expected = read_file(studio.repository, file_of(scene))
    place = Manuscript(studio.repository.state_dir / "scripts", name, ".txt")
    with kept(place, lambda path, error: TextKept(name, path, error)) as manuscript:
        draft = _Draft(studio, manuscript)
        draft.write(plain_script(story, scene, ids=ids) + FOOTER)
        while draft.edited():
            try:
                written = write_scene(studio, name, draft.text, dry_run=dry_run, expected=expected)
            except BadScript as error:
                draft.refuse(error)
            else:
                manuscript.held = dry_run and bool(written.hunks)
                return replace(written, kept=manuscript.path) if manuscript.held else written
    return Written(name, file_of(scene), (), (), dry_run)


class _Draft:
    """The text of a manuscript, and what was wrong with it."""

    def __init__(self, studio: Studio, manuscript: Manuscript) -> None:
        self.studio = studio
        self.manuscript = manuscript
        self.text = ""
        self.trouble: AnimeError | None = None

    def write(self, text: str) -> None:
        """Let the file hold TEXT."""
        self.manuscript.write(text)
        self.text = text

    def edited(self) -> bool:
        """Let the person edit the file, and tell whether they want it written.

        Raises:
            AnimeError: the editor could not be used, or the text still has the mistakes that were marked.
        """
        from anime_cli.store.errors import StoreUnwritable

        before = self.text
        self.text = self.manuscript.edit(self.studio.environment)
        if self.trouble is not None and without_marks(self.text) == without_marks(before):
            with suppress(StoreUnwritable):
                self.write(before)
            raise self.trouble
        return self.text != before and bool(unmarked(self.text).strip())

    def refuse(self, error: BadScript) -> None:
        """Mark the mistakes that ERROR tells in the file; where there is no room for the marks, raise it."""
        from anime_cli.store.errors import StoreUnwritable
        from anime_cli.story.screenplay.errors import BadScript

        try:
            self.write(marked(self.text, error.mistakes))
        except StoreUnwritable as full:
            raise error from full
        self.trouble = BadScript(moved(self.text, error.mistakes))


def marked(text: str, mistakes: Sequence[Mistake]) -> str:
    """Return TEXT with a comment above each line that has a mistake; earlier marks are gone."""
    told: dict[int, list[str]] = {}
    for each in mistakes:
        told.setdefault(each.line, []).append(f"{MARK}{each.told}".replace("\n", " "))
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        lines += told.get(number, [])
        lines += [] if line.startswith(MARK) else [line]
    return "\n".join(lines)


def moved(text: str, mistakes: Sequence[Mistake]) -> list[Mistake]:
    """Return MISTAKES with the lines that they have in TEXT, in which they are marked in their order."""
    lines = text.split("\n")
    marks = [number for number, line in enumerate(lines) if line.startswith(MARK)]
    below = [next(n for n in range(mark, len(lines)) if not lines[n].startswith(MARK)) + 1 for mark in marks]
    return [replace(each, line=line) for each, line in zip(mistakes, below, strict=True)]


def without_marks(text: str) -> str:
    """Return TEXT without the comments that tell mistakes."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(MARK))


def unmarked(text: str) -> str:
    """Return TEXT without comments."""
    from anime_cli.story.screenplay.grammar import COMMENT

    return "\n".join(line for line in text.splitlines() if not COMMENT.match(line))
