"""How a sync looks: a day of two writers, on and off a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from clones import BELL, LINE, SCENE, Clone, cloned, git
from test_story_commands import on_a_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PASSING = re.compile(r"(\r\x1b\[K[^\r\n]*(?=\r\x1b\[K))*\r\x1b\[K")


def day(story: Path, anime: Callable[..., Any], say: Callable[[Clone, tuple[str, ...]], str]) -> str:
    """Let Mio share a story and Ren join; return all that their syncs say."""
    said = ""

    def sync(clone: Clone, *words: str) -> None:
        nonlocal said
        said += f"{clone.folder.name}$ anime story sync {' '.join(words)}".rstrip() + f"\n{say(clone, words)}\n"

    mio = Clone(story, anime)
    git(story.parent, "init", "-q", "--bare", "-b", "main", "hub.git")
    sync(mio)
    mio.git("remote", "add", "origin", "../hub.git")
    sync(mio, "--dry-run")
    sync(mio)
    ren = cloned(anime, str(story.parent / "hub.git"), story.parent / "ren")
    ren("branch", "ending/quiet")
    ren("checkpoint", "first-draft", "-m", "The first draft")
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    sync(ren)
    sync(ren, "--branch", "ending/quiet")
    sync(mio)
    sync(mio, "--branch", "ending/quiet")
    ren.edit(SCENE, LINE, "It burns.")
    sync(ren)
    mio.edit(SCENE, LINE, "It's cold.")
    sync(mio, "--dry-run")
    sync(mio)
    mio("resolve", "c1", "--ours")
    mio("merge", "--continue")
    sync(mio, "--no-push")
    refusal = story.parent / "hub.git/hooks/pre-receive"
    refusal.parent.mkdir(exist_ok=True)
    refusal.write_text('#!/bin/sh\necho "The studio is closed on Sundays." >&2\nexit 1\n')
    refusal.chmod(0o755)
    sync(mio)
    refusal.unlink()
    sync(mio)
    sync(mio)
    ren("switch", "ending/quiet")
    ren.edit(BELL, "lasts: 10m", "lasts: 12m")
    ren("switch", "main")
    mio("switch", "ending/quiet")
    mio.edit(BELL, "lasts: 10m", "lasts: 13m")
    mio("switch", "main")
    sync(mio)
    sync(ren)
    git(story.parent / "hub.git", "branch", "-q", "-D", "ending/quiet")
    sync(ren)
    return said.replace(str(story.parent), "PLACE")


def test_a_day_off_a_terminal(story: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Plain words and tab-separated tables, without a single escape and without a word of progress."""

    def say(clone: Clone, words: tuple[str, ...]) -> str:
        done = clone("sync", *words)
        assert "\x1b" not in done.out + done.err
        return f"{done.out}--- {done.code}\n{done.err}"

    golden("sync.txt", day(story, anime, say))


def test_a_day_on_a_terminal(story: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Colours and columns; what git is doing meanwhile is one passing line that is gone at the end."""

    def say(clone: Clone, words: tuple[str, ...]) -> str:
        code, said = on_a_terminal(clone.folder, "story", "sync", *words)
        return f"{PASSING.sub('', said)}--- {code}\n"

    golden("sync.tty.txt", day(story, anime, say))
