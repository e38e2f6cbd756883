"""An open story: documents remembered, settings in order, tools made on first use."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from anime_cli import Studio
from anime_cli.errors import NotAStory
from anime_cli.model.errors import ModelError
from anime_cli.studio.errors import BrokenDocuments

if TYPE_CHECKING:
    from pathlib import Path

READ = """
import sys
from anime_cli import Studio
studio = Studio.open(sys.argv[1])
print(len(studio.story().scenes), *sorted({"yaml", "pydantic"} & set(sys.modules)))
"""


def loaded(folder: Path) -> str:
    """Return how many scenes a new process reads, and which heavy modules it needs for that."""
    call = [sys.executable, "-c", READ, str(folder)]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()


def test_nothing_unchanged_is_parsed_again(studio: Studio) -> None:
    """The first reading parses; the second remembers; a changed file alone is read again."""
    folder = studio.repository.folder
    assert "yaml" in loaded(folder)
    assert loaded(folder) == "2"
    (folder / "scenes/roof.yaml").write_text("title: Roof\nplace: street\nscript: []\n")
    assert "yaml" in loaded(folder)
    assert loaded(folder) == "2"


def test_what_is_remembered_may_be_lost(studio: Studio) -> None:
    """A cache that is damaged or gone costs time and nothing else."""
    before = studio.story()
    studio.store.close()
    studio.store.path.write_bytes(b"not a database")
    assert Studio.open(studio.repository.folder).story() == before
    studio.store.put_many(dict.fromkeys(studio.store.get_many(keys(studio)), "[]\nnot facts"))
    assert Studio.open(studio.repository.folder).story() == before


def keys(studio: Studio) -> list[str]:
    return [f"{blob}:{path}" for path, blob in studio.repository.files().items()]


def test_one_text_in_two_files_is_two_documents(studio: Studio) -> None:
    """What is remembered of a text belongs to its path as well: ids follow from it."""
    folder = studio.repository.folder
    (folder / "scenes/copy.yaml").write_bytes((folder / "scenes/rain.yaml").read_bytes())
    story = studio.story()
    assert story.scenes["copy"].id == "copy"
    assert Studio.open(folder).story().scenes["copy"].id == "copy"


def test_warnings_are_remembered_too(studio: Studio) -> None:
    """A key that no version knows is told of every time."""
    (studio.repository.folder / "characters/mio.yaml").write_text("name: Mio\nshoe_size: 38\n")
    for _ in range(2):
        (warning,) = Studio.open(studio.repository.folder).documents().warnings
        assert "shoe_size" in warning


def test_a_story_is_found_from_below(studio: Studio, tmp_path: Path) -> None:
    """Any folder of a story leads to it; a folder of none says so."""
    found = Studio.open(studio.repository.folder / "scenes")
    assert found.repository.folder == studio.repository.folder
    with pytest.raises(NotAStory):
        Studio.open(tmp_path)


def test_broken_files_are_told_together(studio: Studio) -> None:
    """One broken file is its own error; several are one error that names each, the first ten in full."""
    folder = studio.repository.folder
    (folder / "characters/mio.yaml").write_text("nam: Mio\n")
    with pytest.raises(ModelError):
        studio.story()
    for number in range(12):
        (folder / f"characters/c{number:02}.yaml").write_text("nam: X\n")
    with pytest.raises(BrokenDocuments, match="13 files can't be read") as caught:
        studio.story()
    assert "… and 3 more." in caught.value.message
    assert "characters/c00.yaml" in caught.value.message


def test_settings_have_an_order(studio: Studio) -> None:
    """The call, the environment, the story: the first that says something rules, and the cache is no story's choice."""
    folder = studio.repository.folder
    assert studio.settings.resolve("size").origin == "story"
    told = Studio.open(folder, flags={"size": "1x1"}, environment={"ANIME_SIZE": "2x2", "ANIME_CACHE": "/elsewhere"})
    assert told.settings["size"] == "1x1"
    assert str(told.cache) == "/elsewhere"
    (folder / "style.yaml").write_text("cache: /stolen\nrenderer: storyboard\n")
    assert Studio.open(folder, environment={}).cache == studio.repository.cache_dir
    assert Studio.open(folder, environment={}).renderer.name == "storyboard"
    assert studio.brain.name == "planner"
    (folder / "style.yaml").unlink()
    assert Studio.open(folder, environment={}).settings.resolve("size").origin == "default"


def test_the_past_stays_readable(studio: Studio) -> None:
    """A revision is read as it was, whatever the files say now."""
    (studio.repository.folder / "scenes/roof.yaml").unlink()
    assert "roof" not in studio.story().scenes
    assert "roof" in studio.story("HEAD").scenes
    assert studio.notes == ()
