"""Short stories of one person, to see how they would grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.tasks.growth import Growth, GrowthInput, analyze_character_growth
from anime_cli.model.load import build
from anime_cli.story.course import course
from anime_cli.story.sentence import Teller
from anime_cli.story.snapshot import Story, assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    Plain = dict[str, Any]

OTHERS = {name: {"name": name.title()} for name in ("mio", "hana", "kei")}
EVERYBODY: Plain = {"ren": {}, "mio": {}, "hana": {}}


def life(ren: Plain, *scripts: Sequence[Plain], **story: Any) -> Story:
    """Tell of REN, of whom a document says what is given, through one scene for each of SCRIPTS."""
    scenes = {f"s{number}": {"script": list(script)} for number, script in enumerate(scripts, 1)}
    return tell(ren, scenes, **story)


def tell(ren: Plain, scenes: dict[str, Plain], **story: Any) -> Story:
    """Tell of REN through SCENES, in which everybody is unless they say otherwise."""
    values = {"format": "anime/1", "title": "Test", "chapters": ["one"], **story}
    documents = [build("story", "story", values), build("chapter", "one", {"title": "One", "scenes": list(scenes)})]
    people = {"ren": {"name": "Ren", **ren}, **OTHERS}
    documents += [build("character", name, person) for name, person in people.items()]
    documents += [build("place", "roof", {"name": "Roof"})]
    first: Plain = {"place": "roof", "cast": EVERYBODY}
    documents += [build("scene", name, {"title": name, **first, **scene}) for name, scene in scenes.items()]
    return assemble(documents)


def grown(story: Story, who: str = "ren", since: str | None = None, until: str | None = None) -> tuple[Growth, ...]:
    """Return what the planner proposes."""
    names = {name: character.name for name, character in story.characters.items()}
    asked = GrowthInput(who, course(story, (), since, until), Teller(story, names))
    return analyze_character_growth(Planner(), asked).growths
