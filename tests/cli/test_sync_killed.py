"""A sync that is killed at any point: the story is whole, git finds nothing wrong, and the next sync ends it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from clones import BELL, PLATFORM, Clone, cloned, git, hub_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-P", "-m", "anime_cli"]


@pytest.fixture
def place(story: Path, anime: Callable[..., Any]) -> Path:
    """A folder with a hub and two clones, of which one has sent what the other is to merge."""
    folder = hub_of(story).parent
    mio, ren = (cloned(anime, str(folder / "hub.git"), folder / name) for name in ("mio", "ren"))
    for clone in (mio, ren):
        clone.git("remote", "set-url", "origin", "../hub.git")
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("checkpoint", "longer", "-m", "Longer")
    assert ren("sync").code == 0
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    return folder


def copied(place: Path, to: Path) -> Path:
    """Copy the hub and the clone that is to sync."""
    for name in ("hub.git", "mio"):
        shutil.copytree(place / name, to / name, symlinks=True)
    return to


def started(mio: Clone) -> subprocess.Popen[bytes]:
    """Start a sync in a process group of its own, so that all of it can be killed."""
    call = [*ANIME, "-C", str(mio.folder), "story", "sync"]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def survives(place: Path, anime: Callable[..., Any], seconds: float) -> None:
    """Kill a sync after SECONDS and look at what it left."""
    mio, hub = Clone(place / "mio", anime), place / "hub.git"
    running = started(mio)
    time.sleep(seconds)
    running.send_signal(signal.SIGKILL)
    running.wait()
    mio.git("fsck", "--strict", "--no-dangling")
    for path in (BELL, PLATFORM):
        assert mio.text(path).endswith("\n")
    _ended(mio, hub)
    for path, text in ((BELL, "lasts: 11m"), (PLATFORM, "lasts: 15m")):
        assert text in mio.text(path)
    assert mio.git("status", "--porcelain") == ""
    assert mio.git("for-each-ref", "refs/anime/fetched") == ""
    assert mio.git("rev-parse", "main", "longer") == git(hub, "rev-parse", "main", "longer")


def _ended(mio: Clone, hub: Path) -> None:
    """Sync until it is done; git's own locks of a killed fetch or push go as its errors say."""
    for _ in range(3):
        if mio("sync").code == 0:
            return
        for lock in [*mio.folder.joinpath(".git").rglob("*.lock"), *hub.rglob("*.lock")]:
            lock.unlink()
        time.sleep(0.5)
    assert mio("sync").code == 0


@pytest.mark.parametrize("parts", [4, pytest.param(16, marks=pytest.mark.slow)])
def test_a_killed_sync(
    place: Path, tmp_path_factory: pytest.TempPathFactory, anime: Callable[..., Any], parts: int
) -> None:
    """At points spread over the time that a whole one takes."""
    copies = tmp_path_factory.mktemp("copies")
    whole = copied(place, copies / "whole")
    began = time.monotonic()
    assert started(Clone(whole / "mio", anime)).wait() == 0
    seconds = time.monotonic() - began
    for part in range(parts):
        survives(copied(place, copies / f"copy-{part}"), anime, seconds * (part + 1) / (parts + 1))
