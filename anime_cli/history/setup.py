"""What a clone needs so that plain git merges and shows a story: lines in .gitattributes and settings of its own.

The lines travel with the story. The settings name programs of this machine, so git never takes them from elsewhere:
each clone needs them once, and again when the environment of `anime` moves. Where the lines name a driver that is not
set, git falls back to merging lines, without a word.
"""

from __future__ import annotations

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anime_cli.history import attributes
from anime_cli.history.trouble import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pygit2

    from anime_cli.history.repository import Repository

STUB = Path(__file__).with_name("driver.sh")
SECTION = re.compile(r'^\[merge "anime"\]\n(?:[ \t].*\n)*?[ \t]*driver = (.*)$', re.MULTILINE)
NAMED = re.compile(r"if \[ -r '?(/[^;']+)'? \]; then anime='?(/[^;']+)'?;")
"""The shell file and the Python that the driver names; a path with a quote in it is not looked for."""

UNSET = "This clone lacks the story's merge driver, so git would merge scenes line by line: anime story setup"
GONE = "The merge driver of this clone is gone from where it was set up, so git can't use it: anime story setup"


@dataclass(frozen=True, slots=True)
class Part:
    """A thing a clone needs. `state` is 'ok', 'missing', 'outdated', 'set' (done just now) or 'removed'."""

    name: str
    state: str
    detail: str = ""

    @property
    def wanting(self) -> bool:
        """Tell whether something is still to be done."""
        return self.state in {"missing", "outdated"}


def settings() -> dict[str, str]:
    """Return the settings of a clone, by key; they name this Python and this package."""
    from anime_cli.merge.rendering import FORM

    python = shlex.quote(interpreter())
    return {
        "merge.anime.name": "a story's documents, merged in story terms",
        "merge.anime.driver": _driver(python, shlex.quote(str(STUB))),
        "diff.anime.textconv": f"{python} -P -m anime_cli diff-text --form={FORM}",
        "diff.anime.cachetextconv": "true",
        "diff.anime.xfuncname": "^( *- .*|[^ -].*)$",
    }


def interpreter() -> str:
    """Return the Python of this environment, under one name however this process was started."""
    one = Path(sys.executable).with_name("python3")
    return str(one) if one.is_file() else sys.executable


def _driver(python: str, stub: str) -> str:
    """Return the shell words that git runs for a file; where the package is gone they merge its lines and say so."""
    gone = "anime: the merge driver is gone, so $5 was merged by its lines only. Read it, then: git add $5"
    lines = 'git merge-file -q --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"'
    python, stub = (text.replace("%", "%%") for text in (python, stub))
    return (
        f"set -- %O %A %B %L %P; if [ -r {stub} ]; then anime={python}; . {stub}; "
        f'else echo "{gone}. To mend it: anime story setup" >&2; {lines}; exit 1; fi'
    )


def inspected(repository: Repository) -> Iterator[Part]:
    """Say of each part what it is like now."""
    lacking = attributes.missing(repository)
    yield Part(attributes.FILE, "missing" if lacking else "ok", ", ".join(lacking))
    found = _found(repository)
    for key, wanted in settings().items():
        state = "missing" if key not in found else "ok" if found[key] == wanted else "outdated"
        yield Part(key, state)


def _found(repository: Repository) -> dict[str, str]:
    config = _config(repository)
    return {key: str(config[key]) for key in settings() if key in config}


def _config(repository: Repository) -> pygit2.Config:
    """Return the repository's own configuration, which linked work trees share."""
    import pygit2

    return pygit2.Config(str(repository.common_dir / "config"))


def configure(repository: Repository) -> None:
    """Write the settings into this repository's own configuration.

    Raises:
        ReadOnlyFolder, GitFailed: the configuration can't be written.
    """
    found = _found(repository)
    config = _config(repository)
    with translated("set the merge driver", repository.git_dir):
        for key, value in settings().items():
            if found.get(key) != value:
                config[key] = value


def complete_attributes(repository: Repository) -> bool:
    """Add the lines that .gitattributes lacks, after the person's own; tell whether any was. Nothing is committed.

    Raises:
        UnsafePath, ReadOnlyFolder: the file can't be written.
    """
    from anime_cli.history.snapshot import read_file
    from anime_cli.history.writing import write_file

    lacking = attributes.missing(repository)
    if lacking:
        there = (repository.folder / attributes.FILE).exists()
        data, expected = read_file(repository, attributes.FILE) if there else (b"", None)
        text = attributes.completed(data.decode("utf-8", "surrogateescape"), lacking)
        write_file(repository, attributes.FILE, text.encode("utf-8", "surrogateescape"), expected)
    return bool(lacking)


def warnings(repository: Repository) -> tuple[str, ...]:
    """Return what the person should know about this clone, in a sentence; it costs reading two small files."""
    if not attributes.names_driver(repository):
        return ()
    try:
        written = (repository.common_dir / "config").read_text("utf-8", "replace")
    except OSError:
        return ()
    match = SECTION.search(written)
    if match is None:
        return () if repository.setting("merge.anime.driver") else (UNSET,)
    named = NAMED.search(match[1].replace("%%", "%"))
    return (GONE,) if named and not all(Path(path).is_file() for path in named.groups()) else ()
