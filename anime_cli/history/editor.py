"""The person's editor: a program of theirs that runs in the foreground while we wait."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGINT, Signals
from typing import TYPE_CHECKING

from anime_cli.errors import EngineError, WorldError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EDITORS = ("VISUAL", "EDITOR")
"""Variables that name a person's editor, the first that is set."""
WINDOWS = {
    "atom": "--wait",
    "code": "--wait",
    "code-insiders": "--wait",
    "codium": "--wait",
    "cursor": "--wait",
    "gedit": "--wait",
    "gvim": "--nofork",
    "kate": "--block",
    "mate": "--wait",
    "mvim": "--nofork",
    "open": "-Wt",
    "subl": "--wait",
    "zed": "--wait",
}
"""Editors that open a window and return at once, and the word that lets them wait."""
SHORT = frozenset({"-w", "-f", "-W", "-b"})
"""The same words, short."""
SHELL = frozenset("|&;<>()$`\\*?[]#~=%{}\n")
"""Signs that a shell has to read."""
NOT_FOUND, NOT_RUN, SIGNALLED = 127, 126, 128
PATIENCE = 5.0
"""Seconds that an editor has to save its text when we are told to end."""


class NoEditor(EngineError):
    """No editor is known."""

    def __init__(self) -> None:
        super().__init__("No editor is set.", hint="Set VISUAL or EDITOR, as in EDITOR=nano.")


class EditorMissing(EngineError):
    """The editor is no program that can be run."""

    def __init__(self, editor: str) -> None:
        super().__init__(
            f"The editor '{editor}' can't be run: there is no such program.",
            hint="Set VISUAL or EDITOR to one that is there, as in EDITOR=nano.",
        )


class EditorFailed(WorldError):
    """The editor ended with an error, or was ended."""

    def __init__(self, editor: str, status: int) -> None:
        number = -status if status < 0 else status - SIGNALLED
        signal = next((each.name for each in Signals if each == number), None)
        how = f"was ended by {signal}" if signal else f"ended with status {status}"
        super().__init__(
            f"The editor '{editor}' {how}; nothing was changed.",
            hint="Set VISUAL or EDITOR to one that works, as in EDITOR=nano.",
        )


class EditorLeft(WorldError):
    """The editor opened a window and did not wait for it to be closed."""

    def __init__(self, editor: str, flag: str, path: Path) -> None:
        super().__init__(
            f"The editor '{editor}' returned at once, so nothing was changed.",
            cause=f"It has a window of its own, and doesn't wait for it. What you save there stands in {path}.",
            hint=f"Let it wait: EDITOR='{editor} {flag}'",
        )


def edit(path: Path, variables: Mapping[str, str]) -> None:
    """Let the person edit the file at PATH; VARIABLES name the editor, VISUAL before EDITOR.

    Raises:
        NoEditor, EditorMissing: no editor is set, or it is not there.
        EditorFailed: it ended with an error.
        EditorLeft: it did not wait, and the file is as it was.
    """
    named = next((variables[name] for name in EDITORS if variables.get(name)), None)
    if named is None:
        raise NoEditor
    before = path.read_bytes()
    status = _ran(named, path)
    if status in {-SIGINT, SIGNALLED + SIGINT}:
        raise KeyboardInterrupt
    if status in {NOT_FOUND, NOT_RUN}:
        raise EditorMissing(named)
    if status:
        raise EditorFailed(named, status)
    flag = _flag(named)
    if flag is not None and path.exists() and path.read_bytes() == before:
        raise EditorLeft(named, flag, path)


def _ran(editor: str, path: Path) -> int:
    """Run EDITOR and return its status. Ctrl-C is for it alone to answer."""
    import subprocess

    with _deaf():
        try:
            running = subprocess.Popen([*_words(editor), str(path)])
        except OSError as error:
            raise EditorMissing(editor) from error
        try:
            return running.wait()
        except BaseException:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(PATIENCE)
            raise


def _words(editor: str) -> list[str]:
    """Return the words that run EDITOR; only what is more than words needs a shell between us and it."""
    import shlex

    if not SHELL & set(editor):
        with suppress(ValueError):
            return shlex.split(editor)
    return ["sh", "-c", f'{editor} "$@"', editor]


@contextmanager
def _deaf() -> Iterator[None]:
    """Don't hear Ctrl-C while the block runs; programs that it starts do."""
    import signal
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(SIGINT, before)


def _flag(editor: str) -> str | None:
    """Return the word that EDITOR lacks to wait for its window; None where it lacks none, as far as we know."""
    words = editor.split()
    flag = WINDOWS.get(Path(words[0]).name) if words else None
    return None if flag is None or {flag, *SHORT} & set(words) else flag
