"""Find a brain by its name: the built-in ones first, then whatever is installed under `anime.brains`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.echo.errors import BrainNotFound

if TYPE_CHECKING:
    from anime_cli.echo.brain import Brain

BUILT_IN = {"planner": "anime_cli.echo.brains.planner:Planner"}
"""Our own brains by name; entry points are read only for a name that is not here."""

GROUP = "anime.brains"


def brain(name: str = "planner") -> Brain:
    """Return the brain called NAME.

    Raises:
        BrainNotFound: neither built in nor installed.
    """
    import importlib

    if name not in BUILT_IN:
        return _installed(name)
    module, _, attribute = BUILT_IN[name].partition(":")
    made: Brain = getattr(importlib.import_module(module), attribute)()
    return made


def known() -> tuple[str, ...]:
    """Return the names of all brains, built in and installed."""
    from importlib.metadata import entry_points

    return tuple(sorted({*BUILT_IN, *(entry.name for entry in entry_points(group=GROUP))}))


def _installed(name: str) -> Brain:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=name):
        made: Brain = entry.load()()
        return made
    raise BrainNotFound(name, known())
