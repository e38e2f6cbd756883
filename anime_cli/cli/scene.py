"""anime scene: the scenes of a story."""

from __future__ import annotations

from anime_cli.cli import scene_write
from anime_cli.cli.options import group

app = group("Write scenes.", "anime scene write rooftop-dusk", "anime scene write rooftop-dusk --print")


@app.callback()
def scene() -> None:
    """Write scenes."""


scene_write.register(app)
