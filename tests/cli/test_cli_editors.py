"""Editors that fail in every way there is: one clear error each, and no word that a person typed is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATH = "scenes/rooftop-dusk.yaml"
WRITE = ("scene", "write", "rooftop-dusk")
EDIT = ("scene", "edit", "rooftop-dusk")
TYPED = "Petals turn slowly around her hands."
TYPE = f"sed -i 's/^Petals turn.*/{TYPED}/; s/Petals turn around her hands./{TYPED}/' \"$1\""
BOTH = pytest.mark.parametrize("words", [WRITE, EDIT])


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Let a shell script be the person's editor; the file to edit is its $1."""

    def become(script: str, name: str = "editor") -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("VISUAL", str(path))
        return path

    return become


def kept(story: Path) -> list[Path]:
    """Return the texts that are kept for the person."""
    state = story / ".git/anime"
    return sorted(path for pattern in ("scripts/*", "DRAFT-*", "RESOLVE-*") for path in state.glob(pattern))


def told_where(done: Any, story: Path) -> None:
    """Assert that what was typed stands in one file, which the one error names, and nothing in the story changed."""
    assert done.err.count("Error: ") == 1
    assert "Traceback" not in done.err
    (path,) = kept(story)
    assert str(path) in done.err
    assert TYPED in path.read_text()
    assert "Petals turn around" in (story / PATH).read_text()


@BOTH
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("exit 3", "ended with status 3; nothing was changed."),
        ("kill -9 $$", "was ended by SIGKILL; nothing was changed."),
        ("kill -HUP $$", "was ended by SIGHUP; nothing was changed."),
    ],
)
def test_an_editor_that_fails(
    words: tuple[str, ...],
    ending: str,
    said: str,
    story: Path,
    anime: Callable[..., Any],
    editor: Callable[..., Path],
) -> None:
    """How it ended is told; what was saved until then is kept, and where nothing was, nothing is."""
    editor(ending)
    empty = anime("-C", story, *words)
    assert (empty.code, said in empty.err, kept(story)) == (ExitCode.NO, True, [])
    editor(f"{TYPE}; {ending}")
    failed = anime("-C", story, *words)
    assert (failed.code, said in failed.err) == (ExitCode.NO, True)
    told_where(failed, story)


@BOTH
@pytest.mark.parametrize("name", ["no-such-editor", "no-such-editor --wait", "/dev/null", "no-such-editor; false"])
def test_an_editor_that_is_not_there(
    words: tuple[str, ...], name: str, story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named, with the way to name another."""
    monkeypatch.setenv("VISUAL", name)
    done = anime("-C", story, *words)
    assert (done.code != 0, kept(story), "Set VISUAL or EDITOR" in done.err) == (True, [], True)


@BOTH
def test_no_editor(
    words: tuple[str, ...], story: Path, anime: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else there is is said."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    done = anime("-C", story, *words)
    assert (done.code != 0, "no editor is set" in done.err.lower(), "VISUAL or EDITOR" in done.err) == (True,) * 3
    assert kept(story) == []


@BOTH
@pytest.mark.parametrize(
    "script",
    [
        f'cp "$1" "$1~"; {TYPE.replace("$1", "$1~")}; mv "$1~" "$1"',
        f'mv "$1" "$1~"; cp "$1~" "$1"; {TYPE}; rm "$1~"',
    ],
)
def test_an_editor_that_saves_by_a_new_name(
    words: tuple[str, ...], script: str, story: Path, anime: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    """As vim's backupcopy does: the file at the name counts."""
    editor(script)
    assert anime("-C", story, *words).code == 0
    assert TYPED in (story / PATH).read_text()
    assert kept(story) == []


@BOTH
def test_an_editor_with_a_window_that_does_not_wait(
    words: tuple[str, ...], story: Path, anime: Callable[..., Any], editor: Callable[..., Path], monkeypatch: Any
) -> None:
    """The word that lets it wait is told, and the file stays for what will be saved there."""
    path = editor("true", "code")
    done = anime("-C", story, *words)
    assert (done.code, f"EDITOR='{path} --wait'" in done.err) == (ExitCode.NO, True)
    (file,) = kept(story)
    assert str(file) in done.err
    monkeypatch.setenv("VISUAL", f"{path} --wait")
    editor_said = anime("-C", story, *words)
    assert editor_said.code == 0
    assert kept(story) == [file]


@BOTH
def test_bytes_that_are_no_text(
    words: tuple[str, ...], story: Path, anime: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    """They stay as they were saved, and are not written into the story as something else."""
    editor(f"{TYPE}; printf '\\351\\n' >> \"$1\"")
    done = anime("-C", story, *words)
    assert done.code == ExitCode.NO
    (path,) = kept(story)
    assert str(path) in done.err
    assert path.read_bytes().endswith(b"\xe9\n")
    assert "Petals turn around" in (story / PATH).read_text()


@BOTH
def test_who_saves_nonsense_and_gives_up(
    words: tuple[str, ...], story: Path, anime: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    """The text is kept with all that was right in it."""
    editor(f"grep -q '{TYPED}' \"$1\" && exit 0; {TYPE}; echo '[nonsense' >> \"$1\"")
    told_where(anime("-C", story, *words), story)


def test_a_conflict_that_was_settled_in_vain(
    story: Path, anime: Callable[..., Any], editor: Callable[..., Path]
) -> None:
    """What was typed for a conflict is kept as well, when the editor fails or the story refuses it."""
    for branch, words in (("other", "Leaves turn."), ("main", "Birds turn.")):
        subprocess.run(["git", "switch", "-q", *(["-c"] if branch == "other" else []), branch], cwd=story, check=True)
        text = (story / PATH).read_text()
        (story / PATH).write_text(text.replace("Petals turn around her hands.", words))
        subprocess.run(["git", "commit", "-q", "-a", "-m", words], cwd=story, check=True)
    assert anime("-C", story, "story", "merge", "other").code == ExitCode.FOUND
    editor(f"echo '{TYPED}' > \"$1\"; exit 1")
    done = anime("-C", story, "story", "resolve", "c1", "--edit")
    (path,) = kept(story)
    assert (done.code, str(path) in done.err, path.read_text()) == (ExitCode.NO, True, f"{TYPED}\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_writer_whose_program_is_ended(number: signal.Signals, story: Path, editor: Callable[..., Path]) -> None:
    """The editor is ended, too, what was saved is kept and named, and the exit code tells the signal."""
    editor(f"{TYPE}; touch '{story}/ready'; exec sleep 60")
    call = [sys.executable, "-m", "anime_cli", "-C", str(story), *WRITE]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait_for(story / "ready")
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    (path,) = kept(story)
    assert (process.returncode, str(path) in said, number.name in said) == (128 + number, True, True)
    assert "Traceback" not in said


def test_ctrl_c_is_the_editor_s(story: Path, editor: Callable[..., Path]) -> None:
    """One that goes on is waited for; what it saves after Ctrl-C is written."""
    heard = f"'{story}/heard'"
    editor(f"trap \"touch {heard}\" INT\ntouch '{story}/ready'\nwhile ! [ -e {heard} ]; do sleep 0.1; done\n{TYPE}")
    call = [sys.executable, "-m", "anime_cli", "-C", str(story), *WRITE]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        wait_for(story / "ready")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "")
    assert TYPED in (story / PATH).read_text()


def test_ctrl_c_that_ends_the_editor(story: Path, editor: Callable[..., Path]) -> None:
    """130, and what was saved is named."""
    editor(f"{TYPE}; touch '{story}/ready'; exec sleep 60")
    call = [sys.executable, "-m", "anime_cli", "-C", str(story), *WRITE]
    with subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        wait_for(story / "ready")
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    (path,) = kept(story)
    assert (process.returncode, "Interrupted." in said, str(path) in said) == (130, True, True)


def wait_for(path: Path) -> None:
    """Wait until PATH is there."""
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.05)
