"""What the commands of a story print, on a terminal and off it."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-m", "anime_cli"]
SHOWN = {
    "status": ("story", "status"),
    "log": ("story", "log"),
    "show": ("story", "show", "HEAD"),
    "read": ("story", "read"),
    "read-scene": ("story", "read", "rooftop-dusk", "--events"),
    "read-ids": ("story", "read", "rooftop-dusk", "--events", "--ids"),
    "diff": ("story", "diff"),
    "branch": ("story", "branch"),
    "check": ("story", "check"),
    "help": ("--help",),
    "help-story": ("story", "--help"),
    "help-merge": ("story", "merge", "--help"),
}


@pytest.fixture
def changed(story: Path, anime: Callable[..., Any]) -> Path:
    """The story with a branch, a second commit, and changes that are not committed."""
    assert anime("-C", story, "story", "branch", "ending/alternate").code == 0
    edit(story, "scenes/rooftop-dusk.yaml", "It's warm. Like it knows me.", "It's warm. Like it has always known me.")
    edit(story, "characters/ren.yaml", "colour: black", "colour: brown")
    assert anime("-C", story, "story", "commit").code == 0
    edit(story, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m\nweather: rain")
    edit(story, "scenes/the-platform.yaml", "It was me. On the roof.", "It was me, on the roof.")
    (story / "places/shrine.yaml").write_text("name: The shrine\n")
    (story / "scenes/first-bell.yaml").unlink()
    return story


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def on_a_terminal(folder: Path, *arguments: str, columns: int = 80) -> tuple[int, str]:
    """Run a command on a pseudo-terminal; return its exit code and all that appears there."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("COLUMNS", None)
    call = [*ANIME, "-C", str(folder), *arguments]
    with subprocess.Popen(call, stdout=theirs, stderr=theirs, env=environment) as run:
        os.close(theirs)
        said = b""
        while chunk := read(ours):
            said += chunk
    os.close(ours)
    return run.returncode, said.decode()


def read(terminal: int) -> bytes:
    """Read from a terminal; one whose other end is closed has nothing more to say."""
    with suppress(OSError):
        return os.read(terminal, 4096)
    return b""


@pytest.mark.parametrize("name", SHOWN)
def test_off_a_terminal(name: str, changed: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """Plain words and tab-separated tables, without a single escape."""
    done = anime("-C", changed, *SHOWN[name])
    assert "\x1b" not in done.out
    golden(f"{name}.txt", f"{done.out}--- {done.code}\n{done.err}".replace(str(changed), "STORY"))


@pytest.mark.parametrize("name", ["status", "log", "read-scene", "diff", "branch", "check", "help"])
def test_on_a_terminal(name: str, changed: Path, golden: Callable[..., None]) -> None:
    """Columns with headings, colour beside words, within the page."""
    code, said = on_a_terminal(changed, *SHOWN[name])
    golden(f"{name}.tty.txt", f"{said}--- {code}\n".replace(str(changed), "STORY"))


def test_no_colour_where_it_is_not_wanted(changed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR rules on a terminal as well, and nothing is said by colour alone."""
    monkeypatch.setenv("NO_COLOR", "1")
    code, said = on_a_terminal(changed, "story", "diff")
    assert code == 0
    assert "\x1b" not in said
    assert "It was me[-. On-]{+, on+} the roof." in said


@pytest.mark.parametrize(
    ("arguments", "schema", "keys"),
    [
        (("story", "status"), "status", {"title", "branch", "commit", "counts", "changes", "underway"}),
        (("story", "log"), "log", {"commits"}),
        (("story", "show"), "commit", {"commit", "changes", "files"}),
        (("story", "read"), "script", {"title", "scenes", "revision"}),
        (("story", "diff"), "diff", {"before", "after", "changes", "files"}),
        (("story", "branch"), "branches", {"branches"}),
        (("story", "check"), "check", {"findings", "errors", "warnings", "scenes"}),
        (("story", "conflicts"), "conflicts", {"name", "conflicts"}),
        (("story", "commit", "-n"), "committed", {"message", "files", "dry_run"}),
        (("story", "branch", "ending/other"), "branch", {"name", "commit", "current"}),
        (("story", "branch", "-d", "ending/alternate"), "branch-deleted", {"name", "commit"}),
        (("story", "undo"), "undone", {"command", "arguments", "files", "branches"}),
        (("story", "merge", "ending/alternate", "-n"), "merge", {"kind", "conflicts", "problems", "changes"}),
        (("render", "plan"), "plan", {"renderer", "draw", "cached", "shots"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_results_are_json_envelopes(
    arguments: tuple[str, ...], schema: str, keys: set[str], changed: Path, anime: Callable[..., Any]
) -> None:
    """One document, its schema first, nothing beside it."""
    done = anime("-C", changed, *arguments, "--json")
    told = json.loads(done.out)
    assert next(iter(told)) == "schema"
    assert told["schema"] == f"anime/{schema}/1"
    assert keys <= told.keys()
    assert done.code in {ExitCode.DONE, ExitCode.FOUND}


def test_status_counts_without_reading(story: Path, anime: Callable[..., Any]) -> None:
    """A scene that nobody can read is counted all the same; a story.yaml that nobody can read has no title."""
    (story / "scenes/broken.yaml").write_text("title: [")
    (story / "story.yaml").write_text("title: [")
    told = json.loads(anime("-C", story, "story", "status", "--json").out)
    assert told["title"] is None
    assert told["counts"] == {"chapter": 2, "scene": 4, "character": 2, "place": 3}


def test_a_finding_has_file_and_line(story: Path, anime: Callable[..., Any]) -> None:
    """An error is found at its line and ends with 3."""
    edit(story, "scenes/the-platform.yaml", "who: ren", "who: nobody")
    done = anime("-C", story, "story", "check")
    assert done.code == ExitCode.FOUND
    assert re.search(r"^scenes/the-platform\.yaml:1[56]: error C01 ", done.out, re.MULTILINE)
    assert done.out.endswith("2 errors, 0 warnings and 1 info in 3 scenes.\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "scenes/first-bell.yaml:"),
        ("title: A\nplace: roof\nscript: 3\n", "scenes/first-bell.yaml:3:"),
        ("title: A\nplace: roof\nscript:\n  - event: lerns\n    who: ren\n", "scenes/first-bell.yaml:4:"),
        ("title: A\nplace: roof\nplace: roof\nscript: []\n", "scenes/first-bell.yaml:3:"),
        ("title: A\nplace: roof\nscript: []\n<<<<<<< HEAD\n", "scenes/first-bell.yaml:4:"),
    ],
)
@pytest.mark.parametrize("command", [("story", "read"), ("story", "check"), ("render", "plan")], ids=" ".join)
def test_a_broken_file_is_named_with_its_line(
    text: str, said: str, command: tuple[str, ...], story: Path, anime: Callable[..., Any]
) -> None:
    """Broken YAML, a wrong type, an unknown event, a doubled key, git's marks: one error, exit code 1."""
    (story / "scenes/first-bell.yaml").write_text(text)
    done = anime("-C", story, *command)
    assert (done.code, done.out) == (ExitCode.NO, "")
    assert done.err.startswith(f"Error: {said}")


def test_several_broken_files_are_told_together(story: Path, anime: Callable[..., Any]) -> None:
    """Each is named; one error, not the first of many."""
    (story / "scenes/first-bell.yaml").write_text("title: [")
    (story / "characters/ren.yaml").write_text("nam: Ren\n")
    done = anime("-C", story, "story", "read")
    assert done.err.startswith("Error: 2 files can't be read.\n")
    assert "characters/ren.yaml" in done.err
    assert "scenes/first-bell.yaml" in done.err


def test_links_out_of_the_story_are_refused(story: Path, anime: Callable[..., Any]) -> None:
    """A document that is a link is no document."""
    (story / "scenes/first-bell.yaml").unlink()
    (story / "scenes/first-bell.yaml").symlink_to("/etc/hostname")
    done = anime("-C", story, "story", "read")
    assert done.code == ExitCode.NO
    assert "scenes/first-bell.yaml" in done.err


def test_a_locked_index_changes_nothing(changed: Path, anime: Callable[..., Any]) -> None:
    """Another git at work, or one that crashed: the error names the lock, and all is as before."""
    (changed / ".git/index.lock").touch()
    before = anime("-C", changed, "story", "log", "--json").out
    done = anime("-C", changed, "story", "commit", "-m", "No")
    assert done.code == ExitCode.NO
    assert "index.lock" in done.err
    (changed / ".git/index.lock").unlink()
    assert anime("-C", changed, "story", "log", "--json").out == before


def test_a_missing_chapter_is_a_finding(story: Path, anime: Callable[..., Any]) -> None:
    """A story with a hole can still be read; the check names the hole."""
    (story / "chapters/spring-again.yaml").unlink()
    assert anime("-C", story, "story", "read").code == 0
    done = anime("-C", story, "story", "check")
    assert done.code == ExitCode.FOUND
    assert "spring-again" in done.out


def test_unknown_names_have_a_hint(story: Path, anime: Callable[..., Any]) -> None:
    """The nearest name is proposed."""
    done = anime("-C", story, "story", "read", "rooftop-dust")
    assert done.code == ExitCode.USAGE
    assert done.err.endswith("Hint: Did you mean 'rooftop-dusk'?\n")
    assert anime("-C", story, "story", "log", "nowhere").code == ExitCode.NO


def test_head_elsewhere_is_told(story: Path, anime: Callable[..., Any]) -> None:
    """A detached HEAD and an unborn branch have their own words, and refuse what would get lost."""
    git(story, "checkout", "-q", "--detach")
    assert "on no branch" in anime("-C", story, "story", "status").out
    (story / "style.yaml").write_text("theme: ink\n")
    assert "not on a branch" in anime("-C", story, "story", "commit", "-m", "Lost").err
    git(story, "checkout", "-q", "--orphan", "fresh")
    assert "nothing committed yet" in anime("-C", story, "story", "status").out
    assert anime("-C", story, "story", "log").code == ExitCode.NO


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_a_script_sets_whatever_a_scene_holds(
    story: Path, anime: Callable[..., Any], golden: Callable[..., None]
) -> None:
    """A voice, a ghost, a choice, another time, wide letters, two paragraphs: each has its form."""
    (story / "scenes/first-bell.yaml").write_text(
        """\
title: 最初の鐘
place: nowhere
mode: flashback
day: -3
time: "23:05"
cast:
  sakura: {as: voice}
  ren: {as: ghost}
script:
  - action: |
      花びらが窓のへりに置き忘れられたように落ちている。誰もそれを見ていない、と彼女は思った。

      Nobody looks up.
  - who: sakura
    say: 大丈夫。
    how: off
  - who: ren
    say: Averylongwordthatnobodycanbreakanywhereatallandthatstillhastostand here.
  - event: relation
    from: ren
    to: sakura
    trust: +0.3
  - event: arrives
    who: [sakura, ren]
  - choice: Run after her
    to: the-platform
""",
        encoding="utf-8",
    )
    golden("read-everything.txt", anime("-C", story, "story", "read", "first-bell", "--events").out)


def test_a_conflict_and_a_contradiction_as_they_look(
    story: Path, anime: Callable[..., Any], golden: Callable[..., None]
) -> None:
    """The whole page of a merge that is left open, and of the one that finishes it."""
    anime("-C", story, "story", "switch", "-c", "ending/alternate")
    edit(story, "scenes/rooftop-dusk.yaml", "Like it knows me.", "Like it hates me.")
    edit(story, "scenes/rooftop-dusk.yaml", "  Ren sees her.\n", "  Ren sees her, and runs.\n")
    edit(story, "scenes/rooftop-dusk.yaml", "angle: low", "angle: high")
    anime("-C", story, "story", "commit", "-m", "Theirs")
    anime("-C", story, "story", "switch", "main")
    edit(story, "scenes/rooftop-dusk.yaml", "Like it knows me.", "Like it owns me.")
    edit(story, "scenes/rooftop-dusk.yaml", "angle: low", "angle: dutch")
    edit(story, "scenes/the-platform.yaml", "lasts: 12m", "lasts: 15m")
    anime("-C", story, "story", "commit", "-m", "Ours")
    pages = [anime("-C", story, "story", "merge", "ending/alternate").out]
    pages += [anime("-C", story, "story", *words).out for words in (("conflicts",), ("resolve", "c1", "--theirs"))]
    pages += [anime("-C", story, "story", *words).out for words in (("resolve", "--all", "--ours"), ("status",))]
    pages.append(anime("-C", story, "story", "merge", "--continue").out)
    golden("merge.txt", "=====\n".join(pages))


def test_the_views_of_the_tour() -> None:
    """A step is one line for people; all steps are one document for programs."""
    from anime_cli.cli.views import tour
    from anime_cli.studio.touring import Step

    steps = [Step("Story", "It begins."), Step("Next", "It goes on.")]
    assert "".join(getattr(part, "text", part) for line in tour.tour(steps[:1]).blocks for part in line) == (
        "Story     It begins."
    )
    assert tour.tour(steps).data["steps"][1] == {"title": "Next", "text": "It goes on."}


def test_moves_renames_and_other_files(story: Path, anime: Callable[..., Any], golden: Callable[..., None]) -> None:
    """A moved line is moved, a renamed scene renamed; a file that is no document is named; no change is said."""
    scene = story / "scenes/rooftop-dusk.yaml"
    text = scene.read_text(encoding="utf-8")
    line = "  - who: ren\n    say: Sakura?\n    how: whispering\n    id: h8j9k1m\n"
    scene.write_text(text.replace(line, "").replace("script:\n", f"script:\n{line}"), encoding="utf-8")
    (story / "scenes/first-bell.yaml").rename(story / "scenes/last-bell.yaml")
    edit(story, "chapters/awakening.yaml", "first-bell", "last-bell")
    edit(story, "chapters/awakening.yaml", "summary: Petals obey a girl who cannot bear to be looked at.\n", "")
    (story / "notes.txt").write_text("Remember the wind.\n")
    anime("-C", story, "story", "commit", "-m", "Move things\n\nWith a reason.")
    golden("show-moves.txt", anime("-C", story, "story", "show").out)
    assert anime("-C", story, "story", "diff").out == "Nothing changed.\n"


def test_an_unknown_key_and_a_waived_error(story: Path, anime: Callable[..., Any]) -> None:
    """Both are told; neither ends with 3."""
    edit(story, "scenes/the-platform.yaml", "who: ren", "who: nobody")
    waivers = "".join(f'  - {{rule: {rule}, scene: the-platform, reason: "Later."}}\n' for rule in ("C01", "C07"))
    with (story / "story.yaml").open("a", encoding="utf-8") as file:
        file.write(f"mood: wistful\nwaivers:\n{waivers}")
    done = anime("-C", story, "story", "check")
    assert done.code == ExitCode.DONE
    assert "waived C01" in done.out
    assert "'mood' is no key of this format" in done.out
    assert done.out.endswith("0 errors, 0 warnings, 1 info and 2 waived in 3 scenes.\n")
