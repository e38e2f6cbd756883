"""Working with plain git: setup, clone, the warning, the text of `git diff`, a merge that git began."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode
from anime_cli.history.setup import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-P", "-m", "anime_cli"]
DUSK = "scenes/rooftop-dusk.yaml"


def git(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout


def replaced(story: Path, path: str, old: str, new: str) -> None:
    text = (story / path).read_text()
    assert old in text
    (story / path).write_text(text.replace(old, new))


@pytest.fixture
def parted(story: Path) -> Path:
    """The story with a scene that two branches changed at one field, and a scene they changed at several."""
    git(story, "switch", "-q", "-c", "side")
    replaced(story, DUSK, "lasts: 20m", "lasts: 30m")
    replaced(story, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m")
    git(story, "commit", "-qam", "Theirs")
    git(story, "switch", "-q", "main")
    replaced(story, DUSK, "lasts: 20m", "lasts: 25m")
    replaced(story, "scenes/the-platform.yaml", "It was me.", "It was always me.")
    git(story, "commit", "-qam", "Ours")
    return story


def test_a_new_story_is_set_up(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Its first commit names the driver, and the clone that it is knows it."""
    anime("new", tmp_path / "petals")
    done = anime("-C", tmp_path / "petals", "story", "setup", "--check", "--json")
    told = json.loads(done.out)
    assert (done.code, told["schema"], told["ready"]) == (0, "anime/setup/1", True)
    assert {part["state"] for part in told["parts"]} == {"ok"}
    assert "merge: anime" in git(tmp_path / "petals", "check-attr", "merge", "--", "story.yaml")


def test_a_clone_by_git_is_warned_until_it_is_set_up(story: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Each command says so once on stderr, quiet ones don't; setup mends it and says nothing of it."""
    git(tmp_path, "clone", "-q", str(story), "copy")
    copy = tmp_path / "copy"
    for words in (("story", "log"), ("story", "status"), ("story", "check"), ("render", "plan"), ("story", "read")):
        assert anime("-C", copy, *words).err.count(UNSET) == 1, words
    assert UNSET not in anime("-C", copy, "--quiet", "story", "log").err
    assert json.loads(anime("-C", copy, "story", "log", "--json").out)
    checked = anime("-C", copy, "story", "setup", "--check")
    assert (checked.code, "missing  merge.anime.driver" in checked.out) == (ExitCode.FOUND, True)
    done = anime("-C", copy, "story", "setup")
    assert (done.code, done.err) == (0, "")
    assert "set      merge.anime.driver" in done.out
    assert anime("-C", copy, "story", "log").err == ""
    assert git(copy, "status", "--porcelain") == ""


def test_setup_of_an_older_story_tells_of_its_new_lines(story: Path, anime: Callable[..., Any]) -> None:
    """The work tree changes, nothing is committed, and the next command is named; undo takes it back."""
    (story / ".gitattributes").write_text("*.png binary\n")
    git(story, "commit", "-qam", "As it was")
    done = anime("-C", story, "story", "setup")
    assert done.out.endswith('Next: anime story commit -m "Name the merge driver" .gitattributes\n')
    assert git(story, "status", "--porcelain") == " M .gitattributes\n"
    assert anime("-C", story, "story", "undo").code == 0
    assert git(story, "status", "--porcelain") == ""


def test_hooks_by_setup(story: Path, anime: Callable[..., Any]) -> None:
    """On request only; ours are removed again, and a hook of the person's own refuses all."""
    assert "hook" not in anime("-C", story, "story", "setup").out
    assert anime("-C", story, "story", "setup", "--hooks", "--check").code == ExitCode.FOUND
    assert anime("-C", story, "story", "setup", "--hooks").out.count("set      hook") == 3
    assert anime("-C", story, "story", "setup", "--hooks", "--check").code == 0
    assert anime("-C", story, "story", "setup", "--no-hooks").out.count("removed  hook") == 3
    (story / ".git/hooks/pre-commit").write_text("#!/bin/sh\n")
    done = anime("-C", story, "story", "setup", "--hooks")
    assert (done.code, "a hook of your own" in done.err) == (ExitCode.NO, True)


def test_our_own_commit_runs_the_hook(story: Path, anime: Callable[..., Any]) -> None:
    """A commit by anime is checked like one by git, and finds the story it is working on."""
    anime("-C", story, "story", "setup", "--hooks")
    replaced(story, DUSK, "place: roof", "place: nowhere")
    done = anime("-C", story, "story", "commit", "-m", "Nowhere")
    assert (done.code, "nowhere" in done.err) == (ExitCode.NO, True)
    replaced(story, DUSK, "place: nowhere", "place: station")
    assert anime("-C", story, "story", "commit", "-m", "Moved").code == 0


def test_the_hooks_say_nothing_where_all_is_well(parted: Path, anime: Callable[..., Any]) -> None:
    """Git's commit and merge are as quiet with the hooks as without; so is ours."""
    anime("-C", parted, "story", "setup", "--hooks")
    replaced(parted, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 16m")
    done = subprocess.run(["git", "commit", "-qam", "Longer"], cwd=parted, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    replaced(parted, "scenes/the-platform.yaml", "lasts: 16m", "lasts: 17m")
    assert anime("-C", parted, "story", "commit", "-m", "Longer still").err == ""


def test_problems_that_were_allowed_pass_the_hook(parted: Path, anime: Callable[..., Any]) -> None:
    """What a person let through on purpose is not asked about again by our own hook."""
    (parted / "places/shrine.yaml").write_text("name: The shrine\n")
    anime("-C", parted, "story", "commit", "-m", "A shrine")
    replaced(parted, DUSK, "place: roof", "place: shrine")
    anime("-C", parted, "story", "commit", "-m", "At the shrine")
    anime("-C", parted, "story", "setup", "--hooks")
    assert anime("-C", parted, "story", "revert", "HEAD~1").code == ExitCode.FOUND
    assert anime("-C", parted, "story", "revert", "--continue", "--allow-problems").code == ExitCode.DONE
    anime("-C", parted, "story", "undo")
    anime("-C", parted, "story", "revert", "--abort")
    assert anime("-C", parted, "story", "revert", "HEAD~1", "--allow-problems").code == ExitCode.DONE


def test_our_own_merge_is_checked_once(parted: Path, anime: Callable[..., Any]) -> None:
    """The hooks leave a merge of ours to itself: it mends a story that contradicts itself until then."""
    git(parted, "switch", "-q", "-C", "main", "side~1")
    replaced(parted, DUSK, "place: roof", "place: nowhere")
    git(parted, "commit", "-qam", "Nowhere")
    git(parted, "switch", "-q", "-C", "mended")
    replaced(parted, DUSK, "place: nowhere", "place: roof")
    git(parted, "commit", "-qam", "Mended")
    git(parted, "switch", "-q", "main")
    replaced(parted, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m")
    git(parted, "commit", "-qam", "Ours")
    anime("-C", parted, "story", "setup", "--hooks")
    assert anime("-C", parted, "story", "merge", "mended").code == 0


def test_a_clone_by_anime_is_ready(story: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """It is told whose story it is, and git merges in it at once."""
    done = anime("-C", tmp_path, "story", "clone", story.name, "mine")
    assert done.code == 0
    assert done.out.startswith("The Petal Witch is cloned into ")
    assert anime("-C", tmp_path / "mine", "story", "setup", "--check").code == 0
    told = json.loads(anime("-C", tmp_path, "--quiet", "story", "clone", story, "other", "--json").out)
    assert (told["schema"], told["title"], told["setup"]["ready"]) == ("anime/cloned/1", "The Petal Witch", True)
    again = anime("-C", tmp_path, "story", "clone", story, "mine")
    assert (again.code, "is not an empty folder" in again.err) == (ExitCode.NO, True)


def test_what_is_no_story_is_not_cloned(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Exit code 5, and no folder."""
    git(tmp_path, "init", "-q", "code")
    done = anime("-C", tmp_path, "story", "clone", "code", "copy")
    assert (done.code, (tmp_path / "copy").exists()) == (ExitCode.NOT_A_STORY, False)
    assert anime("-C", tmp_path, "story", "clone", "nowhere").code == ExitCode.NO
    git(tmp_path, "init", "-q", "--bare", "hub")
    empty = anime("-C", tmp_path, "story", "clone", "hub", "copy")
    assert (empty.code, "git remote add origin hub, then anime story sync" in empty.err) == (ExitCode.NOT_A_STORY, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["code", "hub"]


def test_a_merge_that_git_began(parted: Path, anime: Callable[..., Any]) -> None:
    """What is left is listed, a side is taken, and our command finishes what git began."""
    git(parted, "merge", "side", code=1)
    listed = anime("-C", parted, "story", "conflicts")
    assert (listed.code, DUSK in listed.out, "the-platform" in listed.out) == (ExitCode.FOUND, True, False)
    assert anime("-C", parted, "story", "resolve", DUSK, "--theirs").code == 0
    assert anime("-C", parted, "story", "merge", "--continue").code == 0
    text = (parted / "scenes/the-platform.yaml").read_text()
    assert ("lasts: 15m" in text, "always me" in text) == (True, True)
    assert "lasts: 30m" in (parted / DUSK).read_text()
    assert git(parted, "log", "-1", "--format=%p").count(" ") == 1


def test_git_diff_reads_well(story: Path) -> None:
    """A changed sentence is a changed line; another way to write the same is no change."""
    replaced(story, DUSK, "It's warm. Like it knows me.", "It's warm. As if it knew me.")
    replaced(story, DUSK, 'time: "18:40"', "time: '18:40'")
    lines = [line for line in git(story, "diff").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert lines == ["-      Like it knows me.", "+      As if it knew me."]
    assert "As if it knew me." in git(story, "diff", "--no-textconv")


def test_a_file_that_cannot_be_read_is_shown_as_it_is(tmp_path: Path) -> None:
    """Raw text and exit code 0; a wrong call is told."""
    for data in (b"title: [\n", b"\xff\xfe", b""):
        (tmp_path / "a.yaml").write_bytes(data)
        done = subprocess.run([*ANIME, "diff-text", "a.yaml"], cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (0, data)
    done = subprocess.run([*ANIME, "diff-text"], capture_output=True, check=False, env=os.environ)
    assert done.stderr == b"Usage: anime diff-text FILE\n"
