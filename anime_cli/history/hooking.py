"""Our hooks: small shell files that let git ask for the check of the whole story, which no merge of one file can make.

A hook that a person wrote is never touched. Ours carry a line by which they are known again.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.errors import WorldError
from anime_cli.history.hooks import CHECKED
from anime_cli.history.setup import Part, interpreter
from anime_cli.history.trouble import translated
from anime_cli.store.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from anime_cli.history.repository import Repository

NAMES = ("pre-commit", "pre-merge-commit", "post-merge")
OURS = "# Written by anime story setup --hooks; anime story setup --no-hooks removes it."
REFUSING = """\
case $found in 1 | 3)
\techo "The story has errors, so nothing was committed. To commit nevertheless: git commit --no-verify" >&2
\texit 1
esac"""
"""`anime story check` ends with 3 where it found an error, with 1 where a file can't be read."""

TELLING = 'case $found in 1 | 3) echo "The story that was brought in has errors." >&2 ;; esac'
GONE = "anime is gone, so the story was not checked: anime story setup --hooks"


class ForeignHook(WorldError):
    """A person's own hook stands where ours would."""

    def __init__(self, paths: Sequence[Path]) -> None:
        named = ", ".join(map(str, paths))
        super().__init__(
            f"There is a hook of your own: {named}. No hook was installed.",
            hint="Let your hook call: anime story check",
        )


class SharedHooks(WorldError):
    """core.hooksPath names a folder that is not this repository's own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"core.hooksPath names {folder}, which other repositories may share. No hook was changed.",
            hint="git config --local core.hooksPath .git/hooks, then again: anime story setup --hooks",
        )


def text(name: str) -> str:
    """Return the hook NAME. It checks the files as they stand and says nothing where no error is in them.

    Where `anime` is gone it says so and lets git go on. A command of ours that made the story anew, as a merge does,
    has checked what results before its files stand.
    """
    python = shlex.quote(interpreter())
    verdict = TELLING if name == "post-merge" else REFUSING
    return f"""\
#!/bin/sh
{OURS}
[ -f story.yaml ] || exit 0
[ -z "${CHECKED}" ] || exit 0
[ -x {python} ] || {{ echo "{GONE}" >&2; exit 0; }}
said=$({python} -P -m anime_cli story check 2>&1)
found=$?
[ $found -ne 0 ] || exit 0
printf '%s\\n' "$said" >&2
{verdict}
exit 0
"""


def folder_of(repository: Repository) -> Path:
    """Return where git looks for this repository's hooks; core.hooksPath rules.

    Raises:
        SharedHooks: that is a folder outside the repository.
    """
    chosen = repository.setting("core.hookspath")
    if not chosen:
        return repository.common_dir / "hooks"
    folder = Path(os.path.normpath(repository.folder / Path(chosen).expanduser()))
    if not any(folder.is_relative_to(own) for own in (repository.folder, repository.common_dir)):
        raise SharedHooks(folder)
    return folder


def inspected(repository: Repository, *, wanted: bool) -> Iterator[Part]:
    """Say of each hook what it is like now; one that is not there is missing only where it is WANTED."""
    folder = folder_of(repository)
    for name in NAMES:
        found = _read(folder / name)
        if found is None:
            if wanted:
                yield Part(f"hook {name}", "missing")
        elif OURS not in found:
            yield Part(f"hook {name}", "missing" if wanted else "ok", "your own")
        else:
            yield Part(f"hook {name}", "ok" if found == text(name) else "outdated")


def install(repository: Repository) -> tuple[Part, ...]:
    """Write our hooks, all or none.

    Raises:
        ForeignHook: a person's own hook stands there.
        SharedHooks, ReadOnlyFolder: as they say.
    """
    folder = folder_of(repository)
    foreign = [folder / name for name in NAMES if OURS not in (_read(folder / name) or OURS)]
    if foreign:
        raise ForeignHook(foreign)
    return tuple(_installed(repository, folder / name) for name in NAMES)


def _installed(repository: Repository, path: Path) -> Part:
    label, wanted = f"hook {path.name}", text(path.name)
    if _read(path) == wanted and os.access(path, os.X_OK):
        return Part(label, "ok")
    with translated("install a hook", repository.git_dir):
        write_whole(path, wanted.encode())
        path.chmod(0o755)
    return Part(label, "set", str(path))


def remove(repository: Repository) -> tuple[Part, ...]:
    """Remove those of our hooks that are there.

    Raises:
        SharedHooks, ReadOnlyFolder: as they say.
    """
    folder = folder_of(repository)
    gone = [name for name in NAMES if OURS in (_read(folder / name) or "")]
    with translated("remove a hook", repository.git_dir):
        for name in gone:
            (folder / name).unlink()
    return tuple(Part(f"hook {name}", "removed") for name in gone)


def _read(path: Path) -> str | None:
    """Return the hook at PATH, None where there is none; a link counts as one, wherever it leads."""
    if not path.is_file():
        return "" if path.is_symlink() else None
    return path.read_text("utf-8", "replace")
