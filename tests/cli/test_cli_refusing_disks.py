"""Disks that are full or read-only, under every command that writes: one clear error, and all is as it was."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from real import as_a_person, one_error, shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TYPED = "It's warm and soft."
EDITOR = f'#!/bin/sh\nsed -i "s/It\'s warm[.]/{TYPED}/" "$1"\n'
VERBS: dict[str, tuple[str, ...]] = {
    "commit": ("story", "commit", "-m", "Roof"),
    "merge": ("story", "merge", "other"),
    "switch": ("story", "switch", "other"),
    "branch": ("story", "branch", "third"),
    "checkpoint": ("story", "checkpoint", "first"),
    "undo": ("story", "undo"),
    "fmt": ("story", "fmt"),
    "rename": ("character", "rename", "sakura", "hana"),
    "rename, committed": ("character", "rename", "sakura", "hana", "--commit"),
    "remove": ("scene", "remove", "rooftop-dusk", "--cascade"),
    "scene write": ("scene", "write", "rooftop-dusk"),
    "scene edit": ("scene", "edit", "rooftop-dusk"),
    "config": ("config", "set", "size", "640x360", "--story"),
    "render": ("render", "run", "first-bell", "--jobs", "1"),
    "sheet": ("render", "sheet", "--jobs", "1"),
    "bible": ("story", "bible", "-o", "bible.html"),
    "new": ("new", "sub", "--premise", "A shy girl discovers she has magic powers"),
}
FEW = ("merge", "rename, committed", "scene write", "scene edit", "render", "new")
CHOICE = [name if name in FEW else pytest.param(name, marks=pytest.mark.slow) for name in VERBS]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def seen(folder: Path) -> tuple[object, ...]:
    """Return files, index, branches and HEAD."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}
    return files, git(folder, "ls-files", "-s"), git(folder, "for-each-ref", "refs/heads"), git(folder, "status", "-s")


@pytest.fixture
def ready(story: Path, tmp_path: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story with a branch, something that can be taken back, and something that is not committed; and an editor."""
    git(story, "switch", "-q", "-c", "other")
    (story / "places/shed.yaml").write_text("name: The shed\n")
    git(story, "add", "-A")
    git(story, "commit", "-q", "-m", "Shed")
    git(story, "switch", "-q", "main")
    (story / "places/pier.yaml").write_text("name:   The pier\n")
    assert anime("-C", story, "story", "commit", "-m", "Pier").code == 0
    assert anime("-C", story, "scene", "edit", "the-platform", "--set", "lasts=13m").code == 0
    (tmp_path / "editor.sh").write_text(EDITOR)
    (tmp_path / "editor.sh").chmod(0o755)
    monkeypatch.setenv("VISUAL", str(tmp_path / "editor.sh"))
    return story


class Refusal:
    """Runs commands where the disk refuses, each on a copy of READY in FOLDER, and looks at what they left."""

    def __init__(self, ready: Path, folder: Path, anime: Callable[..., Any]) -> None:
        self.ready, self.site, self.anime = ready, folder / "site", anime
        self.count = 0

    def again(self, name: str) -> tuple[str, ...]:
        """Begin with the story as it was; return the words of the command called NAME."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(self.ready, self.site, symlinks=True)
        git(self.site, "status")
        if name == "merge":
            git(self.site, "checkout", "-q", "--", ".")
        return tuple(str(self.site / word) if word in {"sub", "bible.html"} else word for word in VERBS[name])

    def refused(self, done: Any, before: tuple[object, ...]) -> None:
        """Assert that one error was told, that nothing changed, and that what was typed stands where it says."""
        self.count += 1
        one_error(done.err)
        assert done.code == 1
        assert seen(self.site) == before
        git(self.site, "fsck", "--strict", "--no-dangling")
        state = self.site / ".git/anime"
        for path in (*state.glob("scripts/*"), *state.glob("DRAFT-*")):
            assert str(path) in done.err
            assert TYPED in path.read_text()
        assert not (state / "reserve").exists()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(call, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def filled(disk: Path, free: int) -> Iterator[None]:
    """Fill DISK but for FREE bytes while the block runs."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(bytes(4096))
    os.truncate(filler, max(0, filler.stat().st_size - free))
    try:
        yield
    finally:
        filler.unlink()


@pytest.mark.parametrize("name", CHOICE)
def test_a_full_disk(
    name: str, disk: Path, ready: Path, anime: Callable[..., Any], request: pytest.FixtureRequest
) -> None:
    """However much room is left: done, or refused and nothing changed; never in between."""
    slow = "slow" in request.config.option.markexpr and "not" not in request.config.option.markexpr
    refusal = Refusal(ready, disk, anime)
    for free in range(0, 300_000, 12_288) if slow else (0, 49_152, 110_592, 147_456):
        words = refusal.again(name)
        before = seen(refusal.site)
        with filled(disk, free):
            done = anime("-C", refusal.site, *words)
        if done.code:
            refusal.refused(done, before)
            assert "No space left" in done.err
            assert "Free some space" in done.err or "Your text is kept" in done.err
    assert refusal.count


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file grow over SIZE bytes while the block runs, as `ulimit -f` and quotas do."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", CHOICE)
def test_files_that_may_not_grow(name: str, tmp_path: Path, ready: Path, anime: Callable[..., Any]) -> None:
    """The same by a limit, which needs no disk of its own."""
    refusal = Refusal(ready, tmp_path, anime)
    for limit in (0, 150, 2_000):
        words = refusal.again(name)
        before = seen(refusal.site)
        with limited(limit):
            done = anime("-C", refusal.site, *words)
        if done.code:
            refusal.refused(done, before)
    assert refusal.count


def test_a_story_that_can_only_be_read(ready: Path) -> None:
    """Who may not write reads, checks and compares all the same; each verb that writes is refused with a way out."""
    person = as_a_person()
    before = seen(ready)
    git(ready, "config", "--global", "--add", "safe.directory", "*")
    modes = {path: path.stat().st_mode for path in (ready, *ready.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        reading = shell(
            "$anime story read && $anime story check; $anime story status && $anime story diff", ready, by=person
        )
        assert (reading.returncode, reading.stderr) == (0, "")
        for name in ("merge", "rename", "scene write", "render"):
            done = shell(f"$anime {' '.join(VERBS[name])}", ready, by=person)
            one_error(done.stderr)
            assert (done.returncode, "Permission denied" in done.stderr) == (1, True)
            assert "ls -ld" in done.stderr
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert seen(ready) == before


def test_one_file_that_can_not_be_changed(ready: Path, anime: Callable[..., Any]) -> None:
    """A rename of many files changes none where one is held fast; that one is named."""
    fast = ready / "scenes/rooftop-dusk.yaml"
    held = shutil.which("chattr") and subprocess.run(["chattr", "+i", fast], capture_output=True, check=False)
    if not held or held.returncode:
        pytest.skip("no file can be held fast here")
    try:
        before = seen(ready)
        done = anime("-C", ready, *VERBS["rename"])
        one_error(done.err)
        assert str(fast) in done.err
        assert seen(ready) == before
    finally:
        subprocess.run(["chattr", "-i", fast], check=True)
    assert anime("-C", ready, *VERBS["rename"]).code == 0


@pytest.mark.parametrize("how", ["garbage", "folder", "locked away"])
def test_a_cache_that_is_broken(
    how: str, story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may be deleted never stops a command."""
    base = story / ".git/anime/anime.sqlite"
    anime("-C", story, "story", "check")
    assert base.is_file()
    base.unlink()
    if how == "garbage":
        base.write_bytes(os.urandom(20_000))
    elif how == "folder":
        base.mkdir()
    else:
        monkeypatch.setenv("ANIME_CACHE", "/dev/null")
    for words in (("story", "read"), ("story", "check"), ("scene", "rename", "first-bell", "bell"), ("story", "undo")):
        done = anime("-C", story, *words)
        assert (done.code, done.err) == (0, "")
