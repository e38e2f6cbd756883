"""The one vocabulary of emotions: names with a Plutchik position and a drawing row."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from anime_cli.model.fields import Keyed
from anime_cli.model.report import Report
from anime_cli.model.shapes import EMOTION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from anime_cli.model.documents import EmotionEntry, StoryDocument


@cache
def vocabulary() -> Mapping[str, EmotionEntry]:
    """Return the built-in emotions by name."""
    from anime_cli.text.plain import plain
    from anime_cli.text.reader import read

    data = Path(__file__).with_name("emotions.yaml").read_bytes()
    entries: dict[str, EmotionEntry] = Keyed(EMOTION).read(plain(read(data, "emotions.yaml").root), (), Report())
    return MappingProxyType(entries)


def emotions_of(story: StoryDocument) -> Mapping[str, EmotionEntry]:
    """Return the emotions of a story by name: the built-in ones, and its own, which rule over a built-in one."""
    return {**vocabulary(), **story.emotions} if story.emotions else vocabulary()
