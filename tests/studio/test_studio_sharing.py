"""Branches that are no storyline: a merge of their own, with every sync, beside the story."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pygit2
import pytest

from anime_cli.history.shared import Shared
from anime_cli.studio import branching, saving, syncing, undoing
from anime_cli.studio.setting_up import clone_story
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli.history.repository import Repository
    from anime_cli.studio.synced import BranchSync

NOTES = "anime-notes"
REF = f"refs/heads/{NOTES}"


def kept(repository: Repository, files: dict[str, bytes], parents: list[str]) -> str:
    """Commit FILES to the branch of notes."""
    handle = repository.handle
    tree = handle.TreeBuilder()
    for name, data in files.items():
        tree.insert(name, handle.create_blob(data), pygit2.enums.FileMode.BLOB)
    who = pygit2.Signature("Mio", "mio@example.org", 0, 0)
    made = handle.create_commit(None, who, who, "Notes", tree.write(), [pygit2.Oid(hex=name) for name in parents])
    handle.references.create(REF, made, force=True)
    return str(made)


def notes(repository: Repository, commit: str | None = None) -> dict[str, bytes]:
    """Return the notes at COMMIT, or as they are here."""
    handle = repository.handle
    if commit is None and REF not in handle.references:
        return {}
    found = handle[commit or str(handle.references[REF].target)].peel(pygit2.Commit)
    return {str(blob.name): blob.data for blob in found.tree if isinstance(blob, pygit2.Blob)}


def unite(repository: Repository, theirs: str | None) -> str | None:
    """Keep the notes of both sides."""
    handle = repository.handle
    ours = str(handle.references[REF].target) if REF in handle.references else None
    if theirs is None or ours == theirs:
        return ours
    if ours is None or handle.descendant_of(pygit2.Oid(hex=theirs), pygit2.Oid(hex=ours)):
        handle.references.create(REF, pygit2.Oid(hex=theirs), force=True)
        return theirs
    if handle.descendant_of(pygit2.Oid(hex=ours), pygit2.Oid(hex=theirs)):
        return ours
    return kept(repository, {**notes(repository, theirs), **notes(repository)}, [ours, theirs])


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let syncs carry the branch of notes."""
    monkeypatch.setattr(syncing, "SHARED", (Shared(NOTES, unite),))


@pytest.fixture
def pair(studio: Studio, tmp_path: Path) -> tuple[Studio, Studio]:
    """Two clones of one story around a bare repository."""
    hub = tmp_path / "hub.git"
    subprocess.run(["git", "clone", "-q", "--bare", studio.repository.folder, hub], check=True)
    folders = [clone_story(str(hub), name, start=tmp_path).folder for name in ("one", "two")]
    one, two = (Studio.open(folder, environment={}) for folder in folders)
    return one, two


def row(told: tuple[BranchSync, ...]) -> tuple[int, int]:
    """Return how many commits of notes came and went."""
    assert [each.name for each in told] == [NOTES]
    return told[0].taken, told[0].sent


def test_both_sides_notes_meet(pair: tuple[Studio, Studio]) -> None:
    """Whoever syncs last sends the union; the first takes it with their next sync."""
    one, two = pair
    kept(one.repository, {"a": b"one"}, [])
    kept(two.repository, {"b": b"two"}, [])
    assert row(syncing.sync_story(one).shared) == (0, 1)
    assert row(syncing.sync_story(two).shared) == (1, 2)
    assert row(syncing.sync_story(one).shared) == (2, 0)
    assert notes(one.repository) == notes(two.repository) == {"a": b"one", "b": b"two"}


def test_a_race_keeps_every_note(pair: tuple[Studio, Studio]) -> None:
    """Notes that somebody sends between fetch and push are united in the next round of the same sync."""
    one, two = pair
    kept(one.repository, {"a": b"one"}, [])
    kept(two.repository, {"b": b"two"}, [])
    hook = one.repository.common_dir / "hooks/pre-push"
    hook.write_text(
        f'#!/bin/sh\n[ -e .raced ] && exit 0; touch .raced; unset GIT_DIR; git -C "{two.repository.folder}" push -q '
        f"origin {NOTES}\n"
    )
    hook.chmod(0o755)
    assert row(syncing.sync_story(one).shared) == (1, 2)
    assert notes(one.repository) == {"a": b"one", "b": b"two"}


def test_notes_are_no_storyline(pair: tuple[Studio, Studio]) -> None:
    """They are neither offered nor called unshared, a dry run leaves them, and undo takes only the story back."""
    one, two = pair
    kept(one.repository, {"a": b"one"}, [])
    assert syncing.sync_story(one, dry_run=True).shared == ()
    told = syncing.sync_story(one)
    assert (told.unshared, told.offered, [each.name for each in told.branches]) == ((), (), ["main"])
    branching.switch_branch(one, "draft", create=True)
    (one.repository.folder / "places/roof.yaml").write_text("name: The roof\n")
    saving.commit(one, "The roof")
    branching.switch_branch(one, "main")
    assert syncing.sync_story(one).unshared == ("draft",)
    syncing.sync_story(one, branches=["draft"])
    told = syncing.sync_story(two)
    assert (told.offered, row(told.shared)) == (("draft",), (1, 0))
    told = syncing.sync_story(two, branches=["main", "draft"])
    assert [each.begun for each in told.branches] == [None, "here"]
    undoing.undo(two)
    assert [each.name for each in branching.branches(two)] == [NOTES, "main"]
    assert notes(two.repository) == {"a": b"one"}
