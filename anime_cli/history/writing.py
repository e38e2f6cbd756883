"""Writing a file of the work tree: in one step, and only over what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.history import worktree
from anime_cli.history.effects import Effects
from anime_cli.history.errors import ChangedMeanwhile
from anime_cli.history.paths import plain_file
from anime_cli.history.trouble import translated
from anime_cli.history.undo import recording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.history.effects import Entry, Pair
    from anime_cli.history.repository import Repository


def write_file(repository: Repository, path: str, data: bytes | None, expected: str | None) -> None:
    """Write DATA to PATH, or with None remove it, if the file still has the hash EXPECTED; None means no file.

    Raises:
        ChangedMeanwhile: the file is not what was expected; it is left alone.
        UnsafePath: the path leads out of the story or through a link.
        ReadOnlyFolder: it can't be written.
    """
    write_files(repository, {path: data}, {path: expected})


def write_files(
    repository: Repository, contents: Mapping[str, bytes | None], expected: Mapping[str, str | None]
) -> None:
    """Write several files, all or none; a path that EXPECTED lacks must not be there yet.

    Raises:
        ChangedMeanwhile, UnsafePath, ReadOnlyFolder: as `write_file`; nothing is written then.
    """
    with recording(repository, "edit", tuple(contents)) as change, translated("write", repository.git_dir):
        files: dict[str, Pair[Entry | None]] = {}
        for path, data in contents.items():
            plain_file(repository.folder, path)
            before = worktree.kept(repository, path)
            if (before.id if before else None) != expected.get(path):
                raise ChangedMeanwhile(path)
            mode = before.mode if before else worktree.PLAIN
            files[path] = (before, None if data is None else worktree.stored(repository, data, mode))
        change.perform(Effects(files=files), "anime: edit")
