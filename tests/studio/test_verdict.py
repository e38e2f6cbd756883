"""A check of what did not change is one look-up, and says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.studio.cards import CARDS
from anime_cli.studio.checking import check_story
from anime_cli.studio.survey import survey
from anime_cli.studio.verdict import VERDICTS, verdict

if TYPE_CHECKING:
    from pathlib import Path

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
    assert first.findings == survey(studio, files).findings()
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
    (slot,) = studio.store.items(VERDICTS)
    studio.store.put_many({slot: row}, VERDICTS)
    assert verdict(studio, files) == first
    assert studio.store.items(VERDICTS)[slot] != row
