"""Draw a story's shots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from anime_cli.render.executor import Picture
    from anime_cli.render.plan import Plan
    from anime_cli.studio.studio import Studio

SHEET = "storyboard.png"


class BadSize(UsageError):
    """A size that no picture can have."""

    def __init__(self, size: str) -> None:
        super().__init__(f"'{size}' is no size of a picture.", hint="Width and height in pixels, as in 1280x720.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which shots: scenes or SCENE:ID (none: all), of a revision (None: the files), key shots only."""

    names: tuple[str, ...] = ()
    revision: str | None = None
    key_only: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pictures in the order they are told; `title` is the story's."""

    title: str
    plan: Plan
    pictures: tuple[Picture, ...]

    @property
    def fresh(self) -> int:
        """Count the pictures that were drawn now."""
        return sum(picture.drawn for picture in self.pictures)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A contact sheet, and what was drawn for it."""

    path: Path
    drawn: Drawn


def plan_pictures(studio: Studio, wanted: Wanted) -> Plan:
    """Say which shots would be drawn, which pictures are there, and why.

    Raises:
        ShotNotFound: something named is not there.
        RendererNotFound: no renderer has the name that the settings give.
    """
    from anime_cli.render.cache import open_cache
    from anime_cli.render.plan import plan
    from anime_cli.story.fold import fold

    story = studio.story(wanted.revision)
    return plan(
        story,
        fold(story),
        open_cache(studio.cache),
        studio.renderer,
        wanted.names or None,
        key_only=wanted.key_only,
        size=_size(studio),
    )


def draw_pictures(studio: Studio, wanted: Wanted, finished: Callable[[int, int, str], None] | None = None) -> Drawn:
    """Draw what is missing; FINISHED is told how many are done, of how many, and the shot.

    Raises:
        RenderFailed: the renderer gave up on a shot; what was finished stays.
    """
    from anime_cli.render.cache import open_cache
    from anime_cli.render.executor import run

    plan = plan_pictures(studio, wanted)
    count = _Count(len(plan.to_draw), finished)
    pictures = run(plan, open_cache(studio.cache), studio.renderer, jobs=studio.jobs, finished=count.add)
    return Drawn(studio.story(wanted.revision).document.title, plan, pictures)


def draw_sheet(
    studio: Studio,
    wanted: Wanted,
    target: Path,
    *,
    columns: int = 3,
    width: int = 1920,
    finished: Callable[[int, int, str], None] | None = None,
) -> Sheet:
    """Draw what is missing and lay the pictures out on one sheet, written to TARGET.

    Raises:
        RenderFailed: the renderer gave up on a shot; what was finished stays.
        NothingToShow: there is no shot.
        BadSheet: COLUMNS or WIDTH can't be drawn.
    """
    from anime_cli.render.sheet import Panel, caption, sheet
    from anime_cli.store.files import write_whole

    drawn = draw_pictures(studio, wanted, finished)
    shown = zip(drawn.plan.entries, drawn.pictures, strict=True)
    panels = [Panel(picture.path.read_bytes(), caption(entry)) for entry, picture in shown]
    write_whole(target, sheet(panels, columns=columns, width=width, title=drawn.title))
    return Sheet(target, drawn)


class _Count:
    """Tells how far the work has come."""

    def __init__(self, total: int, tell: Callable[[int, int, str], None] | None) -> None:
        self.done, self.total, self.tell = 0, total, tell

    def add(self, picture: Picture) -> None:
        """Count PICTURE as done."""
        self.done += 1
        if self.tell is not None:
            self.tell(self.done, self.total, picture.address)


def _size(studio: Studio) -> tuple[int, int] | None:
    """Return the size that was asked for outside of the story, or None."""
    asked = studio.settings.resolve("size")
    if asked.origin in {"story", "default"}:
        return None
    return size_of(asked.value)


MOST = 8192


def size_of(text: str) -> tuple[int, int]:
    """Read the size of a picture, such as 1280x720.

    Raises:
        BadSize: it is none, or too large.
    """
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and 0 < int(width) <= MOST and 0 < int(height) <= MOST):
        raise BadSize(text)
    return int(width), int(height)
