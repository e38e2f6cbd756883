"""The storyboard renderer: draws at once, without a model, the same picture for the same request everywhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anime_cli.render.request import RenderRequest


class Storyboard:
    """Draws a storyboard panel. A change that alters pictures is a new `version`."""

    name = "storyboard"
    version = "1"

    def render(self, request: RenderRequest) -> bytes:
        """Draw REQUEST and return a PNG of its size."""
        from anime_cli.render.renderers.storyboard.compose import compose

        data = io.BytesIO()
        compose(request).save(data, "PNG", compress_level=4)
        return data.getvalue()
