"""Files of the work tree as entries: what stands there now, and putting another content in its place."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.effects import Entry
from anime_cli.history.errors import ChangedMeanwhile, UnsafePath
from anime_cli.history.paths import inside
from anime_cli.history.snapshot import LINK, SUBMODULE, blob_id

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from anime_cli.history.effects import Pair
    from anime_cli.history.repository import Repository

PLAIN = 0o100644
PROGRAM = 0o100755
FILTERS = ("filter", "ident", "working-tree-encoding")
CARRIAGE_RETURNS = (("core.autocrlf", frozenset({"true", "yes", "on", "1"})), ("core.eol", frozenset({"crlf"})))
FALSE = frozenset({"false", "no", "off", "0"})


def standing(repository: Repository, path: str) -> tuple[Entry, bytes] | None:
    """Return the entry and the raw bytes that stand at PATH now; None where there is no file.

    Raises:
        UnsafePath: the path leads out of the story or through a link.
    """
    target = inside(repository.folder, path)
    try:
        found = target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISLNK(found.st_mode):
        data = os.fsencode(target.readlink())
        return Entry(LINK, blob_id(data)), data
    if not stat.S_ISREG(found.st_mode):
        return None
    data = target.read_bytes()
    return Entry(PROGRAM if found.st_mode & 0o100 and has_modes(repository) else PLAIN, blob_id(data)), data


def has_modes(repository: Repository) -> bool:
    """Tell whether the disk says which files are programs; where it can't, git keeps what it knows."""
    return (repository.setting("core.filemode") or "true").lower() not in FALSE


def now(repository: Repository, path: str) -> Entry | None:
    """Return the entry that stands at PATH now."""
    found = standing(repository, path)
    return found[0] if found else None


def kept(repository: Repository, path: str) -> Entry | None:
    """Return the entry that stands at PATH now, its content safe in git."""
    found = standing(repository, path)
    if found is None:
        return None
    entry, data = found
    if entry.id not in repository.handle:
        repository.handle.create_blob(data)
    return entry


def stored(repository: Repository, data: bytes, mode: int = PLAIN) -> Entry:
    """Put DATA into git and return its entry."""
    return Entry(mode, str(repository.handle.create_blob(data)))


def content(repository: Repository, name: str) -> bytes:
    """Return the bytes of the blob NAME, which git has."""
    import pygit2

    found = repository.handle[name]
    assert isinstance(found, pygit2.Blob)
    return found.data


class Disk:
    """How files look in the work tree; git is asked once for each setting and for each path."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._modes = has_modes(repository)
        settings = ((repository.setting(key) or "", values) for key, values in CARRIAGE_RETURNS)
        self._returns = any(found.lower() in values for found, values in settings)
        self._dressed: dict[str, bool] = {}

    def raw(self, path: str, entry: Entry | None) -> Entry | None:
        """Return ENTRY of a tree as it stands at PATH: with line ends and filters as git would write it."""
        if entry is None or entry.mode in {LINK, SUBMODULE}:
            return entry
        mode = entry.mode if self._modes else PLAIN
        if not self.dressed(path):
            return Entry(mode, entry.id)
        repository = self._repository
        data = program.output(repository.folder, "cat-file", "--filters", f"--path={path}", entry.id)
        return stored(repository, data, mode)

    def dressed(self, path: str) -> bool:
        """Tell whether the file at PATH may look different in the work tree than in git."""
        if self._returns:
            return True
        if path not in self._dressed:
            asked = self._repository.handle.get_attr
            filtered = any(asked(path, name) not in {None, False} for name in FILTERS)
            self._dressed[path] = filtered or asked(path, "eol") == "crlf"
        return self._dressed[path]


def raw(repository: Repository, path: str, entry: Entry | None) -> Entry | None:
    """Return ENTRY of a tree as it stands in the work tree at PATH."""
    return Disk(repository).raw(path, entry)


def cleaned(repository: Repository, path: str) -> Entry | None:
    """Return the file at PATH as git would commit it, its content safe in git; None where there is none."""
    found = standing(repository, path)
    if found is None:
        return None
    entry, data = found
    mode = entry.mode if entry.mode == LINK or has_modes(repository) else _known_mode(repository, path)
    if entry.mode == LINK or not (b"\r\n" in data or Disk(repository).dressed(path)):
        return stored(repository, data, mode)
    done = program.output(repository.folder, "hash-object", "-w", "--stdin", f"--path={path}", given=data)
    return Entry(mode, done.decode().strip())


def _known_mode(repository: Repository, path: str) -> int:
    index = repository.handle.index
    return PROGRAM if path in index and int(index[path].mode) == PROGRAM else PLAIN


def place_all(repository: Repository, files: Mapping[str, Pair[Entry | None]]) -> None:
    """Take each path from its first entry to its second, removals first, so that a folder may become a file.

    Every file is written beside the work tree before any is put in its place by a new name: a disk without room
    refuses while nothing is changed, and whoever looks sees the old bytes or the new ones.
    What stands there is looked at again at the last moment, for somebody may have saved it meanwhile.

    Raises:
        ChangedMeanwhile: something else stands at a path; what stands there stays.
        UnsafePath: a folder, or a link, stands in the way.
    """
    scratch = _scratch(repository)
    wanted = {path: after for path, (_, after) in files.items() if after is not None and after.mode != SUBMODULE}
    parts = {path: scratch / f"{os.getpid()}-{number}" for number, path in enumerate(wanted)}
    try:
        for path, entry in wanted.items():
            _write(parts[path], content(repository, entry.id), entry.mode)
        _remove_all(repository, files)
        for path, part in parts.items():
            if _to_change(repository, path, *files[path]):
                _place(repository, path, part)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _remove_all(repository: Repository, files: Mapping[str, Pair[Entry | None]]) -> None:
    for path, (before, after) in files.items():
        if after is None and _to_change(repository, path, before, after):
            _remove(repository.folder, inside(repository.folder, path))


def _to_change(repository: Repository, path: str, before: Entry | None, after: Entry | None) -> bool:
    standing_now = now(repository, path)
    if standing_now not in {before, after}:
        raise ChangedMeanwhile(path)
    return standing_now != after


def _scratch(repository: Repository) -> Path:
    """Return the folder for files on their way, without what a killed process left there."""
    folder = repository.state_dir / "writing"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        left.unlink(missing_ok=True)
    return folder


def _remove(folder: Path, target: Path) -> None:
    if target.is_dir() and not target.is_symlink():
        return
    target.unlink(missing_ok=True)
    with suppress(OSError):
        while (target := target.parent) != folder:
            target.rmdir()


def _place(repository: Repository, path: str, part: Path) -> None:
    target = inside(repository.folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        _clear(path, target)
    renamed(part, target)


def _clear(path: str, target: Path) -> None:
    try:
        target.rmdir()
    except OSError as error:
        raise UnsafePath(path, "A folder that is not empty stands there.") from error


def _write(part: Path, data: bytes, mode: int) -> None:
    part.unlink(missing_ok=True)
    if mode == LINK:
        part.symlink_to(os.fsdecode(data))
        return
    bits = 0o777 if mode == PROGRAM else 0o666
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, bits), "wb") as out:
        out.write(data)


def renamed(part: Path, target: Path) -> None:
    """Move PART to TARGET in one step, by way of a file beside it where the two stand on different disks."""
    try:
        part.replace(target)
    except OSError as error:
        import errno
        import shutil

        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        shutil.copy2(part, beside, follow_symlinks=False)
        beside.replace(target)
        part.unlink()
