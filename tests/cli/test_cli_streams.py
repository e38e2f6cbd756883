"""Streams that are closed, full or gone, homes that are not there, names and locales of every kind."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from real import one_error, shell

if TYPE_CHECKING:
    from pathlib import Path

RENAMED = "scenes/bell.yaml"
HOMELESS = {"XDG_CONFIG_HOME": None, "GIT_CONFIG_GLOBAL": None}


def test_a_closed_stdout(story: Path) -> None:
    """The command does its work; nothing is written into a file that took the number of the stream."""
    done = shell(f"$anime scene rename first-bell bell >&- && test -f {RENAMED}", story)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_closed_stdin_and_stderr(story: Path) -> None:
    """Nothing stands on the one, nothing is heard of the other; the exit code tells."""
    done = shell("$anime scene write rooftop-dusk - <&-", story)
    assert (done.returncode, "There is no text on the standard input." in done.stderr) == (2, True)
    assert shell("$anime story nonsense 2>&-", story).returncode == 2
    assert shell("$anime story status <&- >&- 2>&-", story).returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")  # noqa: PTH110  # a device
@pytest.mark.parametrize("words", ["--version", "story read --json"])
def test_a_result_that_can_not_be_written(words: str, story: Path) -> None:
    """The loss is told; that of the words on stderr stops nothing."""
    lost = shell(f"$anime {words} > /dev/full", story)
    assert (lost.returncode, "No space left on device" in lost.stderr) == (1, True)
    assert "Traceback" not in lost.stderr
    assert "Exception ignored" not in lost.stderr
    unheard = shell(f"$anime {words} 2> /dev/full", story)
    assert (unheard.returncode, unheard.stdout != "") == (0, True)


def test_a_lost_result_of_a_change(story: Path) -> None:
    """What was changed stays changed, and the hint says so."""
    lost = shell("$anime scene rename first-bell bell > /dev/full", story)
    one_error(lost.stderr)
    assert "is done all the same; anime story status" in lost.stderr
    assert (story / RENAMED).is_file()


def test_who_reads_goes_away(story: Path) -> None:
    """141, and not a word."""
    done = shell("$anime story read --json | true; echo ${PIPESTATUS[0]}", story)
    assert (done.stdout, done.stderr) == ("141\n", "")


@pytest.mark.parametrize("home", ["/dev/null", None])
def test_a_home_that_is_none(home: str | None, story: Path) -> None:
    """It stops nothing that doesn't write there; a setting is refused with a way out."""
    more = {**HOMELESS, "HOME": home}
    assert shell("$anime story status && $anime config list", story, more).returncode == 0
    if home is not None:
        refused = shell("$anime config set jobs 2", story, more)
        one_error(refused.stderr)
        assert "XDG_CONFIG_HOME" in refused.stderr
    (story / "places/shed.yaml").write_text("name: The shed\n")
    kept = shell("$anime story commit -m Shed", story, more)
    assert (kept.returncode, "Git doesn't know your name yet" in kept.stderr) == (0, True)


ODD = ["a b\nc 'q\"$x caf\udce9"]
SLOWLY = ["with space", "new\nline", "caf\udce9", "-dash", "日本", "d" * 200]


@pytest.mark.parametrize("name", [*ODD, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOWLY)])
def test_a_folder_of_any_name(name: str, story: Path, tmp_path: Path) -> None:
    """Commit, switch, rename, draw, and merge, ours and plain git's."""
    place = tmp_path / "odd" / name
    place.parent.mkdir()
    shutil.copytree(story, place, symlinks=True)
    script = (
        "set -e; git switch -q -c other; echo 'name: The shed' > places/shed.yaml; $anime story commit -m Shed; "
        "$anime story setup; $anime story switch main; $anime scene rename first-bell bell --commit; "
        "$anime story merge other; $anime render run bell; $anime story undo; git switch -q other; git merge -q main"
    )
    done = shell(script, os.fsencode(place))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    """The system's own limits are told in a sentence, and nothing is left."""
    for name in ("d" * 300, "/".join(["d" * 200] * 30)):
        refused = shell(f"$anime new {name} --premise 'A girl finds a key'", tmp_path)
        one_error(refused.stderr)
        assert "Take a shorter name." in refused.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == []


@pytest.mark.parametrize("locale", ["C"])
def test_other_locales(locale: str, story: Path) -> None:
    """What is written is UTF-8 whatever the locale; what it can't show comes as codes."""
    script = "$anime place add かえる --id frog && $anime story read > /dev/null && $anime place show frog"
    done = shell(script, story, {"LANG": locale, "LC_ALL": locale, "PYTHONUTF8": None, "PYTHONIOENCODING": None})
    assert (done.returncode, done.stderr) == (0, "")
    assert (story / "places/frog.yaml").read_text("utf-8") == "name: かえる\n"


def test_no_colour_rules(story: Path) -> None:
    """NO_COLOR is stronger than FORCE_COLOR."""
    (story / "places/shed.yaml").write_text("name: The shed\n")
    assert "\x1b" in shell("$anime story check", story, {"FORCE_COLOR": "1"}).stdout
    assert "\x1b" not in shell("$anime story check", story, {"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
