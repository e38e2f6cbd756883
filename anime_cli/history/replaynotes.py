"""The words of a revert and a pick: the messages that git gives them, and the notes that keep one open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from anime_cli.history.applying import note
from anime_cli.history.mergenotes import RECORD, packed, with_conflicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from anime_cli.history.commits import Commit
    from anime_cli.history.effects import Pair
    from anime_cli.history.replaying import Replay
    from anime_cli.history.repository import Repository

HEADS = {"revert": "REVERT_HEAD", "pick": "CHERRY_PICK_HEAD"}
"""The note by which git knows that one is open."""
REVERTED = 'Revert "'
PICKED = re.compile(r"\(cherry picked from commit [0-9a-f]+\)$")
TRAILER = re.compile(r"[A-Za-z0-9-]+: \S")


def revert_message(commit: Commit, mainline: str | None, paths: Sequence[str] = ()) -> str:
    """Return the message of taking COMMIT back; MAINLINE is the parent that a merge is taken back to.

    PATHS are the files of a part. A revert that is taken back applies its commit again, in git's own words.
    """
    again = commit.subject.removeprefix(REVERTED)
    if again != commit.subject and not again.startswith(REVERTED):
        subject = f'Reapply "{again}'
    else:
        subject = f'{REVERTED}{commit.subject}"'
    if paths:
        return f"{subject} in part\n\nThis takes back what commit {commit.id} did to\n{_listed(paths)}."
    of_merge = f", reversing\nchanges made to {mainline}" if mainline else ""
    return f"{subject}\n\nThis reverts commit {commit.id}{of_merge}."


def pick_message(commit: str, message: str, paths: Sequence[str] = ()) -> str:
    """Return the message of bringing COMMIT over: its own MESSAGE, and where it comes from."""
    whole = message.strip()
    last = whole.rpartition("\n\n")[2].splitlines()
    trailers = "\n\n" in whole and all(TRAILER.match(line) or PICKED.match(line) for line in last)
    part = f"\n\nOnly what it did to\n{_listed(paths)}." if paths else ""
    gap = "\n" if trailers and not part else "\n\n"
    return f"{whole}{part}{gap}(cherry picked from commit {commit})"


def part_message(branch: str, commit: str, paths: Sequence[str]) -> str:
    """Return the message of bringing documents over as BRANCH, which is at COMMIT, has them."""
    names = [path.rpartition("/")[2].removesuffix(".yaml") for path in paths]
    *first, last = names
    told = f"{', '.join(first)} and {last}" if first else last
    return f"Pick {told} from {branch}\n\nAs commit {commit} has\n{_listed(paths)}."


def _listed(paths: Sequence[str]) -> str:
    return ",\n".join(paths)


def opening(
    repository: Repository, replay: Replay, message: str, conflicted: Iterable[str], record: object
) -> dict[str, Pair[str | None]]:
    """Return the effects that leave REPLAY open."""
    texts = {
        HEADS[replay.operation]: f"{replay.commit}\n",
        "MERGE_MSG": with_conflicts(message, conflicted),
        RECORD: packed(replay.commit, replay.name, record, side=replay.theirs, of_branch=replay.of_branch),
    }
    return {name: (note(repository, name), text) for name, text in texts.items()}
