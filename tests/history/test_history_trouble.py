"""A machine that gets in the way: locks, folders that can't be written, a full disk, links, other programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from real_git import Git, snapshot

from anime_cli.history import branches, merging, program, references
from anime_cli.history.committing import commit
from anime_cli.history.errors import (
    BranchExists,
    ChangedMeanwhile,
    GitFailed,
    GitMissing,
    IndexLocked,
    RefMoved,
    WouldLoseWork,
    named,
)
from anime_cli.history.repository import Repository
from anime_cli.history.trouble import RefLocked
from anime_cli.history.undo import recording, settle, undo
from anime_cli.history.worktree import renamed
from anime_cli.history.writing import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SCRIPT = """
import os, sys
from pathlib import Path
from anime_cli.errors import AnimeError
from anime_cli.history import branches, merging
from anime_cli.history.committing import commit
from anime_cli.history.repository import Repository
from anime_cli.history.undo import undo
if len(sys.argv) > 3:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
story = Repository.discover(Path(sys.argv[1]))
try:
    {
        "commit": lambda: commit(story, "New"),
        "switch": lambda: branches.switch(story, "other"),
        "branch": lambda: branches.create_branch(story, "third"),
        "merge": lambda: merging.finish_merge(story, merging.sides(story, "other")),
    }[sys.argv[2]]()
    print("done")
except AnimeError as error:
    print(type(error).__name__, error.message)
"""


def attempt(folder: Path, command: str, *more: str, by: Sequence[str] = ()) -> str:
    """Run COMMAND in a process of its own and return what it said."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    call = [*by, sys.executable, "-c", SCRIPT, str(folder), command, *more]
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=alone)
    assert done.returncode == 0, done.stderr
    return done.stdout


def each_way(story: Repository) -> list[Callable[[], object]]:
    """Return commands that would change the files or the index of a `parted` story."""
    sides = merging.sides(story, "other")
    return [
        lambda: branches.switch(story, "other"),
        lambda: merging.finish_merge(story, sides),
        lambda: merging.leave_open(story, sides, {}, {}),
        lambda: undo(story),
    ]


def test_a_locked_index(parted: Repository, state: Callable[[], object], write: Callable[..., None]) -> None:
    """Every command says since when it is locked and how to go on; the lock stays, all is as before."""
    write(z="title: Z\n")
    commit(parted, "Z")
    write(y="title: Y\n")
    ways = [*each_way(parted), lambda: commit(parted, "New"), lambda: merging.refuse_unready(parted, sides)][:-1]
    sides = merging.sides(parted, "other")
    before = state()
    lock = parted.git_dir / "index.lock"
    lock.write_text("")
    os.utime(lock, (0, lock.stat().st_mtime - 7500))
    for way in ways:
        with pytest.raises(IndexLocked, match="for 2 hours by another git process; nothing was changed") as caught:
            way()
        assert str(lock) in (caught.value.hint or "")
    assert lock.exists()
    lock.unlink()
    assert state() == before


@pytest.mark.parametrize(
    ("age", "words"), [(0.2, "less than a second"), (1, "1 second"), (90, "1 minute"), (200000, "2 days")]
)
def test_the_age_of_a_lock(age: float, words: str) -> None:
    """It is told in one unit; a lock that is gone already has none."""
    assert f"locked for {words} by" in IndexLocked(Path("lock"), age).message
    assert "locked by" in IndexLocked(Path("lock"), None).message


def test_a_locked_branch(parted: Repository, state: Callable[[], object], write: Callable[..., None]) -> None:
    """A lock that git left on a branch or on HEAD is named; files and index are put back."""
    write(z="title: Z\n")
    before = state()
    for name, way in (
        ("refs/heads/main", lambda: commit(parted, "New")),
        ("HEAD", lambda: branches.switch(parted, "other")),
        ("refs/heads/third", lambda: branches.create_branch(parted, "third")),
        ("refs/heads/other", lambda: branches.delete_branch(parted, "other", force=True)),
    ):
        lock = parted.git_dir / f"{name}.lock"
        lock.write_text("")
        with pytest.raises(RefLocked, match="nothing was changed") as caught:
            way()
        assert caught.value.cause == f"The file {lock} exists."
        lock.unlink()
        assert state() == before
    commit(parted, "New")
    before = state()
    lock = parted.git_dir / "refs/heads/main.lock"
    lock.write_text("")
    with pytest.raises(RefLocked):
        undo(parted)
    lock.unlink()
    assert state() == before


def test_a_ref_moves_only_from_where_it_is(parted: Repository, git: Git) -> None:
    """From elsewhere, or where a name is in the way, it is refused; to where it is already is no move."""
    tip, other = parted.tip(), git("rev-parse", "other")
    references.move(parted, "refs/heads/main", other, tip, "no move")
    for before in (None, other):
        with pytest.raises(RefMoved):
            references.move(parted, "refs/heads/main", before, git("rev-parse", "main~1"), "from elsewhere")
    with pytest.raises(BranchExists, match="'main'"):
        references.move(parted, "refs/heads/main/two", None, tip, "in the way")
    assert git("rev-parse", "main") == tip


def test_a_branch_is_moved_from_where_it_was_seen(parted: Repository, git: Git, hook: Callable[..., Path]) -> None:
    """Another program that commits meanwhile wins; ours is refused, and its files are put back."""
    hook("pre-merge-commit", "git update-ref refs/heads/main other")
    before = snapshot(parted.folder)
    sides = merging.sides(parted, "other")
    with pytest.raises(RefMoved, match="'main' was moved"):
        merging.finish_merge(parted, sides)
    assert git("rev-parse", "main") == sides.theirs
    assert snapshot(parted.folder) == before
    git("update-ref", "refs/heads/main", sides.ours)
    hook("commit-msg", "git update-ref refs/heads/main other")
    (parted.folder / "scenes/z.yaml").write_text("title: Z\n")
    with pytest.raises(RefMoved):
        commit(parted, "New")
    assert git("rev-parse", "main") == sides.theirs
    git("update-ref", "refs/heads/main", sides.ours)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write from everything in FOLDER."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*")) if not path.is_symlink()}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def as_a_person() -> list[str]:
    """Return the words that let permissions count for root as well; skip the test where there are none."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("permissions don't count for root")
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


@pytest.mark.parametrize("part", ["scenes", ".git", "."])
def test_a_folder_that_can_not_be_written(part: str, parted: Repository) -> None:
    """The work tree, the repository or all of it: one error, and nothing is changed."""
    person, folder = as_a_person(), parted.folder
    (folder / "scenes/z.yaml").write_text("title: Z\n")
    before = snapshot(folder)
    with read_only(folder / part):
        for command in ("switch", "merge") if part == "scenes" else ("switch", "merge", "commit", "branch"):
            said = attempt(folder, command, by=person)
            assert said.startswith("ReadOnlyFolder"), (command, said)
            assert "nothing was changed" in said
    assert snapshot(folder) == before
    assert attempt(folder, "switch", by=person) == "done\n"


@pytest.mark.parametrize("limit", [0, 100, 1200])
@pytest.mark.parametrize("command", ["commit", "switch", "merge"])
def test_a_file_that_can_not_grow(
    command: str, limit: int, parted: Repository, git: Git, state: Callable[[], object]
) -> None:
    """Where files may not grow, as with a quota, a command fails with one error and all is as before."""
    git("switch", "-q", "other")
    (parted.folder / "scenes/c.yaml").write_bytes(os.urandom(5000))
    git("commit", "-q", "-a", "-m", "Long")
    git("switch", "-q", "main")
    if command == "commit":
        (parted.folder / "scenes/a.yaml").write_bytes(os.urandom(5000))
    before = state()
    said = attempt(parted.folder, command, str(limit))
    assert said.split()[0] in {"GitFailed", "ReadOnlyFolder", "StoreUnwritable"}, said
    for lock in parted.git_dir.rglob("*.lock"):
        lock.unlink()
    assert state() == before
    assert attempt(parted.folder, command) == "done\n"


def fill(filler: Path, free: int) -> None:
    """Fill a disk but for FREE bytes."""
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(bytes(4096))
    os.truncate(filler, max(0, filler.stat().st_size - free))


def test_a_full_disk(parted: Repository, tmp_path: Path) -> None:
    """A disk without room: one error; all is as before, at the latest when there is room for it, and git is sound."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        story = disk / "story"
        Git(tmp_path)("clone", "-q", "--no-hardlinks", str(parted.folder), str(story))
        Git(story)("branch", "-q", "other", "origin/other")
        before = snapshot(story)
        filler = disk / "filler"
        for free in (0, 4096, 12288, 20480, 32768):
            fill(filler, free)
            said = attempt(story, "merge")
            filler.unlink()
            Git(story).sound()
            if said == "done\n":
                assert Git(story)("status", "--porcelain", "--untracked-files=no") == ""
                undo(Repository.discover(story))
            else:
                assert said.split()[0] in {"GitFailed", "ReadOnlyFolder"}, said
                settle(Repository.discover(story))
            assert snapshot(story) == before, free
        assert attempt(story, "merge") == "done\n"
        Git(story).sound()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_file_changed_between_looking_and_writing(parted: Repository, hook: Callable[..., Path]) -> None:
    """What another program wrote meanwhile stays, a file that appeared as well, and the rest is put back."""
    for path in ("scenes/b.yaml", "scenes/c.yaml"):
        hook("pre-merge-commit", f"echo 'title: Mine' > {path}")
        with pytest.raises(ChangedMeanwhile, match=path):
            merging.finish_merge(parted, merging.sides(parted, "other"))
        assert (parted.folder / path).read_text() == "title: Mine\n"
        Git(parted.folder)("stash", "-q", "-u")


def test_undo_after_a_failed_command_is_the_one_before(parted: Repository, hook: Callable[..., Path]) -> None:
    """A refused command leaves no trace among those that can be taken back."""
    branches.create_branch(parted, "third")
    hook("pre-merge-commit", "exit 1")
    with pytest.raises(Exception, match="pre-merge-commit"):
        merging.finish_merge(parted, merging.sides(parted, "other"))
    assert undo(parted).command == "branch"


def test_two_disks(tmp_path: Path) -> None:
    """A file comes from another disk by way of a file beside its target; a link stays a link."""
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one disk only")
    part = other / f"anime-{os.getpid()}"
    part.write_text("new")
    part.chmod(0o755)
    (tmp_path / "target").write_text("old")
    renamed(part, tmp_path / "target")
    assert (tmp_path / "target").read_text() == "new"
    assert (tmp_path / "target").stat().st_mode & 0o100
    assert not part.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["target"]
    part.write_text("new")
    with pytest.raises(FileNotFoundError):
        renamed(part, tmp_path / "no" / "folder")
    part.unlink()


def test_without_git(repository: Repository) -> None:
    """The program is missing, or says no: each is one error."""
    with pytest.raises(GitFailed, match="run 'cat-file'") as caught:
        program.output(repository.folder, "cat-file", "-p", "0" * 40)
    assert caught.value.cause
    with pytest.MonkeyPatch.context() as without:
        without.setenv("PATH", "/nowhere")
        with pytest.raises(GitMissing, match="git was not found"):
            program.run(repository.folder, "status")


def test_an_outer_git_does_not_lead_astray(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, write: Callable[..., None]
) -> None:
    """Run from a hook of another repository, whose variables name that one, the story's own is meant."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, "/nowhere")
    write(a="title: New\n")
    commit(repository, "Here")
    monkeypatch.undo()
    assert Git(repository.folder)("log", "-1", "--format=%s") == "Here"


def test_a_killed_command_is_settled_before_the_next(repository: Repository, again: Callable[[], Repository]) -> None:
    """What was changed after the kill is not touched; status names the command until it is settled."""
    from anime_cli.history import journal
    from anime_cli.history.status import status

    write_file(repository, "scenes/new.yaml", b"title: New\n", None)
    record = journal.latest(repository, journal.UNDO)
    assert record is not None
    from dataclasses import replace

    journal.save(repository, replace(record, finished=False, partial=True))
    assert status(repository).interrupted == "edit scenes/new.yaml"
    (repository.folder / "scenes/new.yaml").write_text("title: Changed since\n")
    with recording(repository, "nothing"):
        pass
    assert (repository.folder / "scenes/new.yaml").read_text() == "title: Changed since\n"
    (repository.folder / "scenes/new.yaml").write_text("title: New\n")
    next_one = again()
    with recording(next_one, "nothing"):
        pass
    assert not (repository.folder / "scenes/new.yaml").exists()
    assert next_one.notes == ["'anime edit scenes/new.yaml' had been killed; what it had changed was put back."]
    assert status(repository).interrupted is None


def test_many_names_are_cut() -> None:
    """Five are named, the others counted."""
    assert named("gfedcba") == "a, b, c, d, e and 2 more"
    assert "a, b" in (WouldLoseWork("Doing", ["b", "a"]).cause or "")
