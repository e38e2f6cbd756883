"""The small files by which git, and we, know that a merge is open."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from anime_cli.history.applying import note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from anime_cli.history.effects import Pair
    from anime_cli.history.merging import Sides
    from anime_cli.history.repository import Repository

RECORD = "anime/merge.json"


def opening(
    repository: Repository, merge: Sides, message: str, conflicted: Iterable[str], record: object
) -> dict[str, Pair[str | None]]:
    """Return the effects that begin an open merge."""
    texts = {
        "MERGE_HEAD": f"{merge.theirs}\n",
        "MERGE_MODE": "",
        "MERGE_MSG": with_conflicts(message, conflicted),
        "ORIG_HEAD": f"{merge.ours}\n",
        RECORD: packed(merge.theirs, merge.name, record),
    }
    return {name: (note(repository, name), text) for name, text in texts.items()}


def with_conflicts(message: str, conflicted: Iterable[str]) -> str:
    """Return MESSAGE with the files in conflict as git names them below it."""
    lines = "".join(f"#\t{path}\n" for path in sorted(conflicted))
    return f"{message}\n# Conflicts:\n{lines}" if lines else message


def packed(theirs: str, name: str, record: object, **facts: object) -> str:
    """Return our own note: whose merge, revert or pick it belongs to, FACTS of it, and what the caller wants kept."""
    note = {"theirs": theirs, "name": name, **facts, "record": record}
    return json.dumps(note, ensure_ascii=False, indent=1) + "\n"


def unpacked(repository: Repository, theirs: str) -> dict[str, Any]:
    """Read our own note; empty if there is none, if it is damaged, or if it was left by a merge that git ended."""
    try:
        kept = json.loads(note(repository, RECORD) or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) and kept.get("theirs") == theirs else {}
