"""A check of what did not change is one look-up, and says the same."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.documents import Scene
from anime_cli.model.load import file_of, load, to_text
from anime_cli.model.script import Action, Event, Line
from anime_cli.story.check import check
from anime_cli.story.snapshot import assemble
from anime_cli.studio.cards import CARDS
from anime_cli.studio.checking import check_story
from anime_cli.studio.remembering import SLOTS
from anime_cli.studio.verdict import DECIDED, SEEN, VERDICTS, verdict

sys.path.insert(0, str(Path(__file__).parent.parent / "story"))
from wild import documents, wild

if TYPE_CHECKING:
    from wild import Wild

    from anime_cli.model.documents import Document
    from anime_cli.studio.studio import Studio

FAULTY = "title: Roof\nplace: nowhere\ncolour: red\nscript:\n  - who: ghost-of-nobody\n    say: Boo.\n"


@pytest.fixture
def faulty(studio: Studio) -> Path:
    """Return a file of the story that has findings and a warning."""
    path = studio.repository.folder / "scenes/roof.yaml"
    path.write_text(FAULTY)
    return path


@pytest.mark.usefixtures("faulty")
def test_what_is_remembered_is_what_was_found(studio: Studio) -> None:
    """Evidence, chains and all; no card is needed any more."""
    files = studio.repository.files()
    first = verdict(studio, files)
    assert first.findings == check(studio.story())
    assert first.findings
    studio.store.remove_many(studio.store.items(CARDS), CARDS)
    assert verdict(studio, files) == first
    assert studio.store.items(CARDS) == {}
    assert check_story(studio).warnings == first.warnings


def test_a_change_is_checked_again(studio: Studio, faulty: Path) -> None:
    before = check_story(studio)
    faulty.write_text(FAULTY.replace("nowhere", "street"))
    after = check_story(studio)
    assert len(after.findings) == len(before.findings) - 1


def test_a_waiver_may_end_while_nothing_changes(studio: Studio, faulty: Path) -> None:
    story = studio.repository.folder / "story.yaml"
    text = story.read_text()
    errors = check_story(studio).errors
    story.write_text(f"{text}waivers:\n  - {{rule: C01, scene: {faulty.stem}, reason: So., until: 2999-01-01}}\n")
    check_story(studio)
    assert check_story(studio).errors < errors
    story.write_text(f"{text}waivers:\n  - {{rule: C01, scene: {faulty.stem}, reason: So., until: 2001-01-01}}\n")
    check_story(studio)
    assert check_story(studio).errors == errors


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize("row", ["no verdict", "[]", "null", '["x", [], [], 0]', '["x"]'])
def test_a_damaged_verdict_is_made_anew(studio: Studio, row: str) -> None:
    files = studio.repository.files()
    first = verdict(studio, files)
    for kind in (VERDICTS, DECIDED, SEEN):
        (slot,) = studio.store.items(kind)
        studio.store.put_many({slot: row}, kind)
    assert verdict(studio, files) == first
    assert row not in {*studio.store.items(VERDICTS).values(), *studio.store.items(SEEN).values()}


def rewritten(scene: Scene, way: str) -> Scene:
    """Return SCENE with other words, other feelings, one line more, or one event less."""
    script = scene.script
    if way == "title":
        return replace(scene, title=f"{scene.title} again")
    if way == "words":
        script = tuple(replace(each, say=f"{each.say} So.") if isinstance(each, Line) else each for each in script)
    elif way == "feelings":
        script = tuple(replace(each, emotion="proud") if isinstance(each, Line) else each for each in script)
    elif way == "more":
        script = (Action(id="added", action="It rains.", named=True), *script)
    elif way == "less":
        script = tuple(each for at, each in enumerate(script) if at or not isinstance(each, Event))
    return replace(scene, script=script)


WAYS = ["title", "words", "feelings", "more", "less"]
SAME = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(max_examples=25, deadline=None, suppress_health_check=SAME)
@given(
    drawn=wild(), ways=st.lists(st.sampled_from(["title", "words", "feelings", "more", "less"]), min_size=1, max_size=4)
)
def test_what_is_remembered_of_another_text_is_right(studio: Studio, drawn: Wild, ways: list[str]) -> None:
    """However a scene is changed, a check that remembers says what one says that knows nothing."""
    whole = {file_of(each): each for each in documents(drawn)}
    verdict(studio, files_of(studio, whole))
    scenes = [path for path, each in whole.items() if isinstance(each, Scene)]
    for number, way in enumerate(ways):
        path = scenes[number % len(scenes)]
        scene = whole[path]
        assert isinstance(scene, Scene)
        whole[path] = rewritten(scene, way)
        assert verdict(studio, files_of(studio, whole)).findings == check(assemble(read_again(whole)))


def files_of(studio: Studio, whole: dict[str, Document]) -> dict[str, str]:
    """Give documents to git and return their blob ids by path."""
    texts = {path: to_text(each).encode() for path, each in whole.items()}
    return {path: str(studio.repository.handle.create_blob(data)) for path, data in texts.items()}


def read_again(whole: dict[str, Document]) -> list[Document]:
    """Return documents as their files have them."""
    return [load(to_text(each), path).document for path, each in whole.items()]


def test_words_are_no_matter_for_the_rules(studio: Studio) -> None:
    """Who writes on in a scene of which no finding speaks leaves what was found as it was, and nothing is asked."""
    check_story(studio)
    known = {kind: studio.store.items(kind) for kind in (DECIDED, SEEN)}
    path = next(studio.repository.folder.glob("scenes/*.yaml"))
    path.write_text(f"{path.read_text()}summary: Somebody waits.\n")
    check_story(studio)
    assert {kind: studio.store.items(kind) for kind in (DECIDED, SEEN)} == known
    assert len(studio.store.items(VERDICTS)) <= SLOTS
