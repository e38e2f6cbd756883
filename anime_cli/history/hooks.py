"""The hooks of a repository, run as git runs them: libgit2 runs none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.errors import HookRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import CompletedProcess

    from anime_cli.history.repository import Repository


CHECKED = "ANIME_STORY_CHECKED"
"""The variable by which a hook knows that the command that runs it has settled what is wrong with the story."""


def present(repository: Repository, name: str) -> Path | None:
    """Return the hook NAME if there is one that may be run; core.hooksPath says where hooks are."""
    chosen = repository.setting("core.hookspath")
    folder = repository.folder / Path(chosen).expanduser() if chosen else repository.common_dir / "hooks"
    path = folder / name
    return path if path.is_file() and os.access(path, os.X_OK) else None


def ask(repository: Repository, name: str, *arguments: str, extra: Mapping[str, str] | None = None) -> bool:
    """Run the hook NAME, which may refuse; tell whether there is one.

    Raises:
        HookRefused: it ended with an error, or can't be run.
    """
    path = present(repository, name)
    if path is None:
        return False
    done = _run(repository, path, arguments, extra or {})
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    if done.returncode:
        raise HookRefused(name, path, said)
    if said:
        repository.notes.append(f"{name}: {said}")
    return True


def tell(repository: Repository, name: str, *arguments: str) -> None:
    """Run the hook NAME after the fact; what it says, and its failure, becomes a note."""
    try:
        ask(repository, name, *arguments)
    except HookRefused as refusal:
        repository.notes.append(f"The repository's {name} hook failed: {refusal.cause}")


def _run(
    repository: Repository, path: Path, arguments: tuple[str, ...], extra: Mapping[str, str]
) -> CompletedProcess[bytes]:
    import subprocess

    ours = {"GIT_DIR": str(repository.git_dir), "GIT_EDITOR": ":", CHECKED: "1"}
    variables = program.environment({**ours, **extra})
    try:
        return subprocess.run(
            [str(path), *arguments],
            cwd=repository.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=variables,
        )
    except OSError as error:
        raise HookRefused(path.name, path, error.strerror or str(error)) from error
