"""The bundled typeface, M PLUS 1 (SIL Open Font License 1.1), and the widths of words set in it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FAMILY = "M PLUS 1"
_EM = 200


def font_files() -> tuple[Path, Path]:
    """Return the files of the medium and the bold weight."""
    folder = Path(str(files(__package__))) / "fonts"
    return folder / "Mplus1-Medium.otf", folder / "Mplus1-Bold.otf"


@lru_cache(maxsize=2)
def _measuring(*, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(font_files()[bold], _EM, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Measure one line of TEXT set at SIZE, in the same unit as SIZE."""
    return _measuring(bold=bold).getlength(text) * size / _EM
