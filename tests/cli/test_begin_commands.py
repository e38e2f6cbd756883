"""Beginning a story, asking Echo, drawing, the tour: what a newcomer calls first."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-m", "anime_cli"]
PREMISE = "A shy girl discovers she has magic powers"


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def width(picture: Path) -> int:
    with Image.open(picture) as opened:
        return opened.width


def test_a_story_from_one_sentence(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """A repository on branch main, with who wrote it in the first commit, and nothing for the check to find."""
    folder = tmp_path / "petals"
    done = anime("new", folder, "--premise", PREMISE)
    assert done.code == 0
    assert "not by a language model" in done.out
    assert done.out.endswith(f"Next: anime -C {folder} story read\n")
    assert git(folder, "branch", "--show-current").strip() == "main"
    assert "Written-by: planner (rules)" in git(folder, "log", "-1", "--format=%B")
    assert "/scenes/*.yaml merge=anime diff=anime" in (folder / ".gitattributes").read_text()
    assert git(folder, "status", "--porcelain") == ""
    git(folder, "fsck", "--strict")
    checked = json.loads(anime("-C", folder, "story", "check", "--json").out)
    assert checked["findings"] == []


def test_the_premise_comes_by_pipe(tmp_path: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads stdin; the same premise and seed give the same bytes, another seed another story."""
    told = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PREMISE}\n"))
        assert anime("new", tmp_path / name, "--premise", "-", "--seed", seed).code == 0
        told.append(git(tmp_path / name, "rev-parse", "HEAD^{tree}"))
    assert told[0] == told[1] != told[2]
    monkeypatch.setattr("sys.stdin", io.StringIO(" \n"))
    done = anime("new", tmp_path / "d", "--premise", "-")
    assert (done.code, "no text on the standard input" in done.err) == (ExitCode.USAGE, True)


def test_an_empty_story_and_its_first_scene(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Without a premise nothing is made up: a title, and room for files."""
    folder = tmp_path / "quiet-town"
    assert anime("new", folder).out.startswith(f"Quiet town begins in {folder}: 0 chapters")
    assert anime("-C", folder, "story", "check").code == 0
    assert anime("-C", folder, "story", "read").code == 0
    done = anime("-C", folder, "render", "sheet")
    assert (done.code, "no picture to show" in done.err) == (ExitCode.NO, True)
    assert anime("new", tmp_path / "other", "--title", "Dusk: a story").out.startswith("Dusk: a story begins")


def test_a_dry_run_makes_nothing(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """The story is told, and no folder appears."""
    done = anime("new", tmp_path / "petals", "--premise", PREMISE, "--dry-run", "--json")
    told = json.loads(done.out)
    assert (told["dry_run"], told["source"], told["brain"]) == (True, "rules", "planner")
    assert "would begin" in anime("new", tmp_path / "petals", "-n").out
    assert list(tmp_path.iterdir()) == []


def test_files_are_adopted_as_they_are(story: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Every byte stays; what is no document is left behind."""
    (story / "notes.txt").write_text("private")
    assert anime("new", tmp_path / "copy", "--from", story).code == 0
    assert (tmp_path / "copy/scenes/first-bell.yaml").read_bytes() == (story / "scenes/first-bell.yaml").read_bytes()
    assert not (tmp_path / "copy/notes.txt").exists()


@pytest.mark.parametrize(
    ("spoil", "said", "code"),
    [
        (lambda folder: (folder / "story.yaml").unlink(), "There is no story in", ExitCode.NOT_A_STORY),
        (lambda folder: (folder / "scenes/a.yaml").write_text("title: ["), "scenes/a.yaml:", ExitCode.NO),
        (lambda folder: (folder / "scenes/a.yaml").symlink_to("/etc/hostname"), "no ordinary file", ExitCode.NO),
        (lambda folder: (folder / "scenes/a.yaml").mkdir(), "no ordinary file", ExitCode.NO),
    ],
)
def test_files_that_are_no_story_are_not_adopted(
    spoil: Callable[[Path], None], said: str, code: ExitCode, story: Path, tmp_path: Path, anime: Callable[..., Any]
) -> None:
    """One clear error, and no folder left behind."""
    spoil(story)
    done = anime("new", tmp_path / "copy", "--from", story)
    assert (done.code, said in done.err) == (code, True)
    assert not (tmp_path / "copy").exists()


def test_nothing_is_overwritten(story: Path, anime: Callable[..., Any]) -> None:
    """A folder that holds something is left alone, by the tour as well."""
    for words in (("new", story), ("demo", story)):
        done = anime(*words)
        assert (done.code, "not an empty folder" in done.err) == (ExitCode.NO, True)


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--premise", "  "), "The premise is empty.", ExitCode.USAGE),
        (("--premise", "x y", "--brain", "plannr"), "There is no brain called 'plannr'.", ExitCode.USAGE),
        (("--premise", "x y", "--structure", "kishotenketu"), "There is no structure", ExitCode.USAGE),
    ],
)
def test_what_echo_refuses(
    words: tuple[str, ...], said: str, code: ExitCode, tmp_path: Path, anime: Callable[..., Any]
) -> None:
    """An empty premise, an unknown brain, an unknown structure: one error, nothing made."""
    done = anime("new", tmp_path / "petals", *words)
    assert (done.code, said in done.err) == (code, True)
    assert list(tmp_path.iterdir()) == []


def test_a_plot_is_shown_and_not_written(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Chapters, scenes and cast, labelled as made by rules."""
    done = anime("-C", tmp_path, "echo", "plot", PREMISE)
    assert done.code == 0
    assert "Cast: " in done.out
    assert "not by a language model" in done.out
    told = json.loads(anime("-C", tmp_path, "echo", "plot", PREMISE, "--json").out)
    assert told["schema"] == "anime/plot/1"
    assert sum(path.startswith("scenes/") for path in told["texts"]) >= 12
    assert list(tmp_path.iterdir()) == []


def test_pictures_are_drawn_once(story: Path, anime: Callable[..., Any]) -> None:
    """A second run draws nothing and says so; a changed hair colour draws again what shows it, and why is told."""
    small = ("--size", "320x180")
    assert anime("-C", story, "render", "run", "--dry-run", *small).out.endswith("to draw, 0 there already.\n")
    first = anime("-C", story, "render", "run", *small, "--json")
    assert json.loads(first.out)["cached"] == 0
    assert f"[1/{json.loads(first.out)['drawn']}] " in first.err
    again = anime("-C", story, "render", "run", *small)
    assert again.out.startswith("Nothing to draw: ")
    ren = story / "characters/ren.yaml"
    ren.write_text(ren.read_text().replace("colour: black", "colour: brown"))
    planned = json.loads(anime("-C", story, "render", "plan", *small, "--json").out)
    drawn = [shot for shot in planned["shots"] if shot["status"] == "draw"]
    assert drawn
    assert all(any("black" in why and "brown" in why for why in shot["why"]) for shot in drawn)
    assert not any(shot["address"].startswith("first-bell") for shot in drawn)
    told = anime("-C", story, "render", "plan", "--why", *small).out
    assert "black" in told
    assert anime("-C", story, "render", "run", "first-bell", *small).out.startswith("Nothing to draw")


def test_a_sheet_is_written(story: Path, anime: Callable[..., Any]) -> None:
    """One key shot a scene, or all; where it is asked to be."""
    done = anime("-C", story, "render", "sheet", "--width", 640)
    assert done.code == 0
    assert width(story / "storyboard.png") == 640
    assert git(story, "status", "--porcelain") == ""
    many = json.loads(anime("-C", story, "render", "sheet", "--all", "-o", "all.png", "--columns", 2, "--json").out)
    assert len(many["pictures"]) > 3
    assert (story / "all.png").exists()


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("plan", "nowhere"), "There is no scene or shot called 'nowhere'.", ExitCode.NO),
        (("plan", "--size", "big"), "'big' is no size of a picture.", ExitCode.USAGE),
        (("plan", "--size", "0x9"), "'0x9' is no size of a picture.", ExitCode.USAGE),
        (("plan", "--renderer", "paint"), "There is no renderer called 'paint'.", ExitCode.ENGINE),
        (("sheet", "--columns", "99"), "A sheet can't have 99 columns.", ExitCode.USAGE),
    ],
)
def test_what_drawing_refuses(
    words: tuple[str, ...], said: str, code: ExitCode, story: Path, anime: Callable[..., Any]
) -> None:
    """A wrong name, a wrong size, a missing engine: the right exit code each."""
    done = anime("-C", story, "render", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_settings_from_outside(story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A story's files choose a built-in renderer and nothing foreign; the environment sets jobs and the cache."""
    (story / "style.yaml").write_text("renderer: paint\nsize: 320x180\n")
    assert anime("-C", story, "render", "plan").code == ExitCode.ENGINE
    assert anime("-C", story, "render", "plan", "--renderer", "storyboard").code == 0
    monkeypatch.setenv("ANIME_JOBS", "many")
    done = anime("-C", story, "render", "run", "--renderer", "storyboard")
    assert (done.code, "'many' is no number of jobs." in done.err) == (ExitCode.USAGE, True)
    monkeypatch.setenv("ANIME_JOBS", "1")
    monkeypatch.setenv("ANIME_CACHE", str(story.parent / "cache"))
    assert anime("-C", story, "render", "run", "first-bell", "--renderer", "storyboard").code == 0
    assert list((story.parent / "cache").rglob("*.png"))


def test_the_tour(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """About ten plain lines, two edits that git calls a conflict merged, nothing for the check to find, a sheet."""
    folder = tmp_path / "tour"
    done = anime("demo", folder)
    assert done.code == 0
    lines = done.out.splitlines()
    assert 9 <= len(lines) <= 12
    assert [line.split()[0] for line in lines] == (
        "Story Cast Chapters Branch Edit Edit Diff Merge Check Draw Sheet Next".split()  # noqa: SIM905  # reads as told
    )
    assert "no conflict" in lines[7]
    assert "And I'm staying.” (calm)" in lines[7]
    assert "nothing contradicts itself" in lines[8]
    assert width(folder / "storyboard.png") == 1920
    (folder / ".git/info/attributes").write_text("*.yaml !merge\n")
    call = ["git", "merge-tree", "--write-tree", "HEAD^1", "HEAD^2"]
    assert subprocess.run(call, cwd=folder, capture_output=True, check=False).returncode == 1
    assert git(folder, "status", "--porcelain") == ""
    git(folder, "fsck", "--strict")


def test_ctrl_c_while_drawing_keeps_what_is_done(story: Path) -> None:
    """The command ends with 130, without a traceback, and the next run draws the rest."""
    call = [*ANIME, "-C", str(story), "render", "run", "--jobs", "1"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as drawing:
        assert drawing.stderr is not None
        first = drawing.stderr.readline()
        time.sleep(0.05)
        drawing.send_signal(signal.SIGINT)
        rest = drawing.stderr.read()
    assert first.startswith("[1/")
    assert (drawing.returncode, "Traceback" in rest) == (ExitCode.INTERRUPTED, False)
    done = subprocess.run([*call, "--json"], capture_output=True, text=True, check=True, env=os.environ)
    assert json.loads(done.stdout)["cached"] >= 1
