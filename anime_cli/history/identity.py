"""Who writes: what git was told, or a clear default."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.errors import GitFailed

if TYPE_CHECKING:
    import pygit2

    from anime_cli.history.repository import Repository

DEFAULT_NAME = "Writer"
DEFAULT_EMAIL = "writer@localhost"
HINT = (
    f"Git doesn't know your name yet, so commits are signed {DEFAULT_NAME} <{DEFAULT_EMAIL}>. "
    'Tell it: git config --global user.name "Your Name" and git config --global user.email you@example.org'
)


@dataclass(frozen=True, slots=True)
class Writer:
    """A person's name and address; `known` is False where git was told neither."""

    name: str
    email: str
    known: bool


def writer(repository: Repository, role: str = "AUTHOR") -> Writer:
    """Return who is the author or, with ROLE 'COMMITTER', the committer of what is made now."""
    given = []
    for part in ("name", "email"):
        words = [os.environ.get(f"GIT_{role}_{part.upper()}")]
        words += [repository.setting(key) for key in (f"{role.lower()}.{part}", f"user.{part}")]
        given.append(next((_clean(word) for word in words if word and _clean(word)), None))
    name, email = given
    return Writer(name or DEFAULT_NAME, email or DEFAULT_EMAIL, known=name is not None and email is not None)


def _clean(word: str) -> str:
    """Drop what git's objects can't hold in a name."""
    return "".join(letter for letter in word if letter not in "<>\n\0").strip(" .,:;'\"")


def signature(repository: Repository, role: str = "AUTHOR") -> pygit2.Signature:
    """Return the author or committer with the present time, or the one of GIT_AUTHOR_DATE and GIT_COMMITTER_DATE.

    Raises:
        GitFailed: that date can't be read.
    """
    import pygit2

    who = writer(repository, role)
    if not who.known and HINT not in repository.notes:
        repository.notes.append(HINT)
    if os.environ.get(f"GIT_{role}_DATE"):
        when, offset = _dated(repository, who, role)
        return pygit2.Signature(who.name, who.email, when, offset)
    now = int(time.time())
    return pygit2.Signature(who.name, who.email, now, (time.localtime(now).tm_gmtoff or 0) // 60)


def variables(repository: Repository, author: pygit2.Signature | None = None) -> dict[str, str]:
    """Return the environment that makes the git program sign as we would; AUTHOR is another's name and time."""
    found: dict[str, str] = {}
    for role in ("AUTHOR", "COMMITTER"):
        who = writer(repository, role)
        found |= {f"GIT_{role}_NAME": who.name, f"GIT_{role}_EMAIL": who.email}
    if author is not None:
        sign, minutes = "-" if author.offset < 0 else "+", abs(author.offset)
        when = f"@{author.time} {sign}{minutes // 60:02}{minutes % 60:02}"
        found |= {"GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email, "GIT_AUTHOR_DATE": when}
    return found


def _dated(repository: Repository, who: Writer, role: str) -> tuple[int, int]:
    extra = {f"GIT_{role}_NAME": who.name, f"GIT_{role}_EMAIL": who.email}
    done = program.run(repository.folder, "var", f"GIT_{role}_IDENT", extra=extra)
    if done.returncode:
        raise GitFailed(f"read GIT_{role}_DATE", done.stderr.decode(errors="replace"))
    *_, when, zone = done.stdout.decode().split()
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    return int(when), -minutes if zone.startswith("-") else minutes
