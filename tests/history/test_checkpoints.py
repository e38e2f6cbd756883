"""Checkpoints are git's annotated tags: set, listed, deleted, taken back, and safe from git's own clean-up."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from anime_cli.history.checkpoints import (
    BadCheckpointName,
    CheckpointExists,
    CheckpointNotFound,
    checkpoints,
    create_checkpoint,
    delete_checkpoint,
)
from anime_cli.history.errors import EmptyMessage, SigningFailed
from anime_cli.history.repository import Repository
from anime_cli.history.undo import redo, undo

if TYPE_CHECKING:
    from pathlib import Path

    from real_git import Git


def test_a_checkpoint_is_an_annotated_tag(repository: Repository, git: Git) -> None:
    """Git reads it as one of its own: type, commit, writer and message."""
    made = create_checkpoint(repository, "draft/first", "Before it all.\n\nTwo endings are open.")
    assert git("cat-file", "-t", "draft/first") == "tag"
    assert git("rev-parse", "draft/first^{commit}") == git("rev-parse", "HEAD") == made.commit
    form = "%(taggername) %(taggeremail)%0a%(contents)"
    told = git("for-each-ref", f"--format={form}", "refs/tags")
    assert told == "Mio Writer <mio@example.org>\nBefore it all.\n\nTwo endings are open."
    assert (made.name, made.author, made.annotated) == ("draft/first", "Mio Writer", True)
    assert git("describe") == "draft/first"
    git.sound()


def test_checkpoints_are_listed(repository: Repository, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest first, plain tags among them, tags of other things left out."""
    for name, year in (("old", 2001), ("new", 2030)):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{year}-01-02T03:04:05+09:00")
        create_checkpoint(repository, name, name.title())
    git("tag", "plain")
    git("tag", "a-file", "HEAD:story.yaml")
    listed = checkpoints(repository)
    assert [(each.name, each.message, each.annotated) for each in listed] == [
        ("new", "New", True),
        ("plain", "Begin the story", False),
        ("old", "Old", True),
    ]
    assert listed[0].at.isoformat() == "2030-01-02T03:04:05+09:00"


@pytest.mark.parametrize("name", ["", "a b", "-n", "a..b", ".a", "a/", "a.lock", "HEAD", "a\\b", "@{1}", "a~1"])
def test_names_that_git_refuses(repository: Repository, git: Git, name: str) -> None:
    """They are refused with a reason, and nothing is made."""
    with pytest.raises(BadCheckpointName) as refusal:
        create_checkpoint(repository, name, "No")
    assert refusal.value.cause
    assert git("tag") == ""


def test_names_that_are_taken(repository: Repository, git: Git) -> None:
    """A name, and what would have to be its folder, is taken once; an empty message makes none."""
    create_checkpoint(repository, "draft", "One")
    for name in ("draft", "draft/first"):
        with pytest.raises(CheckpointExists, match="already a checkpoint called 'draft'") as refusal:
            create_checkpoint(repository, name, "Two")
        assert refusal.value.hint == "Take another name, or first: anime story checkpoint --delete draft"
    with pytest.raises(EmptyMessage):
        create_checkpoint(repository, "other", " \n")
    assert git("tag") == "draft"


def test_a_checkpoint_comes_back(repository: Repository, git: Git) -> None:
    """Undo and redo of setting and deleting hold even after git threw everything unreachable away."""
    create_checkpoint(repository, "draft", "One")
    tag = git("rev-parse", "draft")
    delete_checkpoint(repository, "draft")
    assert git("tag") == ""
    git("reflog", "expire", "--expire=now", "--all")
    git("gc", "-q", "--prune=now")
    assert git("cat-file", "-t", tag, check=False) == ""
    repository = Repository.discover(repository.folder)
    undo(repository)
    assert git("rev-parse", "draft") == tag
    undo(repository)
    assert git("tag") == ""
    git("gc", "-q", "--prune=now")
    repository = Repository.discover(repository.folder)
    redo(repository)
    assert git("cat-file", "-p", "draft").endswith("\n\nOne")
    redo(repository)
    assert git("tag") == ""
    git.sound()


def test_no_such_checkpoint(repository: Repository) -> None:
    """The nearest name is offered; a branch is none."""
    create_checkpoint(repository, "first-draft", "One")
    with pytest.raises(CheckpointNotFound) as refusal:
        delete_checkpoint(repository, "first-drift")
    assert refusal.value.hint == "Did you mean 'first-draft'?"
    with pytest.raises(CheckpointNotFound):
        delete_checkpoint(repository, "../heads/main")


def test_signed_where_git_is_told_so(repository: Repository, git: Git, tmp_path: Path) -> None:
    """tag.gpgsign signs checkpoints as it signs git's tags, and undo takes them back; a missing key stops it."""
    git("config", "tag.gpgsign", "true")
    git("config", "gpg.format", "ssh")
    git("config", "user.signingkey", str(tmp_path / "key"))
    with pytest.raises(SigningFailed):
        create_checkpoint(repository, "draft", "One")
    assert git("tag") == ""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    create_checkpoint(repository, "draft", "One")
    assert "-----BEGIN SSH SIGNATURE-----" in git("cat-file", "-p", "draft")
    undo(repository)
    assert git("tag") == ""
    redo(repository)
    assert git("tag") == "draft"
