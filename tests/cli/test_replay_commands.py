"""Taking back, picking and checkpoints from the terminal: what is said, what the shell hears, what git then sees."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCENE = "scenes/rooftop-dusk.yaml"
LINE = "It's warm. Like it knows me."


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def call(story: Path, anime: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command of `anime story` in the story."""
    return lambda *words: anime("-C", story, "story", *words)


@pytest.fixture
def cold(story: Path, call: Callable[..., Any]) -> Path:
    """The story with a second commit, which says a line otherwise and gives a person other hair."""
    edit(story, SCENE, LINE, "It's cold.")
    edit(story, "characters/ren.yaml", "colour: black", "colour: brown")
    assert call("commit", "-m", "Cold").code == 0
    return story


@pytest.fixture
def torn(cold: Path, call: Callable[..., Any]) -> Path:
    """The story with a third commit, which changed the same line again."""
    edit(cold, SCENE, "It's cold.", "Everything burns at once now.")
    assert call("commit", "-m", "Burn").code == 0
    return cold


def test_a_commit_is_taken_back(cold: Path, call: Callable[..., Any]) -> None:
    """First shown, then done: what changes in story words, and a commit that git made no otherwise."""
    commit = git(cold, "rev-parse", "HEAD").strip()
    preview = call("revert", "HEAD", "-n")
    assert preview.out.endswith(f"{commit[:10]} (Cold) would be taken back on main without conflicts.\n")
    assert git(cold, "rev-parse", "HEAD").strip() == commit
    done = call("revert", "HEAD")
    assert done.code == ExitCode.DONE
    assert "~ look.hair.colour: brown → black" in done.out
    assert f"{commit[:10]} (Cold) is taken back on main: " in done.out
    assert git(cold, "log", "-1", "--format=%B").strip() == f'Revert "Cold"\n\nThis reverts commit {commit}.'
    assert LINE in (cold / SCENE).read_text()
    again = call("revert", "HEAD~1")
    assert (again.code, again.out) == (
        ExitCode.DONE,
        f"Nothing to take back: main no longer holds what {commit[:10]} (Cold) did.\n",
    )
    assert "Took back anime story revert" in call("undo").out
    assert "It's cold." in (cold / SCENE).read_text()


def test_a_part_of_a_commit_is_taken_back(cold: Path, call: Callable[..., Any]) -> None:
    """One scene is as before, the person stays changed; the JSON names the part."""
    done = call("revert", "HEAD", "--only", "rooftop-dusk", "-m", "Warm again", "--json")
    told = json.loads(done.out)
    assert (told["schema"], told["kind"], told["paths"]) == ("anime/revert/1", "done", [SCENE])
    assert git(cold, "log", "-1", "--format=%s").strip() == "Warm again"
    assert git(cold, "diff", "--name-only", "HEAD~1").split() == [SCENE]


def test_a_conflict_of_a_revert(torn: Path, call: Callable[..., Any]) -> None:
    """It is listed, settled and finished like a merge's, each step naming the next; git sees a revert."""
    done = call("revert", "HEAD~1")
    assert done.code == ExitCode.FOUND
    for text in (
        "ours is main as it is, theirs is how it was before",
        "ours:   [-It's cold-]{+Everything burns at once now+}.",
        "theirs: It's [-cold-]{+warm+}.",
        "anime story revert --continue",
    ):
        assert text in done.out
    assert "You are currently reverting commit" in git(torn, "status")
    status = call("status").out
    assert "is not finished, 1 conflict left: anime story conflicts" in status
    assert json.loads(call("conflicts", "--json").out)["operation"] == "revert"
    for words in (("merge", "--continue"), ("pick", "--abort"), ("switch", "main"), ("commit", "-m", "No")):
        refused = call(*words)
        assert (refused.code, "anime story revert --continue" in refused.err) == (ExitCode.NO, True)
    settled = call("resolve", "--all", "--theirs")
    assert settled.out.endswith("Every conflict is settled.\nNext: anime story revert --continue\n")
    assert "Every conflict in the revert of " in call("conflicts").out
    finished = call("revert", "--continue", "-m", "Warm, after all")
    assert (finished.code, "is taken back on main" in finished.out) == (ExitCode.DONE, True)
    assert git(torn, "log", "-1", "--format=%s").strip() == "Warm, after all"
    assert git(torn, "status", "--porcelain") == ""
    assert call("check").code == ExitCode.DONE


def test_a_revert_is_given_up(torn: Path, call: Callable[..., Any]) -> None:
    """All is as before, and there is nothing to finish."""
    before = (torn / SCENE).read_text()
    call("revert", "HEAD~1")
    done = call("revert", "--abort")
    assert done.out == f"The revert of {git(torn, 'rev-parse', 'HEAD~1')[:10]} is given up; 2 files as before.\n"
    assert (torn / SCENE).read_text() == before
    assert git(torn, "status", "--porcelain") == ""
    assert "No revert is under way." in call("revert", "--continue").err


@pytest.fixture
def parted(cold: Path, call: Callable[..., Any]) -> Path:
    """Branch ending/alternate has a new scene with a new person; main has neither."""
    call("switch", "-c", "ending/alternate")
    (cold / "scenes/the-well.yaml").write_text(
        "title: The well\nplace: roof\nday: 1\ntime: '10:00'\nlasts: 5m\ncast: {mio: {}}\nscript: []\n"
    )
    (cold / "characters/mio.yaml").write_text("name: Mio Abe\n")
    edit(cold, "chapters/awakening.yaml", "[first-bell, rooftop-dusk]", "[first-bell, rooftop-dusk, the-well]")
    call("commit", "-m", "The well")
    call("switch", "main")
    return cold


def test_a_scene_without_what_it_needs(parted: Path, call: Callable[..., Any]) -> None:
    """It is left open; what it needs is named, with the way to bring it along."""
    done = call("pick", "ending/alternate", "--scene", "the-well")
    assert done.code == ExitCode.FOUND
    assert "missing character mio: --only mio brings it along." in done.out
    assert "The pick of ending/alternate in scenes/the-well.yaml leaves 1 problem that neither side has." in done.out
    assert "is not finished, 1 problem left: anime story conflicts" in call("status").out
    assert call("pick", "--abort").out == "The pick of ending/alternate is given up; 2 files as before.\n"
    done = call("pick", "ending/alternate", "--scene", "the-well", "--only", "mio")
    assert (done.code, "ending/alternate in scenes/the-well.yaml and characters/mio.yaml is picked" in done.out) == (
        0,
        True,
    )
    assert "rooftop-dusk, the-well]" in (parted / "chapters/awakening.yaml").read_text()
    again = call("pick", "ending/alternate", "--scene", "the-well")
    assert again.out == "main has all of ending/alternate in scenes/the-well.yaml already.\n"


def test_a_commit_is_picked(parted: Path, call: Callable[..., Any]) -> None:
    """A branch's name means its last commit; the trailer says where it came from."""
    done = call("pick", "ending/alternate")
    assert (done.code, "(The well) is picked on main: " in done.out) == (ExitCode.DONE, True)
    source = git(parted, "rev-parse", "ending/alternate").strip()
    assert git(parted, "log", "-1", "--format=%B").strip() == f"The well\n\n(cherry picked from commit {source})"
    assert call("pick", "ending/alternate").out == f"main has all of {source[:10]} (The well) already.\n"


def test_checkpoints(cold: Path, call: Callable[..., Any]) -> None:
    """Set, listed, gone back to, deleted and brought back."""
    assert call("checkpoint").out == ""
    done = call("checkpoint", "first-draft", "-m", "Before the fire")
    commit = git(cold, "rev-parse", "HEAD")[:10]
    assert done.out == (
        f"Checkpoint first-draft is at {commit} (Cold).\nBack to it: anime story revert --to first-draft\n"
    )
    assert call("checkpoint").out == f"first-draft\t{commit}\t2026-04-08 08:25\tBefore the fire\n"
    assert json.loads(call("checkpoint", "--json").out)["checkpoints"][0]["annotated"] is True
    edit(cold, SCENE, "It's cold.", "It burns.")
    refused = call("revert", "--to", "HEAD~1")
    assert (refused.code, SCENE in refused.err) == (ExitCode.NO, True)
    call("commit", "-m", "Burn")
    preview = call("revert", "--to", "first-draft", "-n")
    assert preview.out.endswith("main would be as first-draft again.\n")
    back = call("revert", "--to", "first-draft")
    assert "main is as first-draft again: " in back.out
    assert git(cold, "diff", "first-draft") == ""
    assert call("revert", "--to", "first-draft").out == "main is as first-draft already.\n"
    gone = call("checkpoint", "--delete", "first-draft")
    assert gone.out == f"Checkpoint first-draft is deleted; it was at {commit}. anime story undo brings it back.\n"
    call("undo")
    assert git(cold, "tag").strip() == "first-draft"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("revert",), ExitCode.USAGE, "only one of them"),
        (("revert", "HEAD", "--abort"), ExitCode.USAGE, "only one of them"),
        (("revert", "--to", "HEAD", "--only", "x"), ExitCode.USAGE, "go with a commit"),
        (("revert", "--abort"), ExitCode.NO, "No revert is under way."),
        (("revert", "mian"), ExitCode.NO, "Did you mean 'main'?"),
        (("revert", "HEAD", "--only", "first-bell"), ExitCode.USAGE, "changed nothing called 'first-bell'"),
        (("revert", "HEAD", "--mainline", "2"), ExitCode.USAGE, "has 1 parent, so there is no parent 2"),
        (("revert", "HEAD~1"), ExitCode.NO, "Without story.yaml no story is left"),
        (("revert", "--to", "nowhere"), ExitCode.NO, "There is no revision called 'nowhere'."),
        (("pick",), ExitCode.USAGE, "only one of them"),
        (("pick", "--continue"), ExitCode.NO, "No pick is under way."),
        (("pick", "--abort", "--scene", "x"), ExitCode.USAGE, "only one of them"),
        (("pick", "main", "--scene", "zzz"), ExitCode.USAGE, "main has no document called 'zzz'."),
        (("pick", "main", "--scene", "xx"), ExitCode.USAGE, "anime story diff HEAD...main shows what it changed."),
        (("pick", "nowhere"), ExitCode.NO, "There is no revision called 'nowhere'."),
        (("checkpoint", "a b"), ExitCode.NO, "'a b' can't be the name of a checkpoint."),
        (("checkpoint", "--delete"), ExitCode.USAGE, "No checkpoint was named."),
        (("checkpoint", "-m", "x"), ExitCode.USAGE, "No checkpoint was named."),
        (("checkpoint", "--delete", "x"), ExitCode.NO, "There is no checkpoint called 'x'."),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...], code: ExitCode, said: str, cold: Path, call: Callable[..., Any]
) -> None:
    """Each refusal says what happened and names the way on; nothing is changed."""
    head = git(cold, "rev-parse", "HEAD")
    done = call(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Hint: " in done.err
    assert (git(cold, "rev-parse", "HEAD"), git(cold, "status", "--porcelain")) == (head, "")
