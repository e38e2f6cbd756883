"""A writer's day from `anime new` to the second ending merged, lived for real with the installed program.

What is typed stands in `day.txt`; what is said in `day.pipe.txt`, `day.tty.txt` and, where somebody edits the files by
hand as well, in `day-by-hand.txt`. REGENERATE_GOLDEN=1 keeps them anew.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from journey_desk import Desk
from journey_ledger import account
from journey_script import Step, steps, typed_by_hand

HERE = Path(__file__).parent
DAY = (HERE / "day.txt").read_text(encoding="utf-8")


def lived(desk: Desk, day: list[Step]) -> tuple[str, list[str]]:
    """Live the DAY; return its protocol and what did not end as it should."""
    protocol, wrong = "", []
    for step in day:
        said = desk.live(step)
        print(f"$ {step.typed}\n{said.text}--- {said.code}\n")  # noqa: T201  # what pytest shows of a day that went wrong
        protocol += f"$ {step.typed}\n{said.text}--- {said.code}\n\n"
        if said.code != step.code:
            wrong.append(f"{step.typed}: {said.code}, not {step.code}\n{said.text}")
    return protocol, wrong


def compare(name: str, text: str) -> None:
    """Compare TEXT with the one that is kept under NAME."""
    path = HERE / name
    if os.environ.get("REGENERATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_day_is_a_whole_one() -> None:
    """Sixty commands at least, of every group."""
    day = steps(DAY, by_hand=False)
    assert len(day) >= 60
    assert len({tuple(step.words[:3]) for step in day}) >= 50


def test_the_ledger_tells_where_a_sentence_is(tmp_path: Path) -> None:
    """In the files, else in a commit that a branch or an undo record holds; what is in none of them is nowhere."""
    git = ["git", "-c", "user.name=Mio", "-c", "user.email=mio@example.org", "-C", str(tmp_path)]
    file = tmp_path / "scene.yaml"
    subprocess.run([*git, "init", "-q"], check=True)
    for text in ("say: First draft.\n", "say: Second draft.\n"):
        file.write_text(text)
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "x"], check=True)
    subprocess.run([*git, "update-ref", "refs/anime/undo/1", "HEAD"], check=True)
    subprocess.run([*git, "reset", "-q", "--hard", "HEAD~"], check=True)
    file.write_text("say: |\n  Third\n  draft.\n")
    typed = ["First draft.", "say: 'Second draft.'", "MIO (sad): Third draft.", "Fourth draft."]
    assert account(typed, tmp_path) == {
        "First draft.": "a branch",
        "Second draft.": "an undo record",
        "Third draft.": "the work tree",
        "Fourth draft.": "nowhere",
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["day.pipe.txt", "day.tty.txt"])
def test_the_day(name: str, tmp_path: Path) -> None:
    """Every command does what a writer expects, and says so."""
    desk = Desk(tmp_path, terminal=name == "day.tty.txt")
    protocol, wrong = lived(desk, steps(DAY, by_hand=False))
    assert not wrong, "\n".join(wrong)
    compare(name, protocol)


def test_the_day_with_a_hand_in_the_files(tmp_path: Path) -> None:
    """Somebody edits the files between the commands and while they run: every sentence typed is found again."""
    desk = Desk(tmp_path, terminal=False)
    day = steps(DAY, by_hand=True)
    protocol, wrong = lived(desk, day)
    assert not wrong, "\n".join(wrong)
    found = account((line for step in day for line in typed_by_hand(step)), desk.story)
    assert "nowhere" not in found.values(), found
    ledger = "".join(f"{where}: {sentence}\n" for sentence, where in found.items())
    compare("day-by-hand.txt", f"{protocol}What was typed by hand is found in\n{ledger}")
