"""The authored situations: each can be chosen, and every line of each can be told, by anybody to anybody."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.errors import TaskNotKnown
from anime_cli.echo.planning.grammar import PRONOUNS, Slots
from anime_cli.echo.planning.interaction import BRACES, LEVEL, PLACES, VOICES, choose, propose, situations
from anime_cli.echo.planning.lines import cues
from anime_cli.echo.planning.material import material
from anime_cli.echo.tasks.interaction import InteractionInput, Matter, Side, generate_interaction, interaction_request
from anime_cli.model.emotions import vocabulary
from anime_cli.model.script import Action, Line
from anime_cli.model.values import LEVELS

DATA = material("interactions")
SITUATIONS = DATA["situations"]
FACT, QUESTION = Matter("has-magic", "Mio moves petals"), Matter("who", "Who saw it?")
REN, MIO = Side(id="ren", name="Ren", pronouns="he"), Side(id="mio", name="Mio", pronouns="she")
BETWEEN = InteractionInput(
    sides=(REN, MIO), met=True, shared=(), threads=(), place="roof", kind="rooftop", indoors=False, light="dusk",
    lasts="15m",
)  # fmt: skip


def between(one: dict[str, Any] | None = None, other: dict[str, Any] | None = None, **fields: Any) -> InteractionInput:
    """Return what stands between Ren and Mio, changed in some ways."""
    return replace(BETWEEN, sides=(replace(REN, **one or {}), replace(MIO, **other or {})), **fields)


HOLDING = {
    "owed": between({"levels": {"debt": 0.4}}),
    "confided": between({"levels": {"trust": 0.4}, "secrets": (FACT,)}),
    "withheld": between({"levels": {"trust": -0.4, "affection": 0.1}, "secrets": (FACT,)}),
    "shared": between(shared=(FACT,)),
    "rivals": between({"levels": {"rivalry": 0.5}}),
    "afraid": between({"levels": {"fear": 0.6}}),
    "doubted": between({"levels": {"trust": -0.5}}),
    "torn": between({"levels": {"trust": -0.4, "affection": 0.5}}),
    "unsaid": between({"levels": {"affection": 0.7}}),
    "close": between({"levels": {"affection": 0.6, "trust": 0.4}}, {"levels": {"affection": 0.5}}),
    "tended": between({"injuries": ("a cut hand",)}),
    "asking": between(threads=(QUESTION,)),
    "strangers": between(met=False),
    "passing": between(),
}


def test_every_situation_has_its_case() -> None:
    assert list(HOLDING) == list(SITUATIONS)


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_stands_between_them_leads_to_the_situation(name: str) -> None:
    """Each is among those that hold in its case, and some seed chooses it."""
    assert name in {one.name for one in situations(HOLDING[name])}
    assert name in {choose(HOLDING[name], seed).name for seed in range(40)}


@pytest.mark.parametrize("levels", list(product((-0.5, 0.0, 0.5), repeat=3)))
@pytest.mark.parametrize("met", [True, False])
def test_two_people_always_have_something_to_meet_about(levels: tuple[float, float, float], met: bool) -> None:
    told = dict(zip(("trust", "affection", "fear"), levels, strict=True))
    assert list(situations(between({"levels": told}, met=met)))


@pytest.mark.parametrize("name", SITUATIONS)
def test_conditions_and_emotions_are_known_words(name: str) -> None:
    data = SITUATIONS[name]
    for need in data["when"]:
        compared = LEVEL.fullmatch(need)
        words = {"met", "strangers", "bodies", "hurt", "secret", "shared", "thread"}
        assert compared[2] in LEVELS if compared else need.removeprefix("!") in words
    moods = [*data["cast"].values(), *(one.mood for one in cues(data["script"], set()) if one.mood)]
    assert {mood.split()[0] for mood in moods} <= set(vocabulary())


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("pronouns", PRONOUNS)
def test_every_variant_can_be_filled(name: str, pronouns: str) -> None:
    """No slot is unknown, whoever they are."""
    slots = Slots({"opening": "Rain.", "fact": "It rains.", "question": "Does it rain?", "injury": "a cut"})
    slots.person("one", "Ren", pronouns)
    slots.person("other", "Mio", pronouns)
    data = SITUATIONS[name]
    texts = [data["title"], data["summary"], data["why"], *(one.text for one in cues(data["script"], set()))]
    openings = [text for group in DATA["openings"].values() for text in group]
    for text in (*texts, *openings):
        for variant in text.removeprefix("= ").split(" | "):
            assert "{" not in slots.fill(variant)


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_voice_has_a_line_of_its_own_for_what_is_said(name: str) -> None:
    """A line that is written for one voice is written for all, and for those who have none of these."""
    for one in cues(SITUATIONS[name]["script"], set()):
        if one.kind == "line":
            tags = [variant.split()[0][1:] for variant in one.text.split(" | ") if variant.startswith("~")]
            assert sorted(tags) == sorted(VOICES)
            assert len(one.text.split(" | ")) >= len(VOICES) + 2


def test_every_sort_of_place_has_openings() -> None:
    assert {*PLACES, "inside", "outside"} == set(DATA["openings"])


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_moves_the_relation_because_of_what_happened(name: str) -> None:
    """Somebody changes towards the other, and one of the changes names the event that caused it."""
    events = [one.head for one in cues(SITUATIONS[name]["script"], set()) if one.head[:1] == ("relation",)]
    assert events
    assert any(part.startswith("<") for event in events for part in event)


def test_the_same_seed_is_the_same_scene_and_others_differ() -> None:
    told = [propose(HOLDING["torn"], seed).draft for seed in (1, 1, 2, 3, 4, 5)]
    assert told[0] == told[1]
    assert len({str(draft.values) for draft in told}) >= 4


@pytest.mark.parametrize("seed", range(6))
def test_a_word_that_somebody_avoids_is_never_in_their_mouth(seed: int) -> None:
    """Whoever never says 'I' says nothing rather than that."""
    avoid = ("I", "you", "nobody")
    for case in HOLDING.values():
        scene = generate_interaction(Planner(), between_avoiding(case, avoid), seed=seed).scene
        said = [item.say for item in scene.script if isinstance(item, Line) and item.who == "ren"]
        assert not [line for line in said if {*avoid} & {word.strip(".,!?:'") for word in line.split()}]


@pytest.mark.parametrize("seed", range(4))
def test_with_a_voice_nobody_shakes_hands(seed: int) -> None:
    """What is said and done in a scene with somebody who has no body needs none; what must be told is told."""
    bodily = re.compile(rf"\b({'|'.join(DATA['bodily'])})\b", re.IGNORECASE)
    for name, case in HOLDING.items():
        voice = replace(case, sides=(case.sides[0], replace(case.sides[1], presence="voice")))
        made = generate_interaction(Planner(), voice, seed=seed)
        own = ("a cut hand", FACT.text, QUESTION.text)
        told = [item.action for item in made.scene.script if isinstance(item, Action)][1:]
        told += [item.say for item in made.scene.script if isinstance(item, Line)]
        assert not [text for text in told if bodily.search(text) and not any(each in text for each in own)], name
        assert made.situation != "tended"
        if made.situation == "confided":
            assert any(FACT.text in text for text in told)


def between_avoiding(case: InteractionInput, words: tuple[str, ...]) -> InteractionInput:
    return replace(case, sides=(replace(case.sides[0], avoid=words), case.sides[1]))


@pytest.mark.parametrize(
    "text", ["{boom}", "a | b", "~soft x", "{one.they", "}{", "two\nlines", "日本", "", "x" * 3000]
)
def test_a_storys_own_words_are_no_notation(text: str) -> None:
    """Names, facts and injuries come out as they went in, whatever signs they hold."""
    sides = {"name": text or "Ren", "secrets": (Matter("f", text),), "injuries": (text,), "levels": {"trust": 0.5}}
    for seed in range(8):
        made = propose(between(sides, threads=(Matter("t", text),)), seed)
        told = str(made.draft.values)
        assert not any(chr(sign) in told for sign in BRACES.values() if isinstance(sign, int))
        assert (" ".join(text.split()) or "Ren")[:20] in told + made.why or made.situation


def test_a_brain_that_reads_language_is_told_all_of_it() -> None:
    """The request's words hold the levels, the secrets, the injuries and the questions."""
    case = between({"levels": {"trust": 0.5}, "secrets": (FACT,), "injuries": ("a cut",)}, threads=(QUESTION,))
    asked = interaction_request(case).messages[0].content
    assert all(word in asked for word in ("trust +0.5", "Mio moves petals", "a cut", "Who saw it?", "roof", "dusk"))


def test_the_planner_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TaskNotKnown):
        Planner().complete(replace(interaction_request(BETWEEN), task="sing"))


def test_chance_is_fair_to_every_situation() -> None:
    """No situation that holds is shut out by another for good, unless it has far less to say."""
    case = between({"levels": {"rivalry": 0.3, "debt": 0.3}})
    chosen = {choose(case, random.Random(seed).random()).name for seed in range(60)}
    assert {"rivals", "owed"} <= chosen
