"""The streams a command speaks to, as an object: results to `out`, words to `err`, colour only on a terminal."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from anime_cli.cli.typeset import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDEST = 100
NARROWEST = 40
OFF_A_TERMINAL = 80
"""How wide text is set where nothing says how wide the page is."""

COLOURS = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35", "cyan": "36"}
STYLES = {"bold": "1", "dim": "2", **COLOURS, "strike": "9"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def harmless(text: str) -> str:
    """Return TEXT with its control characters shown instead of obeyed: a story never steers the terminal."""
    return CONTROL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004  # the control pictures


@dataclass(slots=True)
class Terminal:
    """Where a command reads and writes."""

    out: TextIO
    err: TextIO
    source: TextIO
    environment: Mapping[str, str]
    quiet: bool = False
    verbose: bool = False

    @classmethod
    def of_process(cls, environment: Mapping[str, str]) -> Terminal:
        """Return this process's own streams."""
        return cls(sys.stdout, sys.stderr, sys.stdin, environment)

    @property
    def interactive(self) -> bool:
        """Say whether results go to a terminal."""
        return self.out.isatty()

    @property
    def paged(self) -> bool:
        """Say whether a long result may be paged: somebody reads it on a terminal, and can type there."""
        return self.interactive and self.source.isatty() and self.environment.get("TERM") != "dumb"

    @property
    def height(self) -> int:
        """Return how many lines the terminal shows at once."""
        return shutil.get_terminal_size((OFF_A_TERMINAL, 24)).lines

    @property
    def width(self) -> int:
        """Return how many columns text may fill."""
        if not self.interactive and "COLUMNS" not in self.environment:
            return OFF_A_TERMINAL
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((OFF_A_TERMINAL, 24)).columns))

    @property
    def whole_width(self) -> int:
        """Return how many columns a drawing may fill, which is no page of text: all that are there."""
        if not self.interactive and "COLUMNS" not in self.environment:
            return OFF_A_TERMINAL
        return max(NARROWEST, shutil.get_terminal_size((OFF_A_TERMINAL, 24)).columns)

    @property
    def lost(self) -> bool:
        """Say whether what was written as a result can't reach its place."""
        try:
            self.out.flush()
        except OSError:
            return True
        return False

    def coloured(self, stream: TextIO) -> bool:
        """Say whether STREAM takes colour: NO_COLOR forbids, FORCE_COLOR demands, else only a terminal does."""
        if self.environment.get("NO_COLOR"):
            return False
        if self.environment.get("FORCE_COLOR", "0") not in {"", "0"}:
            return True
        return stream.isatty() and self.environment.get("TERM") != "dumb"

    def styled(self, text: str, style: str, stream: TextIO | None = None) -> str:
        """Return TEXT, its control characters made harmless, in STYLE (words of STYLES) where STREAM takes colour."""
        text = harmless(text)
        if not style or not text or not self.coloured(stream or self.out):
            return text
        codes = ";".join(STYLES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def note(self, text: str, style: str = "") -> None:
        """Tell the person something that is no result; `--quiet` leaves it out."""
        if not self.quiet:
            self._say(self.styled(text, style, self.err) + "\n")

    def detail(self, text: str) -> None:
        """Tell the person something that only `--verbose` asks for."""
        if self.verbose:
            self.note(text, "dim")

    def passing(self, text: str) -> None:
        """Say what another program is doing: one changing line on a terminal, cleared by no text; lines elsewhere."""
        if self.quiet:
            return
        if self.err.isatty():
            self._say(f"\r\x1b[K{self._on_a_line(harmless(text))}")
        elif text:
            self._say(harmless(text) + "\n")

    def progress(self, done: int, total: int, text: str) -> None:
        """Say that DONE of TOTAL are finished: one changing line on a terminal, one line an item elsewhere."""
        if self.quiet:
            return
        line = f"[{done}/{total}] {harmless(text)}"
        if not self.err.isatty():
            self._say(line + "\n")
        else:
            self._say(f"\r\x1b[K{self._on_a_line(line)}" + ("\n" if done == total else ""))

    def _say(self, text: str) -> None:
        """Write TEXT to the words; one that can't be heard stops nobody, unless who listened has gone away."""
        try:
            self.err.write(text)
            self.err.flush()
        except BrokenPipeError:
            raise
        except OSError:
            return

    def _on_a_line(self, text: str) -> str:
        """Return TEXT so that the terminal does not break its line: a broken one could not be taken back."""
        return clipped(text, max(1, shutil.get_terminal_size((OFF_A_TERMINAL, 24)).columns - 1))
