"""Who brought a problem: the side that changed what it is about, or both together."""

from __future__ import annotations

import pytest

from anime_cli.history.effects import Entry
from anime_cli.history.merging import Sides, Three
from anime_cli.story.continuity.finding import Evidence, Finding
from anime_cli.studio.attributing import origin

OLD, NEW = Entry(0o100644, "1" * 40), Entry(0o100644, "2" * 40)
BY_OURS, BY_THEIRS, BY_BOTH = Three(OLD, NEW, OLD), Three(OLD, OLD, NEW), Three(OLD, NEW, Entry(0o100644, "3" * 40))
RAIN, ROOF, HANA = "scenes/rain.yaml", "scenes/roof.yaml", "characters/hana.yaml"


def finding(message: str = "Mio speaks, but died.", *cited: str) -> Finding:
    """Return a finding in scenes/rain.yaml."""
    evidence = tuple(Evidence(path=path, address=(), text="there") for path in cited)
    return Finding(rule="C07", message=message, path=RAIN, evidence=evidence)


@pytest.mark.parametrize(
    ("changes", "found", "by"),
    [
        ({RAIN: BY_OURS}, finding(), "ours"),
        ({RAIN: BY_THEIRS}, finding(), "theirs"),
        ({RAIN: BY_BOTH}, finding(), "together"),
        ({RAIN: BY_OURS, ROOF: BY_THEIRS}, finding("It.", ROOF), "together"),
        ({RAIN: BY_THEIRS, ROOF: BY_THEIRS}, finding("It.", ROOF), "theirs"),
        ({RAIN: BY_OURS, HANA: Three(OLD, OLD, None)}, finding("There is no character 'hana'."), "together"),
        ({ROOF: BY_OURS}, finding(), "together"),
    ],
)
def test_the_sides_of_a_problem(changes: dict[str, Three], found: Finding, by: str) -> None:
    """The documents where a finding stands, that it cites, and that it names by id, decide."""
    told = origin(found, Sides("main", "draft", "a" * 40, "b" * 40, ("c" * 40,), changes))
    assert told.by == by
    assert told.theirs.name == "draft"
    assert all(path in changes for path in (*told.ours.files, *told.theirs.files))
