"""Reverts and picks, measured by the real git: the same trees, messages and authors, and nothing lost."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from anime_cli.errors import ExitCode
from anime_cli.history import applying
from anime_cli.history.errors import (
    ConflictsLeft,
    DetachedHead,
    HookRefused,
    RevisionNotFound,
    UnbornBranch,
    UnfinishedMerge,
    UnfinishedOperation,
    WouldLoseWork,
)
from anime_cli.history.openreplay import NothingOpen, SequenceOpen
from anime_cli.history.replaying import MainlineNeeded, NoSuchParent
from anime_cli.history.returning import NoStoryThen
from anime_cli.studio import branching, conflicts, merging, resolving, undoing
from anime_cli.studio.picking import pick
from anime_cli.studio.replaying import abort_replay, continue_replay
from anime_cli.studio.reverting import revert, revert_to_checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from anime_cli import Studio

RAIN, ROOF = "scenes/rain.yaml", "scenes/roof.yaml"
LINE = "It rains."
QUIET = ("-c", "core.editor=true", "-c", "advice.detachedHead=false")


@dataclass(frozen=True)
class Git:
    """The real git in one folder."""

    folder: Path

    def __call__(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["git", *QUIET, *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout.rstrip("\n")

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def keep(self, message: str, *author: str) -> str:
        """Commit every file and return the commit."""
        self("add", "-A")
        self("commit", "-q", "-m", message, *author)
        return self("rev-parse", "HEAD")

    def clone(self, folder: Path) -> Git:
        """Return the same repository once more, for git to do there what we do here."""
        subprocess.run(["git", "clone", "-q", str(self.folder), str(folder)], check=True, capture_output=True)
        return Git(folder)

    def seen(self) -> tuple[object, ...]:
        """Return all that a person can see: files, index, refs, HEAD and open operation."""
        files = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and ".git" not in path.relative_to(self.folder).parts
        }
        notes = ("MERGE_HEAD", "MERGE_MSG", "REVERT_HEAD", "CHERRY_PICK_HEAD")
        return (
            files,
            self("ls-files", "--stage"),
            self("for-each-ref", "refs/heads", "refs/tags"),
            self("symbolic-ref", "HEAD"),
            [(self.folder / ".git" / note).exists() for note in notes],
        )


@pytest.fixture
def git(studio: Studio) -> Git:
    """The real git in the story."""
    return Git(studio.repository.folder)


def add_line(git: Git) -> None:
    git.edit(RAIN, "    id: a1b2c3d\n", "    id: a1b2c3d\n  - action: She runs.\n    id: c1b2c3d\n")


def add_file(git: Git) -> None:
    (git.folder / "notes.txt").write_text("The umbrella!\n")


def delete_file(git: Git) -> None:
    (git.folder / "characters/mio-abe.yaml").unlink()


def make_program(git: Git) -> None:
    (git.folder / "build.sh").write_text("true\n")
    (git.folder / "build.sh").chmod(0o755)


def rename_scene(git: Git) -> None:
    (git.folder / ROOF).rename(git.folder / "scenes/attic.yaml")
    git.edit("chapters/one.yaml", "roof", "attic")


def windows_file(git: Git) -> None:
    (git.folder / "notes.bin").write_bytes(b"\xff\xfe\r\n\0")


EDITS = [add_line, add_file, delete_file, make_program, rename_scene, windows_file]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_revert_is_gits_revert(studio: Studio, git: Git, tmp_path: Path, edit: Callable[[Git], None]) -> None:
    """Where git reverts cleanly, we make the same tree and the same message, and a revert of it makes both again."""
    edit(git)
    undone = git.keep("Change it: one 'thing'\n\nWith a body.")
    git.edit("style.yaml", "320x180", "640x360")
    git.keep("Something else")
    other = git.clone(tmp_path / "other")
    assert revert(studio, undone).kind == "done"
    other("revert", "--no-edit", undone)
    assert git("rev-parse", "HEAD^{tree}") == other("rev-parse", "HEAD^{tree}")
    assert git("log", "-1", "--format=%B") == other("log", "-1", "--format=%B")
    assert git("status", "--porcelain") == ""
    again = revert(studio, "HEAD")
    assert git("rev-parse", "HEAD^{tree}") == git("rev-parse", "HEAD~2^{tree}")
    assert again.subject == "Revert \"Change it: one 'thing'\""
    assert git("log", "-1", "--format=%s") == "Reapply \"Change it: one 'thing'\""
    git("fsck", "--strict")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_pick_is_gits_cherry_pick(studio: Studio, git: Git, tmp_path: Path, edit: Callable[[Git], None]) -> None:
    """Where git cherry-picks cleanly, we make the same tree, message and author."""
    git("switch", "-qc", "other")
    git.edit("characters/mio.yaml", "Mio Kanda", "Mio K.")
    git.keep("Not wanted")
    edit(git)
    author = ("--author", "Ren Ao <ren@example.org>", "--date", "2020-01-02T03:04:05+09:00")
    wanted = git.keep("Wanted\n\nWith a body.\n\nReviewed-by: Hana <hana@example.org>", *author)
    git("switch", "-q", "main")
    git.edit("style.yaml", "320x180", "640x360")
    git.keep("Something else")
    twin = git.clone(tmp_path / "twin")
    assert pick(studio, wanted).kind == "done"
    twin("cherry-pick", "-x", wanted)
    form = "--format=%T%n%an <%ae> %ad%n%B"
    assert git("log", "-1", form) == twin("log", "-1", form)
    assert git("log", "-1", "--format=%cn") == "Mio Writer"
    assert pick(studio, wanted).kind == "nothing"


@pytest.fixture
def merged(studio: Studio, git: Git) -> str:
    """A merge into main of `other`, which added a line while main changed a name."""
    git("switch", "-qc", "other")
    add_line(git)
    git.keep("Theirs")
    git("switch", "-q", "main")
    git.edit("characters/mio.yaml", "Mio Kanda", "Mio K.")
    git.keep("Ours")
    merge = merging.merge_storylines(studio, "other").commit
    assert merge is not None
    return merge


def test_a_merge_is_reverted_and_merged_again(studio: Studio, git: Git, merged: str, tmp_path: Path) -> None:
    """A merge needs its parent named; merged again, only what is new comes, as with git."""
    with pytest.raises(MainlineNeeded, match="is a merge") as refusal:
        revert(studio, merged)
    assert "1 is" in str(refusal.value.cause)
    assert "--mainline 1" in str(refusal.value.hint)
    with pytest.raises(NoSuchParent, match="2 parents, so there is no parent 3"):
        revert(studio, merged, mainline=3)
    twin = git.clone(tmp_path / "twin")
    revert(studio, merged, mainline=1)
    twin("revert", "--no-edit", "-m", "1", merged)
    assert git("log", "-1", "--format=%T%n%B") == twin("log", "-1", "--format=%T%n%B")
    assert merging.merge_storylines(studio, "other").kind == "up-to-date"
    git("switch", "-q", "other")
    git.edit(ROOF, "Nobody is here.", "Somebody is here.")
    git.keep("More")
    git("switch", "-q", "main")
    assert merging.merge_storylines(studio, "other").kind == "merged"
    assert "She runs." not in (git.folder / RAIN).read_text()
    assert "Somebody is here." in (git.folder / ROOF).read_text()
    assert revert(studio, "HEAD~1").kind == "done"
    assert "She runs." in (git.folder / RAIN).read_text()


def test_a_merge_is_picked_by_its_parent(studio: Studio, git: Git, merged: str) -> None:
    """Of a merge, what it changed against the parent comes over."""
    git("switch", "-qc", "third", f"{merged}~2")
    with pytest.raises(MainlineNeeded):
        pick(studio, merged)
    assert pick(studio, merged, mainline=1).kind == "done"
    assert "She runs." in (git.folder / RAIN).read_text()
    assert "Mio Kanda" in (git.folder / "characters/mio.yaml").read_text()


def test_a_commit_picked_to_both_sides_merges(studio: Studio, git: Git) -> None:
    """The same commit on two branches is no conflict and comes once, whatever each did beside it."""
    git("switch", "-qc", "third")
    add_line(git)
    wanted = git.keep("Wanted")
    git("switch", "-qc", "other", "main")
    pick(studio, wanted)
    git.edit(RAIN, LINE, "It pours.")
    git.keep("Further")
    git("switch", "-q", "main")
    git.edit(RAIN, "title: Rain", "title: Heavy rain")
    git.keep("Something else")
    pick(studio, wanted)
    outcome = merging.merge_storylines(studio, "other")
    assert outcome.kind == "merged"
    text = (git.folder / RAIN).read_text()
    assert [text.count(words) for words in ("c1b2c3d", "She runs.", "It pours.", "Heavy rain")] == [1, 1, 1, 1]
    assert merging.merge_storylines(studio, "third").kind == "merged"
    assert (git.folder / RAIN).read_text() == text


def test_other_work_stays_untouched(studio: Studio, git: Git) -> None:
    """Changed and new files that a revert has no part in keep every byte; one that it has stops it."""
    add_line(git)
    git.keep("A line")
    (git.folder / ROOF).write_bytes(b"title: Roof\r\nplace: street  \r\nscript: []\r\n")
    (git.folder / "draft.txt").write_bytes(b"\xff half a thought")
    work = {name: (git.folder / name).read_bytes() for name in (ROOF, "draft.txt")}
    assert revert(studio, "HEAD").kind == "done"
    assert {name: (git.folder / name).read_bytes() for name in work} == work
    git.edit(RAIN, LINE, "It pours.")
    before = git.seen()
    for call in (lambda: revert(studio, "HEAD"), lambda: revert_to_checkpoint(studio, "HEAD~1")):
        with pytest.raises(WouldLoseWork, match=r"Reverting|Going back") as refusal:
            call()
        assert refusal.value.paths == (RAIN,)
    assert git.seen() == before


@pytest.fixture
def torn(git: Git) -> str:
    """A commit that changed a line, which was changed again since."""
    git.edit(RAIN, LINE, "It pours.")
    undone = git.keep("It pours", "--author", "Ren Ao <ren@example.org>")
    git.edit(RAIN, "It pours.", "Not a drop falls now.")
    git.keep("Dry")
    return undone


@pytest.mark.parametrize("finish", [("revert", "--continue"), ("commit", "-q", "--no-edit")])
def test_a_conflict_is_left_as_git_leaves_it(studio: Studio, git: Git, torn: str, finish: tuple[str, ...]) -> None:
    """REVERT_HEAD, message, stages and a mark in valid YAML; git itself can finish it."""
    outcome = revert(studio, torn)
    assert (outcome.kind, outcome.exit_code) == ("conflicts", ExitCode.FOUND)
    assert git("rev-parse", "REVERT_HEAD") == torn
    assert [line.split()[2] for line in git("ls-files", "--unmerged").splitlines()] == ["1", "2", "3"]
    assert "!conflict" in (git.folder / RAIN).read_text()
    (git.folder / RAIN).write_text(git("show", f"{torn}~1:{RAIN}") + "\n")
    git("add", RAIN)
    git(*finish)
    assert git("log", "-1", "--format=%B").startswith(f'Revert "It pours"\n\nThis reverts commit {torn}.')
    assert git("status", "--porcelain") == ""
    assert not (git.folder / ".git/REVERT_HEAD").exists()
    assert conflicts.open_conflicts(studio).name is None


def test_a_picked_conflict_keeps_its_author(studio: Studio, git: Git, torn: str) -> None:
    """Settled by hand or by a side, the commit is its author's, whoever finishes it."""
    for finish in (lambda: continue_replay(studio, "pick"), lambda: git("cherry-pick", "--continue")):
        git("reset", "-q", "--hard", f"{torn}~1")
        git.edit(RAIN, LINE, "It hails.")
        git.keep("Hail")
        assert pick(studio, torn).kind == "conflicts"
        with pytest.raises(ConflictsLeft):
            continue_replay(studio, "pick")
        resolving.resolve_conflicts(studio, [], "theirs", every=True)
        finish()
        assert git("log", "-1", "--format=%an: %s") == "Ren Ao: It pours"
        assert f"(cherry picked from commit {torn})" in git("log", "-1", "--format=%B")
        assert "It pours." in (git.folder / RAIN).read_text()


def test_nothing_left_makes_no_commit(studio: Studio, git: Git, torn: str) -> None:
    """A conflict settled as everything was ends the revert without an empty commit, and undo opens it again."""
    head = git("rev-parse", "HEAD")
    revert(studio, torn)
    resolving.resolve_conflicts(studio, [], "ours", every=True)
    done = continue_replay(studio, "revert")
    assert (done.kind, done.commit, git("rev-parse", "HEAD")) == ("nothing", None, head)
    assert git("status", "--porcelain") == ""
    undoing.undo(studio)
    assert git("rev-parse", "REVERT_HEAD") == torn


def test_giving_up_restores_everything(studio: Studio, git: Git, torn: str) -> None:
    """After --abort all is as before, files in progress included."""
    (git.folder / "draft.txt").write_text("half a thought")
    git.edit(ROOF, "Nobody is here.", "Somebody is here.")
    before = git.seen()
    revert(studio, torn)
    assert abort_replay(studio, "revert").files == (RAIN,)
    assert git.seen() == before
    with pytest.raises(NothingOpen, match="No revert is under way"):
        abort_replay(studio, "revert")


def test_operations_refuse_each_other(studio: Studio, git: Git, torn: str) -> None:
    """While one waits, no other begins or ends, and the hint names the one that waits."""
    revert(studio, torn)
    before = git.seen()
    calls: list[Callable[[], object]] = [
        lambda: revert(studio, "HEAD"),
        lambda: pick(studio, torn),
        lambda: merging.merge_storylines(studio, "HEAD~1"),
        lambda: merging.continue_merge(studio),
        lambda: merging.abort_merge(studio),
        lambda: continue_replay(studio, "pick"),
        lambda: abort_replay(studio, "pick"),
        lambda: revert_to_checkpoint(studio, "HEAD~1"),
        lambda: branching.switch_branch(studio, "main"),
    ]
    for call in calls:
        with pytest.raises(UnfinishedOperation, match="A revert is not finished") as refusal:
            call()
        assert "anime story revert --continue" in str(refusal.value.hint)
    assert git.seen() == before


def test_an_open_merge_stops_a_revert(studio: Studio, git: Git, torn: str) -> None:
    """A merge that waits is named as what waits."""
    git("switch", "-qc", "other", f"{torn}~1")
    git.edit(RAIN, LINE, "It hails.")
    git.keep("Hail")
    git("switch", "-q", "main")
    assert merging.merge_storylines(studio, "other").kind == "conflicts"
    for call in (lambda: revert(studio, torn), lambda: abort_replay(studio, "revert")):
        with pytest.raises(UnfinishedMerge):
            call()


def test_a_conflict_that_git_began(studio: Studio, git: Git, torn: str) -> None:
    """Git's own conflict is listed, settled and finished here; a row of commits is left to git."""
    git("revert", "--no-edit", torn, check=False)
    told = conflicts.open_conflicts(studio)
    assert (told.operation, len(told.left)) == ("revert", 1)
    resolving.resolve_conflicts(studio, [], "theirs", every=True)
    assert continue_replay(studio, "revert").kind == "done"
    assert LINE in (git.folder / RAIN).read_text()
    git("reset", "-q", "--hard", "HEAD~1")
    git("revert", "--no-edit", torn, "HEAD", check=False)
    assert git("rev-parse", "REVERT_HEAD") == torn
    for end in (continue_replay, abort_replay):
        with pytest.raises(SequenceOpen, match="several commits"):
            end(studio, "revert")


def test_where_there_is_no_branch(studio: Studio, git: Git) -> None:
    """A detached HEAD and a branch without a commit are refused by name."""
    add_line(git)
    git.keep("A line")
    git("checkout", "-q", "HEAD~0")
    for call in (
        lambda: revert(studio, "HEAD"),
        lambda: pick(studio, "main"),
        lambda: pick(studio, "main", only=[RAIN]),
    ):
        with pytest.raises(DetachedHead, match=r"so the (revert|pick)"):
            call()
    with pytest.raises(DetachedHead):
        revert_to_checkpoint(studio, "HEAD~1")
    git("checkout", "-q", "--orphan", "empty")
    with pytest.raises(UnbornBranch):
        revert(studio, "main")
    with pytest.raises(UnbornBranch):
        pick(studio, "main")


def test_the_first_commit(studio: Studio, git: Git) -> None:
    """It can't be reverted, for no story would be left; picked where it is, it changes nothing."""
    root = git("rev-list", "--max-parents=0", "HEAD")
    before = git.seen()
    with pytest.raises(NoStoryThen, match=r"Without story.yaml"):
        revert(studio, root)
    assert pick(studio, root).kind == "nothing"
    with pytest.raises(RevisionNotFound):
        revert(studio, "nowhere")
    assert git.seen() == before


def test_a_new_problem_leaves_it_open(studio: Studio, git: Git) -> None:
    """A revert that fits line by line but contradicts what came later is not committed."""
    (git.folder / "places/shrine.yaml").write_text("name: The shrine\nkind: shrine\n")
    undone = git.keep("A shrine")
    git.edit(ROOF, "place: street", "place: shrine")
    head = git.keep("On the roof of the shrine")
    dry = revert(studio, undone, dry_run=True)
    assert (dry.kind, git("status", "--porcelain")) == ("problems", "")
    outcome = revert(studio, undone)
    assert (outcome.kind, outcome.exit_code) == ("problems", ExitCode.FOUND)
    assert [each.finding.rule for each in outcome.problems] == ["C01"]
    assert git("rev-parse", "HEAD") == head
    assert git("status", "--porcelain") == "D  places/shrine.yaml"
    assert (continue_replay(studio, "revert").kind, git("rev-parse", "HEAD")) == ("problems", head)
    done = continue_replay(studio, "revert", allow_problems=True)
    assert (done.kind, done.exit_code, len(done.problems)) == ("done", ExitCode.DONE, 1)
    assert git("log", "-1", "--format=%(trailers)").strip() == "Problems-allowed: 1"
    git("reset", "-q", "--hard", head)
    assert revert(studio, undone, allow_problems=True).kind == "done"


def test_an_old_problem_is_no_obstacle(studio: Studio, git: Git) -> None:
    """What the current branch or the other side has wrong already does not hold a revert up."""
    git.edit(ROOF, "place: street", "place: nowhere")
    git.keep("A mistake")
    add_line(git)
    git.keep("A line")
    assert revert(studio, "HEAD").kind == "done"
    assert revert(studio, "HEAD~2").kind == "done"
    assert revert(studio, "HEAD").kind == "done"


def test_every_step_is_taken_back_and_done_again(studio: Studio, git: Git, torn: str) -> None:
    """Undo and redo walk over a revert left open, settled, finished, and over going back."""
    states = [git.seen()]
    revert(studio, torn)
    states.append(git.seen())
    resolving.resolve_conflicts(studio, [], "theirs", every=True)
    states.append(git.seen())
    continue_replay(studio, "revert")
    states.append(git.seen())
    revert_to_checkpoint(studio, torn)
    states.append(git.seen())
    for state in reversed(states[:-1]):
        undoing.undo(studio)
        assert git.seen()[:4] == state[:4]
    for state in states[1:]:
        undoing.redo(studio)
        assert git.seen() == state


@pytest.mark.parametrize("verb", ["revert", "pick", "open", "return"])
def test_an_interrupt_at_the_last_moment(
    studio: Studio, git: Git, torn: str, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C when everything is written but the branch: all is as before."""
    git("branch", "other", torn)
    git("reset", "-q", "--hard", f"{torn}~1" if verb == "pick" else torn if verb == "revert" else "HEAD")
    before = git.seen()
    real = applying._move_refs
    interrupts = iter([KeyboardInterrupt()])

    def stop(*arguments: object) -> None:
        for interrupt in interrupts:
            raise interrupt
        real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(applying, "_move_refs", stop)
    calls = {
        "revert": lambda: revert(studio, torn),
        "pick": lambda: pick(studio, "other"),
        "open": lambda: revert(studio, torn),
        "return": lambda: revert_to_checkpoint(studio, torn),
    }
    with pytest.raises(KeyboardInterrupt):
        calls[verb]()
    assert git.seen() == before
    assert calls[verb]() is not None


def test_going_back(studio: Studio, git: Git, torn: str) -> None:
    """Every file is exactly as then, the past stays, and files that no commit holds stay, too."""
    (git.folder / "notes.txt").write_text("Later.\n")
    git.keep("Notes")
    (git.folder / "draft.txt").write_text("half a thought")
    dry = revert_to_checkpoint(studio, torn, dry_run=True)
    assert (dry.commit, dry.files, [change.path for change in dry.changes]) == (None, ("notes.txt",), [RAIN])
    returned = revert_to_checkpoint(studio, torn)
    assert git("rev-parse", "HEAD") == returned.commit
    assert git("rev-parse", "HEAD^{tree}") == git("rev-parse", f"{torn}^{{tree}}")
    assert git("log", "-1", "--format=%B").startswith(f"Go back to {torn}\n\nEvery file is as in commit {torn}.")
    assert git("status", "--porcelain") == "?? draft.txt"
    assert git("rev-list", "--count", f"{torn}..HEAD") == "3"
    assert revert_to_checkpoint(studio, torn).commit is None
    git("switch", "-q", "--orphan", "bare")
    git("commit", "-q", "--allow-empty", "-m", "Nothing")
    git("switch", "-q", "main")
    with pytest.raises(NoStoryThen, match="'bare' would leave none"):
        revert_to_checkpoint(studio, "bare")


def test_hooks_have_their_say(studio: Studio, git: Git) -> None:
    """A commit made by a revert or a pick passes the same hooks as any other; one that refuses changes nothing."""
    add_line(git)
    git.keep("A line")
    hook = git.folder / ".git/hooks/commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\necho "Checked-by: Hook" >> "$1"\n')
    hook.chmod(0o755)
    assert revert(studio, "HEAD").kind == "done"
    assert git("log", "-1", "--format=%B").endswith("Checked-by: Hook")
    hook.with_name("pre-commit").symlink_to("/bin/false")
    before = git.seen()
    for call in (lambda: pick(studio, "HEAD~1"), lambda: revert_to_checkpoint(studio, "HEAD~1")):
        with pytest.raises(HookRefused, match="pre-commit hook said no"):
            call()
    assert git.seen() == before
