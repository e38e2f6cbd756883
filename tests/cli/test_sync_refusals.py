"""A sync that can't be, or that the other side refuses: one clear error each, the way on, and nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from clones import BELL, LINE, PLATFORM, SCENE, Clone, cloned, git, hook, rows

from anime_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUIET = "ending/quiet"


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
