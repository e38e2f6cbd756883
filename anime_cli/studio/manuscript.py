"""A text that a person edits, in a file of its own: whatever fails, what they typed is kept."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING

from anime_cli.errors import AnimeError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


class DraftKept(WorldError):
    """What a person wrote could not be written into the story; it is kept."""

    def __init__(self, path: Path, error: AnimeError) -> None:
        super().__init__(
            error.message,
            cause=error.cause,
            hint=" ".join(filter(None, (error.hint, f"What you wrote is kept in {path}."))),
        )
        self.exit_code = error.exit_code


class Manuscript:
    """The file that a person edits, in FOLDER; one that was kept earlier stays as it is.

    Lines that begin with SIGN are said to the person and are no part of the text. With `held` the file stays when all
    ends well, too.
    """

    def __init__(self, folder: Path, stem: str, suffix: str, sign: str | None = None) -> None:
        names = (f"{stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
        self.path = next(folder / name for name in names if not (folder / name).exists())
        self.held = False
        self._sign = sign
        self._first: str | None = None

    def write(self, text: str) -> None:
        """Let the file hold TEXT, whole or not at all.

        Raises:
            StoreUnwritable: the disk refuses; the file is as it was.
        """
        from anime_cli.store.files import write_whole

        write_whole(self.path, text.encode())
        if self._first is None:
            self._first = self._without_signs(text)

    def edit(self, variables: Mapping[str, str]) -> str:
        """Let the person edit the file in the editor that VARIABLES name; return the text that they leave.

        One that the editor removed is as good as an empty one.

        Raises:
            NoEditor, EditorMissing, EditorFailed, EditorLeft: it could not be used.
            NotReadable: the text is no UTF-8.
        """
        from anime_cli.history.editor import edit
        from anime_cli.text.trouble import decoded

        edit(self.path, variables)
        return self._without_signs(decoded(self._bytes(), str(self.path)))

    @property
    def touched(self) -> bool:
        """Tell whether somebody wrote something there."""
        return self._without_signs(self._bytes().decode("utf-8", "replace")).strip() not in {
            "",
            (self._first or "").strip(),
        }

    def clean(self) -> None:
        """Leave the text alone in the file, where it can be read and the disk allows it."""
        from anime_cli.store.errors import StoreUnwritable
        from anime_cli.store.files import write_whole

        with suppress(UnicodeDecodeError, StoreUnwritable):
            text = self._bytes().decode("utf-8")
            if self._without_signs(text) != text:
                write_whole(self.path, self._without_signs(text).encode())

    def drop(self) -> None:
        """Remove the file; one that a disk holds fast stays."""
        with suppress(OSError):
            self.path.unlink()

    def _bytes(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def _without_signs(self, text: str) -> str:
        sign = self._sign
        if sign is None:
            return text
        return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(sign))


@contextmanager
def kept(manuscript: Manuscript, told: Callable[[Path, AnimeError], AnimeError] = DraftKept) -> Iterator[Manuscript]:
    """Keep MANUSCRIPT where the block fails and somebody wrote there: the error that TOLD makes names its file.

    Raises:
        AnimeError: DraftKept, or what TOLD makes of the error of the block.
    """
    from anime_cli.history.editor import EditorLeft

    try:
        yield manuscript
    except EditorLeft:
        raise
    except BaseException as error:
        if not manuscript.touched:
            manuscript.drop()
            raise
        manuscript.clean()
        if isinstance(error, AnimeError):
            raise told(manuscript.path, error) from error
        error.add_note(f"What you wrote is kept in {manuscript.path}.")
        raise
    if not manuscript.held:
        manuscript.drop()
