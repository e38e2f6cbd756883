"""Migration by steps: tried with a format that never was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.model.errors import ModelError
from anime_cli.model.migrations import STEPS, Step, UnknownFormat, way_from
from anime_cli.studio.migrating import migrate_story
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo
from anime_cli.text.edits import Insert, Remove, Set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from anime_cli.model.migrations import Values
    from anime_cli.text.edits import Edit


def renamed(values: Values) -> Mapping[str, Sequence[Edit]]:
    """Call `location` a `place`, as the present format does."""
    return {
        path: [Insert(("place",), each["location"]), Remove(("location",))]
        for path, each in values.items()
        if "location" in each
    }


def titled(values: Values) -> Mapping[str, Sequence[Edit]]:
    """Give the story a title in capitals."""
    return {"story.yaml": [Set(("title",), str(values["story.yaml"]["title"]).upper())]}


OLD = (Step("draft/1", "draft/2", renamed), Step("draft/2", "anime/1", titled))


@pytest.fixture
def old(studio: Studio) -> Studio:
    """A story as an older version would have written it."""
    folder = studio.repository.folder
    for path in folder.glob("scenes/*.yaml"):
        path.write_text(path.read_text().replace("place:", "location:", 1))
    story = folder / "story.yaml"
    story.write_text("# Mine.\n" + story.read_text().replace("format: anime/1", "format: draft/1  # old"))
    return studio


def _texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.yaml")}


def test_steps_lead_to_the_present_format(old: Studio) -> None:
    """Each file changes by what its edits say; comments stay, and undo takes all of it back."""
    folder = old.repository.folder
    before = _texts(folder)
    planned = migrate_story(old, dry_run=True, steps=OLD)
    assert _texts(folder) == before
    done = migrate_story(old, steps=OLD)
    assert done == planned
    assert done.formats == ("draft/1", "draft/2", "anime/1")
    after = _texts(folder)
    assert {path for path in after if after[path] != before[path]} == set(done.paths)
    assert after["story.yaml"].startswith("# Mine.\nformat: anime/1  # old\n")
    assert "location" not in "".join(after.values())
    assert Studio.open(folder).story().document.title.isupper()
    undo(Studio.open(folder))
    assert _texts(folder) == before


def test_a_result_that_no_document_may_be_is_not_written(old: Studio) -> None:
    """A step that forgets something fails before anything is written."""
    before = _texts(old.repository.folder)
    with pytest.raises(ModelError, match="place"):
        migrate_story(
            old, steps=(Step("draft/1", "anime/1", lambda values: {path: [Set(("note",), "x")] for path in values}),)
        )
    assert _texts(old.repository.folder) == before


def test_the_way_ends_and_goes_in_no_circle() -> None:
    """The present format asks for no step; a circle leads nowhere; today's table is empty."""
    assert way_from("anime/1") == ()
    circle = (Step("a", "b", titled), Step("b", "a", titled))
    with pytest.raises(UnknownFormat):
        way_from("a", circle)
    assert STEPS == ()
