"""A part of what a commit or a branch did: a document and its place, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anime_cli.studio import branching, undoing
from anime_cli.studio.conflicts import open_conflicts
from anime_cli.studio.parts import Missing, NotInPart, NotOfBranch, SeveralParts, relisted
from anime_cli.studio.picking import pick
from anime_cli.studio.replaying import continue_replay
from anime_cli.studio.resolving import resolve_conflicts
from anime_cli.studio.reverting import revert
from anime_cli.studio.saving import commit

if TYPE_CHECKING:
    from pathlib import Path

    from anime_cli import Studio

ONE, RAIN, ROOF, STAIRS = "chapters/one.yaml", "scenes/rain.yaml", "scenes/roof.yaml", "scenes/stairs.yaml"
LISTS = st.lists(st.sampled_from("abcdefg"), unique=True)


@pytest.mark.parametrize(
    ("base", "theirs", "names", "result"),
    [
        ("abc", "abxc", "x", "abxc"),
        ("abc", "xabcy", "y", "abcy"),
        ("abc", "xyabc", "y", "yabc"),
        ("abc", "ac", "b", "ac"),
        ("abc", "ac", "c", "abc"),
        ("abc", "cab", "c", "cab"),
        ("abc", "cab", "a", "abc"),
        ("ab", "", "ab", ""),
    ],
)
def test_places_of_some(base: str, theirs: str, names: str, result: str) -> None:
    """What was added comes after its nearest neighbour, what went goes, and nobody else moves."""
    assert "".join(relisted(base, theirs, names)) == result


@given(base=LISTS, theirs=LISTS)
def test_places_of_all_and_of_none(base: list[str], theirs: list[str]) -> None:
    """The places of all make the other list, those of nobody leave it."""
    assert relisted(base, theirs, {*base, *theirs}) == theirs
    assert relisted(base, theirs, ()) == base


@given(base=LISTS, theirs=LISTS, names=st.sets(st.sampled_from("abcdefg")))
def test_others_keep_their_order(base: list[str], theirs: list[str], names: set[str]) -> None:
    """Whoever is not named stays as it was; whoever is named is there if the other side has it."""
    found = relisted(base, theirs, names)
    assert [name for name in found if name not in names] == [name for name in base if name not in names]
    assert {name for name in names if name in found} == names & set(theirs)


def write(studio: Studio, path: str, text: str | None) -> Path:
    target = studio.repository.folder / path
    if text is None:
        target.unlink()
    else:
        target.write_text(text, encoding="utf-8")
    return target


def read(studio: Studio, path: str) -> str:
    return (studio.repository.folder / path).read_text(encoding="utf-8")


@pytest.fixture
def grown(studio: Studio) -> Studio:
    """One commit adds a scene at its place, retitles its chapter, takes a person in, and changes another scene."""
    write(studio, STAIRS, "title: Stairs\nplace: street\ncast: {aoi: {}}\nscript: []\n")
    write(studio, ONE, "title: The first\nscenes:\n  - rain\n  - stairs  # not yet sure\n  - roof\n")
    write(studio, "characters/aoi.yaml", "name: Aoi\n")
    write(studio, ROOF, read(studio, ROOF).replace("Nobody", "Somebody"))
    commit(studio, "Grow")
    return studio


def test_a_scene_is_taken_back_with_its_place(grown: Studio) -> None:
    """Without the scene its chapter no longer lists it; title, person and the other scene stay."""
    outcome = revert(grown, "HEAD", only=["stairs"])
    assert (outcome.kind, outcome.paths) == ("done", (STAIRS,))
    assert not (grown.repository.folder / STAIRS).exists()
    assert "stairs" not in read(grown, ONE)
    assert "The first" in read(grown, ONE)
    assert "Somebody" in read(grown, ROOF)
    assert revert(grown, "HEAD~1", only=["stairs"]).kind == "nothing"
    undoing.undo(grown)
    assert "stairs  # not yet sure" in read(grown, ONE)


def test_a_person_is_taken_back_alone(grown: Studio) -> None:
    """What others then lack is a new problem, so that it is left open."""
    outcome = revert(grown, "HEAD", only=["characters/aoi.yaml"])
    assert (outcome.kind, [each.finding.path for each in outcome.problems]) == ("problems", [STAIRS])
    assert continue_replay(grown, "revert", allow_problems=True).kind == "done"
    assert (grown.repository.folder / STAIRS).exists()


def test_only_what_was_touched_has_a_part(grown: Studio) -> None:
    """A name that the commit did nothing to is refused, with the names that it has."""
    with pytest.raises(NotInPart, match="changed nothing called 'stair'") as refusal:
        revert(grown, "HEAD", only=["stair"])
    assert "It changed aoi, one, roof, stairs." in str(refusal.value.cause)
    assert refusal.value.hint == "Did you mean 'stairs'?"
    with pytest.raises(NotInPart):
        revert(grown, "HEAD", only=["rain"])
    with pytest.raises(NotOfBranch, match="main has no document called 'stair'") as refusal:
        pick(grown, "main", only=["stair"])
    assert refusal.value.hint == "Did you mean 'stairs'?"


def test_two_documents_of_one_id(studio: Studio) -> None:
    """An id of two kinds is refused; a path is not."""
    write(studio, "places/roof.yaml", "name: The roof\n")
    write(studio, ROOF, read(studio, ROOF).replace("Nobody", "Somebody"))
    commit(studio, "Two roofs")
    with pytest.raises(SeveralParts, match=r"places/roof.yaml and scenes/roof.yaml"):
        revert(studio, "HEAD", only=["roof"])
    assert revert(studio, "HEAD", only=[ROOF]).paths == (ROOF,)
    assert (studio.repository.folder / "places/roof.yaml").exists()


def test_a_move_is_a_part(studio: Studio) -> None:
    """A scene that only moved, to another place or chapter, goes back to where it was."""
    write(studio, "story.yaml", read(studio, "story.yaml").replace("[one]", "[one, two]"))
    write(studio, "chapters/two.yaml", "title: Two\nscenes: []\n")
    commit(studio, "Two chapters")
    write(studio, ONE, "title: One!\nscenes: [roof]\n")
    write(studio, "chapters/two.yaml", "title: Two!\nscenes: [rain]\n")
    commit(studio, "Move")
    assert revert(studio, "HEAD", only=["rain"]).paths == (RAIN,)
    assert read(studio, ONE) == "title: One!\nscenes: [rain, roof]\n"
    assert read(studio, "chapters/two.yaml") == "title: Two!\nscenes: []\n"


def test_a_chapter_has_a_place_too(studio: Studio) -> None:
    """A chapter comes with its place in the story."""
    branching.switch_branch(studio, "other", create=True)
    write(studio, "story.yaml", read(studio, "story.yaml").replace("[one]", "[zero, one]").replace("Rain", "Storm"))
    write(studio, "chapters/zero.yaml", "title: Zero\nscenes: []\n")
    commit(studio, "Zero")
    branching.switch_branch(studio, "main")
    assert pick(studio, "other", only=["zero"]).kind == "done"
    assert read(studio, "story.yaml") == "format: anime/1\ntitle: Rain\nchapters: [zero, one]\n"


@pytest.fixture
def parted(grown: Studio) -> Studio:
    """The commit that grew the story is on branch `other` alone; main changed the scene before."""
    branching.create_branch(grown, "other")
    undoing_to(grown, "HEAD~1")
    write(grown, RAIN, read(grown, RAIN).replace("It rains.", "It pours."))
    commit(grown, "It pours")
    return grown


def undoing_to(studio: Studio, revision: str) -> None:
    """Let main begin again at REVISION."""
    handle = studio.repository.handle
    handle.reset(handle.revparse_single(revision).id, 3)


def test_a_scene_of_another_branch(parted: Studio) -> None:
    """It comes with its place and says what it needs; with that, all is well, and merging the branch adds no more."""
    alone = pick(parted, "other", only=["stairs"], dry_run=True)
    assert (alone.kind, alone.missing) == ("problems", (Missing("character", "aoi", "characters/aoi.yaml"),))
    outcome = pick(parted, "other", only=["stairs", "aoi"])
    assert (outcome.kind, outcome.missing, outcome.name) == ("done", (), "other")
    assert read(parted, ONE) == "title: One\nscenes: [rain, stairs, roof]\n"
    assert "Nobody" in read(parted, ROOF)
    assert "It pours." in read(parted, RAIN)
    assert pick(parted, "other", only=["stairs"]).kind == "nothing"
    assert pick(parted, "other", only=["rain"]).kind == "nothing"
    with pytest.raises(NotOfBranch):
        pick(parted, "other", only=["attic"])


def test_a_scene_of_a_branch_is_merged_with_ours(parted: Studio) -> None:
    """Both sides' changes of the scene since they parted are kept, in a commit of whoever picks."""
    branching.switch_branch(parted, "other")
    write(parted, RAIN, read(parted, RAIN).replace("title: Rain", "title: Heavy rain"))
    commit(parted, "Title")
    branching.switch_branch(parted, "main")
    assert pick(parted, "other", only=["rain"]).kind == "done"
    assert "title: Heavy rain" in read(parted, RAIN)
    assert "It pours." in read(parted, RAIN)
    handle = parted.repository.handle
    message = handle[handle.head.target].message
    assert message.startswith(f"Pick rain from other\n\nAs commit {handle.branches['other'].target} has\n{RAIN}.")


def test_a_scene_of_one_commit(parted: Studio) -> None:
    """Of a commit that is no branch, only what it did to the scene comes, under its message."""
    commit_id = str(parted.repository.handle.branches["other"].target)
    outcome = pick(parted, commit_id, only=["roof"])
    assert (outcome.kind, outcome.paths) == ("done", (ROOF,))
    assert "Somebody" in read(parted, ROOF)
    assert not (parted.repository.folder / STAIRS).exists()
    handle = parted.repository.handle
    message = handle[handle.head.target].message
    assert message == f"Grow\n\nOnly what it did to\n{ROOF}.\n\n(cherry picked from commit {commit_id})\n"


def test_a_conflict_over_a_scene_of_a_branch(parted: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settled, it is committed in the name of whoever picked, though git keeps the branch's commit in mind."""
    branching.switch_branch(parted, "other")
    write(parted, RAIN, read(parted, RAIN).replace("It rains.", "Not a drop falls now."))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ren Ao")
    commit(parted, "Dry")
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    branching.switch_branch(parted, "main")
    assert pick(parted, "other", only=["rain"]).kind == "conflicts"
    told = open_conflicts(parted)
    assert (told.operation, told.name) == ("pick", "other")
    resolve_conflicts(parted, [], "theirs", every=True)
    done = continue_replay(parted, "pick")
    assert (done.kind, done.name, done.subject) == ("done", "other", "")
    handle = parted.repository.handle
    made, theirs = handle[handle.head.target], handle[handle.branches["other"].target]
    assert made.message.startswith("Pick rain from other\n")
    assert (theirs.author.name, made.author.name) == ("Ren Ao", "Mio Writer")
