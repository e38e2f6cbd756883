"""The example stories, as their files stand."""

from __future__ import annotations

from pathlib import Path

from anime_cli.model.load import load
from anime_cli.story.snapshot import Story, assemble

EXAMPLES = Path(__file__).parents[2] / "examples"
TELLINGS = {
    "sakura": ("sakura/story",),
    "sakura-alternate": ("sakura/story", "sakura/endings/alternate"),
    "mizumori": ("mizumori/story",),
    "mizumori-shuten": ("mizumori/story", "mizumori/endings/shuten"),
}
"""The folders of each ending of each example; a later folder's files rule over an earlier one's."""


def files(*folders: str) -> dict[str, Path]:
    """Return the story's files by path."""
    places = [EXAMPLES / folder for folder in folders]
    found = {path.relative_to(place).as_posix(): path for place in places for path in place.rglob("*.yaml")}
    return dict(sorted(found.items()))


def read(*folders: str) -> Story:
    """Read the story that stands in FOLDERS."""
    return assemble(load(path.read_bytes(), name).document for name, path in files(*folders).items())
