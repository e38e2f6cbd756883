"""anime story fmt and migrate: the form of a story's files."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import on_a_terminal

from anime_cli.errors import ExitCode
from anime_cli.model.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

UNTIDY = """\
# The platform, early.
place: station
title: The platform
script:
- {action: "The train stands. Its doors are open.", id: t1r2a3n}   # engine running
- say: It was me.
  who: ren
"""
TIDY = """\
# The platform, early.
title: The platform
place: station
script:
  # engine running
  - action: |
      The train stands.
      Its doors are open.
    id: t1r2a3n
  - who: ren
    say: It was me.
"""
PLATFORM = "scenes/the-platform.yaml"


@pytest.fixture
def untidy(story: Path, anime: Callable[..., Any]) -> Path:
    """The story in canonical form, but for one scene."""
    assert anime("-C", story, "story", "fmt").code == 0
    (story / PLATFORM).write_text(UNTIDY)
    subprocess.run(["git", "commit", "-qam", "By hand"], cwd=story, check=True)
    return story


def test_check_lists_and_writes_nothing(untidy: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """The exit code is 3; --json has the same; on a terminal as well."""
    done = anime("-C", untidy, "story", "fmt", "--check")
    assert (done.code, done.err) == (ExitCode.FOUND, "")
    golden("fmt-check.txt", done.out)
    told = json.loads(anime("-C", untidy, "story", "fmt", "--check", "--json").out)
    assert (told["schema"], told["files"], told["documents"]) == ("anime/formatted/1", [PLATFORM], 11)
    code, said = on_a_terminal(untidy, "story", "fmt", "--check")
    assert code == ExitCode.FOUND
    golden("fmt-check.tty.txt", said)
    assert (untidy / PLATFORM).read_text() == UNTIDY


def test_fmt_writes_what_differs_once(untidy: Path, anime: Callable[..., Any]) -> None:
    """One file changes, nothing is committed, a second time nothing is left, undo takes it back."""
    assert anime("-C", untidy, "story", "fmt").out.startswith(f"{PLATFORM}\n1 of 11 documents put")
    assert (untidy / PLATFORM).read_text() == TIDY
    done = anime("-C", untidy, "story", "fmt", "--check")
    assert (done.code, done.out) == (0, "11 documents, in canonical form already.\n")
    status = subprocess.run(["git", "status", "--porcelain"], cwd=untidy, capture_output=True, text=True, check=True)
    assert status.stdout == f" M {PLATFORM}\n"
    assert anime("-C", untidy, "story", "undo").code == 0
    assert (untidy / PLATFORM).read_text() == UNTIDY


def test_ids_are_those_that_were_derived(untidy: Path, anime: Callable[..., Any]) -> None:
    """The id that a diff or a card names is the one that is written; items that have one keep it."""
    derived = [item.id for item in load(UNTIDY, PLATFORM).document.script]
    done = anime("-C", untidy, "story", "fmt", PLATFORM, "--ids")
    assert "1 script item got an id." in done.out
    text = (untidy / PLATFORM).read_text()
    assert text.count("id: ") == 2
    assert text.splitlines()[-1].startswith("    id: ")
    assert [item.id for item in load(text, PLATFORM).document.script if item.named] == derived
    assert anime("-C", untidy, "story", "fmt", "--check", "--ids", PLATFORM).code == 0


def test_only_the_files_that_are_named(untidy: Path, anime: Callable[..., Any]) -> None:
    """As seen from -C; what is no document of the story is wrong usage."""
    assert anime("-C", untidy / "scenes", "story", "fmt", "the-platform.yaml", "--check").code == ExitCode.FOUND
    assert anime("-C", untidy, "story", "fmt", "story.yaml", "--check").code == 0
    done = anime("-C", untidy, "story", "fmt", "scenes/the-platfrom.yaml")
    assert (done.code, f"Did you mean '{PLATFORM}'?" in done.err) == (ExitCode.USAGE, True)
    assert anime("-C", untidy, "story", "fmt", "/etc/passwd").code == ExitCode.USAGE


@pytest.mark.parametrize(
    "text", ["title: [\n", "title: x\nplace: y\nscript: {}\n", "title: !conflict {ours: a, theirs: b}\n", "\x00"]
)
def test_a_file_that_cannot_be_read_stops_all(text: str, untidy: Path, anime: Callable[..., Any]) -> None:
    """It is named, and no file is written."""
    (untidy / "scenes/first-bell.yaml").write_text(text)
    done = anime("-C", untidy, "story", "fmt")
    assert (done.code, "scenes/first-bell.yaml" in done.err) == (ExitCode.NO, True)
    assert (untidy / PLATFORM).read_text() == UNTIDY
    assert (untidy / "scenes/first-bell.yaml").read_text() == text


def test_a_link_is_not_followed(untidy: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """A story's file that leads elsewhere is refused, and what it leads to stays."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(UNTIDY)
    (untidy / PLATFORM).unlink()
    (untidy / PLATFORM).symlink_to(outside)
    assert anime("-C", untidy, "story", "fmt").code == ExitCode.NO
    assert outside.read_text() == UNTIDY


def test_the_present_format_needs_no_migration(untidy: Path, anime: Callable[..., Any]) -> None:
    done = anime("-C", untidy, "story", "migrate")
    assert (done.code, done.out) == (0, "The story is in the format anime/1, which is the present one.\n")
    told = json.loads(anime("-C", untidy, "story", "migrate", "--json").out)
    assert (told["schema"], told["formats"], told["files"]) == ("anime/migrated/1", ["anime/1"], [])


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("anime/2", "The story is in the format anime/2, which is newer than anime/1."),
        ("anime/0", "There is no format 'anime/0'."),
        ("amine/1", "There is no format 'amine/1'."),
        ("[a]", "There is no format ''."),
    ],
)
def test_a_format_that_no_step_leads_from(said: str, error: str, untidy: Path, anime: Callable[..., Any]) -> None:
    """A newer one asks for a newer program; nothing is written."""
    text = (untidy / "story.yaml").read_text().replace("format: anime/1", f"format: {said}")
    (untidy / "story.yaml").write_text(text)
    done = anime("-C", untidy, "story", "migrate")
    assert (done.code, error in done.err) == (ExitCode.NO, True)
    assert (untidy / "story.yaml").read_text() == text
