"""A package with engines of its own, installed for real in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MODULE = """\
from anime_cli.echo.brain import Health, Reply


class Poet:
    name = "poet"

    def health(self):
        return Health(ready=True, sentence="The poet is awake.")

    def complete(self, request):
        return Reply(text="", brain=self.name, source="rules")

    def stream(self, request):
        yield ""


class Asleep(Poet):
    def health(self):
        return Health(ready=False, sentence="The poet sleeps.")


class Fallen(Poet):
    def health(self):
        raise OSError("no ink")


class Nothing:
    pass


class Broken:
    def __init__(self):
        raise RuntimeError("no paper")
"""

METADATA = "Metadata-Version: 2.1\nName: anime-poets\nVersion: 3.2\n"


def install(folder: Path, engines: str) -> Path:
    """Install the package in FOLDER with ENGINES, the lines of its entry points; return what PYTHONPATH must name."""
    (folder / "poets.py").write_text(MODULE)
    info = folder / "anime_poets-3.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text(engines)
    return folder
