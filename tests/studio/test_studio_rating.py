"""Rating pictures: what a record holds, which picture is meant, and that it outlives the cache."""

from __future__ import annotations

import json
import shutil
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from anime_cli.history import records
from anime_cli.history.records import UnknownPerson
from anime_cli.model.record import new_record
from anime_cli.render.cache import open_cache
from anime_cli.render.errors import ShotNotFound
from anime_cli.studio.branching import create_branch, switch_branch
from anime_cli.studio.drawing import Wanted, draw_pictures
from anime_cli.studio.judging import BadRatingLine, BadStars, Judgement, StrayStars, judged, judgements_of
from anime_cli.studio.rating import NotDrawn, NothingNamed, NothingToRate, NotRated, rate_pictures, withdraw_ratings
from anime_cli.studio.reviewing import Asked, BadDay, BadStarRange, day_of, list_ratings, star_range
from anime_cli.studio.saving import commit
from anime_cli.studio.studio import Studio

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "rain:a1b2c3d"


@pytest.fixture
def drawn(studio: Studio) -> Studio:
    """The story with its pictures drawn."""
    draw_pictures(again(studio), Wanted())
    return studio


def again(studio: Studio) -> Studio:
    """Open the story as the next command would."""
    return Studio.open(studio.repository.folder, environment={"ANIME_JOBS": "1"})


def rate(studio: Studio, address: str, stars: int, note: str = "") -> None:
    rate_pictures(again(studio), [Judgement(address, stars, note)])


def standing(studio: Studio, asked: Asked | None = None) -> list[tuple[str, int]]:
    return [(each.address, each.stars) for each in list_ratings(again(studio), asked or Asked()).ratings]


def test_a_record_holds_the_shot_the_picture_and_all_it_was_drawn_from(drawn: Studio) -> None:
    """The request in the record has the very key of the picture in the cache."""
    (rating,) = rate_pictures(drawn, [Judgement(RAIN, 4, "Good rain.")]).ratings
    cache = open_cache(drawn.cache)
    data = cache.get(rating.picture.key)
    assert data is not None
    assert sha256(data).hexdigest() == rating.picture.sha256
    last = cache.last([RAIN])[RAIN]
    assert (rating.picture.shot, rating.picture.key, dict(rating.picture.request)) == (RAIN, last.key, last.request)
    (record,) = records.read(drawn.repository).records
    assert record.body["picture"]["request"]["speech"][0]["text"] == "It rains."


def test_a_scene_is_rated_by_its_key_shot(drawn: Studio) -> None:
    (rating,) = rate_pictures(drawn, [Judgement("rain", 2)]).ratings
    assert (rating.address, rating.picture.shot) == ("rain", RAIN)


def test_a_rating_outlives_the_cache_and_the_scene(drawn: Studio) -> None:
    """Nothing but the branch is asked, not even the story's files."""
    rate(drawn, RAIN, 4)
    shutil.rmtree(drawn.cache)
    listed = list_ratings(again(drawn), Asked())
    assert (standing(drawn), listed.drawn) == ([(RAIN, 4)], frozenset())
    (drawn.repository.folder / "scenes/rain.yaml").write_text("what: [is\n")
    assert standing(drawn) == [(RAIN, 4)]
    assert withdraw_ratings(again(drawn), [RAIN]).ratings[0].stars == 4


def test_what_is_not_drawn_can_not_be_rated(studio: Studio) -> None:
    """The hint names the very shot; nothing of a list is kept if one of it can't be."""
    with pytest.raises(NotDrawn) as error:
        rate_pictures(studio, [Judgement("rain", 4)])
    assert error.value.hint == f"anime render run {RAIN}"
    draw_pictures(studio, Wanted((RAIN,)))
    with pytest.raises(NotDrawn, match="roof"):
        rate_pictures(studio, [Judgement("rain", 4), Judgement("roof", 4)])
    with pytest.raises(ShotNotFound):
        rate_pictures(studio, [Judgement("rain", 4), Judgement("rainy", 4)])
    assert standing(studio) == []


def test_a_scene_without_shots_has_nothing_to_rate(drawn: Studio) -> None:
    (drawn.repository.folder / "scenes/roof.yaml").write_text("title: Roof\nplace: street\nscript: []\n")
    with pytest.raises(NothingToRate):
        rate_pictures(again(drawn), [Judgement("roof", 4)])


def test_the_picture_that_was_drawn_last_is_rated_after_an_edit(drawn: Studio) -> None:
    """It is what the person saw; they hear that the story has moved on."""
    before = open_cache(drawn.cache).last([RAIN])[RAIN].key
    scene = drawn.repository.folder / "scenes/rain.yaml"
    scene.write_text(scene.read_text().replace("It rains.", "It pours."))
    made = rate_pictures(again(drawn), [Judgement(RAIN, 3)])
    assert (made.ratings[0].picture.key, made.earlier) == (before, (RAIN,))
    draw_pictures(again(drawn), Wanted())
    made = rate_pictures(again(drawn), [Judgement(RAIN, 3)])
    assert (made.ratings[0].picture.key != before, made.earlier) == (True, ())


def test_another_branch_is_rated_by_its_own_picture(drawn: Studio) -> None:
    """REVISION says which telling is meant; the branch of the records is the same on all."""
    create_branch(drawn, "other")
    switch_branch(drawn, "other")
    scene = drawn.repository.folder / "scenes/rain.yaml"
    scene.write_text(scene.read_text().replace("It rains.", "It pours."))
    commit(again(drawn), "Pour")
    draw_pictures(again(drawn), Wanted())
    here = rate_pictures(again(drawn), [Judgement(RAIN, 5)], dry_run=True).ratings[0].picture.key
    there = rate_pictures(again(drawn), [Judgement(RAIN, 5)], revision="main").ratings[0].picture.key
    assert here != there
    switch_branch(again(drawn), "main")
    assert standing(drawn) == [(RAIN, 5)]


def test_the_same_word_twice_is_one(drawn: Studio) -> None:
    """A list can be read again without harm; another note is another word."""
    rate(drawn, RAIN, 4, "Good.")
    made = rate_pictures(again(drawn), [Judgement(RAIN, 4, "Good.")])
    assert (made.ratings, [each.address for each in made.unchanged]) == ((), [RAIN])
    assert len(records.read(drawn.repository).records) == 1
    rate(drawn, RAIN, 4, "Very good.")
    assert len(list_ratings(again(drawn), Asked(every=True)).ratings) == 2


def test_a_dry_run_keeps_nothing(drawn: Studio) -> None:
    assert rate_pictures(drawn, [Judgement(RAIN, 4)], dry_run=True).ratings[0].stars == 4
    assert records.head(drawn.repository) is None
    rate(drawn, RAIN, 4)
    assert withdraw_ratings(again(drawn), (), every=True, dry_run=True).ratings[0].stars == 4
    assert standing(drawn) == [(RAIN, 4)]


def test_taking_back_is_one_more_record(drawn: Studio) -> None:
    """Only one's own, only what was said; history keeps both."""
    rate(drawn, RAIN, 4)
    rate(drawn, "rain", 3)
    assert [each.address for each in withdraw_ratings(again(drawn), [RAIN]).ratings] == [RAIN]
    assert standing(drawn) == [("rain", 3)]
    with pytest.raises(NotRated, match=RAIN):
        withdraw_ratings(again(drawn), ["rain", RAIN])
    with pytest.raises(NothingNamed):
        withdraw_ratings(again(drawn), [])
    withdraw_ratings(again(drawn), [], every=True)
    with pytest.raises(NotRated):
        withdraw_ratings(again(drawn), [], every=True)
    assert len(records.read(drawn.repository).records) == 4
    assert [each.state for each in list_ratings(again(drawn), Asked(every=True)).ratings] == ["withdrawn"] * 2


def test_a_rating_needs_a_name(drawn: Studio, home: Path) -> None:
    (home / ".gitconfig").write_text("")
    with pytest.raises(UnknownPerson):
        rate(drawn, RAIN, 4)


def test_filters(drawn: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scene stands for its shots, WHO for a part of a name or address."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-04-08T08:00:00+00:00")
    rate(drawn, RAIN, 4)
    rate(drawn, "roof", 1)
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ren")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ren@example.org")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-04-09T08:00:00+00:00")
    rate(drawn, "rain", 5)
    assert standing(drawn) == [("rain", 5), (RAIN, 4), ("roof", 1)]
    assert standing(drawn, Asked(names=("rain",))) == [("rain", 5), (RAIN, 4)]
    assert standing(drawn, Asked(names=(RAIN, "roof"))) == [(RAIN, 4), ("roof", 1)]
    assert standing(drawn, Asked(by="MIO")) == [(RAIN, 4), ("roof", 1)]
    assert standing(drawn, Asked(mine=True)) == [("rain", 5)]
    assert standing(drawn, Asked(stars=star_range("4-"))) == [("rain", 5), (RAIN, 4)]
    assert standing(drawn, Asked(stars=star_range("1-4"))) == [(RAIN, 4), ("roof", 1)]
    assert standing(drawn, Asked(since=day_of("2026-04-09"))) == [("rain", 5)]
    listed = list_ratings(drawn, Asked())
    assert (listed.people, listed.mean) == (2, 10 / 3)
    assert list_ratings(drawn, Asked(names=("none",))).mean is None


def test_what_can_not_be_read_is_told(drawn: Studio) -> None:
    """A damaged file and a later shape: passed over, kept, and said."""
    rate(drawn, RAIN, 4)
    story = drawn.repository
    (record,) = records.read(story).records
    later = new_record("rating", "roof", record.who, record.at, schema=2)
    records.append(story, [later], "Rate as a later version does")
    path = records._path(record.id)
    folder = story.folder.with_name("meta")
    for arguments in (
        ("worktree", "add", "-q", str(folder), "anime-meta"),
        ("-C", str(folder), "commit", "-q", "-a", "-m", "Cheat"),
        ("worktree", "remove", str(folder)),
    ):
        if "commit" in arguments:
            (folder / path).write_text((folder / path).read_text().replace('"stars": 4', '"stars": 5'))
        subprocess.run(["git", *arguments], cwd=story.folder, check=True)
    studio = again(drawn)
    assert list_ratings(studio, Asked()).ratings == ()
    assert [each.split()[0] for each in studio.repository.notes] == [path, "A"]


def test_lists_of_ratings() -> None:
    """Blanks or tabs, comments and empty lines, the last of several on one thing; a bad line is named."""
    text = "# mine\n\nrain 3\nroof\t5\tWide,  and\tcold.\nrain 4\n"
    assert judgements_of(text) == (Judgement("rain", 4), Judgement("roof", 5, "Wide, and cold."))
    for bad in ("rain", "rain four", "rain 0", "rain 6", "rain 4.5"):
        with pytest.raises(BadRatingLine, match="Line 2"):
            judgements_of(f"roof 3\n{bad}\n")
    assert judged("rain", "2", " a  b ") == (Judgement("rain", 2, "a b"),)
    assert judged("-", None, lines="rain 2") == (Judgement("rain", 2),)
    with pytest.raises(StrayStars):
        judged("-", "4", lines="rain 2")
    with pytest.raises(BadStars):
        judged("rain", None)


def test_words_of_filters_that_mean_nothing() -> None:
    for text in ("0", "6", "4-2", "-", "", "x", "1-2-3"):
        with pytest.raises(BadStarRange):
            star_range(text)
    with pytest.raises(BadDay):
        day_of("yesterday")
    assert (star_range(None), star_range("3"), day_of(None)) == ((1, 5), (3, 3), None)


def test_a_record_is_readable_with_plain_git(drawn: Studio) -> None:
    """`git show` of its file is JSON that a person can read."""
    rate(drawn, RAIN, 4, "もっと光を。")
    (record,) = records.read(drawn.repository).records
    shown = subprocess.run(
        ["git", "show", f"anime-meta:{records._path(record.id)}"],
        cwd=drawn.repository.folder, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert json.loads(shown)["body"]["note"] == "もっと光を。"
    assert "もっと光を。" in shown
