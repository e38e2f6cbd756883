"""The hand of a person who edits a file: changes made line by line, in place, as an editor saves.

Run as a program it is that editor: `journey_hand.py WORK.json FILE`. Imported with JOURNEY_MEANWHILE in the environment
(by `sitecustomize`, which each Python reads at its start) it waits until the command is about to write. Both leave a
file `done` beside WORK.json.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def changed(text: str, hunks: list[dict[str, Any]]) -> str:
    """Return TEXT with HUNKS made: `after` some lines, `old` ones are replaced by `new` ones.

    Lines are compared without the spaces around them; new ones get the indentation of what they replace or follow.
    """
    lines = text.splitlines()
    for hunk in hunks:
        sought = [*hunk["after"], *hunk["old"]]
        start = found(lines, sought) + len(hunk["after"]) if sought else len(lines)
        model = lines[start if hunk["old"] else start - 1] if sought else ""
        margin = model[: len(model) - len(model.lstrip())]
        lines[start : start + len(hunk["old"])] = [f"{margin}{line}".rstrip() for line in hunk["new"]]
    return "".join(f"{line}\n" for line in lines)


def found(lines: list[str], sought: list[str]) -> int:
    """Return where the SOUGHT lines stand, one below the other."""
    bare, wanted = [line.strip() for line in lines], [line.strip() for line in sought]
    for at in range(len(lines)):
        if bare[at : at + len(wanted)] == wanted:
            return at
    message = f"The hand looks for {sought} in:\n" + "\n".join(lines)
    raise AssertionError(message)


def work(tasks: dict[str, Any]) -> None:
    """Do the TASKS, each to the file at its path."""
    for name, task in tasks.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "" if task["whole"] else path.read_text(encoding="utf-8")
        path.write_text(changed(text, task["hunks"]), encoding="utf-8")


def do(told: Path, edited: dict[str, Any]) -> None:
    """Do what stands in the file TOLD besides what is EDITED, and say that it is done."""
    work(edited)
    work(json.loads(told.read_text(encoding="utf-8"))["meanwhile"])
    told.with_name("done").touch()


def wait(told: Path) -> None:
    """Do what stands in the file TOLD at the moment in which this process first writes the new text of a file."""
    left = [told]

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if left and writing and "/anime/writing/" in str(arguments[0]):
            do(left.pop(), {})

    sys.addaudithook(audit)


if __name__ == "__main__":
    tasks = Path(sys.argv[1])
    do(tasks, {sys.argv[2]: json.loads(tasks.read_text(encoding="utf-8"))["editor"]})
elif "JOURNEY_MEANWHILE" in os.environ:
    wait(Path(os.environ["JOURNEY_MEANWHILE"]))
