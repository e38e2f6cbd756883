"""One call of the command line: where it works, what it was told, how it shows its result."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from anime_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.cli.output import View
    from anime_cli.cli.terminal import Terminal
    from anime_cli.history.program import Listener
    from anime_cli.studio.studio import Studio


class Context(typer.Context):
    """The context of a command of ours."""

    obj: Invocation


class NoSuchFolder(UsageError):
    """`-C` names no folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}.", hint="anime -C DIR COMMAND")


class NothingToRead(UsageError):
    """`-` was given, and nothing stands on the standard input."""

    def __init__(self) -> None:
        super().__init__("There is no text on the standard input.", hint="Write it there: echo TEXT | anime …")


@dataclass(slots=True)
class Invocation:
    """What every command of one call shares. The story is opened on first use."""

    terminal: Terminal
    folder: Path = Path()
    flags: dict[str, str] = field(default_factory=dict)
    _studio: Studio | None = None
    _streaming: bool = False

    def settle(self, folder: Path | None, *, quiet: bool, verbose: bool) -> None:
        """Take over what was said before the command's name.

        Raises:
            NoSuchFolder: FOLDER does not exist.
        """
        if folder is not None and not folder.is_dir():
            raise NoSuchFolder(folder)
        self.folder = folder or Path()
        self.terminal.quiet, self.terminal.verbose = quiet, verbose

    def set(self, **flags: object) -> None:
        """Let options of the command rule over settings; those that were left out (None) don't."""
        self.flags.update({name: str(value) for name, value in flags.items() if value is not None})

    @property
    def studio(self) -> Studio:
        """Return the story the command works on.

        Raises:
            NotAStory: the folder stands in no story.
        """
        from anime_cli.studio.studio import Studio

        if self._studio is None:
            self._studio = Studio.open(self.folder, flags=self.flags, environment=self.terminal.environment)
            self.terminal.detail(f"Story in {self._studio.repository.folder}, cache in {self._studio.cache}.")
        return self._studio

    @property
    def listener(self) -> Listener:
        """Return who hears git speak with another repository: this terminal, where a person may be asked for a secret.

        Who can't type here is never asked.
        """
        from anime_cli.history.program import Listener

        terminal = self.terminal
        seen = terminal.err.isatty()
        return Listener(
            terminal.passing, progress=seen and not terminal.quiet, prompts=seen and terminal.source.isatty()
        )

    def path(self, path: Path) -> Path:
        """Return PATH as seen from the folder the command works in."""
        return self.folder / path

    def text(self, argument: str | None) -> str | None:
        """Return ARGUMENT, or what stands on the standard input where it is `-`.

        Raises:
            NothingToRead: it is `-`, and nothing was written there.
        """
        if argument != "-":
            return argument
        written = self.terminal.source.read().strip()
        if not written:
            raise NothingToRead
        return written

    def whole_text(self) -> str:
        """Return what stands on the standard input, blanks and all.

        Raises:
            NothingToRead: nothing was written there.
        """
        written = self.terminal.source.read()
        if not written.strip():
            raise NothingToRead
        return written

    def tell(self, hints: Iterable[str]) -> None:
        """Tell the person what they should know besides the result."""
        for hint in hints:
            self.terminal.note(hint, "yellow")

    def show(self, view: View, *, as_json: bool = False) -> None:
        """Write a result."""
        from anime_cli.cli.output import show

        self.tell(self._studio.notes if self._studio is not None else ())
        show(view, self.terminal, as_json=as_json)

    def page(self, view: View, *, as_json: bool = False, pager: bool = True) -> None:
        """Write a long result: through the person's PAGER where a terminal is too low for it and PAGER is allowed."""
        from anime_cli.cli.output import told
        from anime_cli.cli.paging import page

        if as_json or not pager or not self.terminal.paged:
            self.show(view, as_json=as_json)
            return
        self.tell(self._studio.notes if self._studio is not None else ())
        page("".join(told(view, self.terminal)), self.terminal)

    def show_next(self, view: View, *, as_json: bool = False) -> None:
        """Write a result that others follow; what the person should know is told before the first."""
        from anime_cli.cli.output import show_next

        if not self._streaming:
            self.tell(self._studio.notes if self._studio is not None else ())
        self._streaming = True
        show_next(view, self.terminal, as_json=as_json)
