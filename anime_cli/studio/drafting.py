"""Write a scene in the person's editor: their text is read until it is right, and never lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, WorldError
from anime_cli.studio.screenwriting import Written, plain_script, scene_called, write_scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from anime_cli.story.screenplay.errors import Mistake
    from anime_cli.studio.studio import Studio

MARK = "# !! "
"""What a line begins with that tells a mistake of the line below it."""
FOOTER = """
# Lines that begin with "# " are left out. Save and quit to write the scene; leave all
# as it is, or empty the file, to leave the scene alone.
"""


class TextKept(WorldError):
    """What somebody wrote could not become the scene; it is kept."""

    def __init__(self, error: AnimeError, scene: str, path: Path) -> None:
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
        NoEditor: no editor is set.
        EditorFailed: it could not be used, and nothing was written.
        TextKept: what was written is no scene, or the file is no longer what it was made from; the text is kept.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.model.load import file_of

    story = studio.story()
    scene = scene_called(story, name)
    _, expected = read_file(studio.repository, file_of(scene))
    draft = _Draft(studio, name)
    draft.write(plain_script(story, scene, ids=ids) + FOOTER)
    while draft.edited():
        try:
            written = write_scene(studio, name, draft.text, dry_run=dry_run, expected=expected)
        except AnimeError as error:
            draft.refuse(error)
        else:
            if dry_run and written.hunks:
                return replace(written, kept=draft.path)
            draft.drop()
            return written
    return Written(name, file_of(scene), (), (), dry_run)


class _Draft:
    """The file that the person edits."""

    def __init__(self, studio: Studio, name: str) -> None:
        self.studio = studio
        self.name = name
        self.path = _free(studio.repository.state_dir / "scripts", name)
        self.text = ""
        self.trouble: AnimeError | None = None

    def write(self, text: str) -> None:
        """Let the file hold TEXT."""
        from anime_cli.store.files import write_whole

        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, text.encode())
        self.text = text

    def edited(self) -> bool:
        """Let the person edit the file, and tell whether they want it written.

        Raises:
            NoEditor, EditorFailed: the file is as it was.
            TextKept: it is not, or it still has the mistakes that were marked.
        """
        from anime_cli.history import program
        from anime_cli.text.trouble import decoded

        before = self.text
        try:
            program.edit(self.path, self.studio.environment)
            self.text = decoded(self._bytes(), str(self.path))
        except AnimeError as error:
            if self.trouble is None and self._bytes() in {b"", before.encode()}:
                self.drop()
                raise
            raise TextKept(error, self.name, self.path) from error
        if self.trouble is not None and without_marks(self.text) == without_marks(before):
            self.write(before)
            raise TextKept(self.trouble, self.name, self.path)
        if self.text == before or not unmarked(self.text).strip():
            self.drop()
            return False
        return True

    def _bytes(self) -> bytes:
        """Return what the file holds; one that the editor removed is as good as an empty one."""
        return self.path.read_bytes() if self.path.exists() else b""

    def refuse(self, error: AnimeError) -> None:
        """Mark the mistakes that ERROR tells in the file.

        Raises:
            TextKept: it tells none.
        """
        from anime_cli.story.screenplay.errors import BadScript

        if not isinstance(error, BadScript):
            raise TextKept(error, self.name, self.path) from error
        self.write(marked(self.text, error.mistakes))
        self.trouble = BadScript(moved(self.text, error.mistakes))

    def drop(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


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


def _free(folder: Path, name: str) -> Path:
    """Return a path in FOLDER where nothing stands: a text that was kept stays."""
    number, path = 1, folder / f"{name}.txt"
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}.txt"
    return path
