"""The words of a story, read once for all figures that count them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anime_cli.model.script import Action, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from anime_cli.story.snapshot import Story

_WIDE = r"\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+(?:['\u2019][^\W_{_WIDE}]+)*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A line said (`who` says it) or an action (`who` is None) of a scene, and its words in lower case."""

    scene: str
    who: str | None
    text: str
    words: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of TEXT in lower case; each sign of Chinese or Japanese counts as one."""
    return tuple(_WORD.findall(text.lower()))


def passages(story: Story) -> Iterator[Passage]:
    """Yield what is said and done in the told scenes, in told order."""
    for scene in story.told:
        for item in scene.script:
            if isinstance(item, Line):
                yield Passage(scene.id, item.who, item.say, words_of(item.say))
            elif isinstance(item, Action):
                yield Passage(scene.id, None, item.action, words_of(item.action))
