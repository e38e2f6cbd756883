"""Everything that holds of a person or a place at a moment, with what made it so, in the words of the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from wild import documents, wild

from anime_cli.story.calling import AmbiguousName, CharacterNotFound, PlaceNotFound, character_called, place_called
from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at
from anime_cli.story.portrait import portrait, scenery
from anime_cli.story.sentence import Teller
from anime_cli.story.snapshot import assemble
from anime_cli.story.state import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.portrait import Portrait
    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]

PEOPLE = {
    "ren": {
        "name": "Ren Aoyama",
        "aliases": ["Boss"],
        "born": {"year": "2008", "day": "101"},
        "traits": ["shy"],
        "want": "To leave.",
        "temper": {"calm": "0.3"},
        "outfits": {"uniform": {"kind": "blazer"}, "coat": {}},
    },
    "mio": {"name": "Mio Tachibana"},
    "baby": {"name": "Mio Aoyama", "born": {"year": "2024"}},
}
FACTS = {"f": {"text": "The tree is dying.", "secret": "true"}, "g": {"text": "Spring comes."}}


def story_of(tell: Tell, *scripts: list[dict[str, Any]], **story: Any) -> Story:
    """Return a story of a scene a day, each with its script."""
    scenes = {
        f"s{day}": {"day": str(day), "time": "10:00", "cast": {"ren": {}, "mio": {}}, "script": script}
        for day, script in enumerate(scripts)
    }
    told = {"calendar": {"epoch": "2024-04-08"}, "facts": FACTS, "items": {"key": {"name": "a key", "holder": "mio"}}}
    return tell(scenes, people=PEOPLE, **told, **story)


def at(story: Story, who: str, address: str | None = None) -> Portrait:
    folded = fold(story)
    return portrait(folded, moment_at(folded, address), who)


def test_everything_knows_what_made_it(tell: Tell) -> None:
    script = [
        {"event": "meets", "who": ["ren", "mio"], "id": "meet"},
        {"event": "learns", "who": "ren", "from": "mio", "fact": "f", "id": "told"},
        {"event": "gives", "by": "mio", "to": "ren", "item": "key", "id": "gift"},
        {"event": "injured", "who": "ren", "injury": "a cut", "id": "cut"},
        {"event": "grows", "who": "ren", "field": "want", "to": "To stay.", "id": "grow"},
        {"event": "grows", "who": "ren", "field": "trait", "from": "shy", "to": "brave", "id": "brave"},
        {"event": "wears", "who": "ren", "outfit": "coat", "id": "coat"},
        {"event": "relation", "from": "mio", "to": "ren", "trust": "+0.3", "id": "trust"},
    ]
    ren = at(story_of(tell, script), "ren")
    assert (ren.age, ren.place.value, ren.present.value) == (15, "roof", True)
    assert (ren.outfit.value, ren.outfit.cause) == ("coat", Cause("s0", "coat"))
    assert (ren.traits.value, ren.traits.cause) == (("brave",), Cause("s0", "brave"))
    assert (ren.grown["want"].value, ren.grown["want"].cause) == ("To stay.", Cause("s0", "grow"))
    assert ren.injuries == {"a cut": Cause("s0", "cut")}
    assert ren.holds == {"key": Cause("s0", "gift")}
    assert ren.met == {"mio": Cause("s0", "meet")}
    assert [(known.fact, known.secret, known.cause) for known in ren.knows] == [
        ("f", True, Cause("s0", "told")),
        ("g", False, None),
    ]
    assert ren.from_others["mio"]["trust"].cause == Cause("s0", "trust")
    assert ren.towards == {}


def test_an_item_is_a_moment_of_its_own(tell: Tell) -> None:
    """A line's own emotion is what is felt at that line, and the line is the reason."""
    script = [
        {"event": "feels", "who": "ren", "emotion": "sad", "intensity": "0.6", "id": "sad"},
        {"who": "ren", "say": "Fine.", "emotion": "angry", "id": "line"},
    ]
    story = story_of(tell, script)
    now = at(story, "ren", "s0:line").emotion
    assert (now.value.name, now.cause) == ("angry", Cause("s0", "line"))
    assert at(story, "ren", "s0:sad").emotion.cause == Cause("s0", "sad")
    assert at(story, "ren").emotion.value.name == "sad"


def test_at_rest_nothing_is_the_reason(tell: Tell) -> None:
    felt = at(story_of(tell, []), "ren").emotion
    assert (felt.value.name, felt.value.intensity, felt.cause) == ("calm", 0.3, None)


def test_ages_grow_and_stop(tell: Tell) -> None:
    """A birthday counts from its own day on; the dead stay as old as they were."""
    story = story_of(tell, [], [], [], [{"event": "dies", "who": "ren"}], *([[]] * 400))
    assert [at(story, "ren", f"s{day}").age for day in (0, 1, 2, 3, 400)] == [15, 15, 16, 16, 16]
    assert at(story, "mio").age is None
    assert not at(story, "ren").alive.value
    assert not at(story, "ren").unborn


def test_the_unborn_have_no_age(tell: Tell) -> None:
    story = story_of(tell, [], [{"event": "born", "who": "baby", "by": "mio", "id": "birth"}])
    before, after = at(story, "baby", "s0"), at(story, "baby", "s1")
    assert (before.unborn, before.age) == (True, None)
    assert (after.unborn, after.age, after.alive.cause) == (False, 0, Cause("s1", "birth"))


def test_before_any_scene_there_is_no_time(tell: Tell) -> None:
    ren = at(tell({}, people=PEOPLE), "ren")
    assert (ren.when, ren.age, ren.place.value, ren.moment.address) == (None, None, None, None)


def test_a_place_has_ways_scenes_and_those_last_seen_there(tell: Tell) -> None:
    story = story_of(tell, [{"event": "leaves", "who": "mio", "to": "yard", "id": "go"}])
    folded = fold(story)
    end = moment_at(folded)
    roof, yard = (scenery(folded, end, name) for name in ("roof", "yard"))
    assert (roof.ways, roof.scenes, roof.here) == ({"yard": 300}, ("s0",), {"ren": Cause("s0")})
    assert (yard.ways, yard.here) == ({"roof": 300, "station": 600}, {"mio": Cause("s0", "go")})


@settings(max_examples=60, deadline=None)
@given(wild())
def test_anybody_has_a_portrait_at_any_moment(drawn: Wild) -> None:
    """Whatever the story says, every value is there, and every reason can be said."""
    story = assemble(documents(drawn))
    folded = fold(story)
    teller = Teller(story, {})
    moments = [moment_at(folded)]
    moments += [moment_at(folded, f"{each.id}:{item.id}") for each in story.told for item in each.script]
    for moment in moments:
        for name in story.characters:
            shown = portrait(folded, moment, name)
            causes = [shown.alive.cause, shown.place.cause, shown.emotion.cause, *shown.holds.values()]
            causes += [known.cause for known in shown.knows]
            assert all(bool(teller.cause(cause)) is (cause is not None) for cause in causes)
            assert shown.emotion.value.intensity <= 1
        assert all(scenery(folded, moment, name).place.id == name for name in story.places)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"event": "meets", "who": ["ren", "mio"]}, "Ren and Mio meet"),
        ({"event": "learns", "who": "ren", "from": "mio", "fact": "f"}, "Ren learns from Mio: The tree is dying"),
        ({"event": "reveals", "by": "ren", "to": ["mio", "x"], "fact": "h"}, "Ren tells Mio and x: 'h'"),
        ({"event": "gives", "by": "mio", "to": "ren", "item": "key"}, "Mio gives Ren a key"),
        ({"event": "takes", "by": "ren", "from": "mio", "item": "key"}, "Ren takes a key from Mio"),
        ({"event": "loses", "who": "ren", "item": "hat"}, "Ren loses 'hat'"),
        ({"event": "destroys", "by": "ren", "item": "key"}, "Ren destroys a key"),
        ({"event": "destroys", "item": "key"}, "a key is destroyed"),
        ({"event": "arrives", "who": ["ren"]}, "Ren arrives"),
        ({"event": "leaves", "who": ["ren", "mio"], "to": "yard"}, "Ren and Mio leave for Yard"),
        ({"event": "injured", "who": "ren", "injury": "a cut", "by": "mio"}, "Ren is hurt, by Mio: a cut"),
        ({"event": "heals", "who": "ren", "injury": "a cut"}, "Ren heals: a cut"),
        ({"event": "dies", "who": "ren", "note": "At last."}, "Ren dies (At last)"),
        ({"event": "born", "who": "ren", "by": "mio"}, "Ren is born to Mio"),
        ({"event": "feels", "who": "ren", "emotion": "sad", "intensity": "0.6"}, "Ren feels sad 0.6"),
        (
            {"event": "relation", "from": "ren", "to": "mio", "trust": "+0.2", "fear": "-1"},
            "Ren changes towards Mio: trust +0.2, fear -1",
        ),
        (
            {"event": "grows", "who": "ren", "field": "want", "from": "To go.", "to": "To stay."},
            'Ren grows, want from "To go" to "To stay"',
        ),
        ({"event": "wears", "who": "ren", "outfit": "coat"}, "Ren puts on: coat"),
        ({"event": "sets_up", "thread": "t"}, "the question is asked: Who?"),
        ({"event": "pays_off", "thread": "u"}, "the question is answered: 'u'"),
        ({"who": "ren", "say": "Hm."}, 'Ren: the line "Hm."'),
        ({"action": "Rain."}, 'the action "Rain."'),
    ],
)
def test_every_event_has_its_sentence(tell: Tell, item: dict[str, Any], said: str) -> None:
    story = story_of(tell, [{**item, "id": "it"}], threads={"t": {"question": "Who?"}})
    teller = Teller(story, {"ren": "Ren", "mio": "Mio"})
    assert teller.item(story.scenes["s0"].script[0]) == said
    assert teller.cause(Cause("s0", "it")) == f'"S0": {said}'


def test_a_cause_has_its_own_cause(tell: Tell) -> None:
    """What an event says of its `because` is part of the reason, as are notes."""
    first = {"event": "learns", "who": "ren", "fact": "f", "id": "told", "note": "By chance."}
    then = {"event": "relation", "from": "ren", "to": "mio", "trust": "+0.3", "because": "told", "id": "then"}
    teller = Teller(story_of(tell, [first], [then]), {"ren": "Ren", "mio": "Mio"})
    assert teller.telling(Cause("s0", "told")) == '"S0": Ren learns it (By chance)'
    assert teller.change(Cause("s1", "then"), "trust") == '"S1": +0.3, because Ren learns: The tree is dying'
    assert teller.change(Cause("s1"), "trust") == '"S1" begins'


def test_ids_come_before_names(tell: Tell) -> None:
    story = story_of(tell)
    assert character_called(story, "ren") == "ren"
    assert character_called(story, "Mio Tachibana") == "mio"
    assert character_called(story, "  ren  AOYAMA ") == "ren"
    assert character_called(story, "Boss") == "ren"
    assert character_called(story, "tachibana") == "mio"
    assert place_called(story, "YARD") == "yard"


@pytest.mark.parametrize(
    ("word", "error", "hint"),
    [
        ("Aoyama", AmbiguousName, "baby, ren"),
        ("Renn", CharacterNotFound, "Did you mean 'Ren'?"),
        ("nobody", CharacterNotFound, "anime character list"),
    ],
)
def test_a_name_that_means_nobody_or_several_says_so(tell: Tell, word: str, error: type[Exception], hint: str) -> None:
    with pytest.raises(error) as said:
        character_called(story_of(tell), word)
    assert hint in str(getattr(said.value, "hint", ""))


def test_a_place_that_is_none_is_no_place(tell: Tell) -> None:
    with pytest.raises(PlaceNotFound, match="no place called 'attic'"):
        place_called(story_of(tell), "attic")
