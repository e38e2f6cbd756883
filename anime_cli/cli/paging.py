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
    if terminal.environment.get("PAGER") in {"", "cat"} or text.count("\n") < terminal.height:
        terminal.out.write(text)
        return
    from pydoc import pager

    terminal.out.flush()
    os.environ.setdefault("LESS", LESS)
    pager(text)
