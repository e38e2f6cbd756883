"""Other merges on the same pairs: git, with prose laid out in three ways, and nbdime's engine for data in general.

Both get the documents as clean as can be: what a side did to quotes, wrapping and comments is taken out before.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from engines import spoken
from meaning import data
from scoring import Outcome
from scribe import Style, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from case import Case

LAYOUTS = {
    "git, a field a line": Style(prose="line"),
    "git, a sentence a line": Style(prose="literal"),
    "git, wrapped at 80": Style(prose="folded", width=80),
}
_SIDES = ("base", "ours", "theirs")


@lru_cache(maxsize=8192)
def laid_out(text: str, path: str, style: Style) -> str:
    """Return the document TEXT in STYLE, without its comments."""
    return written(data(text, path), style)


@dataclass(frozen=True, slots=True)
class Git:
    """Plain git: `git merge-tree` on commits that hold every document, in one layout of prose."""

    style: Style

    def __call__(self, cases: Sequence[Case]) -> list[Outcome]:
        """Merge all CASES."""
        import pygit2

        with tempfile.TemporaryDirectory() as folder:
            _git(folder, ["init", "--quiet", "--bare", "."])
            _git(folder, ["fast-import", "--quiet"], "".join(self._stream(cases)))
            names = "".join(f"o{at} t{at}\n" for at in range(len(cases)))
            merged = _git(folder, ["merge-tree", "--stdin"], names)
            repository = pygit2.Repository(folder)
            return [Outcome(_texts(repository, tree), asked) for asked, tree in _records(merged)]

    def _stream(self, cases: Sequence[Case]) -> Iterator[str]:
        marks: dict[str, int] = {}
        for at, case in enumerate(cases):
            for side in _SIDES:
                texts = {path: laid_out(text, path, self.style) for path, text in getattr(case, side).items()}
                for text in texts.values():
                    if text not in marks:
                        marks[text] = len(marks) + 1
                        yield f"blob\nmark :{marks[text]}\ndata {len(text.encode())}\n{text}\n"
                parent = "" if side == "base" else f"from refs/heads/b{at}\n"
                yield f"commit refs/heads/{side[0]}{at}\ncommitter a <a@b> 0 +0000\ndata 1\nx\n{parent}deleteall\n"
                yield from (f"M 100644 :{marks[text]} {path}\n" for path, text in texts.items())
                yield "\n"


def _git(folder: str, arguments: list[str], given: str = "") -> str:
    call = ["git", "-C", folder, *arguments]
    clean = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": _path()}
    done = subprocess.run(call, input=given.encode(), capture_output=True, check=True, env=clean)
    return done.stdout.decode()


def _path() -> str:
    import os

    return os.environ.get("PATH", os.defpath)


def _records(merged: str) -> Iterator[tuple[bool, str]]:
    """Yield of each merge whether it has conflicts, and its tree."""
    fields = iter(merged.split("\0"))
    for status in fields:
        if not status:
            return
        tree = next(fields)
        if status == "1":
            next(fields)
        else:
            while next(fields):
                pass
            while count := next(fields):
                for _ in range(int(count) + 2):
                    next(fields)
        yield status == "0", tree


def _texts(repository: Any, tree: str) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(entries: Any, folder: str) -> None:
        for entry in entries:
            if entry.type_str == "tree":
                walk(entry, f"{folder}{entry.name}/")
            else:
                found[folder + entry.name] = entry.data.decode()

    walk(repository[tree], "")
    return found


def nbdime(cases: Sequence[Case]) -> list[Outcome]:
    """Merge all CASES with nbdime's engine, each document as plain data."""
    return [_nbdime(case) for case in cases]


def _nbdime(case: Case) -> Outcome:
    from nbdime.merging.decisions import apply_decisions
    from nbdime.merging.generic import decide_merge

    base, ours, theirs = (_whole(getattr(case, side)) for side in _SIDES)
    decisions = decide_merge(base, ours, theirs)
    asked = any(each.conflict for each in decisions)
    merged = base if asked else apply_decisions(base, decisions)
    texts = {path: written(_bare(document), LAYOUTS["git, a sentence a line"]) for path, document in merged.items()}
    return Outcome(texts, asked, spoken(decisions))


def _whole(texts: Mapping[str, str]) -> dict[str, Any]:
    return {path: _filled(data(text, path)) for path, text in texts.items()}


_NOTHING = "\0nothing"
"""Stands for a key with nothing after it, which nbdime does not know."""


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part) for part in value]
    return _NOTHING if value is None else value


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return None if value == _NOTHING else value


def installed(name: str) -> bool:
    """Tell whether the library NAME is here."""
    from importlib.util import find_spec

    return find_spec(name) is not None


def all_peers() -> dict[str, Callable[[Sequence[Case]], list[Outcome]] | None]:
    """Return every peer by name; None for one that is not installed."""
    peers: dict[str, Any] = {name: Git(style) for name, style in LAYOUTS.items()}
    peers["nbdime's engine"] = nbdime if installed("nbdime") else None
    return peers
