"""The continuity check keeps what it reached, and what measures it knows nothing of the rules and can fail."""

from __future__ import annotations

import ast
import sys
from copy import deepcopy
from itertools import islice
from pathlib import Path

import continuity
import continuity_report
import pytest
from holes import RULES, WAYS, hole, hole_by
from one_file import made, values_in
from sound_stories import planned, written
from telling import Telling

HERE = Path(__file__).parent
CONTINUITY = HERE.parent / "continuity"
THRESHOLDS = values_in(CONTINUITY / "thresholds.yaml")
SEED = 41
STORIES = dict(written())
EVERY_WAY = [(rule, way) for rule in RULES for way in WAYS[rule]]
PLAIN = [HERE / "holes.py", HERE / "telling.py", CONTINUITY / "fault.py", *sorted((HERE / "injections").glob("*.py"))]


@pytest.fixture(scope="module")
def report() -> continuity.Report:
    return continuity.run(len(RULES), SEED, every_way=False)


def reached(report: continuity.Report, rule: str) -> dict[str, float]:
    tally = report.rules[rule]
    return {
        "by_hand": tally.by_hand_found / tally.by_hand,
        "holes": tally.holes_found / tally.holes,
        "right": tally.right / (tally.right + tally.false),
    }


@pytest.mark.parametrize("rule", THRESHOLDS)
def test_a_rule_finds_what_it_must_and_little_else(report, rule) -> None:
    found = reached(report, rule)
    assert all(found[name] >= float(least) for name, least in THRESHOLDS[rule].items()), found


@pytest.mark.parametrize("rule", THRESHOLDS)
def test_a_fault_is_called_as_grave_as_it_is(report, rule) -> None:
    assert report.rules[rule].misgraded == 0


def test_a_rule_that_is_written_has_a_threshold(report) -> None:
    """A rule that finds anything is held to what it reaches."""
    assert {rule for rule, tally in report.rules.items() if tally.right} <= THRESHOLDS.keys()


def test_sound_stories_are_left_alone(report) -> None:
    assert report.sound == len(STORIES) + len(RULES)
    assert report.quiet / report.sound >= 0.99


@pytest.mark.slow
def test_holes_in_every_way_are_found() -> None:
    report = continuity.run(190, SEED + 1)
    for rule, least in THRESHOLDS.items():
        found = reached(report, rule)
        assert all(found[name] >= float(value) for name, value in least.items()), (rule, found)
    assert report.quiet / report.sound >= 0.99


# HoleMaker.


def test_every_rule_is_broken_in_several_ways() -> None:
    assert set(RULES) == {f"C{number:02}" for number in range(1, 21)} - {"C19"}
    assert all(len(ways) >= 3 for ways in WAYS.values()), {rule: len(ways) for rule, ways in WAYS.items()}


@pytest.mark.parametrize(("rule", "way"), EVERY_WAY, ids=lambda value: getattr(value, "__name__", value))
def test_a_way_finds_room_and_makes_a_story(rule, way) -> None:
    """In two stories or more; the result loads, differs, and has the places where the fault should be found."""
    found = ((name, hole_by(way, documents, SEED)) for name, documents in STORIES.items())
    holes = list(islice(((name, each) for name, each in found if each is not None), 2))
    assert len(holes) == 2
    for name, each in holes:
        assert each.fault.rule == rule
        assert each.documents != STORIES[name]
        assert each.fault.scenes <= made(each.documents).scenes.keys()
        assert each.fault.paths <= each.documents.keys()


def test_the_sound_story_stays_as_it_was() -> None:
    documents = STORIES["the-post-rider"]
    before = deepcopy(documents)
    assert all(hole(documents, rule, SEED) for rule in RULES)
    assert documents == before


def test_the_same_seed_makes_the_same_hole() -> None:
    documents = STORIES["the-moth-room"]
    assert all(hole(documents, rule, 5) == hole(documents, rule, 5) for rule in RULES)
    assert len({repr(hole(documents, "C07", seed)) for seed in range(10)}) > 3


def test_a_story_without_room_gets_no_hole() -> None:
    """One scene with nobody in it: there is nobody to die, and nothing to come before it."""
    documents = {
        "story.yaml": {"format": "anime/1", "title": "Rain", "chapters": ["one"]},
        "chapters/one.yaml": {"title": "One", "scenes": ["rain"]},
        "scenes/rain.yaml": {"title": "Rain", "place": "roof", "script": [{"action": "It rains."}]},
        "places/roof.yaml": {"name": "The roof"},
    }
    assert [rule for rule in ("C07", "C08", "C16", "C17") if hole(documents, rule, SEED)] == []


def test_planned_stories_are_plain_and_sound() -> None:
    for _, documents in planned(3):
        assert len(Telling(documents).told) >= 10
        assert len(made(documents).told) == len(Telling(documents).told)


def package_imports(text: str) -> set[str]:
    """Return every module of the package that a module's TEXT imports."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name for name in names if name.split(".")[0] == "anime_cli"}


def local_imports(text: str) -> set[str]:
    found = {node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in found} - sys.stdlib_module_names - {"anime_cli"}


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_holes_are_made_without_the_package(path: Path) -> None:
    """What makes a hole imports nothing of what finds it, nor anything that does."""
    text = path.read_text(encoding="utf-8")
    assert package_imports(text) == set()
    assert local_imports(text) <= {"fault", "injections", "telling"}
    assert text.count("\n") < 400


@pytest.mark.parametrize("path", [HERE / "continuity.py", HERE / "sound_stories.py"], ids=lambda path: path.name)
def test_the_benchmark_knows_one_function_of_the_check(path: Path) -> None:
    story = {name for name in package_imports(path.read_text(encoding="utf-8")) if name.startswith("anime_cli.story")}
    assert story <= {"anime_cli.story.check", "anime_cli.story.continuity.finding"}


def test_a_broken_contract_is_seen() -> None:
    assert package_imports("from anime_cli.story import fold") == {"anime_cli.story"}
    assert package_imports("import anime_cli.story.continuity.rules.c07") == {"anime_cli.story.continuity.rules.c07"}


# The page.


def test_the_figures_stand_in_their_block(tmp_path: Path, capsys) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(f"before\n{continuity_report.BEGIN}\nold\n{continuity_report.END}\nafter\n", encoding="utf-8")
    assert continuity.main(["--planner", "0", "--seed", "1", "--only", "C20", "--write", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n<!--")
    assert text.endswith("-->\nafter\n")
    assert "old" not in text
    assert "| C20 | 3 | 100.0 %" in text
    assert "C20" in capsys.readouterr().out
