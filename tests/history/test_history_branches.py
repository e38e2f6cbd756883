"""Branches: their names, their beginnings and ends, and switching without losing a word."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from anime_cli.history import branches
from anime_cli.history.branches import BranchElsewhere
from anime_cli.history.committing import commit
from anime_cli.history.errors import (
    BadBranchName,
    BranchExists,
    BranchNotFound,
    CurrentBranch,
    RevisionNotFound,
    UnbornBranch,
    UnfinishedMerge,
    UnfinishedOperation,
    UnmergedBranch,
    UnsafePath,
    WouldLoseWork,
)
from anime_cli.history.undo import undo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

    from anime_cli.history.repository import Repository

NAMES = [
    "ending/alternate", "雨", "a.b", "a-b", "a@b", "@a", "{", "-a", "", "HEAD", "@", "a b", "a..b", "a~b", "a^b", "a:b",
    "a?b", "a*b", "a[b", "a\\b", "a\x7fb", "a\tb", "/a", "a/", "a//b", ".a", "a/.b", "a.lock", "a.lock/b", "a.", "a@{b",
    "a/@", "x" * 200,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_allowed_where_git_allows_it(name: str, repository: Repository, git: Git) -> None:
    """`git check-ref-format --branch` is the rule; a name that it forbids is refused with the reason."""
    allowed = subprocess.run(["git", "check-ref-format", "--branch", name], capture_output=True, check=False)
    if allowed.returncode == 0 and name not in {"HEAD", "@"}:
        assert branches.create_branch(repository, name).name == name
        assert git("rev-parse", f"refs/heads/{name}") == repository.tip()
    else:
        with pytest.raises(BadBranchName) as caught:
            branches.create_branch(repository, name)
        assert caught.value.cause
        with pytest.raises(BranchNotFound):
            branches.switch(repository, name)


def test_a_branch_begins_anywhere(parted: Repository, git: Git) -> None:
    """At any revision; it is listed by name with its last commit; the current branch stays."""
    git("tag", "-a", "draft", "main~1", "-m", "Draft")
    for name, revision in (("one", "HEAD"), ("two", "other"), ("three", "draft"), ("four", parted.tip()[:9])):
        made = branches.create_branch(parted, name, revision)
        assert (made.commit, made.current) == (git("rev-parse", f"{revision}^0"), False)
    listed = branches.branches(parted)
    assert [branch.name for branch in listed] == ["four", "main", "one", "other", "three", "two"]
    assert [branch.name for branch in listed if branch.current] == ["main"]
    assert {branch.name: branch.subject for branch in listed}["two"] == "Theirs"
    with pytest.raises(RevisionNotFound):
        branches.create_branch(parted, "five", "nowhere")
    git("switch", "-q", "--orphan", "fresh")
    with pytest.raises(UnbornBranch):
        branches.create_branch(parted, "five")
    assert branches.switch(parted, "main").current


@pytest.mark.parametrize(("name", "taken"), [("ending", "ending"), ("ending/sad", "ending"), ("main/two", "main")])
def test_a_name_is_taken_once(name: str, taken: str, repository: Repository, git: Git) -> None:
    """Also where a branch would have to be a folder of another."""
    git("branch", "ending")
    git("pack-refs", "--all")
    with pytest.raises(BranchExists, match=f"'{taken}'"):
        branches.create_branch(repository, name)
    git("branch", "-D", "ending")
    git("branch", "ending/happy")
    with pytest.raises(BranchExists, match="ending/happy"):
        branches.create_branch(repository, "ending")


def test_a_branch_with_commits_of_its_own_stays(parted: Repository, git: Git) -> None:
    """Unless it is forced; and undo brings it back where it was."""
    commit_id = git("rev-parse", "other")
    with pytest.raises(UnmergedBranch, match="1 commit that") as caught:
        branches.delete_branch(parted, "other")
    assert caught.value.hint == "anime story branch --delete --force other"
    assert branches.delete_branch(parted, "other", force=True) == commit_id
    with pytest.raises(BranchNotFound):
        branches.delete_branch(parted, "other")
    undo(parted)
    assert git("rev-parse", "other") == commit_id
    git("merge", "-q", "other")
    git("pack-refs", "--all")
    assert branches.delete_branch(parted, "other") == commit_id


def test_a_branch_that_is_worked_on_stays(repository: Repository, git: Git, tmp_path: Path) -> None:
    """Here or in another work tree; nor can two work trees work on one."""
    git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    with pytest.raises(CurrentBranch):
        branches.delete_branch(repository, "main", force=True)
    with pytest.raises(CurrentBranch, match="another work tree"):
        branches.delete_branch(repository, "linked", force=True)
    with pytest.raises(BranchElsewhere, match="another work tree; nothing was changed"):
        branches.switch(repository, "linked")
    assert git("rev-parse", "--abbrev-ref", "HEAD") == "main"


def test_a_branch_that_is_another_name(repository: Repository, git: Git) -> None:
    """A symbolic branch is listed at the commit of the branch it stands for."""
    git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
    assert {branch.name: branch.commit for branch in branches.branches(repository)} == dict.fromkeys(
        ("alias", "main"), repository.tip()
    )


def test_a_switch_is_gits_switch(parted: Repository, git: Git) -> None:
    """Files, index, HEAD and reflog are as after `git switch`; `git switch -` leads back."""
    branches.switch(parted, "other")
    assert git("status", "--porcelain=v2", "--branch").splitlines()[1] == "# branch.head other"
    assert git("status", "--porcelain") == ""
    assert (parted.folder / "scenes/c.yaml").exists()
    git("switch", "-q", "-")
    assert not (parted.folder / "scenes/c.yaml").exists()
    assert branches.switch(parted, "main").current
    git("switch", "-q", "--detach", "other")
    branches.switch(parted, "main")
    assert git("status", "--porcelain", "--branch") == "## main"


@pytest.mark.parametrize("change", ["modified", "staged", "deleted", "untracked", "ignored", "folder", "file", "mode"])
def test_a_switch_loses_no_work(
    change: str, parted: Repository, git: Git, state: Callable[[], object], write: Callable[..., None]
) -> None:
    """Whatever stands in the way and is in no commit stops it, is named, and stays."""
    folder = parted.folder
    path = "scenes/b.yaml"
    if change == "modified":
        write(b="title: Mine\n")
    elif change == "staged":
        write(b="title: Mine\n")
        git("add", "-A")
    elif change == "deleted":
        git("rm", "-q", "--cached", path)
    elif change in {"untracked", "ignored"}:
        path = "scenes/c.yaml"
        write(c="title: Mine\n")
        if change == "ignored":
            (folder / ".git/info/exclude").write_text("c.yaml\n")
    elif change == "folder":
        path = "scenes/c.yaml/mine.txt"
        (folder / "scenes/c.yaml").mkdir()
        (folder / path).write_text("mine")
    elif change == "file":
        git("switch", "-q", "other")
        (folder / "notes").mkdir()
        (folder / "notes/one.txt").write_text("one")
        git("add", "-A")
        git("commit", "-q", "-m", "Notes")
        git("switch", "-q", "main")
        path = "notes"
        (folder / path).write_text("mine")
    else:
        (folder / path).chmod(0o755)
    before = state()
    with pytest.raises(WouldLoseWork, match="Switching to 'other'") as caught:
        branches.switch(parted, "other")
    assert caught.value.paths == (path,)
    assert state() == before


def test_what_is_in_no_way_comes_along(parted: Repository, git: Git, write: Callable[..., None]) -> None:
    """A change of a file that both branches have alike, and a file that neither has, come along."""
    (parted.folder / "story.yaml").write_text("format: anime/1\ntitle: Mine\n")
    write(z="title: Mine\n", c="title: C\nplace: roof\nscript: []\n")
    git("add", "story.yaml")
    branches.switch(parted, "other")
    assert git("status", "--porcelain").splitlines() == ["M  story.yaml", "?? scenes/z.yaml"]


def test_names_that_differ_by_case_are_two_files(repository: Repository, git: Git) -> None:
    """Where the disk tells them apart both live; where it doesn't the file in the way is seen as such."""
    git("switch", "-q", "-c", "upper")
    (repository.folder / "scenes/Quiet.yaml").write_text("title: Theirs\n")
    commit(repository, "Upper")
    branches.switch(repository, "main")
    mine = repository.folder / "scenes/quiet.yaml"
    mine.write_text("title: Mine\n")
    if (repository.folder / "scenes/QUIET.yaml").exists():
        with pytest.raises(WouldLoseWork):
            branches.switch(repository, "upper")
    else:
        branches.switch(repository, "upper")
    assert mine.read_text() == "title: Mine\n"


def test_folders_come_and_go(repository: Repository, git: Git) -> None:
    """A file may become a folder and a folder a file; an empty folder goes, one with a file of mine stays."""
    folder = repository.folder
    git("switch", "-q", "-c", "turned")
    shutil.rmtree(folder / "chapters")
    (folder / "chapters").write_text("a file")
    (folder / "README").mkdir()
    (folder / "README/one.md").write_text("one")
    commit(repository, "Turn")
    branches.switch(repository, "main")
    assert (folder / "chapters/one.yaml").exists()
    assert not (folder / "README").exists()
    (folder / "README").mkdir()
    branches.switch(repository, "turned")
    assert (folder / "chapters").read_text() == "a file"
    (folder / "README/mine.md").write_text("mine")
    branches.switch(repository, "main")
    assert [path.name for path in (folder / "README").iterdir()] == ["mine.md"]


def test_no_way_leads_through_a_link(parted: Repository, git: Git, tmp_path: Path) -> None:
    """A folder that has become a link is refused; what it leads to is not touched."""
    (tmp_path / "away").mkdir()
    shutil.rmtree(parted.folder / "scenes")
    (parted.folder / "scenes").symlink_to(tmp_path / "away")
    with pytest.raises(UnsafePath, match=r"scenes/"):
        branches.switch(parted, "other")
    assert list((tmp_path / "away").iterdir()) == []
    (parted.folder / "scenes").unlink()
    git("checkout", "-q", "--", "scenes")


def test_a_tree_that_leads_out_is_refused(repository: Repository, git: Git) -> None:
    """A commit whose tree holds `..` or `.git` is never written to disk."""
    blob = git("rev-parse", "HEAD:story.yaml")
    import pygit2

    for name in (b"..", b".git", b".GIT"):
        inner = b"100644 evil\0" + bytes.fromhex(blob)
        tree = repository.handle.write(pygit2.enums.ObjectType.TREE, inner)
        outer = repository.handle.write(pygit2.enums.ObjectType.TREE, b"40000 " + name + b"\0" + tree.raw)
        made = git("commit-tree", str(outer), "-p", "HEAD", "-m", "Evil")
        git("update-ref", "refs/heads/evil", made)
        with pytest.raises(UnsafePath):
            branches.switch(repository, "evil")
    git("update-ref", "-d", "refs/heads/evil")
    git("reflog", "expire", "--expire=now", "--all")
    git("prune", "--expire=now")


def test_a_switch_waits_for_what_is_unfinished(parted: Repository, git: Git) -> None:
    """An open merge and an open rebase come first."""
    git("merge", "-q", "--no-commit", "other")
    with pytest.raises(UnfinishedMerge):
        branches.switch(parted, "other")
    git("merge", "--abort")
    (parted.git_dir / "rebase-merge").mkdir()
    with pytest.raises(UnfinishedOperation, match="rebase"):
        branches.switch(parted, "other")
    (parted.git_dir / "rebase-merge").rmdir()


@pytest.mark.parametrize("how", ["autocrlf", "eol", "filter"])
def test_files_that_look_different_on_disk(how: str, parted: Repository, git: Git) -> None:
    """CR LF and filters are no change: a switch brings each file as git would write it, and back."""
    if how == "autocrlf":
        git("config", "core.autocrlf", "yes")
    elif how == "eol":
        (parted.git_dir / "info" / "attributes").write_text("*.yaml text eol=crlf\n")
    else:
        git("config", "filter.shout.smudge", "tr a-z A-Z")
        git("config", "filter.shout.clean", "tr A-Z a-z")
        (parted.git_dir / "info" / "attributes").write_text("*.md filter=shout\n")
        git("switch", "-q", "other")
        (parted.folder / "loud.md").write_text("PETALS\n")
        commit(parted, "Loud")
        assert git("cat-file", "-p", "HEAD:loud.md") == "petals"
        git("switch", "-q", "main")
    git("rm", "-q", "-r", "--cached", ".")
    git("reset", "-q", "--hard")
    branches.switch(parted, "other")
    assert git("status", "--porcelain") == ""
    written = parted.folder / ("loud.md" if how == "filter" else "scenes/c.yaml")
    assert written.read_bytes() == (b"PETALS\n" if how == "filter" else b"title: C\r\nplace: roof\r\nscript: []\r\n")
    branches.switch(parted, "main")
    assert git("status", "--porcelain") == ""
    (parted.folder / "scenes/b.yaml").write_bytes(b"title: Mine\r\n")
    with pytest.raises(WouldLoseWork):
        branches.switch(parted, "other")


def test_a_disk_without_modes_is_no_obstacle(parted: Repository, git: Git) -> None:
    """Where every file looks like a program a switch works all the same."""
    git("config", "core.fileMode", "false")
    for path in (parted.folder / "scenes").iterdir():
        path.chmod(0o777)
    branches.switch(parted, "other")
    branches.switch(parted, "main")
    assert git("status", "--porcelain") == ""
