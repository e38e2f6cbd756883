"""The speed benchmark measures what it says, and its table keeps to its own block of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from large_story import documents, edits, path_of, scene
from merge_alone import prose, scenes
from merge_speed import BEGIN, END, LINES, Line, main, replaced

from anime_cli.model.load import load

if TYPE_CHECKING:
    from pathlib import Path


def test_a_large_story_is_a_valid_story_and_each_side_changes_its_own_scenes() -> None:
    written = dict(documents(100))
    changed = edits(100)
    for path, text in written.items():
        load(text, path)
    assert len({*changed.both, *changed.ours, *changed.theirs}) == 75
    assert written == dict(documents(100))
    for number in changed.both:
        versions = {scene(number), scene(number, ours=True), scene(number, theirs=True)}
        assert len(versions) == 3
        assert all(load(text, path_of(number)) for text in versions)


def test_what_is_merged_alone_is_twenty_five_scenes_and_a_megabyte() -> None:
    (path, versions), *others = prose().items()
    assert not others
    assert load(versions.base, path)
    assert 0.9 < len(versions.base) / 1_000_000 < 1.05
    assert len(scenes(100)) == 25


def test_a_ratio_compares_neighbours_in_time() -> None:
    line = Line("merge", "a merge", 1.6, "floor")
    samples = {"merge": [2.0, 30.0, 3.0], "floor": [1.0, 10.0, 2.0]}
    assert line.ratio(samples) == 2.0
    assert line.cell(samples) == "3000 / 2000 ms, 2.00x"
    assert line.bound() == "1.6 x floor"


def test_only_the_block_between_the_marks_is_replaced() -> None:
    page = f"# Benchmarks\n\nbefore\n{BEGIN}\nold\n{END}\n\n## Merge quality\n"
    assert replaced(page, "new\n") == page.replace("old", "new")
    assert replaced("", "new\n") == f"# Benchmarks\n\n## Merge speed\n\n{BEGIN}\nnew\n{END}\n"
    assert replaced("# Other\n", "new\n").startswith("# Other\n\n## Merge speed\n")


@pytest.mark.slow
def test_the_benchmark_runs_at_a_hundred_scenes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "benchmarks.md"
    main(["--scenes", "100", "--runs", "1", "--write", str(page)])
    rows = [line for line in page.read_text().splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == [line.label for line in LINES]
    assert all("ms" in row or "MB" in row or "no driver" in row for row in rows)
    assert capsys.readouterr().out in page.read_text()
