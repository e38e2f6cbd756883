"""Growth is written where it was proposed, in one place of each scene, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.history.errors import ChangedMeanwhile
from anime_cli.model.script import Grows
from anime_cli.studio import editing
from anime_cli.studio.checking import check_story
from anime_cli.studio.creating import new_story
from anime_cli.studio.evolving import PastIsFixed, ProposalNotFound, Span, apply_evolution, evolve_character
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "story.yaml": """\
format: anime/1
title: Rain
chapters: [one]
facts:
  f: {text: The tree is dying., secret: true, known_by: [ren]}
""",
    "chapters/one.yaml": "title: One\nscenes: [rain, roof]\n",
    "characters/ren.yaml": "name: Ren\ntraits: [secretive, shy]\nflaw: Keeps secrets.\n",
    "characters/mio.yaml": "name: Mio\n",
    "places/street.yaml": "name: The street\n",
    "scenes/rain.yaml": """\
title: Rain
place: street
cast: {ren: {}, mio: {}}
script:
  # He has put it off for a week.
  - event: reveals   # at last
    by: ren
    to: mio
    fact: f
  - who: mio
    say: I know.
""",
    "scenes/roof.yaml": """\
title: Roof
place: street
cast: {ren: {}}
script:
- {event: feels, who: ren, emotion: afraid, intensity: 0.8}
- {event: feels, who: ren, emotion: determined, intensity: 0.8}
""",
}
RAIN = """\
title: Rain
place: street
cast: {ren: {}, mio: {}}
script:
  # He has put it off for a week.
  - event: reveals   # at last
    by: ren
    to: mio
    fact: f
    id: ID
  - event: grows
    who: ren
    field: trait
    from: secretive
    to: candid
    because: ID
  - event: grows
    who: ren
    field: flaw
    from: Keeps secrets.
    because: ID
  - who: mio
    say: I know.
"""


@pytest.fixture
def rain(tmp_path: Path) -> Studio:
    """A story in which Ren tells a secret and faces a fear; its files are as they were written."""
    source = tmp_path / "drafts"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    new_story(tmp_path / "rain", environment={}, source=source)
    for path, text in FILES.items():
        (tmp_path / "rain" / path).write_text(text, encoding="utf-8")
    return Studio.open(tmp_path / "rain", environment={})


def text(studio: Studio, path: str) -> str:
    return (studio.repository.folder / path).read_text(encoding="utf-8")


def test_two_growths_behind_one_event(rain: Studio) -> None:
    """They stand in the order of their numbers, their cause gets its id, and every other byte is as it was."""
    cause = rain.story().scenes["rain"].script[0].id
    done = apply_evolution(rain, evolve_character(rain, "ren", Span()), "1,2")
    assert text(rain, "scenes/rain.yaml") == RAIN.replace("ID", cause)
    assert text(rain, "scenes/roof.yaml") == FILES["scenes/roof.yaml"]
    assert [len(hunks) for hunks in done.hunks.values()] == [1]
    assert check_story(rain).findings == ()


def test_all_of_them_are_one_command(rain: Studio) -> None:
    """Written together, taken back together; afterwards nothing more is proposed."""
    told = evolve_character(rain, "ren", Span())
    assert [growth.rule for growth in told.grown.growths] == [
        "telling-frees",
        "telling-loosens-the-flaw",
        "fear-that-is-faced-makes-brave",
    ]
    done = apply_evolution(rain, told, "ALL")
    assert done.hunks.keys() == {"scenes/rain.yaml", "scenes/roof.yaml"}
    grown = [item for scene in rain.story().told for item in scene.script if isinstance(item, Grows)]
    assert [(event.field_, event.to) for event in grown] == [("trait", "candid"), ("flaw", None), ("trait", "brave")]
    after = evolve_character(rain, "ren", Span())
    assert (after.grown.growths, after.evolution.after.traits) == ((), ("candid", "brave"))
    undo(rain)
    assert {path: text(rain, path) for path in FILES} == FILES


def test_a_dry_run_writes_nothing(rain: Studio) -> None:
    """It tells the same hunks."""
    told = evolve_character(rain, "ren", Span())
    plan = apply_evolution(rain, told, "all", dry_run=True)
    assert {path: text(rain, path) for path in FILES} == FILES
    assert plan.hunks == apply_evolution(rain, told, "all").hunks


def test_what_is_no_proposal_is_refused(rain: Studio) -> None:
    """And so is writing into the past."""
    told = evolve_character(rain, "ren", Span())
    with pytest.raises(ProposalNotFound):
        apply_evolution(rain, told, "1,9")
    with pytest.raises(PastIsFixed):
        apply_evolution(rain, evolve_character(rain, "ren", Span(revision="HEAD")), "all")
    assert {path: text(rain, path) for path in FILES} == FILES


def test_a_scene_that_changes_meanwhile_is_left_alone(rain: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written into the other scenes either."""
    told = evolve_character(rain, "ren", Span())
    path = rain.repository.folder / "scenes/roof.yaml"
    write = editing.write_edited

    def late(*arguments: object) -> None:
        path.write_text(FILES["scenes/roof.yaml"] + "tags: [late]\n", encoding="utf-8")
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(editing, "write_edited", late)
    with pytest.raises(ChangedMeanwhile):
        apply_evolution(rain, told, "all")
    assert text(rain, "scenes/rain.yaml") == FILES["scenes/rain.yaml"]
    assert text(rain, "scenes/roof.yaml").endswith("tags: [late]\n")
