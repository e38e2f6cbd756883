"""What differs from the last commit: the same that git tells, in story words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.history.effects import Stage
from anime_cli.history.index import replace
from anime_cli.history.status import changes, status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

    from anime_cli.history.repository import Repository

KINDS = {
    "??": {"untracked"},
    "A ": {"added"},
    "AM": {"added"},
    " M": {"modified"},
    "M ": {"modified"},
    "MM": {"modified"},
    "T ": {"modified"},
    " T": {"modified"},
    " D": {"deleted"},
    "D ": {"deleted"},
    "MD": {"deleted"},
}
"""What git's two letters are called; AD is a file that never was, so that nothing differs."""


def told_by_git(git: Git) -> dict[str, str]:
    """Return git's two letters by path."""
    lines = git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all").split("\0")
    return {line[3:]: line[:2] for line in lines if line}


def agree(repository: Repository, git: Git) -> None:
    """Assert that both tell of the same files, and the same about each."""
    found = {change.path: change.kind for change in changes(repository)}
    told = {path: mark for path, mark in told_by_git(git).items() if mark != "AD"}
    assert found.keys() == told.keys()
    conflicts = {"UU", "AA", "DD", "AU", "UA", "DU", "UD"}
    for path, mark in told.items():
        assert found[path] in ({"conflicted"} if mark in conflicts else KINDS[mark]), (path, mark)


def touch_everything(folder: Path, git: Git) -> None:
    """Bring the work tree into every state that git has two letters for."""
    for name in ("am", "ad", "mm", "md", "m", "d", "gone", "type", "typed", "mode"):
        (folder / f"{name}.txt").write_text(f"{name}\n")
    git("add", "mm.txt", "md.txt", "m.txt", "d.txt", "gone.txt", "type.txt", "typed.txt", "mode.txt")
    git("commit", "-q", "-m", "All sorts")
    for name in ("mm", "md", "m"):
        (folder / f"{name}.txt").write_text("staged\n")
    (folder / "a.txt").write_text("new\n")
    git("add", "-A")
    for name in ("mm", "am"):
        (folder / f"{name}.txt").write_text("and changed\n")
    for name in ("md", "ad", "gone", "type", "typed"):
        (folder / f"{name}.txt").unlink()
    git("rm", "-q", "d.txt")
    (folder / "type.txt").symlink_to("m.txt")
    (folder / "typed.txt").symlink_to("m.txt")
    git("add", "typed.txt")
    (folder / "mode.txt").chmod(0o755)
    (folder / "new").mkdir()
    (folder / "new" / "雨 の.txt").write_text("x")
    (folder / "ignored.png").write_text("x")


def test_every_state_is_told_as_git_tells_it(repository: Repository, git: Git) -> None:
    """Added, changed, deleted, staged or not, link or file, in any mixture."""
    touch_everything(repository.folder, git)
    assert set(told_by_git(git).values()) == {*KINDS, "AD"}
    agree(repository, git)


def test_conflicts_are_told_as_git_tells_them(parted: Repository, git: Git) -> None:
    """Changed by both, added by both, deleted by one: all are conflicts, and a merge is under way."""
    git("switch", "-q", "other")
    for name in ("a", "c"):
        (parted.folder / f"scenes/{name}.yaml").unlink()
    (parted.folder / "scenes/new.yaml").write_text("title: Theirs\n")
    git("add", "-A")
    git("commit", "-q", "-m", "Against")
    git("switch", "-q", "main")
    (parted.folder / "scenes/b.yaml").write_text("title: B\nplace: attic\nscript: []\n")
    (parted.folder / "scenes/new.yaml").write_text("title: Ours\n")
    git("add", "-A")
    git("commit", "-q", "-m", "Against")
    git("merge", "-q", "other", check=False)
    assert {"UU", "AA", "UD"} <= set(told_by_git(git).values())
    agree(parted, git)
    now = status(parted)
    assert (now.merging, now.clean, now.detached, now.branch) == (True, False, False, "main")
    git("merge", "--abort")


OPEN = {"UA": (3,), "AU": (2,), "DU": (1, 3), "UD": (1, 2), "AA": (2, 3), "UU": (1, 2, 3)}
"""Git's two letters for a file in conflict, and the stages that it has."""


@pytest.mark.parametrize("letters", OPEN)
def test_a_file_in_conflict_hides_nothing_of_its_folder(letters: str, repository: Repository, git: Git) -> None:
    """Git tells it as in conflict and its neighbours as unchanged, though the index noted the tree of their folder."""
    blob = git("rev-parse", "HEAD:scenes/a.yaml")
    git("read-tree", "HEAD")
    (repository.folder / "scenes/aa.yaml").write_text("title: In conflict\n")
    replace(repository, {"scenes/aa.yaml": tuple(Stage(number, 0o100644, blob) for number in OPEN[letters])})
    assert git("status", "--porcelain").splitlines() == [f"{letters} scenes/aa.yaml"]
    git("reset", "-q")


def test_a_renamed_file_is_one_change(repository: Repository, git: Git) -> None:
    """The same content under another name is a rename, staged or not; each old file is taken once."""
    scenes = repository.folder / "scenes"
    (scenes / "a.yaml").rename(scenes / "z.yaml")
    (scenes / "copy.yaml").write_bytes((scenes / "z.yaml").read_bytes())
    for _ in range(2):
        found = {(change.path, change.kind, change.previous) for change in changes(repository)}
        assert ("scenes/copy.yaml", "renamed", "scenes/a.yaml") in found
        assert len(found) == 2
        git("add", "-A")


@pytest.mark.parametrize("setting", [("core.autocrlf", "true"), ("core.autocrlf", "input"), ("core.fileMode", "false")])
def test_settings_change_what_differs(setting: tuple[str, str], repository: Repository, git: Git) -> None:
    """What git takes for changed is changed, what it takes for unchanged is not."""
    git("config", *setting)
    path = repository.folder / "scenes/a.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") if setting[0] == "core.autocrlf" else path.read_bytes())
    path.chmod(0o755 if setting[0] == "core.fileMode" else 0o644)
    agree(repository, git)
    git("add", "-A")
    agree(repository, git)
    assert status(repository).clean


def test_where_head_is(repository: Repository, git: Git) -> None:
    """Detached, unborn, amid a rebase: each is told."""
    git("switch", "-q", "--detach")
    assert (status(repository).detached, status(repository).commit) == (True, repository.tip())
    git("switch", "-q", "--orphan", "fresh")
    (repository.folder / "new.txt").write_text("x")
    now = status(repository)
    assert (now.branch, now.commit) == ("fresh", None)
    agree(repository, git)
    git("add", "new.txt")
    agree(repository, git)
    git("switch", "-q", "-f", "main")
    (repository.git_dir / "rebase-apply").mkdir()
    assert status(repository).underway == "rebase"
    (repository.git_dir / "rebase-apply").rmdir()


def test_a_damaged_index_is_one_error(repository: Repository, git: Git, write: Callable[..., None]) -> None:
    """It says what could not be read; the file is left for git to mend."""
    from anime_cli.history.committing import commit
    from anime_cli.history.errors import GitFailed

    write(a="title: New\n")
    index = repository.git_dir / "index"
    data = index.read_bytes()
    index.write_bytes(b"nonsense")
    for ask in (status, lambda story: commit(story, "More")):
        with pytest.raises(GitFailed, match="read the index"):
            ask(repository)
    assert index.read_bytes() == b"nonsense"
    index.write_bytes(data)
    agree(repository, git)
