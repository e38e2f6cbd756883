"""A long text, shown page by page by the program that a person has for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.cli.terminal import Terminal

LESS = "FRX"
"""How `less` runs unless LESS says otherwise, as for git: colours shown, short texts left standing."""


def page(text: str, terminal: Terminal) -> None:
    """Show TEXT through the program that PAGER names, `less` without; as it is where it fits, or PAGER is empty."""
    named = terminal.environment.get("PAGER")
    if named in {"", "cat"} or text.count("\n") < terminal.height:
        terminal.out.write(text)
        return
    if named is not None and not _there(named):
        terminal.out.write(text)
        terminal.note(f"PAGER is '{named}', which is no program here, so nothing was paged.", "yellow")
        return
    from pydoc import pager

    terminal.out.flush()
    os.environ.setdefault("LESS", LESS)
    pager(text)


def _there(pager: str) -> bool:
    """Tell whether the program that PAGER names can be found; what more than words names is left to the shell."""
    import shlex
    import shutil

    try:
        words = shlex.split(pager)
    except ValueError:
        return True
    return not words or "=" in words[0] or shutil.which(words[0]) is not None
