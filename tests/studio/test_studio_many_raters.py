"""Several clones that add to the records at once: nothing is lost, and nothing is in conflict."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from anime_cli.history import records
from anime_cli.studio.branching import branches
from anime_cli.studio.drawing import Wanted, draw_pictures
from anime_cli.studio.judging import Judgement
from anime_cli.studio.rating import rate_pictures
from anime_cli.studio.reviewing import Asked, list_ratings
from anime_cli.studio.setting_up import clone_story
from anime_cli.studio.studio import Studio
from anime_cli.studio.syncing import sync_story

if TYPE_CHECKING:
    from collections.abc import Callable

RATER = Path(__file__).with_name("rater.py")
RAIN = "rain:a1b2c3d"


def git(folder: Path, *arguments: str) -> str:
    """Run git and return what it said."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def hub(studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare repository with the story, and one cache in which its pictures are drawn."""
    monkeypatch.setenv("ANIME_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ANIME_JOBS", "1")
    draw_pictures(Studio.open(studio.repository.folder), Wanted())
    git(tmp_path, "clone", "-q", "--bare", str(studio.repository.folder), "hub.git")
    return tmp_path / "hub.git"


@pytest.fixture
def clone(hub: Path) -> Callable[[str], Studio]:
    """Make another clone."""
    return lambda name: Studio.open(clone_story(str(hub), name, start=hub.parent).folder)


def again(studio: Studio) -> Studio:
    return Studio.open(studio.repository.folder)


def said(studio: Studio, *, every: bool = False) -> set[tuple[str, str, int, str]]:
    """Return who said what of which, and whether it holds."""
    listed = list_ratings(again(studio), Asked(every=every)).ratings
    return {(each.who.name, each.address, each.stars, each.state) for each in listed}


def rate_at_once(hub: Path, clone: Callable[[str], Studio], people: int, count: int) -> None:
    clones = [clone(f"p{number}") for number in range(people)]
    heads = [git(each.repository.folder, "rev-parse", "HEAD") for each in clones]
    calls = [
        [sys.executable, str(RATER), str(each.repository.folder), f"p{n}", str(count)] for n, each in enumerate(clones)
    ]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for call in calls]
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * people, told
    for each in clones:
        assert sync_story(again(each)).failure is None
    whole = said(clones[0], every=True)
    assert len(whole) == people * count
    assert len(said(clones[0])) == people * (min(count, 4) - 1)
    assert len(records.read(clones[0].repository).records) == people * (count + 1)
    heads_of_records = {git(each.repository.folder, "rev-parse", "anime-meta") for each in clones}
    assert heads_of_records == {git(hub, "rev-parse", "anime-meta")}
    assert [git(each.repository.folder, "rev-parse", "HEAD") for each in clones] == heads
    for each in clones:
        assert said(each, every=True) == whole
        assert git(each.repository.folder, "status", "--porcelain") == ""
        assert records.read(each.repository).damaged == ()
    git(hub, "fsck", "--strict")


def test_eight_clones_that_append_at_once(hub: Path, clone: Callable[[str], Studio]) -> None:
    """Eight processes over a real bare repository, each word synced as it is said, each rater tried until through."""
    rate_at_once(hub, clone, 8, 2)


@pytest.mark.slow
def test_eight_clones_that_append_a_lot(hub: Path, clone: Callable[[str], Studio]) -> None:
    """A dozen words each, some of which replace earlier ones."""
    rate_at_once(hub, clone, 8, 12)


def test_a_clone_brings_what_was_said(clone: Callable[[str], Studio], hub: Path) -> None:
    """Before anything is synced in it; what is said there goes on from it."""
    one = clone("one")
    rate_pictures(one, [Judgement(RAIN, 4)])
    assert sync_story(again(one)).shared[0].sent > 0
    two = clone("two")
    assert said(two) == {("Mio Writer", RAIN, 4, "standing")}
    rate_pictures(again(two), [Judgement(RAIN, 2)])
    sync_story(again(two))
    assert said(one) == {("Mio Writer", RAIN, 4, "standing")}
    sync_story(again(one))
    assert said(one) == said(two) == {("Mio Writer", RAIN, 2, "standing")}
    assert git(hub, "rev-list", "--count", "--first-parent", "anime-meta") == "3"


def test_two_first_words_meet(clone: Callable[[str], Studio]) -> None:
    """Both clones began the branch on their own: it is one branch all the same."""
    one, two = clone("one"), clone("two")
    rate_pictures(one, [Judgement(RAIN, 4)])
    rate_pictures(two, [Judgement("rain", 3)])
    for each in (one, two, one):
        assert sync_story(again(each)).failure is None
    assert said(one) == said(two)
    assert len(said(one)) == 2
    assert git(one.repository.folder, "rev-parse", "anime-meta") == git(
        two.repository.folder, "rev-parse", "anime-meta"
    )


def test_records_are_no_storyline(clone: Callable[[str], Studio]) -> None:
    """A sync neither offers nor asks to share them, and the first word of a clone travels with the next sync."""
    one = clone("one")
    rate_pictures(one, [Judgement(RAIN, 4)])
    told = sync_story(again(one))
    assert (told.unshared, told.offered, [each.name for each in told.branches]) == ((), (), ["main"])
    assert [each.name for each in branches(again(one))] == ["main"]
    assert sync_story(clone("two")).offered == ()


def test_a_branch_that_somebody_works_on_is_shared_and_not_moved(clone: Callable[[str], Studio]) -> None:
    """The remote gets the union; the work tree stays whole and is told apart by git as any that is behind."""
    one, two = clone("one"), clone("two")
    for each, stars in ((one, 4), (two, 3)):
        rate_pictures(each, [Judgement(RAIN if stars == 4 else "rain", stars)])
    sync_story(again(two))
    git(one.repository.folder, "worktree", "add", "-q", "../meta", "anime-meta")
    before = git(one.repository.folder, "rev-parse", "anime-meta")
    assert sync_story(again(one)).failure is None
    assert git(one.repository.folder, "rev-parse", "anime-meta") == before
    assert git(one.repository.folder.parent / "meta", "status", "--porcelain") == ""
    sync_story(again(two))
    assert len(said(two)) == 2


def test_a_clone_lands_on_the_story_not_on_the_records(clone: Callable[[str], Studio], hub: Path) -> None:
    """Also where the host's HEAD is nowhere, and the only storyline is not called main."""
    one = clone("one")
    rate_pictures(one, [Judgement(RAIN, 4)])
    sync_story(again(one))
    git(hub, "branch", "-m", "main", "draft")
    git(hub, "symbolic-ref", "HEAD", "refs/heads/nowhere")
    assert clone("two").repository.head.branch == "draft"
