"""Lines of what a check speaks of are remembered with the content of the file, and never believed beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.studio.checking import check_story
from anime_cli.studio.lines import LINES

if TYPE_CHECKING:
    from anime_cli.studio.studio import Studio

FAULTY = "title: Rain\nplace: street\nscript:\n  - action: Rain.\n  - who: ghost\n    say: Boo.\n"


def lines(studio: Studio) -> list[int]:
    """Return the lines of the findings in the scene."""
    return [each.line for each in check_story(studio).findings if each.finding.path == "scenes/rain.yaml"]


def test_a_line_moves_with_its_text(studio: Studio) -> None:
    path = studio.repository.folder / "scenes/rain.yaml"
    path.write_text(FAULTY)
    first = lines(studio)
    assert first == lines(studio)
    assert 5 in first
    path.write_text(f"# A note.\n{FAULTY}")
    assert lines(studio) == [line + 1 if line else 0 for line in first]


@pytest.mark.parametrize("row", ["no row", "[]", '{"[]":"one"}', "{}"])
def test_damaged_lines_are_looked_up_anew(studio: Studio, row: str) -> None:
    path = studio.repository.folder / "scenes/rain.yaml"
    path.write_text(FAULTY)
    first = lines(studio)
    studio.store.put_many(dict.fromkeys(studio.store.items(LINES), row), LINES)
    assert lines(studio) == first
