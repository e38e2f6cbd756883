"""A sync over the file protocol: what comes, what goes, who was faster; nothing is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from clones import BELL, LINE, PLATFORM, SCENE, Clone, cloned, git, hook, rows

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-P", "-m", "anime_cli"]
QUIET = "ending/quiet"


@pytest.fixture
def conflicting(mio: Clone, ren: Clone) -> tuple[Clone, Clone]:
    """Both say one line differently, and Ren's is shared."""
    ren.edit(SCENE, LINE, "It burns.")
    mio.edit(SCENE, LINE, "It's cold.")
    assert ren("sync").code == 0
    return mio, ren


def test_the_first_sync_shares_a_story(story: Path, anime: Callable[..., Any]) -> None:
    """An empty remote takes the branch, which follows it from then on; the second sync has nothing to do."""
    git(story.parent, "init", "-q", "--bare", "new.git")
    git(story, "remote", "add", "origin", "../new.git")
    first = anime("-C", story, "story", "sync")
    assert (first.code, first.out) == (
        0,
        "main\torigin/main\tbegun there, sent 1\nmain follows origin/main from now on.\n",
    )
    assert anime("-C", story, "story", "sync").out == "In step with origin: main.\n"
    assert git(story, "config", "branch.main.merge") == "refs/heads/main"
    assert git(story.parent / "new.git", "rev-parse", "main") == git(story, "rev-parse", "main")


def test_a_clone_of_a_repository_whose_head_is_nowhere(story: Path, anime: Callable[..., Any]) -> None:
    """Git gives a bare repository a HEAD of its own choice; the clone lands on main all the same."""
    git(story.parent, "init", "-q", "--bare", "-b", "trunk", "new.git")
    git(story, "push", "-q", "../new.git", "main")
    clone = cloned(anime, str(story.parent / "new.git"), story.parent / "copy")
    assert clone.git("branch", "--show-current") == "main"
    assert clone("sync").out == "In step with origin: main.\n"


def test_two_writers_of_one_scene(mio: Clone, ren: Clone) -> None:
    """Edits of one line that git calls a conflict meet in a merge of stories, and both clones end with both."""
    ren.edit(SCENE, "emotion: happy", "emotion: calm")
    mio.edit(SCENE, LINE, "It's warm. It knows me.")
    assert rows(ren)["main"]["sent"] == 1
    told = rows(mio)["main"]
    assert (told["taken"], told["sent"], told["kind"]) == (1, 2, "synced")
    assert rows(ren)["main"]["taken"] == 2
    for clone in (mio, ren):
        assert "say: It's warm. It knows me.\n    emotion: calm\n" in clone.text(SCENE)
        assert clone("sync").out == "In step with origin: main.\n"
    assert mio.state()[1] == ren.state()[1]


def test_a_conflict_waits_and_nothing_is_sent(conflicting: tuple[Clone, Clone], hub: Path) -> None:
    """It is left open as a merge leaves it, settled as ever, and the next sync sends it."""
    mio, ren = conflicting
    before = git(hub, "rev-parse", "main")
    done = mio("sync")
    assert (done.code, "Nothing was sent. Once the merge is finished: anime story sync" in done.out) == (3, True)
    assert git(hub, "rev-parse", "main") == before
    again = mio("sync")
    assert (again.code, "is not finished" in again.err) == (ExitCode.NO, True)
    assert mio("resolve", "c1", "--ours").code == 0
    assert mio("merge", "--continue").code == 0
    assert rows(mio)["main"]["sent"] == 2
    assert rows(ren)["main"]["taken"] == 2
    assert "It's cold." in ren.text(SCENE)


def test_a_conflict_is_given_up_or_taken_back(conflicting: tuple[Clone, Clone]) -> None:
    """The merge's own --abort, and undo, both leave the story as it was before the sync."""
    mio, _ = conflicting
    before = mio.text(SCENE), mio.git("rev-parse", "main")
    for way in (("merge", "--abort"), ("undo",)):
        assert mio("sync").code == ExitCode.FOUND
        assert "!conflict" in mio.text(SCENE)
        assert mio(*way).code == 0
        assert (mio.text(SCENE), mio.git("rev-parse", "main")) == before
    assert mio.git("status", "--porcelain") == ""


def test_problems_that_neither_has_alone(mio: Clone, ren: Clone) -> None:
    """One removes what the other begins to use: the check of the merge says so, and it waits to be settled."""
    ren.git("rm", "-q", "places/roof.yaml")
    ren.edit(SCENE, "place: roof", "place: station")
    ren.edit("places/classroom.yaml", "routes: {roof: 5m}\n", "")
    assert ren("sync").code == 0
    mio.edit(BELL, "place: classroom", "place: roof")
    done = mio("sync")
    assert (done.code, "that neither has alone" in done.out) == (ExitCode.FOUND, True)
    assert mio("merge", "--continue").code == ExitCode.FOUND
    assert mio("merge", "--continue", "--allow-problems").code == 0
    assert rows(mio)["main"]["sent"] == 2


def test_undo_after_a_sync_takes_back_all_that_came(mio: Clone, ren: Clone, hub: Path) -> None:
    """The merge, branches that moved and checkpoints are one command; what was sent stays, and the next sync agrees."""
    ren("branch", QUIET)
    mio("sync", "--branch", QUIET)
    assert ren("sync", "--branch", QUIET).code == 0
    assert mio("sync", "--branch", QUIET).code == 0
    ren("switch", QUIET)
    ren.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    ren("checkpoint", "quiet-one", "-m", "The quiet one")
    assert ren("sync").code == 0
    ren("switch", "main")
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    assert ren("sync").code == 0
    mio.edit(SCENE, LINE, "It's cold.")
    before = mio.state()
    told = json.loads(mio("sync", "--json").out)
    assert told["checkpoints"]["taken"] == ["quiet-one"]
    assert {row["name"]: row["taken"] for row in told["branches"]} == {"main": 1, QUIET: 1}
    sent = git(hub, "rev-parse", "main")
    undone = json.loads(mio("undo", "--json").out)
    assert (undone["command"], undone["arguments"], sorted(undone["branches"])) == (
        "sync",
        ["origin"],
        [QUIET, "main"],
    )
    heads = [line for line in before[1].splitlines() if "refs/remotes" not in line]
    assert [line for line in mio.state()[1].splitlines() if "refs/remotes" not in line] == heads
    assert mio.state()[0] == before[0]
    assert git(hub, "rev-parse", "main") == sent
    assert rows(mio)["main"]["taken"] == 2
    assert mio.git("rev-parse", "main") == sent


def test_other_branches_move_along(mio: Clone, ren: Clone) -> None:
    """One that follows the remote is moved forward or sent; one that both changed is left alone and named."""
    for name in (QUIET, "ending/loud", "ending/still"):
        ren("branch", name)
        ren("sync", "--branch", name)
        assert rows(mio, "--branch", name)[name]["begun"] == "here"
    for clone, name in ((ren, QUIET), (ren, "ending/loud"), (mio, "ending/loud"), (mio, "ending/still")):
        clone("switch", name)
        clone.edit(PLATFORM, "lasts: 12m", f"lasts: {15 if clone is ren else 16}m")
    ren("switch", "main")
    mio("switch", "main")
    assert ren("sync").code == 0
    told = rows(mio)
    assert (told[QUIET]["taken"], told["ending/still"]["sent"]) == (1, 1)
    loud = told["ending/loud"]
    assert (loud["kind"], loud["to_take"], loud["to_send"]) == ("apart", 1, 1)
    assert mio.git("rev-parse", QUIET) == ren.git("rev-parse", QUIET)
    refused = mio("sync", "--branch", "ending/loud")
    assert (refused.code, "anime story switch ending/loud, then anime story sync" in refused.err) == (1, True)
    assert rows(ren)["ending/still"]["taken"] == 1


def test_a_private_branch_stays_private(mio: Clone, hub: Path) -> None:
    """It is named, and goes nowhere, nor do its checkpoints; undo records never go."""
    mio("switch", "-c", "draft")
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    mio("checkpoint", "secret", "-m", "Not yet")
    mio.git("tag", "plain", "main")
    mio("switch", "main")
    mio("checkpoint", "open", "-m", "For all")
    done = mio("sync")
    assert "Only here: draft. To share one: anime story sync --branch draft\n" in done.out
    for number in range(5):
        mio("branch", f"draft-{number}", "draft")
        mio("branch", f"level-{number}", "main")
    assert "Only here: draft, draft-0, draft-1, draft-2 and 2 more." in mio("sync").out
    assert git(hub, "for-each-ref", "--format=%(refname)").split() == ["refs/heads/main", "refs/tags/open"]
    assert rows(mio, "--branch", "draft")["draft"]["begun"] == "there"
    assert git(hub, "for-each-ref", "--format=%(refname)").split() == [
        "refs/heads/draft",
        "refs/heads/main",
        "refs/tags/open",
        "refs/tags/secret",
    ]


def test_a_checkpoint_that_differs_stays_on_both_sides(mio: Clone, ren: Clone) -> None:
    """Each keeps its own until one is deleted; then theirs comes."""
    mio("checkpoint", "draft", "-m", "Mine")
    ren("checkpoint", "draft", "-m", "Theirs")
    assert ren("sync").code == 0
    for _ in range(2):
        told = json.loads(mio("sync", "--json").out)
        assert told["checkpoints"] == {"taken": [], "sent": [], "differing": ["draft"]}
    assert mio("checkpoint", "--delete", "draft").code == 0
    assert json.loads(mio("sync", "--json").out)["checkpoints"]["taken"] == ["draft"]
    assert mio.git("rev-parse", "draft") == ren.git("rev-parse", "draft")


def test_tags_of_something_else(mio: Clone, ren: Clone, hub: Path) -> None:
    """A tag that is about no commit is no checkpoint: it goes nowhere, and stands in nobody's way."""
    blob = mio.git("hash-object", "-w", BELL)
    mio.git("tag", "-a", "-m", "A file", "file", blob)
    mio.git("push", "-q", "origin", "file")
    mio.git("tag", "plain")
    mio.git("push", "-q", "origin", "plain")
    mio.git("tag", "-a", "-m", "Another file", "other", blob)
    assert mio("sync").code == 0
    assert json.loads(ren("sync", "--json").out)["checkpoints"]["taken"] == ["plain"]
    assert git(hub, "tag").split() == ["file", "plain"]


def test_a_dry_run_moves_nothing(conflicting: tuple[Clone, Clone], hub: Path) -> None:
    """It fetches, as git fetch does, and tells what would come, go and be in conflict."""
    mio, ren = conflicting
    ren("checkpoint", "come", "-m", "Come")
    ren("sync")
    mio("checkpoint", "go", "-m", "Go")
    mio.git("fetch", "-q", "--no-tags")
    before, there = mio.state(), git(hub, "for-each-ref")
    done = mio("sync", "--dry-run")
    assert (done.code, "would have 1 conflict" in done.out) == (ExitCode.FOUND, True)
    assert "main\torigin/main\twould take 1, would send 1\n1 checkpoint would come: come.\n" in done.out
    assert (mio.state(), git(hub, "for-each-ref")) == (before, there)


def test_taking_alone(mio: Clone, ren: Clone, hub: Path) -> None:
    """With --no-push what others did comes, and nothing goes."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    before = git(hub, "for-each-ref")
    told = rows(mio, "--no-push")["main"]
    assert (told["taken"], told["sent"], told["to_send"]) == (1, 0, 2)
    assert git(hub, "for-each-ref") == before
    assert mio("sync", "--no-push").out == "main\torigin/main\tto send 2\n"


def test_changes_that_are_not_committed(mio: Clone, ren: Clone) -> None:
    """Where the merge would write over them it is refused; elsewhere they stay, uncommitted and unsent."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    mio.edit(BELL, "lasts: 10m", "lasts: 12m", commit=False)
    before = mio.text(BELL), mio.git("rev-parse", "HEAD")
    done = mio("sync")
    assert (done.code, "would overwrite changes that are not committed" in done.err) == (ExitCode.NO, True)
    assert (mio.text(BELL), mio.git("rev-parse", "HEAD")) == before
    mio.git("checkout", "-q", BELL)
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m", commit=False)
    assert rows(mio)["main"]["taken"] == 1
    assert "lasts: 15m" in mio.text(PLATFORM)
    assert mio.git("status", "--porcelain") == f"M {PLATFORM}"


def test_somebody_was_faster(mio: Clone, ren: Clone) -> None:
    """What they sent between our fetch and our push is fetched, merged and sent with ours, in one call."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    once = f'[ -e .git/raced ] && exit 0; touch .git/raced; unset GIT_DIR; git -C "{ren.folder}" push -q origin main'
    hook(mio.folder / ".git", "pre-push", once)
    told = json.loads(mio("sync", "--json").out)
    assert [merge["kind"] for merge in told["merges"]] == ["merged"]
    assert (told["branches"][0]["taken"], told["branches"][0]["sent"]) == (1, 2)
    assert rows(ren)["main"]["taken"] == 2


def test_somebody_is_always_faster(mio: Clone, ren: Clone) -> None:
    """After some rounds it is given up; all that came is merged, nothing is lost, and the next sync sends it."""
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    always = (
        f'unset GIT_DIR; cd "{ren.folder}"; date +%s%N > notes.txt; git add notes.txt; git commit -qm N; '
        "git push -q origin main"
    )
    hook(mio.folder / ".git", "pre-push", always)
    done = mio("sync")
    assert (done.code, "Others sent to origin faster, 8 times in a row" in done.err) == (ExitCode.NO, True)
    assert done.out.count("is merged into main") == 7
    assert "main\torigin/main\ttook 7, to send 8\n" in done.out
    (mio.folder / ".git/hooks/pre-push").unlink()
    assert rows(mio)["main"]["taken"] == 1
    assert rows(ren)["main"]["kind"] == "synced"
    assert "lasts: 15m" in ren.text(PLATFORM)


def test_three_clones_sync_at_the_same_time(hub: Path, anime: Callable[..., Any]) -> None:
    """Real processes, really at once: everybody's words arrive everywhere, and git finds nothing wrong."""
    clones = [cloned(anime, f"file://{hub}", hub.parent / name) for name in ("mio", "ren", "zoe")]
    edits = (
        (SCENE, LINE, "It's cold."),
        (BELL, "It's nothing.", "It's the wind."),
        (PLATFORM, "On the roof.", "Up there."),
    )
    for clone, edit in zip(clones, edits, strict=True):
        clone.edit(*edit)
    calls = [[*ANIME, "-C", str(clone.folder), "story", "sync", "--json"] for clone in clones]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for call in calls]
    for process in running:
        said = process.communicate()
        assert process.returncode == 0, said
    for clone in clones:
        assert clone("sync").code == 0
    assert len({clone.git("rev-parse", "main") for clone in clones}) == 1
    for clone in clones:
        assert all(new in clone.text(path) for path, _, new in edits)
        clone.git("fsck", "--strict", "--no-dangling")
    git(hub, "fsck", "--strict", "--no-dangling")


def test_what_a_killed_sync_left_is_cleared(mio: Clone, hub: Path) -> None:
    """The room where git puts what a remote has is empty after each sync; what stood there is not taken for it."""
    mio.git("update-ref", "refs/anime/fetched/heads/ghost", "HEAD")
    done = mio("sync")
    assert (done.code, "ghost" in done.out) == (0, False)
    assert mio.git("for-each-ref", "refs/anime/fetched") == ""
    assert git(hub, "for-each-ref", "refs/anime") == ""
