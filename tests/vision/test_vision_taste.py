"""Ratings as a fold of records: the last word of each person on each thing, in whatever order records come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.record import Person, Record, new_record, withdrawal
from anime_cli.vision.taste import (
    KIND,
    REPLACED,
    STANDING,
    WITHDRAWN,
    RatedPicture,
    body_of,
    ratings,
    words_of,
)

if TYPE_CHECKING:
    from random import Random

NOON = datetime(2026, 4, 8, 12, tzinfo=UTC)
MIO, REN = Person("Mio", "mio@example.org"), Person("Ren", "ren@example.org")
PICTURE = RatedPicture("roof:a1", "0" * 64, "f" * 64, "storyboard", "1", {"shot": "wide"})


def word(stars: int, *replaces: Record, who: Person = MIO, about: str = "roof:a1", minute: int = 0) -> Record:
    """Make a rating that knew of REPLACES."""
    body, at = body_of(stars, PICTURE, "why"), NOON + timedelta(minutes=minute)
    return new_record(KIND, about, who, at, body=body, replaces=(old.id for old in replaces))


def states(*records: Record) -> dict[str, str]:
    return {rating.id: rating.state for rating in ratings(records).said}


def test_a_rating_says_all_that_its_record_says() -> None:
    """The picture and its request too, so that no cache is asked."""
    record = word(4)
    (rating,) = ratings([record]).standing
    assert (rating.id, rating.address, rating.scene, rating.stars, rating.note) == (
        record.id,
        "roof:a1",
        "roof",
        4,
        "why",
    )
    assert (rating.who, rating.at, rating.picture) == (MIO, NOON, PICTURE)


def test_the_last_word_counts() -> None:
    """Of each person, on each thing."""
    first = word(2)
    second = word(4, first, minute=-5)
    others = (word(1, who=REN), word(3, about="roof"))
    found = ratings([first, second, *others])
    assert {(each.who.name, each.address): each.stars for each in found.standing} == {
        ("Mio", "roof:a1"): 4,
        ("Ren", "roof:a1"): 1,
        ("Mio", "roof"): 3,
    }
    assert states(first, second) == {first.id: REPLACED, second.id: STANDING}


def test_of_two_words_that_knew_nothing_of_each_other_the_later_counts_and_the_next_ends_both() -> None:
    """Said in two clones that had not met."""
    early, late = word(2, minute=1), word(5, minute=2)
    assert states(early, late) == {early.id: REPLACED, late.id: STANDING}
    both = words_of([early, late], MIO)["roof:a1"]
    assert both == (early, late)
    third = word(3, *both)
    assert states(early, late, third) == {early.id: REPLACED, late.id: REPLACED, third.id: STANDING}


def test_what_is_taken_back_is_gone_and_its_history_is_told() -> None:
    first = word(2)
    second = word(4, first)
    end = withdrawal([second], "roof:a1", MIO, NOON)
    assert ratings([first, second, end]).standing == ()
    assert states(end, first, second) == {first.id: REPLACED, second.id: WITHDRAWN}
    assert states(second, withdrawal([second], "roof:a1", REN, NOON)) == {second.id: STANDING}


def test_a_later_shape_is_kept_from_view_and_still_rules() -> None:
    """An old version never shows a word that a newer one has replaced; it counts what it can't read."""
    old = word(2)
    new = new_record(KIND, "roof:a1", MIO, NOON, body={"stars": "****"}, replaces=[old.id], schema=2)
    found = ratings([old, new])
    assert (found.standing, found.unread) == ((), 1)
    assert states(old, new) == {old.id: REPLACED}
    assert words_of([old, new], MIO) == {"roof:a1": (new,)}
    assert ratings([new_record("vote", "x", MIO, NOON, body={"stars": 4})]).unread == 0


GOOD = body_of(4, PICTURE)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {**GOOD, "stars": 0},
        {**GOOD, "stars": 6},
        {**GOOD, "stars": 4.0},
        {**GOOD, "note": None},
        {**GOOD, "picture": "a.png"},
        {**GOOD, "picture": {**GOOD["picture"], "request": []}},
        {**GOOD, "picture": {**GOOD["picture"], "key": "../../etc/passwd"}},
        {**GOOD, "picture": {**GOOD["picture"], "sha256": "A" * 64}},
    ],
)
def test_what_is_no_rating_is_passed_over(body: dict[str, Any]) -> None:
    """Whoever may push may write anything; a key that is a path never reaches the cache."""
    found = ratings([new_record(KIND, "roof:a1", MIO, NOON, body=body)])
    assert (found.said, found.unread) == ((), 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Draw words and withdrawals of two people on two things, each knowing some of what was said."""
    made: list[Record] = []
    for number in range(draw(st.integers(0, 9))):
        who, about = draw(st.sampled_from((MIO, REN))), draw(st.sampled_from(("roof", "roof:a1")))
        mine = [each for each in made if each.who == who and each.about == about]
        knew = [each for each in mine if draw(st.booleans())]
        if knew and draw(st.booleans()):
            made.append(withdrawal(knew, about, who, NOON + timedelta(minutes=number)))
        else:
            stars, minute = draw(st.integers(1, 5)), draw(st.integers(-3, 3))
            made.append(word(stars, *knew, who=who, about=about, minute=minute))
    return made


@settings(max_examples=100)
@given(histories(), st.randoms(use_true_random=False))
def test_the_fold_is_the_same_in_any_order(made: list[Record], chance: Random) -> None:
    """Shuffled, doubled, or read as another process would."""
    mixed = [*made, *made[:3]]
    chance.shuffle(mixed)
    assert ratings(mixed) == ratings(made)


@settings(max_examples=100)
@given(histories())
def test_one_person_has_one_word_on_one_thing(made: list[Record]) -> None:
    """And only one that nothing replaced or took back; all that was ever said is told."""
    found = ratings(made)
    said = [(each.who.key, each.address) for each in found.standing]
    assert len(said) == len(set(said))
    ended = {old for record in made for old in record.replaces}
    assert not ended & {each.id for each in found.standing}
    assert {each.id for each in found.said} == {record.id for record in made if record.kind == KIND}
    for person in (MIO, REN):
        assert set(words_of(made, person)) == {each.address for each in found.standing if each.who == person}


def test_people_are_known_by_their_address_in_any_case() -> None:
    old = word(2, who=replace(MIO, email="Mio@Example.org"))
    assert states(old, word(4, old))[old.id] == REPLACED
    assert words_of([old], MIO) == {"roof:a1": (old,)}
