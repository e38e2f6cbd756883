"""A moment of a story by its address: a scene, or an item of its script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.story.entering import UNREAL

if TYPE_CHECKING:
    from anime_cli.story.fold import Fold
    from anime_cli.story.state import State


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds once a scene, or an item of it, is over; `scene` None is the story's beginning, before any scene."""

    scene: str | None
    item: str | None
    state: State

    @property
    def address(self) -> str | None:
        """The address, SCENE or SCENE:ITEM."""
        return self.scene if self.item is None else f"{self.scene}:{self.item}"


def moment_at(fold: Fold, address: str | None = None) -> Moment:
    """Return the moment at ADDRESS, SCENE or SCENE:ITEM; without one, the end of the story on the fold's path.

    What holds *at* an item is what holds once it has happened, at a scene what holds once it is over: the fold of all
    that comes before, and of the thing itself.

    Raises:
        SceneNotFound: the story, or the fold's path, has no such scene.
        ItemNotFound: the scene's script has no such item.
    """
    if address is None:
        address = _last(fold)
        if address is None:
            return Moment(None, None, fold.start)
    scene, _, item = address.partition(":")
    return Moment(scene, item or None, fold.after(scene, item or None))


def _last(fold: Fold) -> str | None:
    """Return the scene that is over last; dreams end nothing."""
    real = [name for name in fold.story.paths.through(fold.path) if fold.story.scenes[name].mode not in UNREAL]
    return max(real, key=lambda name: (fold.placed(name).start, fold.placed(name).told), default=None)
