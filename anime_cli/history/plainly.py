"""Files that are no documents of a story (README, pictures), merged as git itself merges them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.snapshot import LINK, SUBMODULE
from anime_cli.history.worktree import content

if TYPE_CHECKING:
    from anime_cli.history.effects import Entry
    from anime_cli.history.repository import Repository
    from anime_cli.history.threeway import Three

MOST_CONFLICTS = 127
"""`git merge-file` ends with the number of its conflicts up to this, and with more where it can't merge at all."""


def merge_plainly(repository: Repository, path: str, three: Three, names: tuple[str, str]) -> tuple[bytes | None, bool]:
    """Merge the file at PATH line by line; return its content and whether it is clean.

    Where changes meet, the content holds both between git's marks, labelled with NAMES; what can't be merged by lines
    (a picture, a link, a file that one side removed) is left as ours, or as theirs where ours is gone.
    """
    base, ours, theirs = (_data(repository, entry) for entry in three)
    if ours == theirs:
        return ours, True
    if ours is None or theirs is None:
        return (theirs if ours is None else ours), False
    if any(entry and entry.mode in {LINK, SUBMODULE} for entry in three) or b"\0" in ours + theirs:
        return ours, False
    if repository.handle.get_attr(path, "merge") in {False, "binary"}:
        return ours, False
    return _lines(repository, path, (ours, base or b"", theirs), names)


def _data(repository: Repository, entry: Entry | None) -> bytes | None:
    if entry is None:
        return None
    return entry.id.encode() if entry.mode == SUBMODULE else content(repository, entry.id)


def _lines(
    repository: Repository, path: str, versions: tuple[bytes, bytes, bytes], names: tuple[str, str]
) -> tuple[bytes, bool]:
    union = ["--union"] if repository.handle.get_attr(path, "merge") == "union" else []
    with TemporaryDirectory(prefix="anime-") as folder:
        files = [str(Path(folder) / name) for name in ("ours", "base", "theirs")]
        for name, data in zip(files, versions, strict=True):
            Path(name).write_bytes(data)
        labels = ["-L", names[0], "-L", "base", "-L", names[1]]
        done = program.run(repository.folder, "merge-file", "-p", *union, *labels, *files)
    if done.returncode > MOST_CONFLICTS:
        return versions[0], False
    return done.stdout, done.returncode == 0
