"""docs/roadmap.md tells the truth: what it names is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "roadmap.md").read_text(encoding="utf-8")
QUOTED = sorted({*re.findall(r"`([^`\n]+)`", PAGE)})
PATHS = [words for words in QUOTED if re.match(r"(anime_cli|tests|docs|examples|\.ci|pyproject|CHANGELOG)[/.]?", words)]
COMMANDS = sorted({tuple(re.findall(r"^[a-z]+|(?<= )[a-z]+", words)) for words in QUOTED if words.startswith("anime ")})
ASKED = (
    "capture_intent suggest_next_action learn_style adapt_generation predict_satisfaction develop_plot "
    "generate_dialogue suggest_plot_twists maintain_continuity evolve_character generate_backstory "
    "predict_reactions learn_project_style validate_consistency adapt_prompt_to_style create_branch "
    "merge_storylines diff_stories revert_to_checkpoint generate_alternatives evaluate_endings user_voting_system "
    "propose_change review_proposals apply_approved_changes apply_emotion track_emotional_journey "
    "update_relationship generate_interaction cache_character_embeddings batch_similar_requests "
    "predictive_pregeneration"
)


@pytest.mark.parametrize("path", PATHS)
def test_every_file_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_it_names_is_there(command: tuple[str, ...]) -> None:
    call = [sys.executable, "-m", "anime_cli", *command[1:], "--help"]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("name", ASKED.split())
def test_every_method_that_was_asked_for_is_answered(name: str) -> None:
    """Each stands in a row of a table that says where it is, or that it is not built yet."""
    rows = [row for row in PAGE.splitlines() if row.startswith("|") and name in row]
    assert rows
    assert all("anime_cli/" in row or "not built yet" in row for row in rows)


@pytest.mark.parametrize("row", [row for row in PAGE.splitlines() if row.startswith("| ") and "asked for" not in row])
def test_no_row_is_without_an_answer(row: str) -> None:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert all(cells[:2]), row
