"""Find a renderer by its name: the built-in ones first, then whatever is installed under `anime.renderers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.render.errors import RendererNotFound

if TYPE_CHECKING:
    from anime_cli.render.renderer import Renderer

BUILT_IN = {"storyboard": "anime_cli.render.renderers.storyboard:Storyboard"}
"""Our own renderers by name; entry points are read only for a name that is not here."""

GROUP = "anime.renderers"


def renderer(name: str = "storyboard", *, plugins: bool = True) -> Renderer:
    """Return the renderer called NAME. Without PLUGINS, for a name that a story's own files chose, only ours count.

    Raises:
        RendererNotFound: neither built in nor, where plugins are allowed, installed.
    """
    import importlib

    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        made: Renderer = getattr(importlib.import_module(module), attribute)()
        return made
    if not plugins:
        raise RendererNotFound(name, BUILT_IN)
    return _installed(name)


def known() -> tuple[str, ...]:
    """Return the names of all renderers, built in and installed."""
    from importlib.metadata import entry_points

    return tuple(sorted({*BUILT_IN, *(entry.name for entry in entry_points(group=GROUP))}))


def _installed(name: str) -> Renderer:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=name):
        made: Renderer = entry.load()()
        return made
    raise RendererNotFound(name, known())
