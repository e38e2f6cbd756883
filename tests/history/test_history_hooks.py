"""The hooks of a repository: run and heard as git runs and hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anime_cli.history import branches, merging, openmerge
from anime_cli.history.committing import commit
from anime_cli.history.errors import ChangedMeanwhile, EmptyMessage, HookRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from real_git import Git

    from anime_cli.history.repository import Repository


@pytest.mark.parametrize("name", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_a_hook_can_refuse_a_commit(
    name: str,
    repository: Repository,
    write: Callable[..., None],
    hook: Callable[..., Path],
    state: Callable[[], object],
) -> None:
    """Its words are the cause, the hint says where it is, and nothing is changed."""
    path = hook(name, "echo 'Not on a Monday.'; exit 1")
    write(a="title: New\n")
    before = state()
    with pytest.raises(HookRefused, match=f"{name} hook said no") as caught:
        commit(repository, "Try")
    assert (caught.value.cause, caught.value.hint) == ("Not on a Monday.", f"The hook is {path}.")
    assert state() == before
    path.chmod(0o644)
    assert commit(repository, "A hook that is no program is none").subject


def test_a_hook_that_can_not_run(repository: Repository, write: Callable[..., None], hook: Callable[..., Path]) -> None:
    """A program that is not there refuses as well, as it does for git."""
    hook("pre-commit", "").write_text("#!/no/such/program\n")
    write(a="title: New\n")
    with pytest.raises(HookRefused) as caught:
        commit(repository, "Try")
    assert caught.value.cause == "No such file or directory"
    hook("pre-commit", "exit 7")
    with pytest.raises(HookRefused) as caught:
        commit(repository, "Try")
    assert caught.value.cause == "It gave no reason."


def test_pre_commit_sees_what_is_committed(
    repository: Repository, git: Git, write: Callable[..., None], hook: Callable[..., Path]
) -> None:
    """Its index is the commit to be; what it adds to it goes in; a file that is not committed is not seen."""
    write(a="title: New\n", b="title: New\n")
    hook(
        "pre-commit",
        "git diff --cached --name-only\ngit diff-files --name-only\necho generated > generated.txt\n"
        "git add generated.txt",
    )
    commit(repository, "With more", ["scenes/a.yaml"])
    assert repository.notes == ["pre-commit: scenes/a.yaml\nscenes/b.yaml"]
    assert git("show", "--format=", "--name-only", "HEAD").splitlines() == ["generated.txt", "scenes/a.yaml"]
    assert git("status", "--porcelain") == " M scenes/b.yaml"
    hook("pre-commit", "git rm -q --cached scenes/a.yaml")
    commit(repository, "Without one")
    assert git("status", "--porcelain") == "?? scenes/a.yaml"


def test_the_message_is_what_the_hooks_make_of_it(
    repository: Repository, git: Git, write: Callable[..., None], hook: Callable[..., Path]
) -> None:
    """prepare-commit-msg comes first and hears where the text is from; commit-msg has the last word."""
    hook("prepare-commit-msg", 'echo "from $2" >> "$1"')
    hook("commit-msg", 'echo "Checked: yes" >> "$1"')
    write(a="title: New\n")
    commit(repository, "Subject")
    assert git("log", "-1", "--format=%B") == "Subject\nfrom message\nChecked: yes\n".rstrip("\n")
    hook("commit-msg", ': > "$1"')
    write(a="title: Newer\n")
    with pytest.raises(EmptyMessage):
        commit(repository, "Subject")


def test_post_commit_is_told(repository: Repository, write: Callable[..., None], hook: Callable[..., Path]) -> None:
    """What it says is a note; that it fails is a note, too, for the commit is made."""
    hook("post-commit", "git log -1 --format=%s")
    write(a="title: New\n")
    commit(repository, "Done")
    assert repository.notes.pop() == "post-commit: Done"
    hook("post-commit", "echo broken >&2; exit 1")
    write(a="title: Newer\n")
    commit(repository, "Done again")
    assert repository.notes == ["The repository's post-commit hook failed: broken"]


@pytest.mark.parametrize("kind", ["relative", "absolute", "home"])
def test_hooks_may_be_elsewhere(
    kind: str, repository: Repository, git: Git, write: Callable[..., None], hook: Callable[..., Path], home: Path
) -> None:
    """core.hooksPath says where, from the story's folder, from the root or from home."""
    folder = {"relative": repository.folder / ".hooks", "absolute": home / "h", "home": home / "my-hooks"}[kind]
    git("config", "core.hooksPath", {"relative": ".hooks", "absolute": str(folder), "home": "~/my-hooks"}[kind])
    hook("pre-commit", "exit 1")
    hook("pre-commit", "echo from elsewhere; pwd", folder)
    write(a="title: New\n")
    commit(repository, "Elsewhere")
    assert repository.notes == [f"pre-commit: from elsewhere\n{repository.folder}"]


def test_a_linked_work_tree_has_the_same_hooks(git: Git, hook: Callable[..., Path], tmp_path: Path) -> None:
    """They run in its own folder."""
    from anime_cli.history.repository import Repository as Story

    git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked")
    hook("pre-commit", "git rev-parse --abbrev-ref HEAD; pwd")
    linked = Story.discover(tmp_path / "linked")
    (linked.folder / "scenes/a.yaml").write_text("title: New\n")
    commit(linked, "There")
    assert linked.notes == [f"pre-commit: linked\n{linked.folder}"]


def test_a_merge_asks_its_own_hook(
    parted: Repository, git: Git, hook: Callable[..., Path], state: Callable[[], object]
) -> None:
    """pre-merge-commit sees the merged tree and can refuse; post-merge is told; pre-commit is not asked."""
    hook("pre-commit", "exit 1")
    hook("pre-merge-commit", "exit 1")
    hook("post-merge", 'echo "squash $1"')
    before = state()
    with pytest.raises(HookRefused, match="pre-merge-commit"):
        merging.finish_merge(parted, merging.sides(parted, "other"))
    assert state() == before
    hook("pre-merge-commit", "git diff --cached --name-only HEAD")
    hook("prepare-commit-msg", 'echo "$2" >> "$1"')
    made = merging.finish_merge(parted, merging.sides(parted, "other"))
    assert parted.notes == ["pre-merge-commit: scenes/b.yaml\nscenes/c.yaml", "post-merge: squash 0"]
    assert (len(made.parents), made.subject, made.body) == (2, "Merge branch 'other'", "merge")
    assert git("status", "--porcelain") == ""


def test_a_fast_forward_and_a_switch_are_told(parted: Repository, git: Git, hook: Callable[..., Path]) -> None:
    """post-merge after a fast-forward, post-checkout after a switch, as git does."""
    hook("post-merge", "echo merged")
    hook("post-checkout", 'echo "$3"')
    git("branch", "start", "main~1")
    branches.switch(parted, "start")
    merging.fast_forward(parted, merging.sides(parted, "other"))
    assert parted.notes == ["post-checkout: 1", "post-merge: merged"]


def test_a_finished_merge_asks_the_hooks_of_a_commit(
    parted: Repository, git: Git, hook: Callable[..., Path], state: Callable[[], object], tmp_path: Path
) -> None:
    """Those that git itself runs, in its order; one that refuses refuses the merge as a whole."""
    names = ("pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-merge")
    told = tmp_path / "told"
    for name in names:
        hook(name, f'echo "{name} $2" >> {told}')
    merging.leave_open(parted, merging.sides(parted, "other"), {}, {})
    git("-c", "core.editor=:", "merge", "--continue")
    by_git = told.read_text()
    git("reset", "-q", "--hard", "HEAD^")
    told.unlink()
    merging.leave_open(parted, merging.sides(parted, "other"), {}, {})
    path = hook("pre-commit", "exit 1")
    before = state()
    with pytest.raises(HookRefused):
        openmerge.continue_merge(parted)
    assert state() == before
    path.write_text(f'#!/bin/sh\necho "pre-commit " >> {told}\n')
    assert len(openmerge.continue_merge(parted).parents) == 2
    assert told.read_text() == by_git == "pre-commit \nprepare-commit-msg merge\ncommit-msg \npost-commit \n"


def test_a_hook_that_writes_into_the_story_loses_nothing(
    parted: Repository, hook: Callable[..., Path], git: Git
) -> None:
    """A file that changes while the merge is under way is not overwritten: the merge is off, the words stay."""
    hook("pre-merge-commit", "echo '# from the hook' >> scenes/b.yaml")
    tip = parted.tip()
    with pytest.raises(ChangedMeanwhile, match=r"scenes/b\.yaml"):
        merging.finish_merge(parted, merging.sides(parted, "other"))
    assert (parted.folder / "scenes/b.yaml").read_text().endswith("# from the hook\n")
    assert not (parted.folder / "scenes/c.yaml").exists()
    assert parted.tip() == tip
    assert git("status", "--porcelain") == " M scenes/b.yaml"
