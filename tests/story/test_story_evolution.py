"""How somebody changes: what differs between two moments, with its reasons; events applied to a character."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wild import documents, wild

from anime_cli.model.load import build
from anime_cli.model.script import Event, Feels, Grows, Wears
from anime_cli.story.course import course
from anime_cli.story.evolution import Aspect, Change, as_of, evolution, evolve_character
from anime_cli.story.fold import fold
from anime_cli.story.snapshot import assemble
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.model.documents import Character
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

REN = {
    "name": "Ren",
    "born": {"year": "2008", "day": "366"},
    "traits": ["shy", "kind"],
    "want": "To go.",
    "voice": {"register": "soft", "tics": ["um"]},
    "outfits": {"uniform": {"kind": "sailor"}, "coat": {}},
}
PEOPLE = {"ren": REN, "mio": {"name": "Mio"}}
EVERYBODY: dict[str, Any] = {"ren": {}, "mio": {}}
FIELDS = ("want", "need", "fear", "flaw", "voice")


def grows(field: str, to: str | None, source: str | None = None, who: str = "ren") -> Grows:
    return Grows(who=who, field_=field, source=source, to=to)


@pytest.fixture
def ren() -> Character:
    character = build("character", "ren", REN)
    assert character.id == "ren"
    return character  # type: ignore[return-value]


def test_events_change_what_a_document_says(ren: Character) -> None:
    """Traits come and go, fields get their text, the outfit that is worn stands first; all else stays."""
    events = [
        grows("trait", "brave", "shy"),
        grows("trait", None, "kind"),
        grows("want", "To stay."),
        grows("need", "To rest."),
        grows("voice", "clear"),
        Wears(who="ren", outfit="coat"),
    ]
    after = evolve_character(ren, events)
    assert after.traits == ("brave",)
    assert (after.want, after.need, after.fear) == ("To stay.", "To rest.", None)
    assert (after.voice.register, after.voice.tics) == ("clear", ("um",))
    assert list(after.outfits) == ["coat", "uniform"]
    assert (after.name, after.born, after.look) == (ren.name, ren.born, ren.look)


def test_no_events_leave_the_character_as_it_is(ren: Character) -> None:
    """Neither do events of others, nor those that no document tells of."""
    assert evolve_character(ren, []) == ren
    assert evolve_character(ren, [grows("trait", "cold", who="mio"), Feels(who="ren", emotion="sad")]) == ren
    assert evolve_character(ren, [Wears(who="ren", outfit="armour")]) == ren


events = st.lists(
    st.one_of(
        st.builds(
            grows,
            st.just("trait"),
            st.sampled_from(("brave", "shy", "cold", None)),
            st.sampled_from(("shy", "kind", None)),
            st.sampled_from(("ren", "mio")),
        ),
        st.builds(grows, st.sampled_from(FIELDS), st.sampled_from(("To rest.", "To go.", None))),
        st.builds(Wears, who=st.sampled_from(("ren", "mio")), outfit=st.sampled_from(("uniform", "coat"))),
    ),
    max_size=8,
)


def plain(event: Event) -> dict[str, Any]:
    if isinstance(event, Wears):
        return {"event": "wears", "who": event.who, "outfit": event.outfit}
    assert isinstance(event, Grows)
    told = {"from": event.source, "to": event.to}
    return {"event": "grows", "who": event.who, "field": event.field_} | {key: at for key, at in told.items() if at}


@settings(max_examples=80, deadline=None)
@given(events, st.integers(0, 8))
def test_evolving_is_what_the_fold_says(tell: Tell, events: list[Event], cut: int) -> None:
    """The events of a story, applied to the document, give the character that the fold has at the end."""
    scripts = [[plain(event) for event in part] for part in (events[:cut], events[cut:])]
    scenes = {f"s{number}": {"cast": EVERYBODY, "script": script} for number, script in enumerate(scripts)}
    story = tell(scenes, people=PEOPLE)
    character = story.characters["ren"]
    end = fold(story).after("s1").person("ren")
    assert evolve_character(character, events) == as_of(character, end)
    assert list(evolve_character(character, events).outfits) == list(as_of(character, end).outfits)
    assert evolution(course(story), "ren").after == as_of(character, end)


@settings(max_examples=80, deadline=None)
@given(events)
def test_what_changed_is_what_differs(tell: Tell, events: list[Event]) -> None:
    """Each change differs at its ends and has a reason; where nothing differs, nothing is told."""
    story = tell({"a": {"cast": EVERYBODY, "script": [plain(event) for event in events]}}, people=PEOPLE)
    told = evolution(course(story), "ren")
    assert all(change.before != change.after and change.reasons for change in told.changes)
    same = told.before == told.after and list(told.before.outfits) == list(told.after.outfits)
    assert same == (not told.changes)
    assert evolution(course(story, since="a", until="a"), "ren").changes == ()


def changed(story: Story, who: str = "ren", **span: Any) -> dict[Aspect, Change]:
    return {change.aspect: change for change in evolution(course(story, **span), who).changes}


def test_everything_that_changes_is_told(tell: Tell) -> None:
    """Life, body, mind, knowledge and what stands between people, each with every step that made it so."""
    script = [
        {"event": "injured", "who": "ren", "injury": "a cut", "id": "cut"},
        {"event": "injured", "who": "ren", "injury": "a burn", "id": "burn"},
        {"event": "meets", "who": ["ren", "mio"], "id": "meet"},
        {"event": "learns", "who": "ren", "fact": "f", "id": "learn"},
        {"event": "relation", "from": "ren", "to": "mio", "trust": "+0.2", "id": "more"},
        {"event": "relation", "from": "mio", "to": "ren", "fear": "+0.4", "id": "fear"},
        {"event": "relation", "from": "mio", "to": "mio", "debt": "+0.4"},
    ]
    later = [
        {"event": "heals", "who": "ren", "injury": "a cut", "id": "heal"},
        {"event": "relation", "from": "ren", "to": "mio", "trust": "+0.1", "id": "again"},
        {"event": "dies", "who": "ren", "id": "dies"},
    ]
    scenes = {
        "a": {"cast": EVERYBODY, "script": script},
        "b": {"cast": {"ren": {"outfit": "coat"}, "mio": {}}, "script": later},
    }
    story = tell(scenes, people=PEOPLE, facts={"f": {"text": "It rains.", "secret": "true"}})
    found = changed(story)
    assert list(found) == [
        Aspect("alive"),
        Aspect("wears"),
        Aspect("hurt", "a burn"),
        Aspect("hurt", "a cut"),
        Aspect("knows", "f"),
        Aspect("met", "mio"),
        Aspect("towards", "mio", "trust"),
        Aspect("from", "mio", "fear"),
    ]
    assert found[Aspect("hurt", "a cut")] == Change(
        Aspect("hurt", "a cut"), None, None, (Cause("a", "cut"), Cause("b", "heal"))
    )
    assert found[Aspect("towards", "mio", "trust")] == Change(
        Aspect("towards", "mio", "trust"), None, 0.3, (Cause("a", "more"), Cause("b", "again"))
    )
    assert found[Aspect("wears")] == Change(Aspect("wears"), "uniform", "coat", (Cause("b"),))
    assert changed(story, since="a")[Aspect("hurt", "a cut")].before is True
    assert list(changed(story, since="a:fear", until="a")) == []


def test_traits_say_what_came_and_went(tell: Tell) -> None:
    """Of all traits, those that are new and those that are gone."""
    script = [{"event": "grows", "who": "ren", "field": "trait", "from": "shy", "to": "brave", "id": "g"}]
    change = changed(tell({"a": {"cast": EVERYBODY, "script": script}}, people=PEOPLE))[Aspect("traits")]
    assert (change.before, change.after) == (("shy", "kind"), ("kind", "brave"))
    assert (change.gained, change.lost, change.reasons) == (("brave",), ("shy",), (Cause("a", "g"),))


def test_clothes_of_a_flashback_are_no_change(tell: Tell) -> None:
    """Neither what is worn there nor putting it off again."""
    then = {"mode": "flashback", "day": "-3", "time": "08:00", "cast": {"ren": {"outfit": "coat"}}}
    story = tell({"a": {"day": "1", "time": "08:00", "cast": EVERYBODY}, "then": then, "b": {}}, people=PEOPLE)
    assert changed(story) == {}


@pytest.mark.parametrize(
    ("days", "since", "years"),
    [
        (("0", "0"), None, None),
        (("0", "300"), None, (15, 16, [date(2024, 12, 31)])),
        (("0", "300"), "a", (15, 16, [date(2024, 12, 31)])),
        (("0", "1100"), None, (15, 18, [date(2024, 12, 31), date(2026, 1, 1), date(2027, 1, 1)])),
    ],
)
def test_birthdays_pass(tell: Tell, days: tuple[str, str], since: str | None, years: Any) -> None:
    """The age at both ends and the days on which it changed; a birthday on day 366 falls on New Year in short years."""
    scenes = {name: {"day": day, "time": "08:00", "cast": EVERYBODY} for name, day in zip("ab", days, strict=True)}
    story = tell(scenes, people=PEOPLE, calendar={"epoch": "2024-04-08"})
    found = evolution(course(story, since=since), "ren").years
    assert found is not None
    assert (found.before, found.after, list(found.birthdays)) == (years or (15, 15, []))
    assert evolution(course(story), "mio").years is None


def test_an_age_needs_a_calendar(tell: Tell) -> None:
    """Without an epoch nobody has an age."""
    assert evolution(course(tell({"a": {"cast": EVERYBODY}}, people=PEOPLE)), "ren").years is None


@settings(max_examples=100, deadline=None)
@given(wild())
def test_anybody_evolves_in_any_story(plain: Any) -> None:
    """However wrong a story is, the end of its course is the fold's, and what changed has two different ends."""
    story = assemble(documents(plain))
    along = course(story)
    for who, character in story.characters.items():
        told = evolution(along, who)
        assert told.after == as_of(character, along.until.state.person(who))
        assert all(change.before != change.after or change.aspect.kind == "hurt" for change in told.changes)
        named = {change.aspect for change in told.changes if not change.reasons}
        assert not named - {Aspect("wears")}
