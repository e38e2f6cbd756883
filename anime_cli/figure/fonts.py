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


def lacking(letters: str) -> str:
    """Return those of LETTERS that the bundled fonts, in either weight, have no picture of."""
    return "".join(letter for letter in letters if not all(_drawn(letter, bold=bold) for bold in (False, True)))


def _drawn(letter: str, *, bold: bool) -> bool:
    """Tell whether LETTER looks unlike a sign that no font has."""
    return _picture(letter, bold=bold) != _picture(_NOWHERE, bold=bold)


def _picture(letter: str, *, bold: bool) -> tuple[tuple[int, int], bytes]:
    mask = _measuring(bold=bold).getmask(letter)
    return mask.size, bytes(mask)


_NOWHERE = "\U0010fffd"
