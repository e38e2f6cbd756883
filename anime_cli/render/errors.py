"""What the drawing room can refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.errors import EngineError, UsageError, WorldError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable


class RendererNotFound(EngineError):
    """No renderer has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        super().__init__(
            f"There is no renderer called '{name}'.",
            cause=f"Known here: {', '.join(names)}.",
            hint=did_you_mean(name, names) or f"Set renderer: {names[0]} in style.yaml." if names else None,
        )


class RenderFailed(EngineError):
    """A renderer could not draw a shot."""

    def __init__(self, address: str, renderer: str, cause: str) -> None:
        super().__init__(
            f"The shot {address} was not drawn by {renderer}.",
            cause=cause,
            hint="Pictures that were finished are kept; run the command again to draw the rest.",
        )


class PictureNotKept(WorldError):
    """A picture was drawn, and the disk refused it."""

    def __init__(self, address: str, cause: str | None, mend: str) -> None:
        super().__init__(
            f"The picture of {address} can't be kept; those that were finished are.", cause=cause, hint=mend
        )


class NotAPicture(WorldError):
    """Bytes that should be a PNG picture are none."""

    def __init__(self, cause: str) -> None:
        super().__init__("This is no PNG picture.", cause=cause, hint="anime render run draws it again.")


class ShotNotFound(WorldError):
    """The story has no scene or shot of this name."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no scene or shot called '{wanted}'.",
            cause="Only scenes that a chapter lists are drawn.",
            hint=did_you_mean(wanted, known) or "anime story read",
        )


class NothingToShow(WorldError):
    """A contact sheet needs at least one picture."""

    def __init__(self) -> None:
        super().__init__("There is no picture to show on a sheet.", hint="anime render run")


class BadSheet(UsageError):
    """A contact sheet was asked in a size that can't be drawn."""

    def __init__(self, what: str, value: int, least: int, most: int) -> None:
        super().__init__(
            f"A sheet can't have {value} {what}.", cause=f"It takes {least} to {most}.", hint=f"--{what} {least}"
        )


class WorkersLost(EngineError):
    """The processes that draw were ended from outside."""

    def __init__(self, workers: int) -> None:
        super().__init__(
            "A process that draws has died.",
            cause=f"{workers} drew at once; the machine may have run out of memory.",
            hint="Run the command again with --jobs 1; pictures that were finished are kept.",
        )
