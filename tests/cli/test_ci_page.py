"""docs/how-to/ci.md: its files are what they say, their commands run on a story, and the hooks run inside a commit."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/ci.md").read_text(encoding="utf-8")
PRE_COMMIT, GITHUB, GITLAB = (
    yaml.load(block, yaml.BaseLoader)  # it builds nothing but text
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
)
(SCRIPT,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CLASH = "script:\n  - event: loses\n    who: ren\n    item: a-key-that-is-not-there\n"


def told(host: str) -> list[str]:
    """Return the commands of ours that HOST runs, in order."""
    if host == "GitHub":
        lines = [step.get("run", "") for job in GITHUB["jobs"].values() for step in job["steps"]]
    elif host == "GitLab":
        lines = [line for name in ("check", "draw") for line in GITLAB[name]["script"]]
    else:
        lines = SCRIPT.replace('"$HOME/storyboard.png"', "storyboard.png").splitlines()
    return [line for line in lines if line.startswith("anime ")]


@pytest.mark.parametrize("host", ["GitHub", "GitLab", "cron"])
def test_the_commands_draw_a_sound_story(
    host: str, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anime: Callable[..., Any]
) -> None:
    """Each runs as it stands; the pictures are where ANIME_CACHE says, and the second run draws none."""
    monkeypatch.chdir(story)
    monkeypatch.setenv("ANIME_CACHE", str(tmp_path / "cache"))
    anime("story", "fmt")
    anime("config", "set", "size", "320x180", "--story")
    commands = told(host)
    assert {"anime story check", "anime render sheet --output storyboard.png"} <= set(commands)
    for command in commands:
        done = anime(*shlex.split(command)[1:])
        assert done.code == 0, (command, done.err)
    assert (story / "storyboard.png").stat().st_size > 1_000
    assert any((tmp_path / "cache").rglob("*.png"))
    assert anime("render", "run").out.startswith("Nothing to draw:")


def test_a_night_of_github_keeps_what_it_drew() -> None:
    """The folder that is cached is the one that pictures go to, and what is uploaded is what is made."""
    draw = GITHUB["jobs"]["draw"]
    used = {step["uses"].partition("@")[0]: step.get("with", {}) for step in draw["steps"] if "uses" in step}
    assert used["actions/cache"]["path"] == draw["env"]["ANIME_CACHE"]
    made = [word for line in told("GitHub") for word in line.split() if "." in word]
    assert used["actions/upload-artifact"]["path"].split() == made
    assert {"schedule", "push"} <= set(GITHUB["on"])
    assert GITLAB["draw"]["variables"]["ANIME_CACHE"].endswith(GITLAB["draw"]["cache"]["paths"][0].strip("/"))


def test_the_page_names_hooks_that_are_there() -> None:
    """All of .pre-commit-hooks.yaml."""
    (repository,) = PRE_COMMIT["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in HOOKS]


def commit(story: Path, hook: dict[str, Any], *files: str) -> subprocess.CompletedProcess[str]:
    """Commit all while git runs HOOK as pre-commit does, over FILES; `commit -a` holds the index meanwhile."""
    given = "" if hook.get("pass_filenames", True) is False else " " + shlex.join(files)
    call = f"{shlex.quote(sys.executable)} -m anime_cli {hook['entry'].removeprefix('anime ')}{given}"
    script = story / ".git/hooks/pre-commit"
    script.write_text(f"#!/bin/sh\nexec {call}\n", encoding="utf-8")
    script.chmod(0o755)
    call = ["git", "-C", str(story), "commit", "-a", "-m", "A change"]
    return subprocess.run(call, capture_output=True, text=True, check=False)


@pytest.fixture
def hooks() -> dict[str, dict[str, Any]]:
    """The hooks by id."""
    return {hook["id"]: hook for hook in HOOKS}


def test_the_check_stops_a_commit(story: Path, hooks: dict[str, dict[str, Any]]) -> None:
    """Of a story that contradicts itself, and no other."""
    path = story / "scenes/the-platform.yaml"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("script:\n", CLASH), encoding="utf-8")
    stopped = commit(story, hooks["anime-story-check"])
    assert stopped.returncode != 0
    assert "a-key-that-is-not-there" in stopped.stdout + stopped.stderr
    path.write_text(sound + "tags: [farewell]\n", encoding="utf-8")
    assert commit(story, hooks["anime-story-check"]).returncode == 0


def test_the_form_is_asked_of_what_is_committed(
    story: Path, hooks: dict[str, dict[str, Any]], anime: Callable[..., Any]
) -> None:
    """Of no other file; the hook changes nothing, and what it says to do mends it."""
    path, other = "scenes/first-bell.yaml", "scenes/rooftop-dusk.yaml"
    assert anime("-C", story, "story", "fmt", "--check", path, other).code == ExitCode.FOUND
    (story / path).write_text((story / path).read_text(encoding="utf-8") + "tags: [school]\n", encoding="utf-8")
    before = (story / path).read_bytes()
    stopped = commit(story, hooks["anime-story-fmt"], path)
    said = stopped.stdout + stopped.stderr
    assert (stopped.returncode != 0, path in said, other in said) == (True, True, False)
    assert (story / path).read_bytes() == before
    assert anime("-C", story, "story", "fmt", path).code == 0
    assert commit(story, hooks["anime-story-fmt"], path).returncode == 0
