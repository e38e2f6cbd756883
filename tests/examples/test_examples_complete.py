"""Every example is a complete story: it loads, checks clean with each ending, and is written as we tell people to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from example_stories import EXAMPLES, TELLINGS, files, read

from anime_cli.figure.fonts import lacking
from anime_cli.model.documents import Scene
from anime_cli.model.load import load, to_text
from anime_cli.model.script import Event, Line, PaysOff, SetsUp, Shot
from anime_cli.render.requests import request_for
from anime_cli.render.shots import shots_of
from anime_cli.story.check import check
from anime_cli.story.fold import fold
from anime_cli.studio.formatting import canonical_document
from anime_cli.text.prose import normal

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.story.snapshot import Story

ENDINGS = pytest.mark.parametrize("story", [read(*folders) for folders in TELLINGS.values()], ids=TELLINGS)
EVERY = sorted({path for folders in TELLINGS.values() for folder in folders for path in files(folder).values()})
DOCUMENTS = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.relative_to(EXAMPLES).as_posix())


def in_story(path: Path) -> str:
    """Return the path that a file has in its story."""
    return path.name if path.stem in {"story", "style"} else f"{path.parent.name}/{path.name}"


@ENDINGS
def test_it_is_a_complete_story(story: Story) -> None:
    assert len(story.chapters) == 4
    assert len(story.told) >= 15
    assert {*story.scenes} == {scene.id for scene in story.told}
    assert len(story.characters) >= 4
    assert len({place.kind for place in story.places.values()}) >= 3
    assert [scene.mode for scene in story.told].count("flashback") == 1


@ENDINGS
def test_everybody_can_be_drawn_and_heard(story: Story) -> None:
    for person in story.characters.values():
        assert person.look.hair.colour, person.id
        assert person.look.hair.style, person.id
        assert person.outfits, person.id
        assert all((person.want, person.need, person.fear, person.flaw, person.voice.register)), person.id


@ENDINGS
def test_the_check_finds_nothing(story: Story) -> None:
    assert check(story) == ()


@ENDINGS
def test_every_thread_is_set_up_before_it_is_paid_off(story: Story) -> None:
    told = [item for scene in story.told for item in scene.script]
    up = {item.thread: place for place, item in enumerate(told) if isinstance(item, SetsUp)}
    off = {item.thread: place for place, item in enumerate(told) if isinstance(item, PaysOff)}
    assert {*up} == {*off} == {*story.document.threads}
    assert all(up[thread] < off[thread] for thread in up)


@ENDINGS
def test_events_name_their_reasons(story: Story) -> None:
    named = {item.id for scene in story.told for item in scene.script if item.named}
    reasons = [
        item.because for scene in story.told for item in scene.script if isinstance(item, Event) and item.because
    ]
    assert len(reasons) > 15
    assert {*reasons} <= named


@ENDINGS
def test_every_scene_is_seen_and_heard(story: Story) -> None:
    for scene in story.told:
        assert sum(isinstance(item, Line) for item in scene.script) >= 3, scene.id
        assert sum(isinstance(item, Shot) for item in scene.script) >= 3, scene.id


@ENDINGS
def test_nobody_says_a_word_that_is_not_theirs(story: Story) -> None:
    for scene in story.told:
        for item in scene.script:
            if isinstance(item, Line):
                said = normal(item.say).lower()
                for avoided in story.characters[item.who].voice.avoid:
                    whole = rf"\b{avoided}\b" if avoided.isascii() else avoided
                    assert not re.search(whole, said), (scene.id, item.say)


@ENDINGS
def test_every_shot_makes_a_request(story: Story) -> None:
    folded = fold(story)
    requests = [request_for(story, folded, shot) for scene in story.told for shot in shots_of(story, scene)]
    assert len(requests) > 100
    assert all(request.slate is not None and request.setting.kind for request in requests)


@DOCUMENTS
def test_every_file_loads_without_a_warning_and_survives_its_canonical_form(path: Path) -> None:
    loaded = load(path.read_bytes(), in_story(path))
    assert loaded.warnings == ()
    text = to_text(loaded.document)
    assert load(text, in_story(path)).document == loaded.document


@DOCUMENTS
def test_a_scene_stands_in_its_canonical_form(path: Path) -> None:
    """A sentence a line, keys in order: `anime story fmt` would change nothing."""
    text, name = path.read_text(encoding="utf-8"), in_story(path)
    document = load(text, name).document
    if isinstance(document, Scene):
        assert canonical_document(text, name, document) == text


@DOCUMENTS
def test_every_word_can_be_drawn(path: Path) -> None:
    """The fonts that we bring have a picture of each sign."""
    assert lacking("".join(sorted({*path.read_text(encoding="utf-8")} - {"\n"}))) == ""


@pytest.mark.parametrize("name", ["mizumori", "sakura"])
def test_the_readme_names_files_that_are_there(name: str) -> None:
    """Each path, and each scene or fact that it points at."""
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    story = read(f"{name}/story")
    assert f"anime new {name} --from examples/{name}/story" in readme
    for path in re.findall(r"`((?:story|endings)/[^`]*)`", readme):
        assert (EXAMPLES / name / path).exists()
    things = {*story.document.facts, *story.document.items, *story.document.emotions}
    for row in [line for line in readme.splitlines() if line.startswith("| ") and "look at" not in line]:
        where = re.findall(r"`([a-z-]+)`", row.split("|")[2])
        assert all(word in story.scenes or word in things for word in where), row
