"""Writing in an editor: real programs that change the file, fail, or leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.errors import AnimeError
from anime_cli.history.editor import EditorFailed
from anime_cli.studio.authoring.keeping import Keeping
from anime_cli.studio.authoring.pen import NothingSaid
from anime_cli.studio.authoring.writing import Words, add, edit
from anime_cli.studio.manuscript import DraftKept
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Words()


def editor(tmp_path: Path, *turns: str) -> dict[str, str]:
    """Return an environment whose editor runs one of TURNS, shell code on "$1", each time it opens; then nothing."""
    for number, code in enumerate(turns):
        (tmp_path / f"turn-{number}").write_text(code, encoding="utf-8")
    script = tmp_path / "editor"
    script.write_text(
        f'#!/bin/sh\ncd "{tmp_path}"\nn=$(cat count 2>/dev/null || echo 0)\necho $((n+1)) > count\n'
        'cp "$1" "seen-$n"\nif [ -f "turn-$n" ]; then . "./turn-$n"; fi\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    return {"EDITOR": str(script)}


def seen(tmp_path: Path, turn: int) -> str:
    return (tmp_path / f"seen-{turn}").read_text(encoding="utf-8")


def drafts(studio: Studio) -> list[Path]:
    return sorted(studio.repository.state_dir.glob("DRAFT-*"))


@pytest.fixture
def folder(studio: Studio) -> Path:
    return studio.repository.folder


def test_what_was_written_is_kept_byte_by_byte(folder: Path, tmp_path: Path) -> None:
    """Comments, blanks and all; the draft is gone afterwards."""
    studio = Studio.open(folder, environment=editor(tmp_path, 'printf "# Mine.\\nname:   Mio\\n" > "$1"'))
    made = edit(studio, "character", "mio", NOTHING)
    assert (folder / "characters/mio.yaml").read_text() == "# Mine.\nname:   Mio\n"
    assert [change.after for change in made.changes] == ["Mio"]
    assert (drafts(studio), seen(tmp_path, 0)) == ([], "name: Mio Kanda\n")


def test_a_mistake_opens_the_editor_again_with_the_reason(folder: Path, tmp_path: Path) -> None:
    """Above the text, in lines that are no part of it."""
    wrong, right = "sed -i 's/^place:.*/place: strret/' \"$1\"", "sed -i 's/strret/street/; s/Rain/Hail/' \"$1\""
    studio = Studio.open(folder, environment=editor(tmp_path, wrong, right))
    edit(studio, "scene", "rain", NOTHING)
    assert seen(tmp_path, 1).startswith(
        "#! scenes/rain.yaml: place: there is no place called 'strret'.\n#! Did you mean"
    )
    after = (folder / "scenes/rain.yaml").read_text()
    assert after.startswith("title: Hail\nplace: street\n")
    assert "#!" not in after


def test_who_gives_up_loses_nothing(folder: Path, tmp_path: Path) -> None:
    """The story stays as it is, and the text stands in a file that the error names; a second one beside it."""
    before = (folder / "scenes/rain.yaml").read_text()
    for number in (1, 2):
        (tmp_path / "count").unlink(missing_ok=True)
        studio = Studio.open(folder, environment=editor(tmp_path, 'echo "mood: [" >> "$1"'))
        with pytest.raises(DraftKept) as caught:
            edit(studio, "scene", "rain", NOTHING)
        assert len(drafts(studio)) == number
        assert any(str(path) in (caught.value.hint or "") for path in drafts(studio))
    assert all(path.read_text() == f"{before}mood: [\n" for path in drafts(studio))
    assert (folder / "scenes/rain.yaml").read_text() == before


def test_who_changes_the_file_meanwhile_wins_and_the_draft_stays(folder: Path, tmp_path: Path) -> None:
    """A hand editor saved the same file while ours was open."""
    meanwhile = f'echo "# By hand." >> "{folder}/scenes/rain.yaml"; sed -i s/Rain/Hail/ "$1"'
    studio = Studio.open(folder, environment=editor(tmp_path, meanwhile))
    with pytest.raises(DraftKept, match=r"scenes/rain\.yaml"):
        edit(studio, "scene", "rain", NOTHING)
    after = (folder / "scenes/rain.yaml").read_text()
    assert (after.startswith("title: Rain\n"), after.endswith("# By hand.\n")) == (True, True)
    assert drafts(studio)[0].read_text().startswith("title: Hail\n")


@pytest.mark.parametrize("turn", ["", ': > "$1"'])
def test_a_text_left_as_it_is_changes_nothing(turn: str, folder: Path, tmp_path: Path) -> None:
    """Nor does an emptied one."""
    studio = Studio.open(folder, environment=editor(tmp_path, turn))
    assert edit(studio, "scene", "rain", NOTHING).files == ()
    (tmp_path / "count").unlink()
    assert add(studio, "scene", NOTHING).files == ()
    assert drafts(studio) == []


def test_an_editor_that_fails(folder: Path, tmp_path: Path) -> None:
    """Its status is told, and what was written before is kept."""
    with pytest.raises(EditorFailed, match="status 7"):
        edit(Studio.open(folder, environment=editor(tmp_path, "exit 7")), "scene", "rain", NOTHING)
    (tmp_path / "count").unlink()
    studio = Studio.open(folder, environment=editor(tmp_path, 'echo "tags: a" >> "$1"; exit 7'))
    with pytest.raises(DraftKept, match="status 7"):
        edit(studio, "scene", "rain", NOTHING)
    assert drafts(studio)[0].read_text().endswith("tags: a\n")


def test_no_editor_says_what_else_there_is(studio: Studio) -> None:
    """Fields, or a document on the standard input."""
    for call in (lambda: edit(studio, "scene", "rain", NOTHING), lambda: add(studio, "place", NOTHING)):
        with pytest.raises(NothingSaid, match="no editor is set") as caught:
            call()
        assert "--set" in (caught.value.hint or "")
    assert drafts(studio) == []


def test_a_new_scene_is_written_by_hand(folder: Path, tmp_path: Path) -> None:
    """The fields that must be there stand ready; a mistake comes back, the id comes from the title."""
    first = 'printf "title: The quay\\nplace: quay\\nscript:\\n  - action: Waves.\\n" > "$1"'
    studio = Studio.open(folder, environment=editor(tmp_path, first, "sed -i 's/^place: quay/place: street/' \"$1\""))
    made = add(studio, "scene", NOTHING, keeping=Keeping(commit=True))
    assert "title:\nplace:\nscript:\n# There may also be day, time" in seen(tmp_path, 0)
    assert (made.id, made.message) == ("the-quay", "Add the scene “The quay” to One")
    assert (folder / "chapters/one.yaml").read_text() == "title: One\nscenes: [rain, roof, the-quay]\n"


def test_an_entry_of_the_story_opens_as_a_document(folder: Path, tmp_path: Path) -> None:
    """And goes back as splices."""
    story = folder / "story.yaml"
    story.write_text(story.read_text() + 'threads:\n  # Why?\n  why-rain: {question: "Why does it rain?"}\n')
    studio = Studio.open(folder, environment=editor(tmp_path, 'echo "due: one" >> "$1"'))
    edit(studio, "thread", "why-rain", NOTHING)
    assert seen(tmp_path, 0) == "question: Why does it rain?\n"
    assert story.read_text().endswith('threads:\n  # Why?\n  why-rain: {question: "Why does it rain?", due: one}\n')


def test_a_file_that_can_not_be_read_can_be_mended_by_hand(folder: Path, tmp_path: Path) -> None:
    """That is what an editor is for."""
    (folder / "scenes/rain.yaml").write_text("title: [\n")
    right = 'printf "title: Rain\\nplace: street\\nscript: []\\n" > "$1"'
    edit(Studio.open(folder, environment=editor(tmp_path, right)), "scene", "rain", NOTHING)
    assert (folder / "scenes/rain.yaml").read_text() == "title: Rain\nplace: street\nscript: []\n"


def test_every_error_is_ours(folder: Path, tmp_path: Path) -> None:
    """Bytes that are no text are refused like any other mistake."""
    studio = Studio.open(folder, environment=editor(tmp_path, 'printf "title: \\001\\n" > "$1"'))
    with pytest.raises(AnimeError):
        edit(studio, "scene", "rain", NOTHING)
