"""anime story check --watch: a real process beside a person who saves files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DUSK = "scenes/rooftop-dusk.yaml"
PATIENCE = 60
"""Seconds until a turn must have come, on a machine that has much else to do."""


class Watch:
    """A watch that runs; `turn` waits for the next line of its JSON."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def turn(self) -> dict[str, Any]:
        """Return what the next change brought."""
        return json.loads(self.lines.get(timeout=PATIENCE))

    def line(self) -> str:
        """Return the next line."""
        return self.lines.get(timeout=PATIENCE)


@contextmanager
def watching(story: Path, *words: str) -> Iterator[Watch]:
    """Run a watch in a process of its own, and end that one whatever happens."""
    call = [sys.executable, "-m", "anime_cli", "-C", str(story), "story", "check", "--watch", *words]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Watch(process)
        finally:
            process.kill()


def changed(story: Path, path: str, old: str, new: str) -> None:
    """Save a file as editors do: another file takes its place."""
    text = (story / path).read_text()
    assert old in text
    (story / f"{path}~").write_text(text.replace(old, new))
    (story / f"{path}~").replace(story / path)


def test_what_is_new_and_what_is_gone(story: Path) -> None:
    """A finding comes once, goes once, and a file that can't be read hides none; Ctrl-C ends with 130."""
    with watching(story, "--json") as watch:
        first = watch.turn()
        assert (first["schema"], first["gone"], first["errors"]) == ("anime/check-turn/1", [], 0)
        changed(story, DUSK, "place: roof", "place: nowhere")
        came = watch.turn()
        assert [(each["rule"], each["path"]) for each in came["new"]] == [("C01", DUSK)]
        changed(story, DUSK, "place: nowhere", "place: [")
        broken = watch.turn()
        assert (DUSK in broken["broken"], broken["new"], broken["gone"]) == (True, [], [])
        changed(story, DUSK, "place: [", "place: roof")
        gone = watch.turn()
        assert ([each["rule"] for each in gone["gone"]], gone["new"], gone["errors"]) == (["C01"], [], 0)
        watch.process.send_signal(signal.SIGINT)
        _, said = watch.process.communicate(timeout=PATIENCE)
        assert (watch.process.returncode, said) == (ExitCode.INTERRUPTED, "\nInterrupted.\n")


def test_a_change_that_changes_no_finding_says_nothing(story: Path) -> None:
    """Nor does a file that is touched, or one that is no document."""
    with watching(story) as watch:
        while not watch.line().endswith("0 errors among them.\n"):
            continue
        changed(story, DUSK, "lasts: 20m", "lasts: 25m")
        os.utime(story / DUSK)
        (story / "notes.txt").write_text("x")
        with pytest.raises(Empty):
            watch.lines.get(timeout=3)
        (story / "scenes/the-platform.yaml").unlink()
        said = [watch.line() for _ in range(3)]
        assert any(line.startswith("new   chapters/spring-again.yaml:2: error C01 ") for line in said)


def test_an_editor_amid_saving_is_waited_for(story: Path) -> None:
    """A file that is gone for a moment, or half written, is told only if it stays so."""
    text = (story / DUSK).read_text()
    with watching(story, "--json") as watch:
        watch.turn()
        (story / DUSK).write_text(text[:40])
        (story / DUSK).write_text(text.replace("place: roof", "place: nowhere"))
        assert [each["rule"] for each in watch.turn()["new"]] == ["C01"]


@pytest.mark.parametrize("words", [("--revision", "main"), ("--explain", "C01"), ("--rule", "C99"), ("--since", "no")])
def test_what_cannot_be_watched(words: tuple[str, ...], story: Path, anime: Callable[..., Any]) -> None:
    """Wrong usage, or an unknown rule or revision, ends at once."""
    done = anime("-C", story, "story", "check", "--watch", *words)
    assert (done.code in {ExitCode.USAGE, ExitCode.NO}, done.out) == (True, "")


def test_a_reader_that_has_enough_ends_the_watch(story: Path) -> None:
    """A closed pipe is 141 at the next turn."""
    ours, theirs = os.pipe()
    call = [sys.executable, "-m", "anime_cli", "-C", str(story), "story", "check", "--watch", "--json"]
    with subprocess.Popen(call, stdout=theirs, stderr=subprocess.PIPE) as process:
        try:
            os.close(theirs)
            assert os.read(ours, 1 << 16)
            os.close(ours)
            changed(story, DUSK, "place: roof", "place: nowhere")
            assert process.wait(timeout=PATIENCE) == ExitCode.BROKEN_PIPE
        finally:
            process.kill()
