"""What a clone needs for plain git to merge a story, and the hooks: set, looked at, mended, taken away."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from anime_cli.history import attributes, hooking, setup
from anime_cli.history.cloning import ClonedNoStory, CloneFailed, clone, name_of
from anime_cli.history.errors import FolderNotEmpty
from anime_cli.history.program import Listener

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from anime_cli.history.repository import Repository

PLAIN = {"merge.anime.driver", "diff.anime.textconv"}


def states(repository: Repository) -> set[str]:
    return {part.state for part in setup.inspected(repository)}


@pytest.fixture
def old(repository: Repository) -> Repository:
    """A story that has never heard of the driver, with lines of its own."""
    (repository.folder / ".gitattributes").write_text("# ours\n*.png binary")
    return repository


def test_a_story_without_lines_is_left_alone(old: Repository) -> None:
    """Who never asked for the driver is not told that it lacks."""
    assert setup.warnings(old) == ()
    assert states(old) == {"missing"}


def test_lines_are_added_after_the_persons_own(old: Repository, git: Callable[..., str]) -> None:
    """The file keeps what it says; the change is in the work tree, for the person to commit."""
    assert setup.complete_attributes(old)
    assert (old.folder / ".gitattributes").read_text() == "# ours\n*.png binary\n" + attributes.LINES
    assert git("status", "--porcelain") == "?? .gitattributes"
    for path, value in {"scenes/a.yaml": "anime", "story.yaml": "anime", "notes/a.yaml": "unspecified"}.items():
        assert git("check-attr", "merge", "--", path) == f"{path}: merge: {value}"
        assert git("check-attr", "diff", "--", path) == f"{path}: diff: {value}"
    assert not setup.complete_attributes(old)


def test_what_a_person_chose_is_chosen(old: Repository) -> None:
    """A folder that shall be merged otherwise, or by the driver under another pattern, gets no line."""
    (old.folder / ".gitattributes").write_text("scenes/* merge=binary\n*.yaml merge=anime\nplaces/* -merge\n")
    assert attributes.missing(old) == ()


def test_a_clone_that_lacks_the_driver_is_warned(old: Repository, git: Callable[..., str]) -> None:
    """Named and not set is the one case in which git merges lines without a word."""
    setup.complete_attributes(old)
    assert setup.warnings(old) == (setup.UNSET,)
    setup.configure(old)
    assert setup.warnings(old) == ()
    assert states(old) == {"ok"}
    assert git("config", "--local", "--get", "merge.anime.driver") == setup.settings()["merge.anime.driver"]
    git("config", "--unset", "merge.anime.driver")
    assert setup.warnings(old) == (setup.UNSET,)
    git("config", "--global", "merge.anime.driver", "mine %O %A %B")
    assert setup.warnings(old) == ()


def test_a_moved_environment_is_warned_and_mended(old: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that names a Python, or a package, that is gone is outdated until it is set again."""
    setup.complete_attributes(old)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "executable", "/gone/with spaces/python")
        setup.configure(old)
        assert states(old) == {"ok"}
    assert setup.warnings(old) == (setup.GONE,)
    assert {part.name for part in setup.inspected(old) if part.state == "outdated"} == PLAIN
    setup.configure(old)
    assert setup.warnings(old) == ()


def test_the_warning_costs_next_to_nothing(old: Repository) -> None:
    """Every command looks; a look is two small files, no program and no libgit2."""
    setup.complete_attributes(old)
    setup.configure(old)
    start = time.perf_counter()
    for _ in range(100):
        setup.warnings(old)
    assert time.perf_counter() - start < 0.5


def test_hooks_come_and_go(repository: Repository, git: Callable[..., str]) -> None:
    """Three files that git may run, known again by their line; removing them leaves no other."""
    kept = repository.common_dir / "hooks/pre-push"
    kept.write_text("#!/bin/sh\n")
    assert [part.state for part in hooking.install(repository)] == ["set"] * 3
    assert [part.state for part in hooking.install(repository)] == ["ok"] * 3
    assert {part.state for part in hooking.inspected(repository, wanted=True)} == {"ok"}
    (repository.common_dir / "hooks/pre-commit").write_text(f"#!/bin/sh\n{hooking.OURS}\n")
    assert {part.name: part.state for part in hooking.inspected(repository, wanted=False)} == {
        "hook pre-commit": "outdated",
        "hook pre-merge-commit": "ok",
        "hook post-merge": "ok",
    }
    assert len(hooking.remove(repository)) == 3
    assert list(hooking.inspected(repository, wanted=False)) == []
    assert kept.exists()
    assert git("status", "--porcelain") == ""


def test_a_persons_hook_is_never_touched(repository: Repository) -> None:
    """One hook of their own, and none of ours is installed; --no-hooks leaves it."""
    theirs = repository.common_dir / "hooks/pre-merge-commit"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(hooking.ForeignHook, match="No hook was installed"):
        hooking.install(repository)
    assert not (repository.common_dir / "hooks/pre-commit").exists()
    assert [(part.state, part.detail) for part in hooking.inspected(repository, wanted=False)] == [("ok", "your own")]
    assert hooking.remove(repository) == ()
    assert theirs.read_text() == "#!/bin/sh\nexit 0\n"


def test_hooks_stand_where_git_looks(repository: Repository, git: Callable[..., str], tmp_path: Path) -> None:
    """core.hooksPath inside the repository is honoured; a folder that others may share is not written to."""
    git("config", "core.hooksPath", "tools/hooks")
    hooking.install(repository)
    assert (repository.folder / "tools/hooks/pre-commit").exists()
    git("config", "core.hooksPath", str(tmp_path / "shared"))
    with pytest.raises(hooking.SharedHooks):
        hooking.install(repository)
    assert not (tmp_path / "shared").exists()


def test_the_hook_stops_a_story_that_contradicts_itself(repository: Repository, git: Callable[..., str]) -> None:
    """Git's own commit is refused with what the check says; unchecked it passes, and so it does without anime."""
    (repository.folder / "places").mkdir()
    (repository.folder / "places/roof.yaml").write_text("name: Roof\nkind: rooftop\n")
    hooking.install(repository)
    git("add", "-A")
    git("commit", "-qm", "The roof")
    (repository.folder / "scenes/a.yaml").write_text("title: A\nplace: nowhere\nscript: []\n")
    git("add", "-A")
    git("commit", "-qm", "Nowhere", check=False)
    assert git("log", "-1", "--format=%s") == "The roof"
    (repository.folder / "scenes/b.yaml").write_text("title: [\n")
    git("commit", "-qam", "Unreadable", check=False)
    assert git("log", "-1", "--format=%s") == "The roof"
    git("commit", "--no-verify", "-qm", "Nowhere")
    hook = repository.common_dir / "hooks/pre-commit"
    hook.write_text(hook.read_text().replace(setup.interpreter(), "/nowhere/python"))
    git("commit", "--allow-empty", "-qm", "Without anime")
    assert git("log", "-1", "--format=%s") == "Without anime"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/stories/petals.git", "petals"),
        ("https://example.org/stories/petals/", "petals"),
        ("mio@example.org:petals.git", "petals"),
        ("../petals", "petals"),
        ("/srv/petals/.git", "petals"),
        ("petals.bundle", "petals"),
    ],
)
def test_a_clone_is_named_as_git_names_it(url: str, name: str) -> None:
    assert name_of(url) == name


def test_a_clone_is_a_story(repository: Repository, tmp_path: Path) -> None:
    """A relative address is seen from where the command works; how far git is, is passed on."""
    said: list[str] = []
    made = clone("story", tmp_path, "copy", Listener(said.append))
    assert (made.folder, made.files()) == (tmp_path / "copy", repository.files())
    assert said[0].startswith("Cloning into")


def test_a_clone_that_fails_leaves_nothing(tmp_path: Path, git: Callable[..., str], repository: Repository) -> None:
    """No repository, no story in it, a folder that is taken: an error, and what stood there before."""
    empty = tmp_path / "empty"
    empty.mkdir()
    for name in ("new", "empty"):
        with pytest.raises(CloneFailed) as failed:
            clone(str(tmp_path / "nowhere"), tmp_path, name)
        assert "nowhere" in (failed.value.cause or "")
    git("rm", "-q", "-r", ".")
    git("commit", "-qm", "Nothing is left")
    for name in ("new", "empty"):
        with pytest.raises(ClonedNoStory):
            clone(str(repository.folder), tmp_path, name)
    assert (list(empty.iterdir()), (tmp_path / "new").exists()) == ([], False)
    (empty / "mine").write_text("")
    with pytest.raises(FolderNotEmpty):
        clone(str(repository.folder), tmp_path, "empty")
    assert (empty / "mine").exists()
