"""How a premise is read, and what happens to one that can't be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planned_stories import PREMISES, story

from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.errors import EmptyPremise
from anime_cli.echo.planning.plan import chosen_engine
from anime_cli.echo.planning.premise import LIMIT, read
from anime_cli.echo.planning.subject import subject
from anime_cli.echo.tasks.plot import develop_plot
from anime_cli.story.check import check
from anime_cli.story.snapshot import assemble

WORDS = ["a", "the", "shy", "girl", "who", "must", "find", "his", "robot", "lost", "in", ",", ".", "before", "and", "I"]


@pytest.mark.parametrize(("engine", "premise"), PREMISES.items())
def test_the_premise_chooses_its_engine(engine: str, premise: str) -> None:
    assert chosen_engine(read(premise), 0) == engine


@pytest.mark.parametrize(
    ("premise", "adjectives", "noun", "pronouns", "age"),
    [
        ("A shy girl discovers she has magic powers", ("shy",), "girl", "she", "youth"),
        ("A retired detective must find his brother", ("retired",), "detective", "he", "elder"),
        ("When the rain stops, a stubborn mechanic builds a boat", ("stubborn",), "mechanic", "", "adult"),
        ("A waitress who can see ghosts wants to open a café", (), "waitress", "she", "adult"),
        ("The last librarian on Mars refuses to burn a book", ("last",), "librarian", "", "adult"),
        ("An old woman keeps bees", ("old",), "woman", "she", "elder"),
        ("A lighthouse keeper's shy daughter finds a lamp", ("shy",), "daughter", "she", "youth"),
        ("A young pilot crosses their fear", ("young",), "pilot", "they", "youth"),
        ("I am a teacher. I can't sleep.", (), "", "", "youth"),
        ("dragons", (), "dragons", "", "adult"),
    ],
)
def test_the_hero_is_read(premise: str, adjectives: tuple[str, ...], noun: str, pronouns: str, age: str) -> None:
    found = read(premise)
    assert (found.adjectives, found.noun, found.pronouns, found.age) == (adjectives, noun, pronouns, age)


@pytest.mark.parametrize(
    "premise", ["Kaito, a lazy boy, learns he can talk to cats", "A boy named Kaito can fly", "Kaito flies"]
)
def test_a_name_in_the_premise_is_the_hero_s(premise: str) -> None:
    assert read(premise).name == "Kaito"
    assert "Kaito" in story(premise).text


@pytest.mark.parametrize(
    ("engine", "premise", "expected"),
    [
        ("gift", "A lazy boy learns he can talk to cats", {"can": "talk to cats", "pack": "animals"}),
        ("gift", "A girl can walk through walls", {"pack": "plain"}),
        ("memory", "A nun meets a ghost who remembers a shipwreck", {"being": "ghost", "past": "the shipwreck"}),
        ("memory", "A boy gets letters from the sea", {"being": "letter", "pack": "paper"}),
        ("memory", "A piano remembers every song", {"being": "piano", "pack": "recording"}),
        ("memory", "A girl meets a talking fox in the attic", {"hidden": "attic", "pack": "other"}),
        ("memory", "A girl finds that the lamp answers her", {"being": "lamp", "being_full": "lamp"}),
        ("warning", "A boy finds a diary that predicts the future", {"thing": "diary", "does": "predicts the future"}),
        ("warning", "A boy dreams of tomorrow", {"thing": "dream", "pack": "dream"}),
        ("search", "A girl searches for her missing mother", {"lost": "mother"}),
        ("rivals", "Two rival bands compete for the same stage", {"craft": "band", "thing": "stage", "pack": "music"}),
        ("stand", "A cook must save her soup before the fair", {"goal": "save her soup", "deadline": "the fair"}),
        ("stand", "A robot who wants to be a poet", {"goal": "be a poet"}),
        ("stand", "A cook must ask her mother to help her and wait", {"mine": "ask my mother to help me and wait"}),
    ],
)
def test_the_subject_is_read(engine: str, premise: str, expected: dict[str, str]) -> None:
    found = read(premise)
    assert chosen_engine(found, 0) == engine
    assert expected.items() <= subject(engine, found).items()


def test_a_lost_thing_is_no_missing_person() -> None:
    """A dog that is lost can't hide on a roof and make lanterns."""
    assert chosen_engine(read("A boy must find his lost dog"), 0) == "stand"


@pytest.mark.parametrize("premise", ["", "   ", "\n\t", "\x00"])
def test_an_empty_premise_is_one_clear_error(premise: str) -> None:
    with pytest.raises(EmptyPremise) as caught:
        develop_plot(Planner(), premise)
    assert "--premise" in (caught.value.hint or "")


@pytest.mark.parametrize("premise", ["日本の女の子が魔法を見つける", "Une fille timide découvre la magie", "🎉🎉🎉"])
def test_a_premise_in_another_language_is_kept_with_a_note(premise: str) -> None:
    line = develop_plot(Planner(), premise)
    assert line.documents[0].logline == premise
    assert "English" in line.notes[0]


def test_an_unsafe_premise_is_not_used_and_not_repeated() -> None:
    line = develop_plot(Planner(), "A nude girl discovers she has magic powers")
    assert "ages" in line.notes[0]
    assert "nude" not in repr(line.documents)


def test_a_long_premise_is_read_as_far_as_a_sentence() -> None:
    line = develop_plot(Planner(), "A shy girl discovers she has magic powers " * 60)
    assert len(line.documents[0].logline) <= LIMIT
    assert "long" in line.notes[0]


def test_words_that_no_line_asks_for_are_still_told() -> None:
    text = story("Three thirsty dragons open a purple bank near Osaka").text
    assert text.count("purple bank near Osaka") >= 2


@given(st.text(min_size=1, max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_story_or_says_that_it_is_empty(premise: str) -> None:
    try:
        line = develop_plot(Planner(), premise)
    except EmptyPremise:
        assert not any(char.isprintable() and not char.isspace() for char in premise)
        return
    assert check(assemble(line.documents)) == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "the",
                "shy",
                "girl",
                "who",
                "must",
                "find",
                "his",
                "robot",
                "lost",
                "in",
                ",",
                ".",
                "before",
                "and",
                "two",
                "rival",
                "can",
                "that",
                "I",
            ]
        ),
        min_size=1,
    )
)
@settings(max_examples=200, deadline=None)
def test_any_order_of_words_gives_a_story(words: list[str]) -> None:
    assert check(assemble(develop_plot(Planner(), " ".join(words)).documents)) == ()
