"""The git program, for what its library doesn't do (hooks, signing, filters, several merge bases)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.history.errors import GitFailed, GitMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess, Popen
    from typing import IO

LOCAL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""Variables by which an outer git would lead ours into its own repository (`git rev-parse --local-env-vars`)."""


LAST_LINES = 200
"""How many lines of what git said are kept."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears what git says while it speaks with another repository.

    `tell` hears each line, and an empty one when git has ended; with `progress` also how far it is. With `prompts` a
    person sits at a terminal, where git and ssh may ask for a name, a password or a passphrase; without, they have none
    to wait at.
    """

    tell: Callable[[str], None] = lambda _: None
    progress: bool = False
    prompts: bool = False


SILENT = Listener()
"""Nobody listens."""


@dataclass(frozen=True, slots=True)
class Followed:
    """How a program ended, the last lines that it said, and what it printed as its result."""

    status: int
    said: tuple[str, ...]
    out: str


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without an outer git's variables."""
    inherited = {name: value for name, value in os.environ.items() if name not in LOCAL}
    return {**inherited, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **(extra or {})}


def run(
    folder: Path, *arguments: str, given: bytes = b"", extra: Mapping[str, str] | None = None
) -> CompletedProcess[bytes]:
    """Run git in FOLDER and return what it said, whatever its exit status.

    Raises:
        GitMissing: there is no git program.
    """
    import subprocess

    try:
        return subprocess.run(
            ["git", *arguments], cwd=folder, input=given, capture_output=True, check=False, env=environment(extra)
        )
    except FileNotFoundError as error:
        raise GitMissing from error


def output(folder: Path, *arguments: str, given: bytes = b"", extra: Mapping[str, str] | None = None) -> bytes:
    """Run git in FOLDER and return its output.

    Raises:
        GitFailed: it ended with an error.
    """
    done = run(folder, *arguments, given=given, extra=extra)
    if done.returncode:
        raise GitFailed(f"run '{arguments[0]}'", done.stderr.decode(errors="replace"))
    return done.stdout


def follow(folder: Path, *arguments: str, listener: Listener = SILENT) -> Followed:
    """Run git in FOLDER; LISTENER hears each line of its words as it comes.

    A line of progress that git writes over counts as a line.

    Raises:
        GitMissing: there is no git program.
    """
    import tempfile

    said: list[str] = []
    with tempfile.TemporaryFile("w+", errors="replace") as out:
        with _started(folder, arguments, out, prompts=listener.prompts) as git:
            try:
                for line in git.stderr or ():
                    said = [*said, line.strip()][-LAST_LINES:]
                    listener.tell(line.rstrip())
            except BaseException:
                git.terminate()
                raise
            finally:
                listener.tell("")
        out.seek(0)
        return Followed(git.returncode, tuple(said), out.read())


def _started(folder: Path, arguments: tuple[str, ...], out: IO[str], *, prompts: bool) -> Popen[str]:
    """Start git; without PROMPTS in a session of its own, where neither it nor ssh finds a terminal to ask at."""
    import subprocess

    asking = {} if prompts else {"GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=environment(asking),
            start_new_session=not prompts,
        )
    except FileNotFoundError as error:
        raise GitMissing from error
