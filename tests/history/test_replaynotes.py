"""The messages of reverts and picks are git's own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anime_cli.history.commits import Commit
from anime_cli.history.replaynotes import part_message, pick_message, revert_message

ID = "1a2b3c4d5e" * 4
PICKED = f"(cherry picked from commit {ID})"


def commit(subject: str) -> Commit:
    return Commit(ID, (), "Mio", "mio@example.org", datetime(2026, 4, 8, tzinfo=UTC), subject, "")


@pytest.mark.parametrize(
    ("subject", "reverted"),
    [
        ("Rain", 'Revert "Rain"'),
        ('Revert "Rain"', 'Reapply "Rain"'),
        ('Reapply "Rain"', 'Revert "Reapply "Rain""'),
        ('Revert "Revert "Rain""', 'Revert "Revert "Revert "Rain"""'),
    ],
)
def test_the_subject_of_a_revert(subject: str, reverted: str) -> None:
    """A revert of a revert applies again; deeper ones stay as they are."""
    assert revert_message(commit(subject), None) == f"{reverted}\n\nThis reverts commit {ID}."


def test_what_a_revert_tells() -> None:
    """Of a merge, the parent that it goes back to; of a part, its files."""
    assert revert_message(commit("Merge"), "abc").endswith(f"commit {ID}, reversing\nchanges made to abc.")
    told = revert_message(commit("Rain"), None, ["scenes/a.yaml", "scenes/b.yaml"])
    assert told.startswith('Revert "Rain" in part\n\n')
    assert told.endswith(f"commit {ID} did to\nscenes/a.yaml,\nscenes/b.yaml.")


@pytest.mark.parametrize(
    ("message", "picked"),
    [
        ("Rain\n", f"Rain\n\n{PICKED}"),
        ("Rain\nand wind\n", f"Rain\nand wind\n\n{PICKED}"),
        ("fix: rain\n", f"fix: rain\n\n{PICKED}"),
        ("Rain\n\nIt pours.\n", f"Rain\n\nIt pours.\n\n{PICKED}"),
        ("Rain\n\nSigned-off-by: Mio\n", f"Rain\n\nSigned-off-by: Mio\n{PICKED}"),
        (f"Rain\n\n{PICKED}\n", f"Rain\n\n{PICKED}\n{PICKED}"),
        ("", f"\n\n{PICKED}"),
    ],
)
def test_the_message_of_a_pick(message: str, picked: str) -> None:
    """The origin joins trailers that are there, else it stands alone below."""
    assert pick_message(ID, message) == picked


def test_the_message_of_picked_scenes() -> None:
    """Scenes of a branch are named by id, then by file."""
    told = part_message("other", ID, ["scenes/a.yaml", "scenes/b.yaml", "characters/c.yaml"])
    assert told.startswith("Pick a, b and c from other\n\nAs commit ")
    assert part_message("other", ID, ["scenes/a.yaml"]).startswith("Pick a from other\n")
