"""C12: ages add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def aged(tell: Tell, age: int, calendar: Any = None, **born: Any) -> Story:
    """Return a story of Ren, said to be AGE on the second of April 2025."""
    people: dict[str, Any] = {"ren": {"name": "Ren"}}
    if born:
        people["ren"]["born"] = {key: str(value) for key, value in born.items()}
    calendar = {"epoch": "2025-04-01"} if calendar is None else calendar
    scene = {"day": "1", "time": "10:00", "cast": {"ren": {"age": str(age)}}}
    return tell({"a": scene}, people=people, calendar=calendar)


def test_an_age_that_does_not_follow(tell: Tell) -> None:
    """The birthday is the day after, so Ren is sixteen still."""
    (finding,) = found(aged(tell, 17, year=2008, day=93), "C12")
    assert finding.message == 'Ren is said to be 17 in "A", but is 16 by birth and calendar.'
    assert finding.hint == "Write `age: 16`, or mend `born` in characters/ren.yaml."
    assert (finding.path, finding.address, finding.scene) == ("scenes/a.yaml", ("cast", "ren", "age"), "a")
    assert [(each.path, each.address) for each in finding.evidence] == [("characters/ren.yaml", ("born",))]
    assert found(aged(tell, 16, year=2008, day=93), "C12") == ()
    assert found(aged(tell, 17, year=2008, day=92), "C12") == ()


def test_both_ages_of_a_year_are_right(tell: Tell) -> None:
    assert found(aged(tell, 16, year=2008), "C12") == ()
    assert found(aged(tell, 17, year=2008), "C12") == ()
    (finding,) = found(aged(tell, 18, year=2008), "C12")
    assert finding.message.endswith("but is 16 or 17 by birth and calendar.")


def test_without_a_date_nothing_is_asked(tell: Tell) -> None:
    assert found(aged(tell, 40), "C12") == ()
    assert found(aged(tell, 40, calendar={}, year=2008), "C12") == ()


def born_into(tell: Tell, scene: dict[str, Any], **born: Any) -> Story:
    """Return a story of Ren, who was or will be BORN, in a SCENE on the second of April 2025."""
    people = {"ren": {"name": "Ren", "born": {key: str(value) for key, value in born.items()}}}
    told = {"day": "1", "time": "10:00", "cast": {"ren": None}, **scene}
    return tell({"a": told}, people=people, calendar={"epoch": "2025-04-01"})


def test_nobody_is_there_before_their_birth(tell: Tell) -> None:
    """Of somebody born in that year on an unknown day it is not known."""
    (finding,) = found(born_into(tell, {}, year=2030, day=5), "C12")
    assert finding.message == 'Ren is in "A" on 2025-04-02, but is born only in 2030.'
    assert (finding.path, finding.address, finding.scene) == ("scenes/a.yaml", ("cast", "ren"), "a")
    assert [(each.path, each.address) for each in finding.evidence] == [("characters/ren.yaml", ("born",))]
    assert found(born_into(tell, {}, year=2025, day=92), "C12") == ()
    assert found(born_into(tell, {}, year=2025), "C12") == ()
    assert found(born_into(tell, {}, year=2026), "C12")[0].message.endswith("born only in 2026.")


@pytest.mark.parametrize(("day", "later"), [(93, "1 day later"), (100, "8 days later")])
def test_a_birth_later_in_the_year_is_told_in_days(tell: Tell, day: int, later: str) -> None:
    (finding,) = found(born_into(tell, {}, year=2025, day=day), "C12")
    assert finding.message == f'Ren is in "A" on 2025-04-02, but is born only {later}.'


@pytest.mark.parametrize(
    "scene",
    [
        {"mode": "dream"},
        {"mode": "imagined"},
        {"cast": {"ren": {"as": "voice"}}},
        {"cast": {"ren": {"as": "ghost", "age": "5"}}},
        {"cast": {}},
    ],
)
def test_the_unborn_may_be_heard_and_dreamt_of(tell: Tell, scene: dict[str, Any]) -> None:
    assert found(born_into(tell, scene, year=2030), "C12") == ()


def test_a_scene_without_a_day_may_be_after_the_birth(tell: Tell) -> None:
    people = {"ren": {"name": "Ren", "born": {"year": "2030"}}}
    story = tell({"a": {"cast": {"ren": None}}}, people=people, calendar={"epoch": "2025-04-01"})
    assert found(story, "C12") == ()


def test_an_age_before_birth_is_no_number(tell: Tell) -> None:
    """It would be one below nothing; in the year of birth the age may be none."""
    (finding,) = found(aged(tell, 3, year=2030), "C12")
    assert finding.message == 'Ren is in "A" on 2025-04-02, but is born only in 2030.'
    (finding,) = found(aged(tell, 3, year=2025), "C12")
    assert finding.message == 'Ren is said to be 3 in "A", but is 0 by birth and calendar.'


def family(tell: Tell, child: dict[str, str], parent: dict[str, str], word: str = "mother") -> Story:
    people = {
        "ren": {"name": "Ren", "born": child, "family": {word: "aya"}},
        "aya": {"name": "Aya", "born": parent},
    }
    return tell({"a": {"cast": dict.fromkeys(people)}}, people=people)


def test_a_parent_is_twelve_years_older(tell: Tell) -> None:
    (finding,) = found(family(tell, {"year": "2008"}, {"year": "1997"}), "C12")
    assert finding.message == (
        "Aya, born in 1997, is the mother of Ren, born in 2008: fewer than 12 years lie between."
    )
    assert (finding.path, finding.address) == ("characters/ren.yaml", ("family", "mother"))
    assert finding.hint == "Mend `born` of one of the two, or `family` in characters/ren.yaml."
    assert found(family(tell, {"year": "2008"}, {"year": "1996"}), "C12") == ()
    assert found(family(tell, {"year": "2008"}, {"year": "2007"}, word="stepmother"), "C12") == ()


def test_days_count_where_both_are_known(tell: Tell) -> None:
    child = {"year": "2008", "day": "100"}
    assert len(found(family(tell, child, {"year": "1996", "day": "101"}), "C12")) == 1
    assert found(family(tell, child, {"year": "1996", "day": "100"}), "C12") == ()
    assert found(family(tell, child, {"year": "1996"}), "C12") == ()
