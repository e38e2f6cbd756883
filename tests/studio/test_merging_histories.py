"""Merges over real histories: crosswise, renamed, reverted, unrelated, with files that are no documents."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from anime_cli.history.errors import SubmoduleChanged, UnrelatedHistories
from anime_cli.studio import branching, merging, saving
from anime_cli.studio.checking import check_story
from anime_cli.studio.explaining import explain_merge
from anime_cli.studio.resolving import resolve_conflicts
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path


def folder(studio: Studio) -> Path:
    return studio.repository.folder


def text(studio: Studio, path: str) -> str:
    return (folder(studio) / path).read_text(encoding="utf-8")


def change(studio: Studio, path: str, old: str, new: str) -> None:
    before = text(studio, path)
    assert old in before
    (folder(studio) / path).write_text(before.replace(old, new), encoding="utf-8")


def git(studio: Studio, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder(studio), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def on(studio: Studio, branch: str, *edits: tuple[str, str, str]) -> None:
    """Commit EDITS on BRANCH, which begins here if it is new."""
    known = {each.name for each in branching.branches(studio)}
    branching.switch_branch(studio, branch, create=branch not in known)
    for path, old, new in edits:
        change(studio, path, old, new)
    saving.commit(studio, f"Change on {branch}")


RAIN = "scenes/rain.yaml"


def crossed(studio: Studio, again: str) -> merging.MergeOutcome:
    """Merge two branches into each other crosswise, change one line on both and merge once more."""
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, "title: Rain", "title: Hail"))
    on(studio, "other", ("scenes/roof.yaml", "title: Roof", "title: Top"))
    heads = git(studio, "rev-parse", "main"), git(studio, "rev-parse", "other")
    assert merging.merge_storylines(studio, heads[0]).kind == "merged"
    branching.switch_branch(studio, "main")
    assert merging.merge_storylines(studio, heads[1]).kind == "merged"
    on(studio, "main", (RAIN, "It rains.", "It rains hard."))
    on(studio, "other", (RAIN, "place: street", again))
    branching.switch_branch(studio, "main")
    assert len(git(studio, "merge-base", "--all", "main", "other").split()) == 2
    return merging.merge_storylines(studio, "other")


def test_a_crosswise_history_has_one_past(studio: Studio) -> None:
    """Several merge bases are merged first, so that what both sides have already is no change."""
    assert crossed(studio, "place: street\ntags: [wet]").kind == "merged"
    assert "It rains hard." in text(studio, RAIN)
    assert "tags: [wet]" in text(studio, RAIN)
    assert "title: Hail" in text(studio, RAIN)
    git(studio, "fsck", "--strict")


def test_pasts_that_contradict_each_other(studio: Studio) -> None:
    """Where two merge bases disagree, the branches are asked about what they made of it, and about nothing else."""
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, "title: Rain", "title: Hail"))
    on(studio, "other", (RAIN, "title: Rain", "title: Snow"))
    heads = git(studio, "rev-parse", "main"), git(studio, "rev-parse", "other")
    for branch, head, title in (("other", heads[0], "Hail"), ("main", heads[1], "Snow")):
        branching.switch_branch(studio, branch)
        assert merging.merge_storylines(studio, head).kind == "conflicts"
        resolve_conflicts(studio, ["c1"], "theirs")
        merging.continue_merge(studio)
        assert f"title: {title}" in text(studio, RAIN)
    on(studio, "other", (RAIN, "It rains.", "It pours."))
    branching.switch_branch(studio, "main")
    outcome = merging.merge_storylines(studio, "other")
    (conflict,) = (each.conflict for each in outcome.conflicts)
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Rain", "Snow", "Hail")
    assert "It pours." in text(studio, RAIN)


def test_a_rename_on_one_side_and_new_lines_on_the_other(studio: Studio) -> None:
    branching.create_branch(studio, "other")
    git(studio, "mv", "characters/mio.yaml", "characters/mia.yaml")
    git(studio, "reset", "-q")
    on(studio, "main", (RAIN, "mio", "mia"))
    on(
        studio,
        "other",
        (RAIN, "id: a1b2c3d", "id: a1b2c3d\n  - who: mio\n    say: Still."),
        ("characters/mio.yaml", "Mio", "Mi"),
    )
    branching.switch_branch(studio, "main")
    outcome = merging.merge_storylines(studio, "other")
    assert outcome.kind == "merged"
    assert "who: mia\n    say: Still." in text(studio, RAIN)
    assert text(studio, "characters/mia.yaml") == "name: Mi Kanda\n"
    assert not (folder(studio) / "characters/mio.yaml").exists()
    assert git(studio, "status", "--porcelain") == ""


def renamed_scene(studio: Studio) -> None:
    """Let main call the scene rain storm, after `other` began."""
    branching.create_branch(studio, "other")
    git(studio, "mv", RAIN, "scenes/storm.yaml")
    git(studio, "reset", "-q")
    on(studio, "main", ("chapters/one.yaml", "rain", "storm"))


def test_a_problem_that_a_side_had_is_not_new_under_another_name(studio: Studio) -> None:
    """What was wrong with a scene is no matter of the merge, whatever the other side calls that scene."""
    renamed_scene(studio)
    on(studio, "other", (RAIN, "place: street", "place: nowhere"))
    branching.switch_branch(studio, "main")
    assert merging.merge_storylines(studio, "other").problems == ()
    assert "place: nowhere" in text(studio, "scenes/storm.yaml")
    (finding,) = check_story(studio).findings
    assert (finding.finding.rule, finding.finding.path) == ("C01", "scenes/storm.yaml")


def test_a_problem_that_only_both_have_is_new_beside_a_rename(studio: Studio) -> None:
    """A side's words under the names of the other still fit that side; together they may not."""
    attic = folder(studio) / "places/attic.yaml"
    attic.write_text("name: The attic\nkind: room\n")
    saving.commit(studio, "An attic")
    renamed_scene(studio)
    on(studio, "other", (RAIN, "place: street", "place: attic"))
    branching.switch_branch(studio, "main")
    attic.unlink()
    saving.commit(studio, "No attic")
    (problem,) = merging.merge_storylines(studio, "other").problems
    assert (problem.finding.rule, problem.finding.path) == ("C01", "scenes/storm.yaml")


def test_only_what_is_settled_is_told_as_gained(studio: Studio) -> None:
    """A line that went to two scenes waits in both; neither is told as one that came."""
    line = "  - who: mio\n    say: It rains.\n    id: a1b2c3d\n"
    for name in ("far", "near"):
        (folder(studio) / f"scenes/{name}.yaml").write_text(f"title: {name}\nplace: street\ncast: {{mio: {{}}}}\n")
    saving.commit(studio, "Two more")
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, line, ""), ("scenes/far.yaml", "}}\n", f"}}}}\nscript:\n{line}"))
    on(studio, "other", (RAIN, line, ""), ("scenes/near.yaml", "}}\n", f"}}}}\nscript:\n{line}"))
    branching.switch_branch(studio, "main")
    outcome = merging.merge_storylines(studio, "other")
    assert {each.conflict.path for each in outcome.conflicts} == {"scenes/far.yaml", "scenes/near.yaml"}
    assert outcome.changes == ()


def test_who_moved_a_line_and_who_changed_its_words(studio: Studio) -> None:
    """Main put the line into the scene, the other branch said it in other words: each is told of its own alone."""
    line = "  - who: mio\n    say: It rains, and nobody is on the road.\n    id: a1b2c3d\n"
    on(studio, "main", (RAIN, "It rains.", "It rains, and nobody is on the road."))
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, line, "  - shot: wide\n"), ("scenes/roof.yaml", "script:\n", f"script:\n{line}"))
    on(studio, "other", (RAIN, "It rains,", "It pours,"))
    branching.switch_branch(studio, "main")
    merging.merge_storylines(studio, "other")
    told = [each for each in explain_merge(studio).decisions if each.decision.path == "scenes/roof.yaml"]
    assert [(each.decision.what, [change.kind for change in each.changes]) for each in told] == [
        ("ours", ["moved"]),
        ("theirs", ["changed"]),
    ]


def test_a_conflict_in_a_renamed_document_has_all_three_versions_in_the_index(studio: Studio) -> None:
    branching.create_branch(studio, "other")
    git(studio, "mv", "characters/mio.yaml", "characters/mia.yaml")
    git(studio, "reset", "-q")
    on(studio, "main", (RAIN, "mio", "mia"), ("characters/mia.yaml", "Mio Kanda", "Mio Kanda the Elder"))
    on(studio, "other", ("characters/mio.yaml", "Mio Kanda", "Mio Kanda the Younger"))
    branching.switch_branch(studio, "main")
    assert merging.merge_storylines(studio, "other").kind == "conflicts"
    stages = [line.split()[2] for line in git(studio, "ls-files", "-u").splitlines()]
    assert stages == ["1", "2", "3"]
    assert "UU characters/mia.yaml" in git(studio, "status", "--porcelain")
    merging.abort_merge(studio)
    assert git(studio, "status", "--porcelain") == ""


def test_files_that_are_no_documents_merge_as_in_git(studio: Studio) -> None:
    (folder(studio) / "notes.txt").write_text("one\ntwo\nthree\nfour\nfive\n")
    saving.commit(studio)
    branching.create_branch(studio, "other")
    on(studio, "main", ("notes.txt", "one", "1"), (RAIN, "Rain", "Hail"))
    on(studio, "other", ("notes.txt", "five", "5"))
    branching.switch_branch(studio, "main")
    tree = git(studio, "merge-tree", "--write-tree", "main", "other")
    assert merging.merge_storylines(studio, "other").kind == "merged"
    assert git(studio, "rev-parse", "HEAD^{tree}") == tree
    on(studio, "main", ("notes.txt", "three", "3"))
    on(studio, "other", ("notes.txt", "three", "iii"))
    branching.switch_branch(studio, "main")
    outcome = merging.merge_storylines(studio, "other")
    assert [each.conflict.entity for each in outcome.conflicts] == ["file notes.txt"]
    assert "<<<<<<<" in text(studio, "notes.txt")


def test_a_picture_changed_by_both_is_a_conflict_and_stays_whole(studio: Studio) -> None:
    (folder(studio) / "cover.bin").write_bytes(b"\0one")
    saving.commit(studio)
    branching.create_branch(studio, "other")
    for branch, data in (("main", b"\0two"), ("other", b"\0three")):
        branching.switch_branch(studio, branch)
        (folder(studio) / "cover.bin").write_bytes(data)
        saving.commit(studio)
    branching.switch_branch(studio, "main")
    assert merging.merge_storylines(studio, "other").kind == "conflicts"
    assert (folder(studio) / "cover.bin").read_bytes() == b"\0two"


def test_a_line_picked_to_both_branches_is_no_conflict(studio: Studio) -> None:
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, "It rains.", "It pours."))
    on(studio, "other", (RAIN, "title: Rain", "title: Storm"))
    git(studio, "cherry-pick", "main")
    branching.switch_branch(studio, "main")
    assert merging.merge_storylines(studio, "other").kind == "merged"
    assert "It pours." in text(studio, RAIN)


def test_unrelated_histories(studio: Studio) -> None:
    """Two stories without a common past are merged only on demand; what both have, differently, is asked."""
    other = Studio.open(folder(studio), environment={})
    git(studio, "checkout", "-q", "--orphan", "alien")
    (folder(studio) / RAIN).write_text("title: Alien rain\nplace: street\nscript: []\n")
    git(studio, "add", "-A")
    git(studio, "commit", "-q", "-m", "Begin elsewhere")
    git(studio, "checkout", "-q", "main")
    with pytest.raises(UnrelatedHistories, match="no commit in common"):
        merging.merge_storylines(other, "alien")
    outcome = merging.merge_storylines(other, "alien", unrelated=True)
    assert outcome.kind == "conflicts"
    assert {each.conflict.path for each in outcome.conflicts} == {RAIN}


def test_submodules_are_refused(studio: Studio, tmp_path: Path) -> None:
    branching.create_branch(studio, "other")
    on(studio, "main", (RAIN, "Rain", "Hail"))
    branching.switch_branch(studio, "other")
    source = tmp_path / "part"
    subprocess.run(["git", "init", "-q", str(source)], check=True)
    subprocess.run(["git", "-C", str(source), "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    git(studio, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(source), "part")
    git(studio, "commit", "-q", "-m", "Add a part")
    git(studio, "checkout", "-q", "main")
    before = git(studio, "rev-parse", "main")
    with pytest.raises(SubmoduleChanged, match="part is a repository within the story"):
        merging.merge_storylines(studio, "other")
    assert git(studio, "rev-parse", "main") == before
