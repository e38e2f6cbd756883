"""The merge driver: what git asks for one file that both sides changed.

Git calls `anime merge-driver %O %A %B %L %P` (by way of `driver.sh`) and reads the exit code: 0, %A holds the merged
file; 1, %A holds what a person has to look at; above 128, the call was wrong. A conflict leaves valid YAML with
`!conflict` marks. Wherever there is a doubt, because a version can't be read or the merge itself fails, %A gets what
git would have written without a driver, and the answer is 1.

Nothing here needs libgit2, and nothing heavy is imported: git waits for it.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anime_cli.errors import AnimeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.merge.conflicts import MergeConflict

MERGED, UNSETTLED, MISUSED = 0, 1, 129
INNER = 9
"""The marker size from which git is merging common ancestors with each other; nobody sees the result."""


class Versions(NamedTuple):
    """A document in the base and on both sides; an empty base is none: git gives it where both sides added the file."""

    base: bytes
    ours: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What git asks: the files that hold base, ours and theirs, the size of its marks, the path in the story."""

    base: Path
    ours: Path
    theirs: Path
    size: int
    path: str

    def read(self) -> Versions:
        """Return the three versions."""
        return Versions(*(file.read_bytes() for file in (self.base, self.ours, self.theirs)))

    @property
    def inner(self) -> bool:
        """Tell whether git is merging common ancestors, so that there is nobody to speak to."""
        return self.size >= INNER


@dataclass(frozen=True, slots=True)
class Answer:
    """A merged file and what is to be said about its conflicts, a line each."""

    data: bytes
    said: tuple[str, ...] = ()


class Doubt(AnimeError):
    """A file that is not merged in story terms, and why."""


def merge_driver(arguments: Sequence[str]) -> int:
    """Answer git: %O %A %B %L %P and, from `driver.sh`, the folder for files worked out ahead. Return the exit code."""
    if len(arguments) not in {5, 6} or not arguments[3].isdigit():
        sys.stderr.write("Usage: anime merge-driver %O %A %B %L %P\n")
        return MISUSED
    gc.disable()  # the process ends before there is anything to gain
    base, ours, theirs, size, path = arguments[:5]
    asked = Asked(Path(base), Path(ours), Path(theirs), int(size), path)
    return _answered(asked, Path(arguments[5]) if arguments[5:] else None)


def _answered(asked: Asked, folder: Path | None) -> int:
    """Put the merged file into %A; whatever goes wrong on the way, git's own merge of the lines is there instead."""
    from anime_cli.model.kinds import kind_of

    if kind_of(asked.path) is None:
        return _by_lines(asked)
    answered = False
    try:
        if folder is not None and not asked.inner:
            _work_ahead(folder, asked)
        found = answer(asked.read(), asked.path)
        _put(asked.ours, found.data)
        answered = True
    except Doubt as doubt:
        _say(asked, (f"{asked.path} could not be merged as part of the story, only line by line. {doubt.cause}",))
        _say(asked, (f"Read it, then: git add {asked.path}",))
        return UNSETTLED
    finally:
        if not answered:
            _by_lines(asked)
    _say(asked, found.said)
    return UNSETTLED if found.said else MERGED


def _work_ahead(folder: Path, asked: Asked) -> None:
    """Work out the other files of the same merge, once for each git process that asks; none if git is no help."""
    from anime_cli.history.ahead import work_ahead

    with suppress(AnimeError):
        work_ahead(folder, asked.path)


def answer(versions: Versions, path: str) -> Answer:
    """Merge the document of a story at PATH.

    Raises:
        Doubt: a version can't be read, or the merge can't be written.
    """
    from anime_cli.merge.engine import merge_document

    try:
        base, ours, theirs = (data.decode("utf-8") for data in versions)
        merged = merge_document(base or None, ours, theirs, path, prefix=prefix_of(path))
    except (AnimeError, UnicodeDecodeError) as error:
        raise Doubt("The file was not merged.", cause=str(error)) from error
    if merged.text is None:
        raise Doubt("The file was not merged.", cause="The merge would delete it.")
    return Answer(merged.text.encode(), tuple(map(sentence, merged.conflicts)))


def prefix_of(path: str) -> str:
    """Return what the names of conflicts in the file at PATH begin with, in no other file: `scene-rain-`."""
    from anime_cli.model.kinds import kind_of

    kind, name = kind_of(path) or ("file", path)
    return f"{kind}-" if kind == name else f"{kind}-{name}-"


def sentence(conflict: MergeConflict) -> str:
    """Tell of a conflict on one line, with the command that shows it whole."""
    field = f", {conflict.field}" if conflict.field else ""
    return f"Conflict {conflict.id}: {conflict.entity}{field}. {conflict.reason} See: anime story conflicts"


def _say(asked: Asked, lines: Sequence[str]) -> None:
    """Write LINES for the person who called git; control characters of a story steer no terminal."""
    if not asked.inner:
        sys.stderr.write("".join(f"{plain_line(line)}\n" for line in lines))


def plain_line(text: str) -> str:
    """Return TEXT on one line, every character that can't be printed replaced."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in " ".join(text.split()))


def _put(target: Path, data: bytes) -> None:
    """Write DATA to TARGET, whole or not at all."""
    part = target.with_name(f"{target.name}.anime")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _by_lines(asked: Asked) -> int:
    """Let git merge the lines, as it does where there is no driver."""
    from anime_cli.history import program

    names = [option for name in ("ours", "base", "theirs") for option in ("-L", name)]
    files = [str(file) for file in (asked.ours, asked.base, asked.theirs)]
    done = program.run(Path(), "merge-file", "-q", f"--marker-size={asked.size}", *names, *files)
    return UNSETTLED if done.returncode else MERGED


def diff_text(arguments: Sequence[str]) -> int:
    """Write the document in the file that ARGUMENTS name as `git diff` shows it; one that can't be read as it is.

    `--form=N` only tells git's cache one form of these lines from another.
    """
    names = [word for word in arguments if not word.startswith("--form=")]
    if len(names) != 1:
        sys.stderr.write("Usage: anime diff-text FILE\n")
        return MISUSED
    from anime_cli.merge.rendering import rendered

    data = Path(names[0]).read_bytes()
    with suppress(AnimeError, UnicodeDecodeError):
        data = rendered(data.decode("utf-8")).encode()
    sys.stdout.buffer.write(data)
    return 0
