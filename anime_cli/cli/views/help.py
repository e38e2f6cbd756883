"""Topics of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anime_cli.cli.output import Styled, Table, View
from anime_cli.cli.printed import TOPIC, TOPICS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anime_cli.cli.output import Line
    from anime_cli.cli.results.machine import Topics
    from anime_cli.cli.topic import Topic


def topics(found: Sequence[Topic]) -> View:
    """List the topics, each with its first sentence."""
    rows = [(Styled(each.name, "cyan"), _first(each)) for each in found]
    data: Topics = {"topics": [{"name": each.name, "about": _first(each)} for each in found]}
    return TOPICS.view(data, [Table(("topic", "about"), rows)])


def _first(found: Topic) -> str:
    return found.parts[0].text.split(". ")[0].removesuffix(".") + "."


def topic(found: Topic) -> View:
    """Show a topic as it is written."""
    title, *rest = found.text.rstrip("\n").split("\n")
    terms = {part.term for part in found.parts if part.term}
    lines: list[Line] = [Styled(line, "cyan") if line in terms else line for line in rest]
    return TOPIC.view({"name": found.name, "title": found.title, "text": found.text}, [Styled(title, "bold"), *lines])
