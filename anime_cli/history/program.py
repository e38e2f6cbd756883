"""The git program, for what its library doesn't do (hooks, signing, filters, several merge bases)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from anime_cli.history.errors import GitFailed, GitMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

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


LAST_LINES = 3
"""How many lines of what git said an error repeats."""


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without an outer git's variables."""
    inherited = {name: value for name, value in os.environ.items() if name not in LOCAL}
    return {**inherited, "LC_ALL": "C.UTF-8", **(extra or {})}


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


def follow(folder: Path, *arguments: str, tell: Callable[[str], None]) -> tuple[int, str]:
    """Run git in FOLDER and TELL each line of its words as it comes; return its exit status and the last lines.

    A line of progress that git writes over counts as a line.

    Raises:
        GitMissing: there is no git program.
    """
    import subprocess

    said: list[str] = []
    try:
        running = subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=environment(),
        )
    except FileNotFoundError as error:
        raise GitMissing from error
    with running as git:
        try:
            for line in git.stderr or ():
                said = [*said, line.strip()][-LAST_LINES:]
                tell(line.rstrip())
        except BaseException:
            git.terminate()
            raise
    return git.returncode, "\n".join(said)
