"""A merge explained: before it is made, while it is open, and long after."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from two_branches import ALTERNATE, BELL, LINE, PLATFORM, SCENE, edit, git, part

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THEIRS = (
    (SCENE, "emotion: happy", "emotion: calm"),
    (SCENE, "angle: low", "angle: high"),
    (BELL, "lasts: 10m", "lasts: 12m"),
)
OURS = (
    (SCENE, LINE, "It's warm. It knows me."),
    (SCENE, "angle: low", "angle: dutch"),
    (PLATFORM, "doors open.", "doors wide open."),
)


@pytest.fixture
def merged(story: Path, anime: Callable[..., Any]) -> Path:
    """A merge of one conflict, which was settled by a text of no side, and with a line that was written by hand."""
    part(anime, story, THEIRS, OURS)
    anime("-C", story, "story", "merge", ALTERNATE)
    anime("-C", story, "story", "resolve", "c1", "--set", "level")
    edit(story, BELL, "It's nothing.", "It's nothing at all.")
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE
    return story


def test_a_merge_explained_later(merged: Path, anime: Callable[..., Any], golden: Callable[[str, str], None]) -> None:
    """Each decision is told under its scene, then what a person settled, then what was written by hand."""
    (merged / "places/shrine.yaml").write_text("name: The shrine\n")
    anime("-C", merged, "story", "commit", "-m", "Later")
    done = anime("-C", merged, "story", "explain", "HEAD~1")
    assert done.code == ExitCode.DONE
    golden("explain.txt", done.out)
    told = json.loads(anime("-C", merged, "story", "explain", "HEAD~1", "--json").out)
    assert told["commit"] == git(merged, "rev-parse", "HEAD~1").strip()
    assert (told["ours"]["name"], told["theirs"]["name"]) == ("main", ALTERNATE)
    what = {(each["what"], each["path"]) for each in told["decisions"]}
    assert what == {("theirs", BELL), ("ours", PLATFORM), ("theirs", SCENE), ("ours", SCENE)}
    (angle,) = told["conflicts"]
    assert (angle["id"], angle["ours"], angle["theirs"], angle["settled"]) == ("c1", "dutch", "high", "words")
    assert {(each["path"], each["field"]) for each in told["by_hand"]} == {(BELL, "say")}


def test_the_last_merge_and_the_open_one(story: Path, anime: Callable[..., Any]) -> None:
    """Without a name the open merge is explained, else the last commit; `merge --explain` says the same."""
    part(anime, story, THEIRS, OURS)
    anime("-C", story, "story", "merge", ALTERNATE)
    assert anime("-C", story, "story", "explain").out.startswith("The open merge: ending/alternate (")
    anime("-C", story, "story", "resolve", "--all", "--ours")
    anime("-C", story, "story", "merge", "--continue")
    told = anime("-C", story, "story", "explain").out
    assert (
        '1 conflict left to a person:\n  c1 scene "Rooftop at dusk" > shot c105eup, angle, settled with ours: dutch\n'
        in told
    )
    assert told == anime("-C", story, "story", "merge", "--explain").out


def test_a_merge_without_a_hand_in_it(story: Path, anime: Callable[..., Any]) -> None:
    """A clean merge differs in nothing from what the merge alone makes; a dry run tells the same decisions."""
    part(anime, story, THEIRS[:1], OURS[:1])
    preview = anime("-C", story, "story", "merge", ALTERNATE, "--explain", "-n")
    assert "  line d4e5f6g (sakura) > emotion: Only ending/alternate changed it.\n" in preview.out
    anime("-C", story, "story", "merge", ALTERNATE)
    done = anime("-C", story, "story", "explain")
    assert "  line d4e5f6g (sakura) > emotion: Only ending/alternate changed it.\n" in done.out
    assert "    ~ line d4e5f6g (sakura), emotion: happy → calm\n" in done.out
    assert done.out.endswith("Nothing stands otherwise than the merge alone made it.\n")


def test_a_conflict_in_a_line_without_an_id(story: Path, anime: Callable[..., Any]) -> None:
    """Such a line is called by its words, and a side's words took their place: the mark tells which conflict it was."""
    edit(story, BELL, "    id: p9x2m7q\n", "")
    anime("-C", story, "story", "commit", "-m", "Without the id")
    part(anime, story, ((BELL, "It's nothing.", "A cold."),), ((BELL, "It's nothing.", "It's late."),))
    anime("-C", story, "story", "merge", ALTERNATE)
    anime("-C", story, "story", "resolve", "c1", "--theirs")
    told = anime("-C", story, "story", "explain").out
    assert "settled with theirs: A cold. I like the draught.\n" in told
    assert "Written by hand" not in told


def test_a_merge_with_a_message_of_its_own(story: Path, anime: Callable[..., Any]) -> None:
    """A subject that names no branch leaves the commits to be named, and no branch is guessed."""
    part(anime, story, THEIRS[:1], OURS[:1])
    ours, theirs = (git(story, "rev-parse", name)[:10] for name in ("main", ALTERNATE))
    anime("-C", story, "story", "merge", ALTERNATE, "-m", "She calms down")
    done = anime("-C", story, "story", "explain")
    assert done.out.partition(": ")[2].startswith(f"{theirs} into {ours}.\n")
    assert f"emotion: Only {theirs} changed it.\n" in done.out


def test_an_evil_merge_shows_itself(story: Path, anime: Callable[..., Any]) -> None:
    """What plain git committed under a merge's name, and no side wrote, is told."""
    part(anime, story, THEIRS[:1], OURS[:1])
    git(story, "merge", "--no-commit", "-s", "ours", ALTERNATE)
    edit(story, "characters/ren.yaml", "Ren Aoyama", "Ren Aoki")
    git(story, "commit", "-qam", f"Merge branch '{ALTERNATE}'")
    done = anime("-C", story, "story", "explain")
    assert "Written by hand, otherwise than the merge alone would have it:" in done.out
    assert "~ name: Ren Aoyama → Ren Aoki" in done.out
    assert "emotion: calm → happy" in done.out


@pytest.mark.parametrize(("revision", "said"), [("HEAD", "it has one parent"), ("nothing", "no revision called")])
def test_what_is_no_merge(revision: str, said: str, story: Path, anime: Callable[..., Any]) -> None:
    """A commit of one parent has nothing to explain."""
    part(anime, story, THEIRS[:1], OURS[:1])
    done = anime("-C", story, "story", "explain", revision)
    assert (done.code, said in done.err) == (ExitCode.NO, True)
