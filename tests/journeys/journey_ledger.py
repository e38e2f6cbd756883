"""The ledger of a day: every sentence that somebody typed by hand, and where it is found in the end."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SENTENCE = re.compile(r"[^.!?]*[A-Za-z][^.!?]*[.!?]")
MARKS = re.compile(r"""["'|\\]|^\s*#\S*|^[\sA-Za-z()0-9,_-]*: """)
"""What is no part of a sentence: quotes, and the key or the speaker before it."""


def sentences(lines: Iterable[str]) -> list[str]:
    """Return the sentences in LINES, each once, as words with single spaces."""
    found = (each for line in lines for each in SENTENCE.findall(MARKS.sub("", line)))
    return list(dict.fromkeys(" ".join(each.split()) for each in found))


def places(story: Path) -> Mapping[str, str]:
    """Return all that a person can still find of STORY, by where, the nearest first."""
    files = [path for path in sorted(story.rglob("*.yaml")) if ".git" not in path.parts]
    drafts = [path for path in sorted((story / ".git" / "anime").rglob("*")) if path.suffix in {".txt", ".yaml"}]
    return {
        "the work tree": "\n".join(path.read_text() for path in files),
        "a branch": _texts(story, "--branches"),
        "a kept draft": "\n".join(path.read_text() for path in drafts),
        "an undo record": _texts(story, "--glob=refs/anime/undo"),
    }


def _texts(story: Path, refs: str) -> str:
    """Return the text of every version of every file that the commits of REFS hold."""
    listed = _git(story, "rev-list", "--objects", refs).split("\n")
    names = "\n".join(line.split(" ")[0] for line in listed if line)
    return _git(story, "cat-file", "--batch", given=names)


def _git(story: Path, *words: str, given: str = "") -> str:
    done = subprocess.run(["git", *words], cwd=story, input=given.encode(), capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def account(typed: Iterable[str], story: Path) -> dict[str, str]:
    """Return where each TYPED sentence is found; 'nowhere' if it is lost."""
    where = {name: " ".join(MARKS.sub(" ", line) for line in text.splitlines()) for name, text in places(story).items()}
    where = {name: " ".join(text.split()) for name, text in where.items()}
    return {each: next((name for name, text in where.items() if each in text), "nowhere") for each in sentences(typed)}
