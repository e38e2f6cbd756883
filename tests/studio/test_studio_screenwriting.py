"""A script written over a scene: what both say keeps every byte, items keep their ids, nothing else is lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.history.errors import ChangedMeanwhile
from anime_cli.model.load import build, dump, load, to_text
from anime_cli.story.errors import SceneNotFound
from anime_cli.story.screenplay.errors import BadScript
from anime_cli.studio.hunks import hunks
from anime_cli.studio.screenwriting import rewritten, scene_script, write_scene
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

sys.path.insert(0, str(Path(__file__).parent.parent / "story"))
from scripts import SCENES

if TYPE_CHECKING:
    from anime_cli.model.documents import Scene
    from anime_cli.text.plain import Plain

PATH = "scenes/here.yaml"
BY_HAND = """\
# how it all begins
title:   Dusk
place:  roof   # or the yard
day: 0
time: "6:05"
mentions:
cast: {ren: {emotion: sad, intensity: 0.40}}

script:
  # wide, so that we see the fence
  - {shot: wide}
  - who: ren   # he
    say: >
      It's warm.
      Like it knows me.
    intensity: 0.70
    emotion: happy
    id: p9x2m7q
  - action: 'Petals turn.'
    who: ren
    light: low
  - event: arrives
    who: ren
    at: "9:05"
"""


def scene_of(text: str) -> Scene:
    return load(text, PATH).document  # type: ignore[return-value]


def with_script(text: str, script: list[Plain]) -> Scene:
    return build("scene", "here", {**dump(scene_of(text)), "script": script})  # type: ignore[return-value]


def bare(scene: Scene) -> object:
    """Return what SCENE says besides the ids of its items."""
    values = dump(scene)
    script = [{key: value for key, value in item.items() if key != "id"} for item in values["script"]]  # type: ignore[union-attr]
    return {**values, "script": script}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_any_scene_becomes_any_other(data: st.DataObject) -> None:
    """The file then says what the script says, whatever it said before."""
    old, new = data.draw(SCENES), data.draw(SCENES)
    assert bare(scene_of(rewritten(to_text(old), PATH, old, new))) == bare(new)
    assert rewritten(to_text(old), PATH, old, old) == to_text(old)


def test_what_is_not_touched_keeps_every_byte() -> None:
    """Comments, quotes, zeros, flow, keys that say nothing: one changed line is one hunk."""
    old = scene_of(BY_HAND)
    assert rewritten(BY_HAND, PATH, old, old) == BY_HAND
    script = dump(old)["script"]
    assert isinstance(script, list)
    line = {**script[1], "say": "It's cold."}  # type: ignore[dict-item]
    del line["id"]
    made = rewritten(BY_HAND, PATH, old, with_script(BY_HAND, [script[0], line, *script[2:]]))
    (hunk,) = hunks(BY_HAND, made)
    assert hunk.removed == ("    say: >", "      It's warm.", "      Like it knows me.")
    assert hunk.added == ("    say: It's cold.",)
    assert scene_of(made).script[1].id == "p9x2m7q"


def test_a_moved_line_keeps_its_id_and_an_unnamed_cause_gets_one() -> None:
    """Ids that stand in no file are written only where `because` names them."""
    old = scene_of(BY_HAND)
    shot, line, action, event = dump(old)["script"]  # type: ignore[misc, union-attr]
    typed = [{**shot, "id": old.script[0].id}, action, {**event, "id": old.script[3].id}, line]
    moved = rewritten(BY_HAND, PATH, old, with_script(BY_HAND, typed))
    assert [item.named for item in scene_of(moved).script] == [False, False, False, True]
    assert scene_of(moved).script[3].id == "p9x2m7q"
    caused = [*typed, {"event": "feels", "who": "ren", "emotion": "sad", "because": old.script[3].id}]
    made = scene_of(rewritten(BY_HAND, PATH, old, with_script(BY_HAND, caused)))
    assert [item.named for item in made.script] == [False, False, True, True, False]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_no_comment_is_lost(end: str) -> None:
    """Of lines that move they move along, of lines that go they stay."""
    text = BY_HAND.replace("\n", end)
    old = scene_of(text)
    shot, line, action, event = dump(old)["script"]  # type: ignore[misc, union-attr]
    moved = rewritten(text, PATH, old, with_script(text, [line, action, event, shot]))
    assert sorted(moved.split(end)) == sorted(text.split(end))
    assert f"  # wide, so that we see the fence{end}  - {{shot: wide}}{end}" in moved
    assert f"  - who: ren   # he{end}    say: >{end}      It's warm.{end}" in moved
    gone = rewritten(text, PATH, old, with_script(text, [action, event]))
    assert "# wide, so that we see the fence" in gone
    assert "# he" in gone
    assert gone.count(end) == gone.count("\n")
    assert bare(scene_of(gone))["script"] == [action, event]  # type: ignore[index]


def test_a_copied_line_gets_no_id_of_another() -> None:
    """An id belongs to one item, the one that came first to match."""
    old = scene_of(BY_HAND)
    line = dict(dump(old)["script"][1])  # type: ignore[index, arg-type]
    made = scene_of(rewritten(BY_HAND, PATH, old, with_script(BY_HAND, [line, {**line, "id": "other"}])))
    assert [item.id for item in made.script] == ["p9x2m7q", "other"]


def example(folder: Path, name: str) -> Studio:
    """Return the example called NAME as a story in FOLDER."""
    from anime_cli.studio.creating import new_story

    new_story(folder, environment={}, source=Path(__file__).parents[2] / "examples" / name / "story")
    return Studio.open(folder, environment={})


@pytest.fixture
def petals(tmp_path: Path) -> Studio:
    """The example story in English."""
    return example(tmp_path / "petals", "sakura")


@pytest.mark.parametrize("name", ["mizumori", "sakura"])
def test_every_scene_of_an_example_is_its_own_script(name: str, tmp_path: Path) -> None:
    """With ids and without: nothing changes, nothing is written."""
    studio = example(tmp_path / name, name)
    for scene in studio.story().scenes:
        for ids in (False, True):
            done = write_scene(studio, scene, scene_script(studio, scene, ids=ids))
            assert (done.hunks, done.changes) == ((), ()), scene


def test_a_script_is_written_told_and_taken_back(petals: Studio) -> None:
    """In story terms, as one command that can be undone."""
    path = petals.repository.folder / "scenes/rooftop-dusk.yaml"
    before = path.read_bytes()
    text = scene_script(petals, "rooftop-dusk").replace("Like it knows me.", "As if it knew me.")
    told = write_scene(petals, "rooftop-dusk", text, dry_run=True)
    assert path.read_bytes() == before
    done = write_scene(petals, "rooftop-dusk", text)
    assert len(done.hunks) == 1
    (change,) = done.changes
    assert change.line() == told.changes[0].line()
    assert "{+As if+}" in change.line()
    assert undo(petals).command == "scene write"
    assert path.read_bytes() == before


def test_what_is_refused_leaves_the_file(petals: Studio) -> None:
    """A mistake, a scene that isn't there, a file that is no longer what was read."""
    before = (petals.repository.folder / "scenes/rooftop-dusk.yaml").read_bytes()
    with pytest.raises(BadScript):
        write_scene(petals, "rooftop-dusk", "SAKURA: Hm.")
    with pytest.raises(SceneNotFound):
        write_scene(petals, "rooftop", "")
    with pytest.raises(ChangedMeanwhile):
        write_scene(petals, "rooftop-dusk", scene_script(petals, "rooftop-dusk"), expected="0" * 40)
    assert (petals.repository.folder / "scenes/rooftop-dusk.yaml").read_bytes() == before
