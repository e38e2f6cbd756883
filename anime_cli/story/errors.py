"""What stands in the way of reading documents as one story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import NotAStory, WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


SHOWN = 12
"""How many names a hint lists."""


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


class NoStoryDocument(NotAStory):
    """The documents hold no story.yaml."""

    def __init__(self) -> None:
        super().__init__("these files", cause="story.yaml is missing.")


class SceneNotFound(WorldError):
    """No scene has this id."""

    def __init__(self, scene: str, known: Iterable[str] = ()) -> None:
        super().__init__(f"There is no scene called '{scene}'.", hint=did_you_mean(scene, known) or "anime story read")


class SceneOffPath(SceneNotFound):
    """The story has this scene, and the path that was named doesn't go through it."""

    def __init__(self, scene: str) -> None:
        message = f"The path that was named doesn't go through scene '{scene}'."
        WorldError.__init__(self, message, hint=f"--path {scene} goes through it.")


class ChapterNotFound(WorldError):
    """No chapter has this id."""

    def __init__(self, chapter: str, known: Iterable[str] = ()) -> None:
        super().__init__(
            f"There is no chapter called '{chapter}'.", hint=did_you_mean(chapter, known) or "anime chapter list"
        )


class ItemNotFound(WorldError):
    """A scene's script has no item of this id."""

    def __init__(self, scene: str, item: str, known: Iterable[str] = ()) -> None:
        super().__init__(
            f"The script of scene '{scene}' has no item called '{item}'.",
            hint=did_you_mean(item, known) or f"anime story read {scene} --events --ids",
        )


class PathNotFound(WorldError):
    """The scenes that should make a path don't follow one another."""

    def __init__(self, before: str, after: str) -> None:
        super().__init__(
            f"No path of the story leads from scene '{before}' to scene '{after}'.",
            hint="A path names the scenes that the choices lead to, in the order they are met.",
        )
