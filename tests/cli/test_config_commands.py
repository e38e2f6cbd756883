"""anime config: values, origins, and changing one setting in the person's own file or in the story."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from test_story_commands import on_a_terminal

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OWN = """\
# What I like.
jobs = 2  # the machine is small

size = '640x360'
"""


@pytest.fixture
def own(home: Path) -> Path:
    """The person's own file."""
    path = home / ".config/anime/config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(OWN, encoding="utf-8")
    return path


def test_every_setting_tells_its_origin(
    story: Path,
    own: Path,
    anime: Callable[..., Any],
    golden: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The environment beats the story, the story the person's file, that the default; on a terminal as well."""
    assert own.is_file()
    (story / "style.yaml").write_text("size: 320x180\n")
    monkeypatch.setenv("ANIME_BRAIN", "planner")
    told = json.loads(anime("-C", story, "config", "list", "--json").out)
    origins = {each["name"]: (each["value"], each["origin"]) for each in told["settings"]}
    assert origins == {
        "brain": ("planner", "environment"),
        "cache": ("", "default"),
        "commit": ("never", "default"),
        "jobs": ("2", "user file"),
        "renderer": ("storyboard", "default"),
        "size": ("320x180", "story"),
    }
    golden("config-list.txt", anime("-C", story, "config", "list").out)
    code, said = on_a_terminal(story, "config", "list")
    assert code == 0
    golden("config-list.tty.txt", said)


def test_a_value_alone_is_for_scripts(tmp_path: Path, own: Path, anime: Callable[..., Any]) -> None:
    """Outside of a story as well; on a terminal its origin stands beside it."""
    assert own.is_file()
    assert anime("-C", tmp_path, "config", "get", "size").out == "640x360\n"
    assert "user file" in on_a_terminal(tmp_path, "config", "get", "size")[1]


@pytest.mark.parametrize("words", [("get", "brian"), ("set", "brian", "x"), ("set", "brian", "--unset")])
def test_an_unknown_setting_names_the_nearest(words: tuple[str, ...], home: Path, anime: Callable[..., Any]) -> None:
    """Wrong usage, and no file is made."""
    done = anime("config", *words)
    assert (done.code, "Did you mean 'brain'?" in done.err) == (ExitCode.USAGE, True)
    assert not (home / ".config/anime").exists()


def test_a_change_keeps_every_other_byte(tmp_path: Path, own: Path, anime: Callable[..., Any]) -> None:
    """The comment beside the value too; a second time nothing is written; --unset takes the line away."""
    assert anime("-C", tmp_path, "config", "set", "jobs", "3").out == f"jobs is 3 in {own}; it was 2.\n"
    assert own.read_text() == OWN.replace("jobs = 2", 'jobs = "3"')
    before = own.stat().st_mtime_ns
    assert "says so already" in anime("config", "set", "jobs", "3").out
    assert own.stat().st_mtime_ns == before
    assert anime("config", "set", "jobs", "--unset").code == 0
    assert own.read_text() == OWN.replace("jobs = 2  # the machine is small\n", "")
    assert "does not name jobs" in anime("config", "set", "jobs", "--unset").out


def test_the_first_setting_makes_the_file(home: Path, anime: Callable[..., Any]) -> None:
    done = anime("config", "set", "cache", "~/pictures of mine", "--json")
    told = json.loads(done.out)
    assert (told["schema"], told["before"], told["after"]) == ("anime/setting-changed/1", None, "~/pictures of mine")
    assert (home / ".config/anime/config.toml").read_text() == 'cache = "~/pictures of mine"\n'
    assert anime("config", "get", "cache").out == "~/pictures of mine\n"


def test_a_link_to_the_file_stays_a_link(own: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """Who keeps settings in a repository of dotfiles finds the change there."""
    kept = own.rename(tmp_path / "dotfile.toml")
    own.symlink_to(kept)
    assert anime("config", "set", "jobs", "4").code == 0
    assert own.is_symlink()
    assert 'jobs = "4"' in kept.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("size", "7"), "Hint: Width and height in pixels"),
        (("jobs", "many"), "Hint: A number such as 2, or 0: one for each core."),
        (("brain", "nobody"), "There is no brain called 'nobody'"),
        (("renderer", "nothing"), "There is no renderer called 'nothing'"),
        (("jobs",), "A setting takes a value, or --unset"),
        (("jobs", "1", "--unset"), "A setting takes a value, or --unset"),
    ],
)
def test_a_value_that_no_command_could_use_is_refused(
    words: tuple[str, ...], said: str, own: Path, anime: Callable[..., Any]
) -> None:
    """The file stays as it is."""
    done = anime("config", "set", *words)
    assert (done.code in {ExitCode.USAGE, ExitCode.ENGINE}, said in done.err) == (True, True)
    assert own.read_text() == OWN


def test_what_overrules_a_change_is_told(own: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert own.is_file()
    monkeypatch.setenv("ANIME_JOBS", "7")
    assert "doesn't count as long as the environment says 7" in anime("config", "set", "jobs", "5").out


@pytest.mark.parametrize("text", [b"jobs = [", b"\xff\xfe", b'jobs = """\n2"""\n'])
def test_a_file_that_cannot_be_changed_is_left_alone(text: bytes, own: Path, anime: Callable[..., Any]) -> None:
    """Broken TOML, foreign bytes, a value over several lines: a clear error that names the file."""
    own.write_bytes(text)
    done = anime("config", "set", "jobs", "3")
    assert (done.code in {ExitCode.USAGE, ExitCode.NO}, str(own) in done.err) == (True, True)
    assert own.read_bytes() == text


def test_an_unknown_name_in_the_file_can_be_taken_out(own: Path, anime: Callable[..., Any]) -> None:
    """Every command stumbles over it until then."""
    own.write_text(OWN + "brian = 1\n")
    assert anime("config", "list").code == ExitCode.USAGE
    assert anime("config", "set", "brian", "--unset").code == 0
    assert own.read_text() == OWN
    assert anime("config", "list").code == 0


def test_no_place_for_the_file(home: Path, anime: Callable[..., Any]) -> None:
    """A file stands where its folder should be: nothing is set there, and nothing can be."""
    (home / ".config").write_text("")
    assert anime("config", "list").code == 0
    done = anime("config", "set", "jobs", "3")
    assert (done.code, "config.toml" in done.err, "XDG_CONFIG_HOME" in done.err) == (ExitCode.NO, True, True)
    assert "Traceback" not in done.err


def test_the_story_is_changed_by_one_line_and_back(story: Path, anime: Callable[..., Any]) -> None:
    """style.yaml is begun or spliced, nothing is committed, undo takes it back; only what a story may say."""
    assert anime("-C", story, "config", "set", "size", "640x360", "--story").code == 0
    assert (story / "style.yaml").read_text() == "size: 640x360\n"
    assert anime("-C", story, "story", "undo").code == 0
    assert not (story / "style.yaml").exists()
    (story / "style.yaml").write_text("# How it looks.\ntheme: ink  # dark\n")
    assert anime("-C", story, "config", "set", "size", "640x360", "--story").code == 0
    assert (story / "style.yaml").read_text() == "# How it looks.\ntheme: ink  # dark\nsize: 640x360\n"
    assert anime("-C", story, "config", "get", "size").out == "640x360\n"
    assert anime("-C", story, "config", "set", "size", "--unset", "--story").code == 0
    assert (story / "style.yaml").read_text() == "# How it looks.\ntheme: ink  # dark\n"
    log = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=story, capture_output=True, text=True, check=True)
    assert log.stdout == "1\n"
    refused = anime("-C", story, "config", "set", "brain", "planner", "--story")
    assert (refused.code, "A story can't set 'brain'." in refused.err) == (ExitCode.USAGE, True)


def test_outside_of_a_story_there_is_none_to_change(tmp_path: Path, anime: Callable[..., Any]) -> None:
    assert anime("-C", tmp_path, "config", "set", "size", "640x360", "--story").code == ExitCode.NOT_A_STORY
    assert os.listdir(tmp_path) == []  # noqa: PTH208  # names are enough
