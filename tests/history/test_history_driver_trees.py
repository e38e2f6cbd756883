"""What git does with the driver is what our own merge does: the same bytes, under every command that merges."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from merging_by_git import EDITS, Edit, Sandbox, merged, reversed_edit, sandbox

from anime_cli.studio.merging import merge_storylines
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def told(tmp_path: Path) -> Sandbox:
    """A story with a scene for each pair of edits."""
    return sandbox(tmp_path / "story")


def test_git_without_the_driver_stops(told: Sandbox) -> None:
    """The edits are none that git could bring together by itself."""
    told.parted()
    (told.folder / ".git/info/attributes").write_text("*.yaml !merge\n")
    assert told.git("merge", "-q", "side", code=1).stdout.count("CONFLICT") >= 6


def test_merge_gives_the_tree_of_our_merge(told: Sandbox, tmp_path: Path) -> None:
    """`git merge` and `anime story merge` make the same tree, object for object."""
    told.parted()
    shutil.copytree(told.folder, tmp_path / "copy")
    told.git("merge", "-q", "-m", "By git", "side")
    outcome = merge_storylines(Studio.open(tmp_path / "copy"), "side")
    assert outcome.kind == "merged", outcome.problems
    ours = Sandbox(tmp_path / "copy", EDITS).git("rev-parse", "HEAD^{tree}").stdout
    assert told.git("rev-parse", "HEAD^{tree}").stdout == ours
    assert told.git("status", "--porcelain").stdout == ""


def test_rebase(told: Sandbox) -> None:
    """The branch's commit is applied on top of main's as a merge with its parent as the base."""
    told.parted()
    told.git("rebase", "-q", "main", "side")
    assert told.committed() == {name: merged(each.base, each.ours, each.theirs) for name, each in EDITS.items()}


def test_cherry_pick(told: Sandbox) -> None:
    """One commit, and none of the others of its branch."""
    told.parted()
    told.git("switch", "-q", "side")
    told.commit({"far-fields": "title: Later\nplace: roof\nscript: []\n"}, "later")
    told.git("switch", "-q", "main")
    told.git("cherry-pick", "side~1")
    assert told.committed() == told.side("merged")


def test_revert(told: Sandbox) -> None:
    """What a commit did is taken back, and what came after stays."""
    commit = told.commit(told.side("theirs"), "theirs")
    told.commit(told.side("merged"), "ours, too")
    told.git("revert", "--no-edit", commit)
    assert told.committed() == {name: reversed_edit(each).merged for name, each in EDITS.items()}


def test_stash_pop(told: Sandbox) -> None:
    """What was put aside comes back over what was committed meanwhile."""
    told.write(told.side("theirs"))
    told.git("stash", "-q")
    told.commit(told.side("ours"), "ours")
    told.git("stash", "pop", "-q")
    assert told.standing() == told.side("merged")


def test_merge_tree(tmp_path: Path) -> None:
    """Git's merge without a work tree asks the driver as well."""
    told = sandbox(tmp_path / "story", {name: EDITS[name] for name in ("two-tags", "next-fields")})
    told.parted()
    tree = told.git("merge-tree", "--write-tree", "main", "side").stdout.strip()
    told.git("merge", "-q", "-m", "By git", "side")
    assert told.git("rev-parse", "HEAD^{tree}").stdout.strip() == tree


def test_a_linked_work_tree_shares_the_driver(told: Sandbox, tmp_path: Path) -> None:
    """The settings are the repository's; each of its work trees merges alike."""
    told.parted()
    told.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "linked", "main")
    linked = Sandbox(tmp_path / "linked", EDITS)
    linked.git("merge", "-q", "-m", "By git", "side")
    assert linked.committed() == told.side("merged")


def test_both_added_the_file(tmp_path: Path) -> None:
    """Two first versions of one scene have no base; what they agree on stands once, the rest is added up."""
    both = Edit("", "title: New\nplace: roof\nday: 1\nscript: []\n", "title: New\nplace: roof\nlasts: 5m\nscript: []\n")
    told = sandbox(tmp_path / "story", {"old": EDITS["two-tags"]})
    told.git("branch", "side")
    told.commit({"new": both.ours}, "ours")
    told.git("switch", "-q", "side")
    told.commit({"new": both.theirs}, "theirs")
    told.git("switch", "-q", "main")
    told.git("merge", "-q", "-m", "By git", "side")
    assert (told.folder / "scenes/new.yaml").read_text() == merged(None, both.ours, both.theirs)


def test_deleted_here_and_changed_there_is_left_to_git(tmp_path: Path) -> None:
    """Git asks no driver about that: it is in conflict, as in our merge, and both versions are kept in the index."""
    told = sandbox(tmp_path / "story", {"gone": EDITS["two-tags"], "kept": EDITS["two-lines"]})
    told.git("branch", "side")
    (told.folder / "scenes/gone.yaml").unlink()
    told.commit({"kept": told.edits["kept"].ours}, "ours")
    told.git("switch", "-q", "side")
    told.commit(told.side("theirs"), "theirs")
    told.git("switch", "-q", "main")
    told.git("merge", "-q", "side", code=1)
    assert told.git("status", "--porcelain").stdout == "DU scenes/gone.yaml\nM  scenes/kept.yaml\n"
    assert (told.folder / "scenes/kept.yaml").read_text() == told.edits["kept"].merged


def test_crosswise_merges_take_the_merged_past(tmp_path: Path) -> None:
    """Where branches were merged both ways, git asks the driver for their common past as well; nothing is undone by it.

    Main took side's title and then took it back; side still has it. The common past has it, so taking it back is the
    only change.
    """
    told = sandbox(tmp_path / "story", {"rain": EDITS["far-fields"]})
    told.parted()
    told.git("branch", "main-then", "main")
    told.git("merge", "-q", "-m", "M1", "side")
    told.git("switch", "-q", "side")
    told.git("merge", "-q", "-m", "M2", "main-then")
    told.git("switch", "-q", "main")
    told.commit({"rain": told.edits["rain"].theirs}, "take the title back")
    told.git("switch", "-q", "side")
    told.commit({"rain": told.edits["rain"].merged.replace("lasts: 20m", "lasts: 45m")}, "longer")
    done = told.git("merge", "-q", "-m", "M3", "main")
    text = (told.folder / "scenes/rain.yaml").read_text()
    assert ("title: Rain\n" in text, "lasts: 45m\n" in text, done.stderr) == (True, True, "")
