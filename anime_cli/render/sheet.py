"""A contact sheet: pictures in columns on a dark ground, a caption under each."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from anime_cli.render.errors import BadSheet, NotAPicture, NothingToShow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

    from anime_cli.render.plan import Entry

GROUND = "#17141f"
INK = "#f4f0fa"
FAINT = "#9b93ad"
GAP = 18
TITLE = 40
MOST_COLUMNS = 8
WIDTHS = (320, 8192)


@dataclass(frozen=True, slots=True)
class Panel:
    """A picture, as PNG bytes, and the line under it."""

    picture: bytes
    caption: str = ""


def caption(entry: Entry) -> str:
    """Say in a line what ENTRY's words in the picture don't: its first action, or nothing."""
    from anime_cli.model.script import Action
    from anime_cli.text.prose import normal

    return next((normal(item.action) for item in entry.shot.covers if isinstance(item, Action)), "")


def sheet(panels: Sequence[Panel], *, columns: int = 3, width: int = 1920, title: str = "") -> bytes:
    """Lay PANELS out, row by row, and return the sheet as a PNG, WIDTH pixels wide; equal panels give equal bytes.

    Raises:
        NothingToShow: there is no panel.
        BadSheet: COLUMNS or WIDTH can't be drawn.
        NotAPicture: a panel holds no picture.
    """
    _check(panels, columns, width)
    from PIL import Image, ImageDraw

    columns = min(columns, len(panels))
    cell = (width - GAP * (columns + 1)) // columns
    images = [_fitted(panel.picture, cell) for panel in panels]
    tall, below = max(image.height for image in images), _caption_height(panels, cell)
    rows, top = -(-len(panels) // columns), GAP + (TITLE if title else 0)
    canvas = Image.new("RGB", (width, top + rows * (tall + below + GAP)), GROUND)
    pen = ImageDraw.Draw(canvas)
    if title:
        _write(pen, (GAP, GAP - 2), title, 26, width - 2 * GAP, bold=True, ink=INK)
    for number, (panel, image) in enumerate(zip(panels, images, strict=True)):
        x, y = GAP + number % columns * (cell + GAP), top + number // columns * (tall + below + GAP)
        canvas.paste(image, (x, y))
        _write(pen, (x + 2, y + tall + 5), panel.caption, _size(cell), cell - 4, bold=False, ink=FAINT)
    return _png(canvas)


def _check(panels: Sequence[Panel], columns: int, width: int) -> None:
    if not panels:
        raise NothingToShow
    if not 1 <= columns <= MOST_COLUMNS:
        raise BadSheet("columns", columns, 1, MOST_COLUMNS)
    if not WIDTHS[0] <= width <= WIDTHS[1]:
        raise BadSheet("width", width, *WIDTHS)


def _fitted(picture: bytes, width: int) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(picture)).convert("RGB")
    except (UnidentifiedImageError, OSError) as error:
        raise NotAPicture(str(error)) from error
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _caption_height(panels: Sequence[Panel], cell: int) -> int:
    return round(1.6 * _size(cell)) + 4 if any(panel.caption for panel in panels) else 0


def _size(cell: int) -> int:
    """Return the height of caption letters for a picture CELL pixels wide."""
    return max(11, min(20, cell // 38))


def _write(
    pen: ImageDraw, at: tuple[int, int], text: str, size: int, room: int, *, bold: bool, ink: str
) -> None:  # one line, cut to its room
    from PIL import ImageFont

    from anime_cli.figure.fonts import font_files

    font = ImageFont.truetype(font_files()[bold], size, layout_engine=ImageFont.Layout.BASIC)
    shown = text
    while shown and font.getlength(shown) > room:
        shown = f"{shown.rstrip('…')[:-1].rstrip()}…" if len(shown) > 1 else ""
    pen.text(at, shown, font=font, fill=ink)


def _png(canvas: Image) -> bytes:
    out = BytesIO()
    canvas.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
