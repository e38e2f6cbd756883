"""Taking commands back and doing them again: exactly, or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from anime_cli.errors import WorldError
from anime_cli.history import branches, journal, merging, openmerge
from anime_cli.history.committing import commit
from anime_cli.history.errors import (
    ChangedMeanwhile,
    EndedByGit,
    LaterEdits,
    NothingToUndo,
    ReadOnlyFolder,
    UnsafePath,
)
from anime_cli.history.snapshot import blob_id
from anime_cli.history.status import status
from anime_cli.history.undo import recording, redo, undo
from anime_cli.history.writing import write_file, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

    from anime_cli.history.repository import Repository


def steps(story: Repository) -> list[tuple[str, Callable[[], object]]]:
    """Return every command that changes a story, in an order in which each has something to do."""

    def put(path: str, text: str) -> Callable[[], object]:
        def go() -> object:
            file = story.folder / path
            expected = blob_id(file.read_bytes()) if file.exists() else None
            return write_file(story, path, text.encode(), expected)

        return go

    def sides() -> merging.Sides:
        return merging.sides(story, "other")

    def leave() -> object:
        merge = sides()
        return merging.leave_open(story, merge, {}, dict.fromkeys(merge.both, b"marked\n"), {"conflicts": []})

    return [
        ("edit", put("scenes/new.yaml", "title: New\n")),
        ("commit", lambda: commit(story, "New")),
        ("branch", lambda: branches.create_branch(story, "third", "HEAD~1")),
        ("switch", lambda: branches.switch(story, "third")),
        ("merge", lambda: merging.fast_forward(story, merging.sides(story, "main"))),
        ("branch --delete", lambda: branches.delete_branch(story, "main", force=True)),
        ("edit", put("scenes/b.yaml", "title: Ours\n")),
        ("commit", lambda: commit(story, "Ours")),
        ("merge", leave),
        ("merge --abort", lambda: openmerge.abort_merge(story)),
        ("merge", leave),
        ("resolve", lambda: openmerge.keep_record(story, {"conflicts": [1]})),
        ("edit", put("scenes/b.yaml", "title: Both\n")),
        ("resolve", lambda: openmerge.mark_resolved(story, ["scenes/b.yaml"])),
        ("merge --continue", lambda: openmerge.continue_merge(story)),
        ("switch", lambda: branches.switch(story, "other")),
    ]


def merge_open(story: Repository, write: Callable[..., None], *, torn: bool = True) -> None:
    """Change scene b as the branch `other` does, and leave the merge of the two open, TORN or only to be looked at."""
    write(b="title: Ours\n")
    commit(story, "Ours too")
    merge = merging.sides(story, "other")
    results = dict.fromkeys(merge.both, b"marked\n")
    merging.leave_open(story, merge, {} if torn else results, results if torn else {}, {"conflicts": []})


def test_every_command_can_be_taken_back_and_done_again(parted: Repository, state: Callable[[], object]) -> None:
    """Each undo restores files, index, branches, HEAD and an open merge exactly; each redo the other way."""
    every, states = steps(parted), [state()]
    for _, go in every:
        go()
        states.append(state())
    for (name, _), before in zip(reversed(every), reversed(states[:-1]), strict=True):
        assert undo(parted).command == name
        assert state() == before
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        undo(parted)
    for (name, _), after in zip(every, states[1:], strict=True):
        assert redo(parted).command == name
        assert state() == after
    with pytest.raises(NothingToUndo, match="nothing to redo"):
        redo(parted)


def test_undo_loses_no_later_work(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """What was changed since is named and kept; once it is out of the way undo goes on."""
    write(a="title: New\n")
    commit(repository, "New")
    write(b="title: Unrelated\n")
    undo(repository)
    redo(repository)
    git("commit", "-q", "-a", "-m", "By hand")
    with pytest.raises(LaterEdits, match="'commit' can't be taken back") as caught:
        undo(repository)
    assert caught.value.paths == ("main",)
    git("reset", "-q", "--hard", "HEAD~1")
    git("branch", "third")
    branches.create_branch(repository, "other", "HEAD~1")
    branches.switch(repository, "other")
    write(a="title: Later\n")
    with pytest.raises(LaterEdits) as caught:
        undo(repository)
    assert caught.value.paths == ("scenes/a.yaml",)
    git("checkout", "-q", "scenes/a.yaml")
    assert undo(repository).branches == ("HEAD",)
    git("switch", "-q", "third")
    undo(repository)
    with pytest.raises(LaterEdits) as caught:
        undo(repository)
    assert caught.value.paths == ("HEAD",)
    git("switch", "-q", "main")
    assert undo(repository).command == "commit"


@pytest.mark.parametrize("torn", [False, True])
def test_what_git_has_finished_is_not_begun_anew(
    torn: bool, parted: Repository, git: Git, write: Callable[..., None], state: Callable[[], object]
) -> None:
    """A merge that `git commit` ended stays ended: its steps would leave marks and conflicts that nobody can settle."""
    merge_open(parted, write, torn=torn)
    if torn:
        write(b="title: Both\n")
        openmerge.mark_resolved(parted, ["scenes/b.yaml"])
    git("commit", "-q", "--no-edit")
    before = state()
    with pytest.raises(EndedByGit, match=f"'{'resolve' if torn else 'merge'}' can't be taken back"):
        undo(parted)
    assert state() == before


def test_a_merge_that_git_gave_up_is_passed_over(parted: Repository, git: Git, write: Callable[..., None]) -> None:
    """Nothing of it is left to take back, so the command before it is the next."""
    merge_open(parted, write)
    git("merge", "--abort")
    assert [undo(parted).command for _ in range(2)] == ["merge", "commit"]
    assert git("log", "-1", "--format=%s") == "Ours"


def test_a_new_command_ends_redo(repository: Repository, write: Callable[..., None]) -> None:
    """What was taken back is no longer to be done again once something was done; a refusal ends nothing."""
    write(a="title: New\n")
    commit(repository, "New")
    undo(repository)
    with pytest.raises(WorldError):
        branches.switch(repository, "nowhere")
    assert journal.latest(repository, journal.REDO) is not None
    branches.create_branch(repository, "other")
    with pytest.raises(NothingToUndo):
        redo(repository)


def test_each_work_tree_takes_back_its_own(repository: Repository, git: Git, tmp_path: Path) -> None:
    """Undo in one never touches the files of another."""
    from anime_cli.history.repository import Repository as Story

    git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    linked = Story.discover(tmp_path / "linked")
    for story in (repository, linked):
        (story.folder / "scenes/a.yaml").write_text("title: New\n")
        commit(story, "New")
    assert undo(repository).command == "commit"
    assert git("rev-list", "--count", "main") == "1"
    assert git("rev-list", "--count", "linked") == "2"
    with pytest.raises(NothingToUndo):
        undo(repository)
    assert redo(repository).command == "commit"
    assert undo(linked).command == "commit"


def test_only_the_newest_are_kept(repository: Repository, monkeypatch: pytest.MonkeyPatch, git: Git) -> None:
    """Older records go; what they held is left to git's own clean-up; they never travel."""
    monkeypatch.setattr(journal, "KEPT", 3)
    for number in range(5):
        branches.create_branch(repository, f"b{number}")
    assert journal.numbers(repository, journal.UNDO) == [3, 4, 5]
    git("gc", "-q", "--prune=now")
    for number in (4, 3, 2):
        assert undo(repository).arguments == (f"b{number}",)
    assert "refs/anime" not in git("ls-remote", "--heads", "--tags", ".")


def test_git_keeps_what_undo_needs(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """After `git gc` with no grace, words that no commit holds come back all the same."""
    write(a="title: Never committed\n")
    name = blob_id(b"title: Never committed\n")
    write_file(repository, "scenes/a.yaml", None, name)
    git("reflog", "expire", "--expire=now", "--all")
    git("gc", "-q", "--prune=now")
    undo(repository)
    assert (repository.folder / "scenes/a.yaml").read_text() == "title: Never committed\n"


def test_an_error_inside_puts_everything_back(repository: Repository, state: Callable[[], object]) -> None:
    """Several steps are one command: all or none, and no record is left."""
    before = state()
    with pytest.raises(KeyboardInterrupt), recording(repository, "many"):  # noqa: PT012  # all of it is taken back
        write_file(repository, "scenes/new.yaml", b"title: New\n", None)
        commit(repository, "New")
        branches.create_branch(repository, "third")
        branches.switch(repository, "third")
        raise KeyboardInterrupt
    assert state() == before
    assert journal.latest(repository, journal.UNDO) is None
    with recording(repository, "nothing"):
        pass
    assert journal.latest(repository, journal.UNDO) is None
    assert status(repository).interrupted is None


def test_an_edit_is_made_over_what_was_read(repository: Repository, state: Callable[[], object]) -> None:
    """A file that is not what was read is left alone, and so are the others; no path leads out."""
    a, new = repository.folder / "scenes/a.yaml", repository.folder / "scenes/new.yaml"
    read = blob_id(a.read_bytes())
    a.chmod(0o755)
    write_files(repository, {"scenes/a.yaml": b"title: New\n", "scenes/new.yaml": b"x: 1\n"}, {"scenes/a.yaml": read})
    assert (a.read_text(), new.read_text(), a.stat().st_mode & 0o100) == ("title: New\n", "x: 1\n", 0o100)
    before = state()
    for contents, expected in (
        ({"scenes/b.yaml": b"", "scenes/a.yaml": b""}, {"scenes/a.yaml": read}),
        ({"scenes/new.yaml": b""}, {}),
        ({"scenes/c.yaml": None}, {"scenes/c.yaml": read}),
    ):
        with pytest.raises(ChangedMeanwhile):
            write_files(repository, contents, expected)
    (repository.folder / "scenes/link.yaml").symlink_to("a.yaml")
    for path in (
        "../out.yaml",
        "/tmp/out.yaml",
        "scenes/../../out",
        ".git/config",
        "scenes/link.yaml",
        "a\\b",
        "a\0b",
        "",
    ):
        with pytest.raises(UnsafePath):
            write_file(repository, path, b"", None)
    (repository.folder / "scenes/link.yaml").unlink()
    assert state() == before


def test_an_undo_that_fails_is_not_done_later(repository: Repository, state: Callable[[], object]) -> None:
    """All is as before it, also after the next command, and it can be tried again."""
    path = "scenes/a.yaml"
    write_file(repository, path, b"title: New\nplace: roof\nscript: []\n", repository.files()[path])
    before = state()
    scratch = repository.state_dir / "writing"
    shutil.rmtree(scratch)
    scratch.write_text("in the way")
    with pytest.raises(ReadOnlyFolder, match="writing"):
        undo(repository)
    assert (state(), status(repository).interrupted) == (before, None)
    scratch.unlink()
    branches.create_branch(repository, "third")
    assert (repository.folder / path).read_text().startswith("title: New")
    assert [undo(repository).command, undo(repository).command] == ["branch", "edit"]
    assert (repository.folder / path).read_text().startswith("title: A")
