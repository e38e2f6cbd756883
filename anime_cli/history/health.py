"""What of git a person's machine has: the program, and who git says they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.history import identity, program
from anime_cli.history.errors import GitFailed, RepositoryRefused

if TYPE_CHECKING:
    from anime_cli.history.repository import Repository

OLDEST = (2, 11)
"""The first git that shows a file as its filters make it (`cat-file --filters`)."""


class GitTooOld(RepositoryRefused):
    """The git program lacks what is asked of it."""

    def __init__(self, version: str) -> None:
        oldest = ".".join(map(str, OLDEST))
        super().__init__(f"git {version} is older than {oldest}.", hint=f"Install git {oldest} or newer.")


def git_version() -> str:
    """Return the version of the git program, such as 2.39.5.

    Raises:
        GitMissing, GitTooOld: there is none, or none that does.
        GitFailed: what calls itself git tells no version.
    """
    said = program.output(Path(), "--version").decode(errors="replace").strip()
    found = re.search(r"\d+(?:\.\d+)+", said)
    if found is None:
        raise GitFailed("tell its version", said)
    if tuple(map(int, found[0].split(".")))[:2] < OLDEST:
        raise GitTooOld(found[0])
    return found[0]


def writer(repository: Repository | None) -> identity.Writer:
    """Return who writes; outside of a story, who git would say it is.

    Raises:
        GitMissing: there is no git program to be asked.
    """
    if repository is not None:
        return identity.writer(repository)
    name, email = (_asked(key) for key in ("user.name", "user.email"))
    known = bool(name and email)
    return identity.Writer(name or identity.DEFAULT_NAME, email or identity.DEFAULT_EMAIL, known=known)


def _asked(key: str) -> str:
    return program.run(Path(), "config", "--get", key).stdout.decode(errors="replace").strip()
