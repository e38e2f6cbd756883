"""The roadmap's own tests, under the roadmap's own names, over the real verbs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from anime_cli.model.layouts import layout_of
from anime_cli.model.script import Event, Grows, Learns, Line, RelationChange, Reveals
from anime_cli.story.course import course
from anime_cli.story.evolution import evolution, evolve_character
from anime_cli.studio.branching import create_branch, switch_branch
from anime_cli.studio.comparing import diff_stories
from anime_cli.studio.creating import new_story
from anime_cli.studio.echoing import Wish, develop_plot
from anime_cli.studio.evolving import Span, apply_evolution
from anime_cli.studio.evolving import evolve_character as evolve_story_character
from anime_cli.studio.merging import merge_storylines
from anime_cli.studio.saving import commit
from anime_cli.studio.studio import Studio
from anime_cli.text.splice import Set, splice

if TYPE_CHECKING:
    from anime_cli.echo.tasks.plot import Storyline

SAKURA = Path(__file__).parent.parent / "examples" / "sakura" / "story"
PREMISE = "A shy girl discovers she has magic powers"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    """A story in a repository of its own, away from the user's git."""
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    new_story(tmp_path / "sakura", environment={}, source=SAKURA)
    return Studio.open(tmp_path / "sakura")


def modify_scene(story: Studio, number: int, new_dialogue: str) -> str:
    """Give the first line of told scene NUMBER other words, in its file; return the words it had."""
    scene = story.story().told[number - 1]
    index, line = next((index, item) for index, item in enumerate(scene.script) if isinstance(item, Line))
    path = story.repository.folder / "scenes" / f"{scene.id}.yaml"
    edit = Set(("script", index, "say"), new_dialogue)
    path.write_text(splice(path.read_text(encoding="utf-8"), [edit], path.name, layout_of("scene")), encoding="utf-8")
    return line.say


def lines(storyline: Studio, revision: str) -> list[str]:
    return [item.say for scene in storyline.story(revision).told for item in scene.script if isinstance(item, Line)]


def test_story_branch_merge(story: Studio) -> None:
    """What a branch changed is in the story after the merge, and so is what the main branch changed meanwhile."""
    create_branch(story, "alternative")
    switch_branch(story, "alternative")
    before = modify_scene(story, 5, "I came back for the umbrella.")
    commit(story, "Another line")
    switch_branch(story, "main")
    modify_scene(story, 1, "Nobody opens the window today.")
    commit(story, "The window")

    merged = merge_storylines(story, "alternative")

    assert merged.exit_code == 0
    assert "I came back for the umbrella." in lines(story, "HEAD")
    assert "Nobody opens the window today." in lines(story, "HEAD")
    assert before not in lines(story, "HEAD")
    assert {change.path for change in diff_stories(story, "alternative", "HEAD").changes} == {"scenes/first-bell.yaml"}


def has_character_development(storyline: Storyline) -> bool:
    """Tell whether somebody learns, is told, grows or feels otherwise about another, each change with its cause."""
    events = [
        item for document in storyline.documents for item in getattr(document, "script", ()) if isinstance(item, Event)
    ]
    kinds = {type(event) for event in events}
    return RelationChange in kinds and bool(kinds & {Learns, Reveals, Grows}) and any(e.because for e in events)


def test_echo_storyline_generation() -> None:
    """One sentence becomes three chapters or more in which people change."""
    storyline = develop_plot(Wish(premise=PREMISE), {})
    chapters = [document for document in storyline.documents if type(document).__name__ == "Chapter"]
    assert len(chapters) >= 3
    assert has_character_development(storyline)


def test_character_evolution(story: Studio) -> None:
    """A character grows by the events of a story, and is at its end what the story says."""
    told = story.story()
    sakura = told.characters["sakura"]
    events = [item for scene in told.told for item in scene.script if isinstance(item, Grows)]

    evolved = evolve_character(sakura, events)

    assert evolved.traits == ("stubborn", "unhidden")
    assert evolved.voice.register == "clear"
    assert evolved == evolution(course(told), "sakura").after
    assert evolve_character(sakura, []) == sakura


def test_character_growth_is_analysed_and_applied(story: Studio) -> None:
    """What the story calls for and doesn't tell is proposed; applied, it is what the character becomes."""
    proposed = evolve_story_character(story, "ren", Span())
    wants = [growth.event.to for growth in proposed.grown.growths if growth.event.field_ == "want"]

    apply_evolution(story, proposed, "all")

    after = evolve_story_character(Studio.open(story.repository.folder), "ren", Span())
    assert [after.evolution.after.want] == wants
    assert after.grown.growths == ()
