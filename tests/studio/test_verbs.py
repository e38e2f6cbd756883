"""Verbs as a library calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.history.errors import BranchNotFound, ChangedMeanwhile, NothingToCommit
from anime_cli.model.errors import ModelError
from anime_cli.model.load import Loaded, load
from anime_cli.studio import branching, comparing, echoing, merging, reading, recalling, saving, undoing
from anime_cli.studio.checking import check_story
from anime_cli.studio.documents import key_of
from anime_cli.studio.editing import edit_document
from anime_cli.studio.telling import counted, listed, plural
from anime_cli.text.splice import Set

if TYPE_CHECKING:
    from anime_cli import Studio


def write(studio: Studio, path: str, text: str) -> None:
    (studio.repository.folder / path).write_text(text, encoding="utf-8")


def test_words_for_numbers() -> None:
    """Sentences count as people do."""
    assert (plural(1, "scene"), plural(2, "scene"), plural(0, "scene")) == ("1 scene", "2 scenes", "0 scenes")
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert counted({"chapter": 1, "scene": 2}) == "1 chapter and 2 scenes"


def test_a_commit_tells_what_changed(studio: Studio) -> None:
    """One or two documents are named, more are counted; each change is a line, the thirteenth is not."""
    write(studio, "characters/mio.yaml", "name: Mio Kanda\nrole: hero\n")
    write(studio, "places/shrine.yaml", "name: The shrine\n")
    saved = saving.commit(studio)
    assert saved.message.splitlines() == [
        'Change character "Mio Kanda", add place "The shrine"',
        "",
        '- added character "Mio Kanda" > role: hero',
        '- added place "The shrine"',
    ]
    assert saved.files == ("characters/mio.yaml", "places/shrine.yaml")
    for number in range(14):
        write(studio, f"places/p{number:02}.yaml", f"name: Place {number}\n")
    (studio.repository.folder / "scenes/roof.yaml").unlink()
    write(studio, "chapters/one.yaml", "title: One\nscenes: [rain]\n")
    message = saving.commit(studio).message
    assert message.startswith('Change 1 chapter, add 14 places, remove 1 scene\n\n- removed chapter "One" > scene roof')
    assert message.endswith("- and 4 more changes")
    with pytest.raises(NothingToCommit):
        saving.commit(studio)


def test_only_some_files(studio: Studio) -> None:
    """Paths are seen from where the caller stands; what is no document is named by its file."""
    folder = studio.repository.folder
    write(studio, "characters/mio.yaml", "name: Mio Kanda\nrole: hero\n")
    write(studio, "notes.txt", "Remember the umbrella.\n")
    planned = saving.commit(studio, paths=[str(folder / "characters")], dry_run=True)
    assert (planned.commit, planned.files) == (None, ("characters/mio.yaml",))
    assert saving.commit(studio, paths=[str(folder / "notes.txt")]).message == "Change notes.txt"
    assert saving.commit(studio).files == ("characters/mio.yaml",)


def test_prose_is_told_in_the_commit_by_its_place(studio: Studio) -> None:
    """The words themselves stand in the diff."""
    edit_document(studio, "scenes/rain.yaml", [Set(("script", 0, "say"), "It rains, and it will rain tomorrow.")])
    saved = saving.commit(studio)
    assert saved.message.endswith('- changed scene "Rain" > line a1b2c3d (mio) > say')
    (change,) = recalling.show_commit(studio).changes
    assert [edit.text for edit in change.words if edit.kind == "added"]


def test_an_edit_is_valid_or_not_made(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong value leaves the file as it is; so does a file that another program changed meanwhile."""
    path = studio.repository.folder / "scenes/rain.yaml"
    before = path.read_text()
    with pytest.raises(ModelError):
        edit_document(studio, "scenes/rain.yaml", [Set(("day",), "tomorrow")])
    assert path.read_text() == before

    def meddle(*arguments: Any) -> Loaded:
        path.write_text("title: Mine\nplace: street\nscript: []\n")
        return load(*arguments)

    monkeypatch.setattr("anime_cli.model.load.load", meddle)
    with pytest.raises(ChangedMeanwhile):
        edit_document(studio, "scenes/rain.yaml", [Set(("title",), "Snow")])
    assert path.read_text().startswith("title: Mine")


def test_names_in_a_script(studio: Studio) -> None:
    """A given name stands alone; one with a form of address, or shared, stands whole."""
    read = reading.read_story(studio)
    assert [read.name(who) for who in ("mio", "kanda", "nobody")] == ["Mio", "Mr Kanda", "nobody"]
    write(studio, "characters/twin.yaml", "name: Mio Abe\n")
    assert reading.read_story(studio).name("mio") == "Mio Kanda"


def test_a_chapter_or_a_scene_alone(studio: Studio) -> None:
    """What is asked for is what is read, a scene that no chapter lists too."""
    write(studio, "scenes/lost.yaml", "title: Lost\nplace: nowhere\nscript: []\n")
    assert [told.scene.id for told in reading.read_story(studio, "one").scenes] == ["rain", "roof"]
    (told,) = reading.read_story(studio, "lost").scenes
    assert (told.number, told.chapter, told.where) == (0, None, "EXT. NOWHERE")


def test_branches_and_their_merge(studio: Studio) -> None:
    """Created, switched to, changed, merged, deleted; and each of it taken back."""
    branching.switch_branch(studio, "ending/wet", create=True)
    write(studio, "scenes/roof.yaml", "title: Roof\nplace: street\nweather: rain\nscript: []\n")
    saving.commit(studio)
    branching.switch_branch(studio, "main")
    write(studio, "characters/mio.yaml", "name: Mio Kanda\nrole: hero\n")
    saving.commit(studio)
    told = comparing.diff_stories(studio, "main", "ending/wet")
    assert {change.path for change in told.changes} == {"characters/mio.yaml", "scenes/roof.yaml"}
    outcome = merging.merge_storylines(studio, "ending/wet")
    assert (outcome.kind, outcome.exit_code) == ("merged", 0)
    assert {change.path for change in outcome.changes} == {"scenes/roof.yaml"}
    assert studio.story().scenes["roof"].weather == "rain"
    assert branching.delete_branch(studio, "ending/wet").name == "ending/wet"
    with pytest.raises(BranchNotFound):
        branching.switch_branch(studio, "ending/wet")
    assert undoing.undo(studio).command == "branch --delete"
    assert undoing.undo(studio).command == "merge"
    assert studio.story().scenes["roof"].weather is None
    assert undoing.redo(studio).command == "merge"
    assert [branch.name for branch in branching.branches(studio)] == ["ending/wet", "main"]


def test_a_status_tells_the_title_as_the_file_has_it(studio: Studio) -> None:
    """Remembered or read, and whatever the memory says that is damaged; None where the file can't be read."""
    file = studio.repository.folder / "story.yaml"
    blob = studio.repository.file("story.yaml")
    assert blob is not None
    studio.store.put_many({key_of(blob, "story.yaml"): "[]\n[0, damaged"})
    assert [recalling.story_status(studio).title for _ in range(2)] == ["Rain", "Rain"]
    file.write_text(file.read_text("utf-8").replace("Rain", "Snow"), "utf-8")
    assert [recalling.story_status(studio).title for _ in range(2)] == ["Snow", "Snow"]
    file.write_text("title: [", "utf-8")
    assert recalling.story_status(studio).title is None
    file.unlink()
    assert recalling.story_status(studio).title is None
    assert studio.document("notes.txt") is None


def test_a_switch_that_begins_a_branch_is_one_step(studio: Studio) -> None:
    """It is taken back as one."""
    branching.switch_branch(studio, "ending/wet", create=True)
    undoing.undo(studio)
    assert recalling.story_status(studio).git.branch == "main"
    assert [branch.name for branch in branching.branches(studio)] == ["main"]


def test_files_that_are_no_text_merge_by_their_bytes(studio: Studio) -> None:
    """A side's own bytes survive, whatever they are; where both changed them a person decides."""
    folder = studio.repository.folder
    (folder / "noise.bin").write_bytes(b"\xff\x00one\n")
    saving.commit(studio, "Noise")
    branching.switch_branch(studio, "ending/wet", create=True)
    (folder / "noise.bin").write_bytes(b"\xff\x00two\n")
    saving.commit(studio, "Theirs")
    branching.switch_branch(studio, "main")
    (folder / "noise.bin").write_bytes(b"\xff\x00three\n")
    saving.commit(studio, "Ours")
    outcome = merging.merge_storylines(studio, "ending/wet")
    assert [each.conflict.path for each in outcome.conflicts] == ["noise.bin"]
    from anime_cli.studio.resolving import resolve_conflicts

    resolve_conflicts(studio, ["noise.bin"], "theirs")
    assert (folder / "noise.bin").read_bytes() == b"\xff\x00two\n"
    assert merging.continue_merge(studio).kind == "merged"


def test_a_waived_error_does_not_count(studio: Studio) -> None:
    """It is told, and the exit code is that of a story with nothing wrong."""
    write(
        studio,
        "scenes/rain.yaml",
        "title: Rain\nplace: street\ncast: {mio: {}}\nscript:\n  - {who: ghost, say: Boo.}\n",
    )
    assert check_story(studio).exit_code == 3
    rules = {each.finding.rule for each in check_story(studio).findings}
    waivers = "".join(f'  - {{rule: {rule}, scene: rain, reason: "Later."}}\n' for rule in sorted(rules))
    write(studio, "story.yaml", f"format: anime/1\ntitle: Rain\nchapters: [one]\nwaivers:\n{waivers}")
    checked = check_story(studio)
    assert (checked.exit_code, checked.errors) == (0, 0)
    assert all(each.finding.waived for each in checked.findings)


def test_a_wish_names_its_brain() -> None:
    """The environment chooses who writes, a wish rules over it."""
    from anime_cli.echo.errors import BrainNotFound

    with pytest.raises(BrainNotFound):
        echoing.develop_plot(echoing.Wish(premise="A cat."), {"ANIME_BRAIN": "nobody"})
    with pytest.raises(BrainNotFound):
        echoing.develop_plot(echoing.Wish(premise="A cat.", brain="nobody"), {})
