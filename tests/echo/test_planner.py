"""What the planner owes: a whole story, the same everywhere, in time, about the premise."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from planned_stories import PREMISES, prose, scenes, story

from anime_cli.echo.brains.planner import Planner
from anime_cli.echo.planning.grammar import stem
from anime_cli.echo.planning.lines import key
from anime_cli.echo.planning.plan import words_of
from anime_cli.echo.planning.premise import content_words, read
from anime_cli.echo.tasks.plot import PlotInput, develop_plot, plot_request
from anime_cli.model.documents import Chapter, Character, Place, Scene, StoryDocument
from anime_cli.model.script import EVENTS, Event
from anime_cli.story.check import check
from anime_cli.story.snapshot import assemble

ADJECTIVES = ("shy", "retired", "grumpy", "brave", "")
NOUNS = ("girl", "boy", "detective", "nurse", "grandmother", "violinist")
PREDICATES = (
    "discovers she has magic powers",
    "learns he can talk to crows",
    "finds a robot in the school basement that remembers the war",
    "finds a diary under the stairs",
    "hears a radio that plays tomorrow's news",
    "must find his missing brother before the festival",
    "shares one piano with a rival",
    "wants to open a restaurant on the moon",
)
SAMPLE = [
    f"A {adjective} {noun} {predicate}".replace("  ", " ")
    for adjective, noun, predicate in itertools.product(ADJECTIVES, NOUNS, PREDICATES)
]


@pytest.mark.parametrize("premise", PREMISES.values(), ids=PREMISES)
def test_a_story_is_whole(premise: str) -> None:
    """Chapters, scenes, people with looks and wants, places, threads, facts, items, dialogue."""
    told = assemble(develop_plot(Planner(), premise).documents)
    document = told.document
    assert isinstance(document, StoryDocument)
    assert document.structure == "kishotenketsu"
    assert len(document.chapters) == 4
    assert len(told.told) >= 12
    assert len(told.characters) >= 4
    assert len(told.places) >= 3
    for parts in (document.threads, document.facts, document.items, document.relations):
        assert parts
    for person in told.characters.values():
        assert isinstance(person, Character)
        assert person.want
        if not all(scene.cast[person.id].presence == "voice" for scene in told.told if person.id in scene.cast):
            assert person.look.hair.colour
            assert person.outfits["work"].kind


@pytest.mark.parametrize("premise", PREMISES.values(), ids=PREMISES)
def test_every_thread_is_set_up_and_paid_off(premise: str) -> None:
    told = assemble(develop_plot(Planner(), premise).documents)
    items = [item for scene in told.told for item in scene.script if isinstance(item, Event)]
    opened = [item.thread for item in items if item.kind == "sets_up"]
    closed = [item.thread for item in items if item.kind == "pays_off"]
    assert sorted(opened) == sorted(closed) == sorted(told.document.threads)


@pytest.mark.parametrize("premise", PREMISES.values(), ids=PREMISES)
def test_every_fact_is_revealed_and_every_scene_has_a_cause(premise: str) -> None:
    """No secret stays unused; in most scenes something happens because of an earlier event."""
    told = assemble(develop_plot(Planner(), premise).documents)
    items = [item for scene in told.told for item in scene.script if isinstance(item, Event)]
    assert set(told.document.facts) == {item.fact for item in items if item.kind in {"learns", "reveals"}}
    changed = [scene for scene in told.told if any(isinstance(item, Event) for item in scene.script)]
    caused = [scene for scene in told.told if any(getattr(item, "because", None) for item in scene.script)]
    assert len(changed) == len(told.told)
    assert len(caused) >= len(told.told) - 2


@pytest.mark.parametrize("premise", PREMISES.values(), ids=PREMISES)
def test_time_runs_forward(premise: str) -> None:
    told = assemble(develop_plot(Planner(), premise).documents)
    starts = [(scene.day, scene.time) for scene in told.told]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("premise", SAMPLE[::2])
def test_check_finds_nothing_and_no_sentence_comes_twice(premise: str) -> None:
    """Over premises x seeds: valid documents, no finding, no sentence said twice, no slot left open."""
    seed = SAMPLE.index(premise)
    assert check(assemble(develop_plot(Planner(), premise, seed=seed).documents)) == ()
    planned = story(premise, seed)
    assert "{" not in planned.text
    assert [sentence for sentence, times in Counter(map(key, prose(planned))).items() if times > 1] == []


@pytest.mark.parametrize("premise", SAMPLE[1::7])
def test_every_word_of_the_premise_appears_in_a_scene(premise: str) -> None:
    told = words_of(story(premise, 3).drafts)
    owed = {stem(word) for word in content_words(premise)} - {stem(read(premise).verb)}
    assert owed <= told


def test_the_same_request_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "from hashlib import sha256\nfrom anime_cli.echo.planning.plan import plan\n"
        "from anime_cli.echo.tasks.plot import PlotInput\n"
        f"for premise in {list(PREMISES.values())!r}:\n"
        "    print(sha256(repr(plan(PlotInput(premise=premise), 7).drafts).encode()).hexdigest())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "1", "4711")
    }
    assert len(printed) == 1


def test_another_seed_tells_it_otherwise() -> None:
    first, second = (story(PREMISES["gift"], seed).text for seed in (0, 1))
    assert first != second


def test_a_story_takes_less_than_a_second() -> None:
    started = time.perf_counter()
    develop_plot(Planner(), "A clumsy wizard must win the race before midnight", seed=5)
    assert time.perf_counter() - started < 1


def test_different_engines_share_less_than_fifteen_percent_of_their_sentences() -> None:
    told = [set(map(key, prose(story(premise)))) for premise in PREMISES.values()]
    for one, other in itertools.combinations(told, 2):
        assert len(one & other) / min(len(one), len(other)) < 0.15


def test_nobody_shares_a_name_or_an_initial() -> None:
    for premise in PREMISES.values():
        names = [draft.values["name"].split()[0] for draft in story(premise).drafts if draft.kind == "character"]
        assert len({name[0] for name in names}) >= len(names) - 1
        assert len(set(names)) == len(names)


def test_scripts_carry_shots_of_three_sizes_and_events_of_the_closed_set() -> None:
    for premise in PREMISES.values():
        items = [item for scene in scenes(story(premise)) for item in scene["script"]]
        assert {item["shot"] for item in items if "shot" in item} == {"wide", "medium", "close-up"}
        assert {item["event"] for item in items if "event" in item} <= set(EVENTS)


def test_the_words_are_labelled_as_rules() -> None:
    reply = Planner().complete(plot_request(PlotInput(premise=PREMISES["gift"])))
    assert (reply.source, reply.brain, reply.model) == ("rules", "planner", None)
    assert develop_plot(Planner(), PREMISES["gift"]).source == "rules"


def test_the_stream_is_the_reply() -> None:
    request = plot_request(PlotInput(premise=PREMISES["rivals"]))
    assert "".join(Planner().stream(request)) == Planner().complete(request).text


def test_a_title_that_was_given_is_kept() -> None:
    line = develop_plot(Planner(), PREMISES["stand"], title="Soup at Tranquility")
    assert line.title == "Soup at Tranquility"
    assert {type(document) for document in line.documents} >= {StoryDocument, Chapter, Scene, Character, Place}
