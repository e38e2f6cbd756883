"""From SVG to pixels, with the bundled fonts alone: the same picture on every machine."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from anime_cli.figure.fonts import FAMILY, font_files

if TYPE_CHECKING:
    from PIL.Image import Image


def png(svg: str, *, zoom: int = 1) -> bytes:
    """Return the picture of an SVG document as a PNG, ZOOM times its size."""
    import resvg_py

    files = [str(path) for path in font_files()]
    data = resvg_py.svg_to_bytes(
        svg_string=svg, skip_system_fonts=True, font_files=files, sans_serif_family=FAMILY, zoom=zoom
    )
    return bytes(data)


def rasterise(svg: str) -> Image:
    """Return the picture of an SVG document as RGBA pixels."""
    from PIL import Image

    return Image.open(io.BytesIO(png(svg))).convert("RGBA")
