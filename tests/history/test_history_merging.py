"""Bringing a branch in, leaving a merge open, finishing it, giving it up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from anime_cli.history import merging, openmerge, worktree
from anime_cli.history.committing import commit
from anime_cli.history.errors import (
    BranchNotFound,
    ConflictsLeft,
    DetachedHead,
    NoMerge,
    NoSuchFile,
    RefMoved,
    UnbornBranch,
    UnfinishedMerge,
    UnfinishedOperation,
    UnrelatedHistories,
    WouldLoseWork,
)
from anime_cli.history.plainly import merge_plainly
from anime_cli.history.undo import undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from real_git import Git

    from anime_cli.history.repository import Repository

MARKED = b"title: A\nplace: !conflict\nscript: []\n"


@pytest.fixture
def crossed(parted: Repository, git: Git, write: Callable[..., None]) -> Repository:
    """Let both branches change scene a as well."""
    git("switch", "-q", "other")
    write(a="title: A\nplace: attic\nscript: []\n")
    commit(parted, "Attic")
    git("switch", "-q", "main")
    return parted


def test_what_is_held_already(parted: Repository, git: Git) -> None:
    """A branch without anything new is up to date; one with more only is moved to."""
    git("branch", "old", "main~1")
    assert merging.sides(parted, "old").up_to_date
    git("switch", "-q", "old")
    sides = merging.sides(parted, "main")
    assert (sides.fast_forward, sides.up_to_date, list(sides.by_theirs)) == (True, False, ["scenes/a.yaml"])
    merging.refuse_unready(parted, sides)
    made = merging.fast_forward(parted, sides)
    assert git("rev-parse", "old", "main").splitlines() == [made.id] * 2
    assert git("status", "--porcelain") == ""
    assert git("reflog", "-1", "--format=%gs") == "merge main: Fast-forward"
    assert git("rev-parse", "ORIG_HEAD") == git("rev-parse", "main~1")


def test_each_side_is_taken_where_it_alone_changed(parted: Repository, git: Git) -> None:
    """The tree is the one that git makes; two parents, git's message, a reflog."""
    sides = merging.sides(parted, "other")
    assert (list(sides.by_ours), list(sides.by_theirs), sides.both) == (
        ["scenes/a.yaml"], ["scenes/b.yaml", "scenes/c.yaml"], {},
    )  # fmt: skip
    expected = git("merge-tree", "main", "other")
    made = merging.finish_merge(parted, sides)
    assert git("rev-parse", "HEAD^{tree}") == expected
    assert made.parents == (sides.ours, sides.theirs)
    assert made.subject == "Merge branch 'other'"
    assert git("status", "--porcelain") == ""
    git("switch", "-q", "-c", "third", "main~1")
    assert merging.default_message(merging.sides(parted, "other")) == "Merge branch 'other' into third"


@pytest.mark.parametrize("attributes", ["", "*.yaml text eol=crlf\n", "*.yaml filter=shout\n"])
def test_git_need_not_read_what_a_merge_wrote(attributes: str, parted: Repository, git: Git) -> None:
    """The index notes each file as it stands: plumbing, which looks only at that, finds nothing changed."""
    git("config", "filter.shout.smudge", "sed s/title/TITLE/")
    git("config", "filter.shout.clean", "sed s/TITLE/title/")
    (parted.git_dir / "info" / "attributes").write_text(attributes)
    git("rm", "-q", "-r", "--cached", ".")
    git("reset", "-q", "--hard")
    merging.finish_merge(parted, merging.sides(parted, "other"))
    assert git("diff-files", "--name-only") == ""
    assert git("diff-index", "--name-only", "HEAD") == ""
    undo(parted)
    assert git("diff-index", "--name-only", "HEAD") == ""


def test_a_file_that_is_edited_while_it_is_brought_in_stays_changed(
    parted: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index has what the merge wrote, not what somebody wrote over it."""
    place_all = worktree.place_all

    def hurried(repository: Repository, files: Any) -> None:
        place_all(repository, files)
        (repository.folder / "scenes/c.yaml").write_text("title: Mine\n")

    monkeypatch.setattr(worktree, "place_all", hurried)
    merging.finish_merge(parted, merging.sides(parted, "other"))
    assert git("diff-files", "--name-only") == "scenes/c.yaml"
    assert git("show", ":scenes/c.yaml") == git("show", "other:scenes/c.yaml")


def test_what_both_changed_needs_a_result(crossed: Repository, git: Git) -> None:
    """Whoever asks merges it; a result may also be that the file goes."""
    sides = merging.sides(crossed, "other")
    assert list(sides.both) == ["scenes/a.yaml"]
    with pytest.raises(ValueError, match="have no result"):
        merging.finish_merge(crossed, sides)
    merging.finish_merge(crossed, sides, {"scenes/a.yaml": None}, message="Mine", trailers=[("K", "v")])
    assert not (crossed.folder / "scenes/a.yaml").exists()
    assert git("log", "-1", "--format=%B").rstrip() == "Mine\n\nK: v"
    undo(crossed)
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("ours", [0o644, 0o755])
def test_modes_are_merged(ours: int, crossed: Repository, git: Git) -> None:
    """A side that made a file a program wins over one that left it alone."""
    path = crossed.folder / "scenes/a.yaml"
    path.chmod(ours)
    commit(crossed, "Mode") if ours == 0o755 else None
    git("switch", "-q", "other")
    path.chmod(0o755)
    commit(crossed, "Program")
    git("switch", "-q", "main")
    sides = merging.sides(crossed, "other")
    merging.finish_merge(crossed, sides, dict.fromkeys(sides.both, b"title: Both\n"))
    assert git("ls-files", "-s", "scenes/a.yaml").startswith("100755")


def test_a_merge_left_open_is_as_git_leaves_one(
    crossed: Repository, git: Git, state: Callable[[], tuple[object, ...]]
) -> None:
    """Stages, MERGE_HEAD, MERGE_MSG and marked files: git sees a merge, can give it up, and so can we."""
    sides, before = merging.sides(crossed, "other"), state()
    merging.leave_open(crossed, sides, {}, {"scenes/a.yaml": MARKED}, {"conflicts": [1]})
    stages = git("ls-files", "--unmerged").splitlines()
    assert [line.split()[2] for line in stages] == ["1", "2", "3"]
    assert git("status", "--porcelain").splitlines() == ["UU scenes/a.yaml", "M  scenes/b.yaml", "A  scenes/c.yaml"]
    assert (crossed.git_dir / "MERGE_MSG").read_text() == "Merge branch 'other'\n\n# Conflicts:\n#\tscenes/a.yaml\n"
    merge = openmerge.unfinished(crossed)
    assert merge is not None
    assert (merge.theirs, merge.name, merge.record) == (sides.theirs, "other", {"conflicts": [1]})
    assert list(merge.conflicts) == ["scenes/a.yaml"]
    for refused in (lambda: merging.finish_merge(crossed, sides, {"scenes/a.yaml": b""}), lambda: commit(crossed, "x")):
        with pytest.raises((UnfinishedMerge, ConflictsLeft)):
            refused()
    assert openmerge.abort_merge(crossed) == ("scenes/a.yaml", "scenes/b.yaml", "scenes/c.yaml")
    assert state() == before
    undo(crossed)
    assert openmerge.unfinished(crossed) == merge
    git("merge", "--abort")
    assert state()[:5] == before[:5]
    assert openmerge.unfinished(crossed) is None


def test_an_open_merge_is_finished(crossed: Repository, git: Git) -> None:
    """Not before every file is settled; its message is the one that was written down, without git's remarks."""
    merging.leave_open(crossed, merging.sides(crossed, "other"), {}, {"scenes/a.yaml": MARKED})
    openmerge.keep_record(crossed, ["left"])
    with pytest.raises(ConflictsLeft):
        openmerge.continue_merge(crossed)
    (crossed.folder / "scenes/a.yaml").write_text("title: Settled\n")
    with pytest.raises(NoSuchFile):
        openmerge.mark_resolved(crossed, ["scenes/nowhere.yaml"])
    openmerge.mark_resolved(crossed, ["scenes/a.yaml"])
    assert openmerge.unfinished(crossed).record == ["left"]  # type: ignore[union-attr]
    made = openmerge.continue_merge(crossed)
    assert (made.subject, made.body, len(made.parents)) == ("Merge branch 'other'", "", 2)
    assert git("show", "HEAD:scenes/a.yaml") == "title: Settled"
    assert git("status", "--porcelain") == ""
    for ask in (openmerge.continue_merge, openmerge.abort_merge, lambda story: openmerge.keep_record(story, None)):
        with pytest.raises(NoMerge):
            ask(crossed)


def test_a_merge_that_git_began_is_known(crossed: Repository, git: Git) -> None:
    """Its name stands in git's message; a damaged record of ours is no record; a deleted file can be the answer."""
    git("merge", "-q", "other", check=False)
    (crossed.state_dir).mkdir(exist_ok=True)
    for text in ("{", "[]", json.dumps({"theirs": "0" * 40, "name": "old", "record": 1})):
        (crossed.state_dir / "merge.json").write_text(text)
        merge = openmerge.unfinished(crossed)
        assert merge is not None
        assert (merge.name, merge.record, list(merge.conflicts)) == ("other", None, ["scenes/a.yaml"])
    (crossed.git_dir / "MERGE_MSG").write_text("Something else\n")
    assert openmerge.unfinished(crossed).name == merge.theirs[:10]  # type: ignore[union-attr]
    (crossed.folder / "scenes/a.yaml").unlink()
    openmerge.mark_resolved(crossed, ["scenes/a.yaml"])
    (crossed.git_dir / "MERGE_MSG").unlink()
    assert openmerge.continue_merge(crossed).subject == "Merge"
    assert git("ls-tree", "HEAD", "scenes/a.yaml") == ""


def test_giving_up_keeps_what_the_merge_did_not_touch(
    crossed: Repository, git: Git, write: Callable[..., None], state: Callable[[], object]
) -> None:
    """Dirty files, untracked files and their bytes are as before, also after git itself began the merge."""
    (crossed.folder / "story.yaml").write_bytes(b"format: anime/1\r\ntitle: Mine\n")
    write(z="title: Untracked\n")
    before = state()
    merging.leave_open(crossed, merging.sides(crossed, "other"), {}, {"scenes/a.yaml": MARKED})
    openmerge.abort_merge(crossed)
    assert state() == before
    git("merge", "-q", "other", check=False)
    openmerge.abort_merge(crossed)
    assert state() == before


@pytest.mark.parametrize("way", ["fast_forward", "finish_merge", "leave_open"])
def test_a_merge_loses_no_work(way: str, crossed: Repository, git: Git, state: Callable[[], object]) -> None:
    """Changed, staged and untracked files in its way stop it, each by name; nothing is changed."""
    if way == "fast_forward":
        git("switch", "-q", "-c", "start", "main~1")
    sides = merging.sides(crossed, "other")
    results = dict.fromkeys(sides.both, b"title: Both\n")
    bring = {
        "fast_forward": lambda: merging.fast_forward(crossed, sides),
        "finish_merge": lambda: merging.finish_merge(crossed, sides, results),
        "leave_open": lambda: merging.leave_open(crossed, sides, {}, results),
    }[way]
    for path, staged in (("scenes/b.yaml", False), ("scenes/c.yaml", False), ("scenes/b.yaml", True)):
        (crossed.folder / path).write_text("title: Mine\n")
        if staged:
            git("add", path)
        before = state()
        for ask in (bring, lambda: merging.refuse_unready(crossed, sides)):
            with pytest.raises(WouldLoseWork, match="Merging 'other'") as caught:
                ask()
            assert path in caught.value.paths
        assert state() == before
        git("stash", "-q", "-u")


def test_a_branch_that_moves_meanwhile_stops_a_merge(parted: Repository, git: Git, write: Callable[..., None]) -> None:
    """What was compared is no longer there: run it again."""
    sides = merging.sides(parted, "other")
    write(z="title: Z\n")
    git("add", "-A")
    git("commit", "-q", "-m", "Meanwhile")
    tip = parted.tip()
    for way in (merging.finish_merge, lambda story, merge: merging.leave_open(story, merge, {}, {})):
        with pytest.raises(RefMoved, match="'main' was moved"):
            way(parted, sides)
    git("switch", "-q", "-c", "elsewhere", sides.ours)
    with pytest.raises(RefMoved):
        merging.finish_merge(parted, sides)
    assert git("rev-parse", "main") == tip


def test_what_can_not_be_merged(parted: Repository, git: Git) -> None:
    """No such branch, no common past, no branch to merge into, something unfinished: each has its sentence."""
    with pytest.raises(BranchNotFound) as caught:
        merging.sides(parted, "othre")
    assert caught.value.hint == "Did you mean 'other'?"
    git("checkout", "-q", "--orphan", "stranger")
    with pytest.raises(UnbornBranch):
        merging.sides(parted, "other")
    git("commit", "-q", "-m", "Stranger")
    git("switch", "-q", "main")
    with pytest.raises(UnrelatedHistories, match="'main' and 'stranger'"):
        merging.sides(parted, "stranger")
    git("switch", "-q", "--detach")
    with pytest.raises(DetachedHead, match="the merge would belong to no branch"):
        merging.sides(parted, "other")
    git("switch", "-q", "main")
    sides = merging.sides(parted, "other")
    (parted.git_dir / "REVERT_HEAD").write_text("x")
    for way in (merging.refuse_unready, merging.finish_merge):
        with pytest.raises(UnfinishedOperation, match="revert"):
            way(parted, sides)
    (parted.git_dir / "REVERT_HEAD").unlink()


def test_other_files_merge_as_git_merges_them(repository: Repository, git: Git) -> None:
    """Line by line, as attributes say; bytes, links and files that one side deleted are left to a person."""
    folder = repository.folder
    lines = [f"line {number}\n" for number in range(9)]
    (folder / ".gitattributes").write_text("*.log merge=union\n*.lock -merge\n")
    names = ("clean.md", "both.md", "all.log", "never.lock", "gone.md", "here.md")
    for name in names:
        (folder / name).write_text("".join(lines))
    (folder / "raw.bin").write_bytes(b"\0one")
    (folder / "link").symlink_to("one")
    commit(repository, "Base")
    git("branch", "other")
    for side in ("main", "other"):
        git("switch", "-q", side)
        for name in names:
            changed = list(lines)
            changed[{"main": 0, "other": 8}[side] if name == "clean.md" else 4] = f"{side}\n"
            (folder / name).write_text("".join(changed))
        (folder / "raw.bin").write_bytes(b"\0" + side.encode())
        (folder / "link").unlink()
        (folder / "link").symlink_to(side)
        (folder / {"main": "gone.md", "other": "here.md"}[side]).unlink()
        (folder / "same.md").write_text("the same")
        commit(repository, side)
    git("switch", "-q", "main")
    sides = merging.sides(repository, "other")
    merged = {path: merge_plainly(repository, path, three, ("HEAD", "other")) for path, three in sides.both.items()}
    assert {path: data for path, (data, clean) in merged.items() if clean} == {
        "clean.md": "".join(["main\n", *lines[1:8], "other\n"]).encode(),
        "all.log": "".join([*lines[:4], "main\n", "other\n", *lines[5:]]).encode(),
    }
    torn = {path: data for path, (data, clean) in merged.items() if not clean}
    assert b"<<<<<<< HEAD\nmain\n=======\nother\n>>>>>>> other\n" in (torn.pop("both.md") or b"")
    ours = "".join([*lines[:4], "main\n", *lines[5:]]).encode()
    theirs = ours.replace(b"main", b"other")
    assert torn == {
        "never.lock": ours, "here.md": ours, "gone.md": theirs, "raw.bin": b"\0main", "link": b"main",
    }  # fmt: skip
