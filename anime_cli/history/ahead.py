"""Working ahead for the merge driver: the first file that a git process asks for pays for all of them.

Git starts the driver once a file, and a start costs more than a merge. So the first call looks which commits this git
process is bringing together, merges every document that both changed, and leaves the results for `driver.sh`, which
needs no Python to find them. A result is found by the hashes of the three versions that it was made from, and a merge
depends on nothing else: a wrong guess costs time, never a wrong answer. Where there is nothing to guess by, each
file is merged when git asks for it.

Results stand in `<git common dir>/anime/driver/<process id of git>/` and may be deleted at any time.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.history import program
from anime_cli.history.driver import Doubt, Versions, answer, plain_line
from anime_cli.history.running import Sides, inherited, under_way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

BLOB = re.compile(r":(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([AMT])")
REGULAR = frozenset({"100644", "100755"})
PATH = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)?")
MOST = 2_000
"""More files than this are not worked out ahead."""

MOST_WORKERS, ENOUGH = 4, 8
"""How many processes work at most, and how many files are worth one."""


class Blobs(NamedTuple):
    """One file's blobs in the three commits."""

    base: str
    ours: str
    theirs: str


def work_ahead(folder: Path, asked: str) -> None:
    """Leave in FOLDER, named by git's process id, what git will ask for next; the file ASKED for now is left out."""
    sides = under_way(folder.name)
    if sides is None or not _first(folder, sides):
        return
    _sweep(folder)
    names = {path: blobs for path, blobs in changed_by_both(sides).items() if path != asked}
    if len(names) <= MOST:
        _leave_all(folder, _read(names), names)


def _read(names: Mapping[str, Blobs]) -> dict[str, Versions]:
    """Return the three versions of each file, where git has all of them."""
    contents = _contents({name for blobs in names.values() for name in blobs})
    whole = {path: blobs for path, blobs in names.items() if contents.keys() >= set(blobs)}
    return {path: Versions(*(contents[name] for name in blobs)) for path, blobs in whole.items()}


def changed_by_both(sides: Sides) -> dict[str, Blobs]:
    """Return the documents of a story that both sides changed, each in its own way; None of them is a link."""
    ours, theirs = (_changes(sides.base, side) for side in (sides.ours, sides.theirs))
    found = {}
    for path in sorted(ours.keys() & theirs.keys()):
        (before, mine), (_, other) = ours[path], theirs[path]
        if mine != other:
            found[path] = Blobs(before, mine, other)
    return found


def _changes(base: str, side: str) -> dict[str, tuple[str, str]]:
    """Return the blobs before and after of each document that SIDE changed or added, the empty blob for none before."""
    from anime_cli.model.kinds import kind_of

    done = program.run(Path(), "diff-tree", "-r", "-z", "--no-renames", base, side, extra=inherited())
    parts = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    found = {}
    for line, path in zip(parts[0::2], parts[1::2], strict=False):
        blob = BLOB.fullmatch(line)
        if blob and blob[2] in REGULAR and PATH.fullmatch(path) and kind_of(path) is not None:
            found[path] = (_empty(blob[3]) if blob[1] == "000000" else blob[3], blob[4])
    return found


def _empty(like: str) -> str:
    """Return the name of the empty blob, in the kind of hash that LIKE is."""
    import hashlib

    kind = "sha1" if len(like) == hashlib.sha1(usedforsecurity=False).digest_size * 2 else "sha256"
    return hashlib.new(kind, b"blob 0\0", usedforsecurity=False).hexdigest()


def _contents(names: Iterable[str]) -> dict[str, bytes]:
    """Return the content of each blob that git has."""
    wanted = sorted(names)
    given = "".join(f"{name}\n" for name in wanted).encode()
    return dict(_cut(program.output(Path(), "cat-file", "--batch", given=given, extra=inherited()), wanted))


def _cut(said: bytes, wanted: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield each blob of git's answer: a line `<name> blob <size>`, the content, a line break."""
    at = 0
    for name in wanted:
        end = said.index(b"\n", at)
        words = said[at:end].split()
        at = end + 1
        if words[-1] == b"missing":
            continue
        size = int(words[-1])
        yield name, said[at : at + size]
        at += size + 1


def _leave_all(folder: Path, files: Mapping[str, Versions], names: Mapping[str, Blobs]) -> None:
    """Leave the merges of FILES in FOLDER, worked out by as many processes as are of use."""
    import anime_cli.merge.engine  # noqa: F401  # loaded once, before the processes part

    paths = sorted(files)
    workers = min(os.cpu_count() or 1, MOST_WORKERS, 1 + len(paths) // ENOUGH)
    shares = [{path: files[path] for path in paths[number::workers]} for number in range(workers)]
    children = [_apart(folder, share, names) for share in shares[1:]]
    _leave_each(folder, shares[0], names)
    for child in children:
        os.waitpid(child, 0)


def _apart(folder: Path, files: Mapping[str, Versions], names: Mapping[str, Blobs]) -> int:
    """Let a process of its own leave the merges of FILES; return its id."""
    child = os.fork()
    if child:
        return child
    try:
        _leave_each(folder, files, names)
    finally:
        os._exit(0)


def _leave_each(folder: Path, files: Mapping[str, Versions], names: Mapping[str, Blobs]) -> None:
    for path, versions in files.items():
        _leave(folder / path / "-".join(names[path]), versions, path)


def _leave(target: Path, versions: Versions, path: str) -> None:
    """Leave the merge of VERSIONS at TARGET; what is doubtful is left to be asked for."""
    try:
        found = answer(versions, path)
    except Doubt:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if found.said:
        said = "".join(f"{plain_line(line)}\n" for line in found.said)
        target.with_name(f"{target.name}.said").write_text(said, "utf-8")
    part = target.with_name(f"{target.name}.part")
    part.write_bytes(found.data)
    part.replace(target)


def _first(folder: Path, sides: Sides) -> bool:
    """Tell whether this is the first call about SIDES of this git process, and leave a trace that it was."""
    trace = folder / f"{'-'.join(sides)}.begun"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trace.touch(exist_ok=False)
    except OSError:
        return False
    return True


def _sweep(own: Path) -> None:
    """Remove what git processes that ended left behind."""
    for folder in own.parent.iterdir():
        if folder != own and not _runs(folder.name):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True
