"""A sync over the file protocol: what comes, what goes, what is refused; nothing is ever lost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from clones import BELL, LINE, PLATFORM, SCENE, Clone, cloned, git, hub_of

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANIME = [sys.executable, "-P", "-m", "anime_cli"]
QUIET = "ending/quiet"


@pytest.fixture
def hub(story: Path) -> Path:
    """A bare repository that has the story."""
    return hub_of(story)


@pytest.fixture
def mio(hub: Path, anime: Callable[..., Any]) -> Clone:
    return cloned(anime, f"file://{hub}", hub.parent / "mio")


@pytest.fixture
def ren(hub: Path, anime: Callable[..., Any]) -> Clone:
    return cloned(anime, f"file://{hub}", hub.parent / "ren")


@pytest.fixture
def conflicting(mio: Clone, ren: Clone) -> tuple[Clone, Clone]:
    """Both say one line differently, and Ren's is shared."""
    ren.edit(SCENE, LINE, "It burns.")
    mio.edit(SCENE, LINE, "It's cold.")
    assert ren("sync").code == 0
    return mio, ren


def rows(clone: Clone, *words: object) -> dict[str, dict[str, Any]]:
    """Sync and return what is told of each branch."""
    done = clone("sync", "--json", *words)
    assert done.code == 0, done.err
    return {row["name"]: row for row in json.loads(done.out)["branches"]}


def hook(folder: Path, name: str, script: str) -> None:
    path = folder / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


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


def test_whom_to_sync_with(mio: Clone, hub: Path, anime: Callable[..., Any], story: Path) -> None:
    """Named, followed, the only one, or origin; where it isn't clear the names are told."""
    assert "git remote add origin URL" in anime("-C", story, "story", "sync").err
    git(hub.parent, "clone", "-q", "--bare", str(hub), "second.git")
    mio.git("remote", "add", "second", "../second.git")
    assert rows(mio, "second")["main"]["upstream"] == "second/main"
    assert mio.git("config", "branch.main.remote") == "origin"
    assert "Did you mean 'second'?" in mio("sync", "secnd").err
    assert "git remote add NAME ../x.git" in mio("sync", "../x.git").err
    git(story, "remote", "add", "one", str(hub))
    git(story, "remote", "add", "two", str(hub))
    unclear = anime("-C", story, "story", "sync")
    assert (unclear.code, "The remotes are one, two." in unclear.err) == (ExitCode.NO, True)
    assert anime("-C", story, "story", "sync", "two").code == 0
    assert git(story, "config", "branch.main.remote") == "two"


def test_a_branch_that_the_remote_no_longer_has(mio: Clone, ren: Clone, hub: Path) -> None:
    """Others name it and go on; worked on it is refused, and each of the two ways that are named is one."""
    for clone in (mio, ren):
        clone("branch", QUIET)
        assert clone("sync", "--branch", QUIET).code == 0
    git(hub, "branch", "-q", "-D", QUIET)
    assert "origin no longer has it" in mio("sync").out
    mio("switch", QUIET)
    done = mio("sync")
    assert (done.code, f"origin no longer has '{QUIET}'" in done.err) == (ExitCode.NO, True)
    mio.git("branch", "--unset-upstream", QUIET)
    assert rows(mio, "--branch", QUIET)[QUIET]["begun"] == "there"
    assert rows(ren)[QUIET]["kind"] == "synced"


def test_a_branch_that_the_remote_rewrote(mio: Clone, ren: Clone) -> None:
    """Commits that somebody took out on purpose are not sent back without a word; every way that is named is one."""
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    mio("sync")
    dropped = mio.git("rev-parse", "HEAD")
    mio.edit(PLATFORM, "lasts: 12m", "lasts: 15m")
    ren.git("reset", "-q", "--hard", "HEAD~1")
    ren.edit(SCENE, LINE, "It burns.")
    ren.git("push", "-q", "--force", "origin", "main")
    before = mio.text(BELL), mio.git("rev-parse", "HEAD")
    for _ in range(2):
        done = mio("sync")
        assert (done.code, "origin/main was rewritten" in done.err) == (ExitCode.NO, True)
        assert (mio.text(BELL), mio.git("rev-parse", "HEAD")) == before
    mio.git("branch", "kept")
    assert f"git rebase --onto origin/main {dropped[:10]} main" in done.err
    mio.git("rebase", "-q", "--onto", "origin/main", dropped[:10], "main")
    assert mio("sync").code == 0
    assert ("lasts: 10m" in mio.text(BELL), "lasts: 15m" in mio.text(PLATFORM)) == (True, True)
    mio.git("reset", "-q", "--hard", "kept")
    assert mio("sync").code == ExitCode.NO
    assert mio("merge", "origin/main").code == 0
    assert rows(mio)["main"]["kind"] == "synced"


def test_a_branch_that_the_remote_took_back(mio: Clone, ren: Clone, hub: Path) -> None:
    """A remote whose branch was only moved back is the same case; pushing it there again is a person's own word."""
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    mio("sync")
    ren("sync")
    git(hub, "update-ref", "refs/heads/main", "main~1")
    done = mio("sync")
    assert (done.code, "git push origin main:main keeps them" in done.err) == (ExitCode.NO, True)
    mio.git("push", "-q", "origin", "main:main")
    assert mio("sync").out == "In step with origin: main.\n"


def test_a_history_that_has_nothing_in_common(hub: Path, tmp_path: Path, anime: Callable[..., Any]) -> None:
    """It is refused, and the command that is named takes both."""
    anime("new", tmp_path / "other", "--premise", "A boy finds a robot")
    other = Clone(tmp_path / "other", anime)
    other.git("remote", "add", "origin", str(hub))
    done = other("sync")
    assert (done.code, "have no commit in common" in done.err) == (ExitCode.NO, True)
    assert "anime story merge origin/main --allow-unrelated-histories" in done.err
    assert other("merge", "origin/main", "--allow-unrelated-histories").code == ExitCode.FOUND


def test_no_branch_to_sync(mio: Clone) -> None:
    """On no branch, during a merge, in an unborn branch: each is refused before anything is asked of the remote."""
    mio.git("checkout", "-q", "--detach")
    detached = mio("sync")
    assert (detached.code, "anime story branch NAME" in detached.err) == (ExitCode.NO, True)
    assert rows(mio, "--branch", "main")["main"]["kind"] == "synced"
    mio.git("checkout", "-q", "--orphan", "fresh")
    assert "has no commit yet" in mio("sync").err
    assert mio("sync", "--branch", "nowhere").code == ExitCode.NO


def test_a_branch_that_follows_one_of_another_name(mio: Clone, hub: Path) -> None:
    """Git lets `switch -c NAME origin/main` follow main; its commits don't go there unless the person says so."""
    mio.git("switch", "-q", "-c", QUIET, "origin/main")
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    before = git(hub, "for-each-ref")
    done = mio("sync")
    assert (done.code, f"'{QUIET}' follows origin/main" in done.err) == (ExitCode.NO, True)
    assert mio("switch", "main").code == 0
    assert list(rows(mio)) == ["main"]
    assert git(hub, "for-each-ref") == before
    mio.git("config", "push.default", "upstream")
    assert rows(mio)[QUIET]["sent"] == 1


def test_the_host_refuses(mio: Clone, hub: Path) -> None:
    """Its hook's words are passed on, what came is here, what it took arrived, and the next sync sends the rest."""
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    mio("branch", QUIET)
    hook(hub, "update", 'case $1 in */main) echo "Bells ring for ten minutes." >&2; exit 1;; esac')
    mio("sync", "--branch", QUIET)
    assert git(hub, "rev-parse", QUIET) == mio.git("rev-parse", QUIET)
    done = mio("sync")
    assert (done.code, "origin refused 'main'" in done.err) == (ExitCode.NO, True)
    assert "Bells ring for ten minutes." in done.err
    assert "main\torigin/main\tto send 1\n" in done.out
    told = json.loads(mio("sync", "--json").err)
    assert (told["kind"], told["exit_code"]) == ("PushRefused", 1)
    hook(hub, "update", 'echo "remote: GitHost: protected branch" >&2; exit 1')
    assert "anime story switch --create NAME, then anime story sync" in mio("sync").err
    (hub / "hooks/update").unlink()
    assert rows(mio)["main"]["sent"] == 1


def test_our_own_hook_refuses(mio: Clone, hub: Path) -> None:
    """A pre-push hook of this clone is run, as git runs it, and what it says is told."""
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    hook(mio.folder / ".git", "pre-push", 'echo "Repository not found in the calendar." >&2; exit 1')
    done = mio("sync")
    assert (done.code, "The pre-push hook of this clone said no; nothing was sent." in done.err) == (ExitCode.NO, True)
    assert "Caused by: Repository not found in the calendar.\nHint: The hook is " in done.err
    assert git(hub, "rev-parse", "main") != mio.git("rev-parse", "main")


def test_a_remote_that_somebody_works_in(story: Path, anime: Callable[..., Any]) -> None:
    """A folder with files refuses, and the setting that is named lets it move along."""
    mio = cloned(anime, str(story), story.parent / "mio")
    mio.edit(BELL, "lasts: 10m", "lasts: 11m")
    done = mio("sync")
    assert f"git -C {story} config receive.denyCurrentBranch updateInstead" in done.err
    assert "squelch" not in done.err
    git(story, "config", "receive.denyCurrentBranch", "updateInstead")
    assert rows(mio)["main"]["sent"] == 1
    assert "lasts: 11m" in (story / BELL).read_text()


def test_branches_in_each_others_way(mio: Clone, hub: Path) -> None:
    """A remote's branch that has become a folder of others, and one that can't be written down: nothing is lost."""
    mio("branch", "quiet")
    mio("sync", "--branch", "quiet")
    git(hub, "branch", "-q", "-D", "quiet")
    git(hub, "branch", "-q", "quiet/one", "main")
    before = mio.state()
    done = mio("sync")
    assert (done.code, "git remote prune origin" in done.err) == (ExitCode.NO, True)
    assert mio.state() == before
    mio.git("remote", "prune", "origin")
    assert mio("sync").code == 0


def test_a_remote_that_would_write_over_branches(mio: Clone) -> None:
    """A mirror's fetch moves local branches; it is refused, and the setting that is named mends it."""
    mio.git("config", "remote.origin.fetch", "+refs/*:refs/*")
    done = mio("sync")
    assert (done.code, "would write over your own branches" in done.err) == (ExitCode.NO, True)
    mio.git("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    assert mio("sync").code == 0


def test_a_work_tree_of_its_own(mio: Clone, ren: Clone) -> None:
    """A branch that another work tree has is sent, but never moved under its files."""
    ren("branch", QUIET)
    ren("sync", "--branch", QUIET)
    mio("sync", "--branch", QUIET)
    mio.git("worktree", "add", "-q", "../second", QUIET)
    ren("switch", QUIET)
    ren.edit(BELL, "lasts: 10m", "lasts: 11m")
    ren("sync")
    before = mio.git("rev-parse", QUIET)
    assert rows(mio)[QUIET]["kind"] == "elsewhere"
    assert mio.git("rev-parse", QUIET) == before
    assert mio("sync", "--branch", QUIET).code == ExitCode.NO
    second = Clone(mio.folder.parent / "second", mio.anime)
    assert rows(second)[QUIET]["taken"] == 1
    assert "lasts: 11m" in second.text(BELL)
