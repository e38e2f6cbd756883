"""anime doctor and anime engines: what is well, what is not, and the command that mends it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from plugin import install
from test_story_commands import on_a_terminal

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-m", "anime_cli"]
POETS = """\
[anime.brains]
poet = poets:Poet
asleep = poets:Asleep
fallen = poets:Fallen
planner = poets:Poet
nothing = poets:Nothing
broken = poets:Broken
gone = poems:Poet

[anime.renderers]
brush = poets:Poet
"""


def parts(said: str) -> dict[str, dict[str, Any]]:
    """Return what `--json` told, by part."""
    return {each["name"]: each for each in json.loads(said)["parts"]}


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    call = [*ANIME, "-C", str(folder), *words]
    return subprocess.run(call, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture
def well(story: Path, anime: Callable[..., Any]) -> Path:
    """A story whose clone is set up."""
    assert anime("-C", story, "story", "setup").code == 0
    return story


def test_a_clone_that_is_set_up_is_well(well: Path, anime: Callable[..., Any]) -> None:
    """Every part is ok, and the exit code 0."""
    before = subprocess.run(["git", "status", "--porcelain"], cwd=well, capture_output=True, check=True).stdout
    done = anime("-C", well, "doctor", "--json")
    told = parts(done.out)
    assert (done.code, json.loads(done.out)["ready"], done.err) == (0, True, "")
    assert all(each["ok"] and each["mend"] is None for each in told.values())
    names = {"Python", "libraries", "git", "story", "identity", "merge driver", "settings", "fonts", "cache"}
    assert names | {"brain planner", "renderer storyboard"} == set(told)
    assert told["identity"]["detail"] == "Mio Writer <mio@example.org>"
    assert "kana, kanji" in told["fonts"]["detail"]
    assert subprocess.run(["git", "status", "--porcelain"], cwd=well, capture_output=True, check=True).stdout == before


def test_outside_of_a_story_it_looks_at_the_machine(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """No story is no fault; nothing of a clone is looked at."""
    done = anime("-C", tmp_path, "doctor", "--json")
    told = parts(done.out)
    assert (done.code, told["story"]["ok"], "merge driver" in told) == (0, True, False)
    assert told["identity"]["detail"] == "Mio Writer <mio@example.org>"


def test_each_line_on_a_terminal_and_off_it(well: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Off a terminal four columns; on one, eighty cells, and a sentence at the end."""
    subprocess.run(["git", "config", "--unset", "merge.anime.driver"], cwd=well, check=True)
    off = anime("-C", well, "doctor")
    assert off.code == ExitCode.NO
    assert {len(line.split("\t")) for line in off.out.splitlines()} == {4}
    assert [line.split("\t")[3] for line in off.out.splitlines() if line.startswith("mend")] == ["anime story setup"]
    code, said = on_a_terminal(well, "doctor")
    assert code == ExitCode.NO
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in said.splitlines()]
    assert max(map(len, lines)) <= 80 or str(well) in said
    shown = [
        line for line in lines if re.match("(mend|ok) +(merge driver|identity|brain)|  +anime story setup|1 of", line)
    ]
    golden("doctor.tty.txt", "\n".join(shown) + "\n")


@pytest.mark.parametrize(
    ("part", "mend", "environment"),
    [
        ("git", "Install git, or put it on the PATH.", {"PATH": "/nowhere"}),
        ("brain nobody", "unset ANIME_BRAIN", {"ANIME_BRAIN": "nobody"}),
        ("cache", "set another: anime config set cache FOLDER", {"ANIME_CACHE": "/dev/null/x"}),
    ],
)
def test_what_is_wrong_has_its_mend(part: str, mend: str, environment: dict[str, str], well: Path) -> None:
    """The exit code is 1, the other parts are still looked at."""
    done = run(well, "doctor", "--json", **environment)
    told = parts(done.stdout)
    assert (done.returncode, told[part]["ok"], mend in told[part]["mend"]) == (ExitCode.NO, False, True)
    assert told["fonts"]["ok"]


def test_a_git_that_is_too_old_or_no_git(well: Path, tmp_path: Path) -> None:
    """Its version is told, or that it tells none."""
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    for says, detail in (("git version 1.9.1", "git 1.9.1 is older than 2.11."), ("hello", "git could not tell")):
        fake.write_text(f"#!/bin/sh\necho {says}\n")
        fake.chmod(0o755)
        told = parts(run(well, "doctor", "--json", PATH=f"{fake.parent}:{os.environ['PATH']}").stdout)
        assert (told["git"]["ok"], told["git"]["detail"].startswith(detail)) == (False, True)


def test_who_git_does_not_know(well: Path, tmp_path: Path, home: Path, anime: Callable[..., Any]) -> None:
    """In a story and outside of one, the two commands that tell git."""
    (home / ".gitconfig").write_text("")
    for folder in (well, tmp_path):
        done = anime("-C", folder, "doctor", "--json")
        assert (done.code, "user.name" in parts(done.out)["identity"]["mend"]) == (ExitCode.NO, True)


def test_wrong_settings_hide_no_other_part(well: Path, home: Path, anime: Callable[..., Any]) -> None:
    """The person's file and style.yaml can't be read, a brain isn't there: each is a line of its own."""
    path = home / ".config/anime/config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("jobs = [")
    (well / "style.yaml").write_text("size: [\n")
    told = parts(anime("-C", well, "doctor", "--json").out)
    assert [name for name, each in told.items() if not each["ok"]] == ["settings", "style.yaml"]
    assert str(path) in told["settings"]["mend"]
    path.write_text('brain = "nobody"\n')
    told = parts(anime("-C", well, "doctor", "--json").out)
    assert told["brain nobody"]["mend"] == "anime config set brain planner"


def test_a_broken_repository_is_a_line(tmp_path: Path, anime: Callable[..., Any]) -> None:
    """A folder of git without files of its own is told, not raised."""
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare")], check=True)
    done = anime("-C", tmp_path / "bare", "doctor", "--json")
    assert (done.code, parts(done.out)["story"]["ok"]) == (ExitCode.NO, False)


def test_the_engines_that_are_built_in(tmp_path: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """A row each, with the version of who draws."""
    golden("engines-list.txt", anime("engines", "list").out)
    code, said = on_a_terminal(tmp_path, "engines", "list")
    assert code == 0
    golden("engines-list.tty.txt", said)


def test_engines_of_a_plugin_and_why_some_cannot_work(tmp_path: Path) -> None:
    """Whatever a plugin's code does, the list is whole, and the doctor knows how to mend it."""
    install(tmp_path, POETS)
    done = run(tmp_path, "engines", "list", "--json", PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    told = {(each["kind"], each["name"], each["origin"]): each for each in json.loads(done.stdout)["engines"]}
    plugin = {name: each["problem"] for (_, name, origin), each in told.items() if origin == "anime-poets"}
    assert plugin == {
        "poet": None,
        "asleep": "The poet sleeps.",
        "fallen": "OSError: no ink",
        "planner": "A built-in engine has the same name.",
        "nothing": "It is no brain: it lacks what every brain has.",
        "broken": "RuntimeError: no paper",
        "gone": "ModuleNotFoundError: No module named 'poems'",
        "brush": "It is no renderer: it lacks what every renderer has.",
    }
    assert told["brain", "poet", "anime-poets"]["version"] == "3.2"
    assert told["brain", "planner", "built in"]["available"]
    doctor = parts(run(tmp_path, "doctor", "--json", PYTHONPATH=str(tmp_path), ANIME_BRAIN="poet").stdout)
    assert doctor["brain poet"]["ok"]
    assert "pip uninstall anime-poets" in doctor["brain broken"]["mend"]
