"""Relations are changed by events in scenes, and read back from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anime_cli.model.script import Event, RelationChange
from anime_cli.model.values import LEVELS
from anime_cli.story.calling import CharacterNotFound
from anime_cli.story.errors import ItemNotFound, SceneNotFound
from anime_cli.studio.bonding import CauseNotFound, ChangeTooLarge, NothingChanges, SamePerson, update_relationship
from anime_cli.studio.branching import switch_branch
from anime_cli.studio.creating import new_story
from anime_cli.studio.relating import diff_relations, relations_at
from anime_cli.studio.saving import commit
from anime_cli.studio.studio import Studio
from anime_cli.studio.undoing import undo

if TYPE_CHECKING:
    from collections.abc import Mapping

SAKURA = Path(__file__).parents[2] / "examples" / "sakura" / "story"
ROOF = "scenes/rooftop-dusk.yaml"


@pytest.fixture
def petals(tmp_path: Path) -> Studio:
    """The example story in a repository of its own."""
    new_story(tmp_path / "petals", environment={}, source=SAKURA)
    return Studio.open(tmp_path / "petals", environment={})


def text(studio: Studio, path: str = ROOF) -> str:
    return (studio.repository.folder / path).read_text(encoding="utf-8")


def levels(studio: Studio, at: str | None = None, pair: tuple[str, str] = ("ren", "sakura")) -> Mapping[str, float]:
    state = relations_at(studio, at=at).state
    return {level: state.level(*pair, level) for level in LEVELS}


def test_an_update_moves_the_level_from_there_on(petals: Studio) -> None:
    """What was written is what is then read: nothing before it, all of it behind it."""
    before = levels(petals, "rooftop-dusk:k3f9a2c"), levels(petals, "rooftop-dusk:p9x2m7q")
    made = update_relationship(petals, "ren", "sakura", {"trust": 0.1, "fear": -0.2}, at="rooftop-dusk:p9x2m7q")
    assert [(step.level, step.before, step.after) for step in made.turn.steps] == [
        ("trust", 0.2, 0.3),
        ("fear", 0.0, -0.2),
    ]
    assert levels(petals, "rooftop-dusk:k3f9a2c") == before[0]
    assert levels(petals, f"rooftop-dusk:{made.turn.cause.item}") == {**before[1], "trust": 0.3, "fear": -0.2}
    assert levels(petals, "rooftop-dusk")["trust"] == 0.6


@given(
    changes=st.dictionaries(st.sampled_from(LEVELS), st.integers(-200, 200).map(lambda part: part / 100), min_size=1),
    pair=st.permutations(("ren", "sakura", "mio", "hana")).map(lambda names: (names[0], names[1])),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_update_is_read_back(petals: Studio, changes: dict[str, float], pair: tuple[str, str]) -> None:
    """The level behind the event is the one before it plus the change, within -1…1; an undo takes it back."""
    before, whole = levels(petals, "lanterns", pair), text(petals, "scenes/lanterns.yaml")
    if not any(changes.values()):
        with pytest.raises(NothingChanges):
            update_relationship(petals, *pair, changes, at="lanterns")
        return
    update_relationship(petals, *pair, changes, at="lanterns")
    expected = {level: max(-1, min(1, before[level] + changes.get(level, 0))) for level in LEVELS}
    assert levels(petals, "lanterns", pair) == pytest.approx(expected)
    undo(petals)
    assert text(petals, "scenes/lanterns.yaml") == whole


def test_an_update_is_one_hunk_and_leaves_every_other_byte(petals: Studio) -> None:
    whole = text(petals)
    made = update_relationship(
        petals, "ren", "sakura", {"trust": 0.2}, at="rooftop-dusk:p9x2m7q", because="e7d20b1", note="She laughs."
    )
    added = (
        "  - event: relation\n    from: ren\n    to: sakura\n    trust: +0.2\n    because: e7d20b1\n"
        "    note: She laughs.\n"
    )
    assert (made.before, made.after) == (whole, text(petals))
    assert made.after.replace(added, "", 1) == whole
    assert made.turn.because is not None
    assert made.turn.because[1].id == "e7d20b1"


def test_a_dry_run_writes_nothing(petals: Studio) -> None:
    whole = text(petals)
    made = update_relationship(petals, "ren", "sakura", {"trust": 0.2}, at="rooftop-dusk", dry_run=True)
    assert text(petals) == whole != made.after
    assert made.dry_run


def test_a_cause_without_an_id_in_its_file_gets_one(petals: Studio) -> None:
    """`because` only names what stands in a file, so the id is written where the cause stands; one undo takes both."""
    scene = petals.story().scenes["what-mio-keeps"]
    cause = next(item for item in scene.script if isinstance(item, Event) and not item.named)
    before = text(petals, "scenes/what-mio-keeps.yaml")
    update_relationship(petals, "ren", "sakura", {"trust": 0.1}, at="the-platform", because=cause.id)
    assert f"id: {cause.id}" in text(petals, "scenes/what-mio-keeps.yaml")
    turn = relations_at(petals, at="the-platform").history("ren", "sakura")[-1]
    assert turn.because is not None
    assert turn.because[0] == "what-mio-keeps"
    undo(petals)
    assert text(petals, "scenes/what-mio-keeps.yaml") == before


def test_a_cause_in_the_same_scene_gets_its_id_too(petals: Studio) -> None:
    script = petals.story().scenes["rooftop-dusk"].script
    cause = next(item for item in script if isinstance(item, RelationChange) and not item.named)
    update_relationship(petals, "sakura", "ren", {"trust": 0.1}, at="rooftop-dusk", because=cause.id)
    turn = relations_at(petals, at="rooftop-dusk").history("sakura", "ren")[-1]
    assert turn.because is not None
    assert turn.because[1].id == cause.id


@pytest.mark.parametrize(
    ("arguments", "fields", "error"),
    [
        (("nobody", "ren", {"trust": 0.1}), {}, CharacterNotFound),
        (("ren", "nobody", {"trust": 0.1}), {}, CharacterNotFound),
        (("ren", "ren", {"trust": 0.1}), {}, SamePerson),
        (("ren", "mio", {}), {}, NothingChanges),
        (("ren", "mio", {"trust": 0.0001}), {}, NothingChanges),
        (("ren", "mio", {"trust": 2.1}), {}, ChangeTooLarge),
        (("ren", "mio", {"trust": float("nan")}), {}, ChangeTooLarge),
        (("ren", "mio", {"trust": float("-inf")}), {}, ChangeTooLarge),
        (("ren", "mio", {"trust": 0.1}), {"at": "nowhere"}, SceneNotFound),
        (("ren", "mio", {"trust": 0.1}), {"at": "lanterns:nothing"}, ItemNotFound),
        (("ren", "mio", {"trust": 0.1}), {"because": "nothing"}, CauseNotFound),
        (("ren", "mio", {"trust": 0.1}), {"because": "p9x2m7q"}, CauseNotFound),
    ],
)
def test_what_is_no_change_is_refused(
    petals: Studio, arguments: Any, fields: dict[str, str], error: type[Exception]
) -> None:
    """Nothing is written then; a line is no event that could be a cause."""
    with pytest.raises(error):
        update_relationship(petals, *arguments, **{"at": "lanterns", **fields})
    assert not petals.repository.notes
    assert text(petals) == (SAKURA / ROOF).read_text(encoding="utf-8")


def test_a_note_of_any_sort_comes_back_as_it_was(petals: Studio) -> None:
    """Hashes, colons, quotes and line breaks in a note are prose."""
    note = 'She said: "no" # twice\n- {x}: [y] \u2028 桜'
    made = update_relationship(petals, "ren", "mio", {"trust": 0.1}, at="lanterns", note=note)
    assert made.turn.note is not None
    assert made.turn.note.split() == note.split()


def test_branches_are_compared_by_what_they_come_to(petals: Studio) -> None:
    """Changed on one side, added on one side, gone on the other."""
    switch_branch(petals, "colder", create=True)
    update_relationship(petals, "ren", "sakura", {"trust": -0.5}, at="the-platform")
    update_relationship(petals, "kuroda", "mio", {"rivalry": 0.3}, at="the-platform")
    update_relationship(petals, "ren", "mio", {"trust": -0.3}, at="the-platform")
    commit(petals, "Colder")
    told = diff_relations(petals, "main", "colder")
    assert [(each.source, each.to, each.kind) for each in told.differences] == [
        ("kuroda", "mio", "added"),
        ("ren", "mio", "gone"),
        ("ren", "sakura", "changed"),
    ]
    assert diff_relations(petals, "colder", None).differences == ()


def test_two_moments_of_one_revision_are_compared(petals: Studio) -> None:
    told = diff_relations(petals, None, since="first-bell", at="rooftop-dusk")
    assert [(each.source, each.to) for each in told.differences] == [("ren", "sakura"), ("sakura", "hana")]
