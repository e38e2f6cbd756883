"""Git for stories: branch, merge, check and draw them.

The library's front door: each name is imported on first use.

    >>> from anime_cli import Studio
    >>> Studio.open("petals").story().document.title  # doctest: +SKIP
    'The Petal Witch'
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # `typing` itself would double the time that `anime --version` takes

if TYPE_CHECKING:
    from typing import Any

    from anime_cli.errors import AnimeError, ExitCode
    from anime_cli.model.documents import Chapter, Character, Place, Scene, StoryDocument, Style
    from anime_cli.story.check import Finding, check
    from anime_cli.story.snapshot import Story, assemble
    from anime_cli.studio.studio import Studio

_HOME = {
    "AnimeError": "anime_cli.errors",
    "Chapter": "anime_cli.model.documents",
    "Character": "anime_cli.model.documents",
    "ExitCode": "anime_cli.errors",
    "Finding": "anime_cli.story.check",
    "Place": "anime_cli.model.documents",
    "Scene": "anime_cli.model.documents",
    "Story": "anime_cli.story.snapshot",
    "StoryDocument": "anime_cli.model.documents",
    "Studio": "anime_cli.studio.studio",
    "Style": "anime_cli.model.documents",
    "assemble": "anime_cli.story.snapshot",
    "check": "anime_cli.story.check",
}

__all__ = [
    "AnimeError",
    "Chapter",
    "Character",
    "ExitCode",
    "Finding",
    "Place",
    "Scene",
    "Story",
    "StoryDocument",
    "Studio",
    "Style",
    "__version__",
    "assemble",
    "check",
]


def __getattr__(name: str) -> Any:
    """Import NAME from its home on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'anime_cli' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what stands at the front door."""
    return __all__
