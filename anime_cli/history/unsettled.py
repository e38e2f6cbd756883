"""Documents that were added to the index with the marks of a conflict still in them.

`git add -A` takes marks for a resolution. Git keeps the versions that stood in conflict, for whoever wants them back,
and so the conflict is known as before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anime_cli.history import program
from anime_cli.history.effects import Entry
from anime_cli.history.paths import is_story_file
from anime_cli.history.snapshot import read_file
from anime_cli.history.threeway import Three

if TYPE_CHECKING:
    from collections.abc import Collection

    from anime_cli.history.repository import Repository

MARKED = re.compile(rb"^<{7} |!conflict", re.MULTILINE)
"""What a conflict leaves in a document: git's own marks or ours."""


def added_with_marks(repository: Repository, besides: Collection[str]) -> dict[str, Three]:
    """Return the versions of each document that was added with marks in it; BESIDES are in conflict anyway."""
    found: dict[str, list[Entry | None]] = {}
    for line in program.output(repository.folder, "ls-files", "--resolve-undo", "-z").split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, blob, stage = facts.decode().split()
        path = name.decode("utf-8", "surrogateescape")
        found.setdefault(path, [None, None, None])[int(stage) - 1] = Entry(int(mode, 8), blob)
    return {path: Three(*three) for path, three in found.items() if path not in besides and _marked(repository, path)}


def _marked(repository: Repository, path: str) -> bool:
    if not is_story_file(path) or not (repository.folder / path).is_file():
        return False
    return MARKED.search(read_file(repository, path)[0]) is not None
