"""A merge from the terminal: clean, in conflict, contradicting, given up, settled, taken back."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/rooftop-dusk.yaml"
BELL = "scenes/first-bell.yaml"
PLATFORM = "scenes/the-platform.yaml"
LINE = "It's warm. Like it knows me."


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def parted(story: Path, anime: Callable[..., Any]) -> Callable[[tuple[str, str, str], tuple[str, str, str]], Path]:
    """Let two branches change the story, each by one edit (path, old, new); main is worked on."""

    def part(theirs: tuple[str, str, str], ours: tuple[str, str, str]) -> Path:
        assert anime("-C", story, "story", "switch", "-c", "ending/alternate").code == 0
        edit(story, *theirs)
        assert anime("-C", story, "story", "commit", "-m", "Theirs").code == 0
        assert anime("-C", story, "story", "switch", "main").code == 0
        edit(story, *ours)
        assert anime("-C", story, "story", "commit", "-m", "Ours").code == 0
        return story

    return part


@pytest.fixture
def conflicting(parted: Callable[..., Path]) -> Path:
    """Both branches say one line differently."""
    return parted((SCENE, LINE, "It's cold."), (SCENE, LINE, "It burns."))


def test_edits_of_one_line_that_git_calls_a_conflict(parted: Callable[..., Path], anime: Callable[..., Any]) -> None:
    """Words and feeling of one line, changed on two branches, are both kept; plain git gives up on them."""
    story = parted((SCENE, "emotion: happy", "emotion: calm"), (SCENE, LINE, "It's warm. It knows me."))
    (story / ".git/info/attributes").write_text("*.yaml !merge\n")
    plain = subprocess.run(["git", "merge-tree", "--write-tree", "main", "ending/alternate"], cwd=story, check=False)
    assert plain.returncode == 1
    preview = anime("-C", story, "story", "merge", "ending/alternate", "-n")
    assert preview.out.endswith("ending/alternate would merge into main without conflicts.\n")
    assert git(story, "status", "--porcelain") == ""
    done = anime("-C", story, "story", "merge", "ending/alternate", "--explain")
    assert done.code == ExitCode.DONE
    assert "~ line d4e5f6g (sakura), emotion: happy → calm" in done.out
    text = (story / SCENE).read_text()
    assert "say: It's warm. It knows me.\n    emotion: calm\n" in text
    assert git(story, "status", "--porcelain") == ""
    assert len(git(story, "rev-list", "--parents", "-1", "HEAD").split()) == 3


def test_a_long_merge_is_told_in_short(story: Path, anime: Callable[..., Any]) -> None:
    """After some changes only their number is told, and the command that shows all; JSON has them all."""

    def call(*words: str) -> str:
        done = anime("-C", story, "story", *words)
        assert done.code == ExitCode.DONE
        return str(done.out)

    call("switch", "-c", "ending/long")
    lines = "".join(f"  - action: The train waits, {number}.\n    id: w41t{number:03}\n" for number in range(40))
    edit(story, PLATFORM, "script:\n", f"script:\n{lines}")
    call("commit", "-m", "Long")
    call("switch", "main")
    told = call("merge", "ending/long", "-n")
    assert "… and 16 more changes: anime story diff main...ending/long\n" in told
    assert told.count("  + ") == 24
    assert call("diff", "main...ending/long").count("  + ") == 40
    assert "more changes: anime story diff ORIG_HEAD HEAD\n" in call("merge", "ending/long")
    assert call("diff", "ORIG_HEAD", "HEAD").count("  + ") == 40
    call("undo")
    edit(story, BELL, "lasts: 10m", "lasts: 11m")
    call("commit", "-m", "Longer")
    assert len(json.loads(call("merge", "ending/long", "--json"))["changes"]) == 40
    call("undo")
    assert "more changes: anime story show\n" in call("merge", "ending/long")
    assert call("show").count("  + ") == 40
    assert "more changes: anime story show\n" in call("revert", "HEAD", "--mainline", "1")


def test_a_branch_that_is_held_already(story: Path, anime: Callable[..., Any]) -> None:
    """Nothing to bring in is said; a branch that only has more is moved to."""
    anime("-C", story, "story", "branch", "ending/alternate")
    assert (
        anime("-C", story, "story", "merge", "ending/alternate").out == "main holds all of ending/alternate already.\n"
    )
    anime("-C", story, "story", "switch", "ending/alternate")
    edit(story, SCENE, LINE, "It's cold.")
    anime("-C", story, "story", "commit")
    anime("-C", story, "story", "switch", "main")
    assert "is merged into main by moving forward" in anime("-C", story, "story", "merge", "ending/alternate").out


def test_a_conflict_is_listed_with_both_texts(conflicting: Path, anime: Callable[..., Any]) -> None:
    """What can't be decided ends with 3, names the line in story words, and shows every side."""
    done = anime("-C", conflicting, "story", "merge", "ending/alternate")
    assert done.code == ExitCode.FOUND
    told = (
        "line d4e5f6g (sakura), say",
        f"base:   {LINE}",
        "{+It burns+}.",
        "It's [-warm. Like it knows me-]{+cold+}.",
    )
    for text in told:
        assert text in done.out
    assert git(conflicting, "status", "--porcelain").startswith("UU scenes/rooftop-dusk.yaml")
    listed = anime("-C", conflicting, "story", "conflicts", "--json")
    (told,) = json.loads(listed.out)["conflicts"]
    assert (told["id"], told["ours"], told["theirs"]) == ("c1", "It burns.", "It's cold.")
    line = (conflicting / SCENE).read_text().splitlines()[told["line"] - 1]
    assert "!conflict" in line
    assert listed.code == ExitCode.FOUND


def test_an_open_merge_blocks_what_would_lose_it(conflicting: Path, anime: Callable[..., Any]) -> None:
    """Until it is settled, no other merge, no switch, no commit, and reading names the file and the way out."""
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    said = "The merge of ending/alternate is not finished, 1 conflict left: anime story conflicts"
    assert said in anime("-C", conflicting, "story", "status").out
    for words in (("merge", "ending/alternate"), ("switch", "ending/alternate")):
        done = anime("-C", conflicting, "story", *words)
        assert (done.code, "not finished" in done.err) == (ExitCode.NO, True)
    for words in (("commit", "-m", "No"), ("commit",), ("merge", "--continue")):
        done = anime("-C", conflicting, "story", *words)
        assert (done.code, "Conflicts are left" in done.err) == (ExitCode.FOUND, True)
    done = anime("-C", conflicting, "story", "read")
    assert done.code == ExitCode.NO
    assert SCENE in done.err


@pytest.mark.parametrize(("side", "kept"), [("--ours", "It burns."), ("--theirs", "It's cold."), ("--base", LINE)])
def test_a_side_is_taken(side: str, kept: str, conflicting: Path, anime: Callable[..., Any]) -> None:
    """Settling takes that side's words; the merge is then finished and git agrees."""
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    done = anime("-C", conflicting, "story", "resolve", "c1", side)
    assert done.out.endswith("Every conflict is settled.\nNext: anime story merge --continue\n")
    scene = json.loads(anime("-C", conflicting, "story", "read", "rooftop-dusk", "--json").out)["scenes"][0]
    assert next(item["say"] for item in scene["script"] if item.get("id") == "d4e5f6g") == kept
    assert anime("-C", conflicting, "story", "conflicts").code == ExitCode.DONE
    finished = anime("-C", conflicting, "story", "merge", "--continue")
    assert "ending/alternate is merged into main" in finished.out
    assert git(conflicting, "status", "--porcelain") == ""
    git(conflicting, "fsck", "--strict")


def test_a_conflict_settled_by_hand(conflicting: Path, anime: Callable[..., Any]) -> None:
    """A text without marks is settled; no other word is needed to go on."""
    original = (conflicting / SCENE).read_text()
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    (conflicting / SCENE).write_text(original.replace("It burns.", "It's everything at once."))
    assert (
        "Every conflict in the merge of ending/alternate is settled."
        in anime("-C", conflicting, "story", "conflicts").out
    )
    assert anime("-C", conflicting, "story", "merge", "--continue", "-m", "Both").code == ExitCode.DONE
    assert git(conflicting, "log", "-1", "--format=%s").strip() == "Both"


def test_a_settled_merge_is_a_commit_like_others(conflicting: Path, anime: Callable[..., Any]) -> None:
    """`commit` finishes it as well, under the name of a merge."""
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    anime("-C", conflicting, "story", "resolve", "--all", "--ours")
    assert "Merge branch 'ending/alternate'" in anime("-C", conflicting, "story", "commit").out
    assert len(git(conflicting, "rev-list", "--parents", "-1", "HEAD").split()) == 3


def test_a_merge_is_given_up(conflicting: Path, anime: Callable[..., Any]) -> None:
    """All is as before, a file that the merge did not touch included."""
    (conflicting / "places/shrine.yaml").write_text("name: The shrine\n")
    before = (conflicting / SCENE).read_text()
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    done = anime("-C", conflicting, "story", "merge", "--abort")
    assert done.out == "The merge of ending/alternate is given up; 1 file as before.\n"
    assert (conflicting / SCENE).read_text() == before
    assert git(conflicting, "status", "--porcelain") == "?? places/shrine.yaml\n"
    assert anime("-C", conflicting, "story", "conflicts").out == "No merge is under way, so nothing is in conflict.\n"


def test_every_step_of_a_merge_can_be_taken_back(conflicting: Path, anime: Callable[..., Any]) -> None:
    """Undo steps back through settling and merging, and redo forward again."""
    before = git(conflicting, "rev-parse", "HEAD"), (conflicting / SCENE).read_text()
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    marked = (conflicting / SCENE).read_text()
    anime("-C", conflicting, "story", "resolve", "--all", "--theirs")
    settled = (conflicting / SCENE).read_text()
    assert "anime story resolve --theirs" in anime("-C", conflicting, "story", "undo").out
    assert (conflicting / SCENE).read_text() == marked
    assert "Did again anime story resolve" in anime("-C", conflicting, "story", "redo").out
    assert (conflicting / SCENE).read_text() == settled
    anime("-C", conflicting, "story", "undo")
    assert "anime story merge ending/alternate" in anime("-C", conflicting, "story", "undo").out
    assert (git(conflicting, "rev-parse", "HEAD"), (conflicting / SCENE).read_text()) == before
    assert git(conflicting, "status", "--porcelain") == ""


def test_sides_that_contradict_each_other(parted: Callable[..., Path], anime: Callable[..., Any]) -> None:
    """Two branches that fit line by line but not as a story are not committed; the new problem is named."""
    story = parted(
        (
            SCENE,
            "  - who: ren\n    say: Sakura?",
            "  - event: dies\n    who: sakura\n    id: d13sakr\n  - who: ren\n    say: Sakura?",
        ),
        (
            "scenes/the-platform.yaml",
            "  - who: ren\n",
            "  - who: sakura\n    say: I know.\n    id: s4ys0oo\n  - who: ren\n",
        ),
    )
    preview = anime("-C", story, "story", "merge", "ending/alternate", "-n", "--json")
    assert (json.loads(preview.out)["kind"], preview.code) == ("problems", ExitCode.FOUND)
    done = anime("-C", story, "story", "merge", "ending/alternate")
    assert done.code == ExitCode.FOUND
    assert "together they have" in done.out
    assert "scenes/the-platform.yaml:" in done.out
    assert git(story, "log", "-1", "--format=%s").strip() == "Ours"
    refused = anime("-C", story, "story", "merge", "--continue")
    assert (refused.code, "together they have 1 problem" in refused.out) == (ExitCode.FOUND, True)
    assert "Mend the files, then: anime story merge --continue\n  or: anime story merge --continue" in refused.out
    assert git(story, "log", "-1", "--format=%s").strip() == "Ours"
    finished = anime("-C", story, "story", "merge", "--continue", "--allow-problems")
    assert finished.code == ExitCode.DONE
    assert "It has 1 problem that neither had alone, as you allowed." in finished.out
    assert git(story, "log", "-1", "--format=%(trailers)").strip() == "Problems-allowed: 1"
    assert git(story, "status", "--porcelain") == ""


def test_a_document_deleted_here_and_changed_there(parted: Callable[..., Path], anime: Callable[..., Any]) -> None:
    """The whole document is one conflict; either side can be taken, also the one without it."""
    story = parted((SCENE, LINE, "It's cold."), ("scenes/first-bell.yaml", "lasts: 10m", "lasts: 11m"))
    (story / SCENE).unlink()
    edit(story, "chapters/awakening.yaml", ", rooftop-dusk", "")
    anime("-C", story, "story", "commit", "-m", "Without the roof")
    done = anime("-C", story, "story", "merge", "ending/alternate")
    assert done.code == ExitCode.FOUND
    assert "ours:   not there" in done.out
    assert anime("-C", story, "story", "resolve", SCENE, "--ours").code == ExitCode.DONE
    assert not (story / SCENE).exists()
    assert anime("-C", story, "story", "merge", "--continue").code == ExitCode.DONE
    assert git(story, "status", "--porcelain") == ""


@pytest.mark.parametrize("driven", [True, False])
def test_a_merge_that_git_began(driven: bool, conflicting: Path, anime: Callable[..., Any]) -> None:
    """A conflict of git's own merge is settled as ours are: of the line with our driver, of the file without."""
    if not driven:
        (conflicting / ".git/info").mkdir(exist_ok=True)
        (conflicting / ".git/info/attributes").write_text("*.yaml !merge\n")
    subprocess.run(["git", "merge", "-q", "ending/alternate"], cwd=conflicting, capture_output=True, check=False)
    done = anime("-C", conflicting, "story", "conflicts")
    assert done.code == ExitCode.FOUND
    told = 'scene-rooftop-dusk-1 scene "Rooftop at dusk" > line' if driven else f"c1 scene rooftop-dusk  {SCENE}:"
    assert told in done.out
    assert anime("-C", conflicting, "story", "resolve", told.split(maxsplit=1)[0], "--theirs").code == ExitCode.DONE
    assert "It's cold." in (conflicting / SCENE).read_text()
    assert anime("-C", conflicting, "story", "merge", "--continue").code == ExitCode.DONE
    assert git(conflicting, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("merge",), ExitCode.USAGE, "only one of them"),
        (("merge", "main", "--abort"), ExitCode.USAGE, "only one of them"),
        (("merge", "ending/alternat"), ExitCode.NO, "Did you mean 'ending/alternate'?"),
        (("merge", "--abort"), ExitCode.NO, "No merge is under way."),
        (("merge", "--continue"), ExitCode.NO, "No merge is under way."),
        (("resolve", "c1", "--ours"), ExitCode.NO, "No merge is under way."),
        (("resolve", "c1"), ExitCode.USAGE, "settled by one side"),
        (("resolve", "--ours"), ExitCode.USAGE, "No conflict was named."),
    ],
)
def test_what_a_merge_refuses(
    words: tuple[str, ...], code: ExitCode, said: str, conflicting: Path, anime: Callable[..., Any]
) -> None:
    """Each refusal names the way on, and nothing is changed."""
    done = anime("-C", conflicting, "story", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_an_unknown_conflict(conflicting: Path, anime: Callable[..., Any]) -> None:
    """The conflicts that are left are listed."""
    anime("-C", conflicting, "story", "merge", "ending/alternate")
    done = anime("-C", conflicting, "story", "resolve", "c7", "--ours")
    assert done.code == ExitCode.NO
    assert "The conflicts left are: c1." in done.err
    anime("-C", conflicting, "story", "resolve", "c1", "--ours")
    assert "'c1' is settled already." in anime("-C", conflicting, "story", "resolve", "c1", "--ours").err


def test_work_that_is_not_committed_is_safe(conflicting: Path, anime: Callable[..., Any]) -> None:
    """A merge or a switch that would overwrite it is refused and names the file."""
    edit(conflicting, SCENE, "It burns.", "It burns, still.")
    for words in (("merge", "ending/alternate"), ("switch", "ending/alternate")):
        done = anime("-C", conflicting, "story", *words)
        assert done.code == ExitCode.NO
        assert SCENE in done.err
    assert "It burns, still." in (conflicting / SCENE).read_text()


def test_a_scene_that_one_side_renamed_and_both_changed(story: Path, anime: Callable[..., Any]) -> None:
    """What is in conflict is not told as changed, nobody is said to have changed it alone, and undo opens it again."""
    scene, run = "rooftop-dusk", partial(anime, "-C", story)
    run("story", "switch", "-c", "other")
    run("scene", "rename", scene, "roof-at-dusk")
    run("character", "rename", "ren", "rin")
    run("scene", "edit", "roof-at-dusk", "--summary", "Rin leaves.")
    run("story", "commit", "-m", "Theirs")
    run("story", "switch", "main")
    run("scene", "edit", scene, "--summary", "Ren stays.", "-m", "Ours")
    said = run("story", "merge", "other")
    told, _, conflict = said.out.partition("\nc1 ")
    assert (said.code, "summary" in told) == (ExitCode.FOUND, False)
    assert "stays" in conflict
    run("story", "resolve", "c1", "--ours")
    assert run("story", "merge", "--continue").code == 0
    explained = json.loads(run("story", "explain", "--json").out)
    assert "scenes/roof-at-dusk.yaml" not in {
        each["path"] for each in explained["decisions"] if not each["position"] and each["what"] in {"ours", "theirs"}
    }
    assert run("story", "undo").out.endswith("A merge is open now: anime story merge --continue\n")
    refused = run("scene", "edit", "first-bell", "--weather", "fog", "--commit")
    assert refused.err.endswith("Hint: anime story merge --continue finishes it, anime story merge --abort gives up.\n")
