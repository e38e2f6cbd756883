"""A day as it is written down: what is typed, what is edited by hand, and how each command should end.

    $ anime scene write the-coat        a command; words as a shell takes them
    < text                              a line of its standard input
    = 3                                 how it ends, 0 without
    editor:                             what is done in the editor that it opens
      - a line that goes
      + a line that comes in its place
    hand chapters/ki.yaml:              what a hand does to a file before the command
    meanwhile chapters/ki.yaml:         what it does while the command runs

Below `editor`, `hand` and `meanwhile` a line is kept (>, it says where), goes (-) or comes (+); lines that only come
stand at the end. `editor, all:` begins with an empty file. What begins with `~` is only done on the day on which
somebody edits by hand as well: `~ $ anime …`, `~ hand …`, `~ = 1`. A line that begins with `#` is a heading.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = ("editor", "hand", "meanwhile")


@dataclass
class Step:
    """One command, and the hands around it: tasks of `journey_hand` by path."""

    typed: str
    given: str | None = None
    code: int = 0
    editor: dict[str, Any] | None = None
    before: dict[str, Any] = field(default_factory=dict)
    meanwhile: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """The command's words."""
        return shlex.split(self.typed)


def steps(text: str, *, by_hand: bool) -> list[Step]:
    """Return the steps of the day that TEXT tells; BY_HAND also what only the day with a hand editor has."""
    found: list[Step] = []
    waiting: dict[str, Any] = {}
    for head, body in _blocks(text, by_hand=by_hand):
        if head.startswith("$ "):
            found.append(Step(head[2:].strip(), before=waiting))
            waiting = {}
        elif head.startswith("< "):
            found[-1].given = f"{found[-1].given or ''}{head[2:]}\n"
        elif head.startswith("= "):
            found[-1].code = int(head[2:])
        elif head.startswith("editor"):
            found[-1].editor = _task(body, head)
        elif head.startswith("meanwhile "):
            found[-1].meanwhile[_path(head)] = _task(body, head)
        else:
            waiting[_path(head)] = _task(body, head)
    return found


def typed_by_hand(step: Step) -> Iterator[str]:
    """Yield the lines that a person types in STEP, on whatever way."""
    for task in (step.editor, *step.before.values(), *step.meanwhile.values()):
        for hunk in task["hunks"] if task else ():
            yield from hunk["new"]


def _blocks(text: str, *, by_hand: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each line that begins something with the indented lines below it."""
    blocks: list[tuple[str, list[str]]] = []
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("  "):
            blocks[-1][1].append(line[2:])
        else:
            blocks.append((line.removeprefix("~ ") if by_hand else line, []))
    return ((head, body) for head, body in blocks if not head.startswith(("#", "~")))


def _path(head: str) -> str:
    return head.split(" ", 1)[1].removesuffix(":").removesuffix(", all")


def _task(body: list[str], head: str) -> dict[str, Any]:
    assert head.startswith(BLOCKS), head
    return {"whole": head.removesuffix(":").endswith(", all"), "hunks": list(_hunks(body))}


def _hunks(body: list[str]) -> Iterator[dict[str, list[str]]]:
    """Yield the changes that BODY tells; a change ends where a line is kept, or goes after one came."""
    names = {">": "after", "-": "old", "+": "new"}
    order = list(names)
    hunk: dict[str, list[str]] = {name: [] for name in names.values()}
    last = ">"
    for line in body:
        sign, rest = line[:1], line[2:]
        if order.index(sign) < order.index(last):
            yield hunk
            hunk = {name: [] for name in names.values()}
        hunk[names[sign]].append(rest)
        last = sign
    yield hunk
