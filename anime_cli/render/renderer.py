"""What every renderer offers: one method, a name, a version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest


@runtime_checkable
class Renderer(Protocol):
    """An engine that draws a request. It is sent to worker processes, so it has to survive pickling.

    `version` is part of every key: whoever changes a drawing changes the version, and the pictures are drawn again.
    """

    name: str
    version: str

    def render(self, request: RenderRequest) -> bytes:
        """Draw REQUEST and return the bytes of a PNG file; equal requests give equal bytes."""
        ...
