"""The figures of a story: each counted by hand once, and none that any story can break."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wild import documents, wild

from anime_cli.model.load import build
from anime_cli.story.check import check
from anime_cli.story.continuity.finding import Finding
from anime_cli.story.fold import fold
from anime_cli.story.moment import moment_at
from anime_cli.story.snapshot import assemble
from anime_cli.story.stats.agency import agency
from anime_cli.story.stats.bonds import bonds
from anime_cli.story.stats.causality import causality
from anime_cli.story.stats.cliche import cliches
from anime_cli.story.stats.coherence import coherence
from anime_cli.story.stats.feeling import feeling
from anime_cli.story.stats.inequality import evenness, gini
from anime_cli.story.stats.measure import measure
from anime_cli.story.stats.repetition import repetition
from anime_cli.story.stats.structure import structure
from anime_cli.story.stats.words import passages, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from wild import Wild

    from anime_cli.story.snapshot import Story
    from anime_cli.story.stats.measure import Stats

    Tell = Callable[..., Story]

SHARES = st.lists(st.integers(0, 1000), max_size=30)


def line(who: str, say: str, **more: Any) -> dict[str, Any]:
    return {"who": who, "say": say, **more}


@given(SHARES)
def test_gini_is_a_share_that_scale_does_not_change(shares: list[int]) -> None:
    value = gini(shares)
    assert (value is None) == (sum(shares) == 0)
    if value is not None:
        assert -1e-9 <= value < 1
        assert gini(3 * each for each in shares) == pytest.approx(value)
        assert gini(reversed(shares)) == pytest.approx(value)
        assert (value < 1e-9) == (len(set(shares)) == 1)


def test_gini_of_one_who_has_all() -> None:
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 3]) == pytest.approx(0.25)


@given(SHARES)
def test_evenness_is_one_where_all_are_equal(shares: list[int]) -> None:
    value = evenness(shares)
    assert (value is None) == (len(shares) < 2 or sum(shares) == 0)
    if value is not None:
        assert -1e-9 <= value <= 1 + 1e-9
        assert (value > 1 - 1e-12) == (len(set(shares)) == 1)


def test_words_of_any_script() -> None:
    assert words_of("It's warm -- LIKE it knows me. 花びらが2枚") == (
        *("it's", "warm", "like", "it", "knows", "me"),
        *("花", "び", "ら", "が", "2", "枚"),
    )


def test_structure_counts_chapters_by_their_words(tell: Tell) -> None:
    """Balance is evenness of words; distance is over the threads that are both set up and paid off."""
    ask, answer = {"event": "sets_up", "thread": "who"}, {"event": "pays_off", "thread": "who"}
    scenes = {
        "a": {"script": [ask, line("ren", "One two three.")]},
        "b": {"script": [answer, {"action": "Four."}]},
        "c": {"script": []},
    }
    threads = {"who": {"question": "Q"}, "why": {"question": "Q"}}
    story = tell(scenes, {"one": ["a"], "two": ["b", "c"]}, threads=threads)
    told = structure(story, fold(story), tuple(passages(story)))
    assert (told.chapters, told.scenes, told.words) == (2, 3, 4)
    assert (told.threads, told.answered, told.never_set_up, told.distance) == (2, 1, 1, 1)
    assert told.shares == {"one": 0.75, "two": 0.25}
    assert told.balance == pytest.approx(evenness([3, 1]))


def learn(name: str, because: str | None = None) -> dict[str, Any]:
    return {"event": "learns", "who": "ren", "fact": name, "id": name, **({"because": because} if because else {})}


def test_causes_are_followed_across_scenes(tell: Tell) -> None:
    """The own scene's id wins over another's; a cause that isn't there is none."""
    story = tell(
        {"a": {"script": [learn("x"), learn("y", "x")]}, "b": {"script": [learn("z", "y"), learn("q", "nothing")]}}
    )
    told = causality(story)
    assert told.chain == ("a:x", "a:y", "b:z")
    assert (told.events, told.caused, told.longest, told.mean_depth) == (4, 0.5, 3, 7 / 4)


def test_a_circle_of_causes_ends(tell: Tell) -> None:
    story = tell({"a": {"script": [learn("x", "z"), learn("y", "x"), learn("z", "y"), learn("w", "w")]}})
    told = causality(story)
    assert told.longest == 3
    assert told.caused == 1


def test_a_turn_that_answers_nobody(tell: Tell) -> None:
    """A scene or an action begins a talk; a second line of the same person is the same turn."""
    script = [
        line("ren", "One."),
        {"shot": "wide"},
        line("ren", "Two three."),
        line("mio", "Four."),
        {"action": "Rain.", "who": ["mio", "hana"]},
        line("mio", "Five."),
        {"event": "gives", "by": "ren", "to": "mio", "item": "key"},
    ]
    story = tell({"a": {"script": script}})
    told = agency(story, tuple(passages(story)))
    ren, mio, hana = (told.people[name] for name in ("ren", "mio", "hana"))
    assert (ren.actions, ren.turns, ren.initiated, ren.words, ren.part) == (1, 1, 1, 3, 0.6)
    assert (mio.actions, mio.turns, mio.initiated, mio.words) == (1, 2, 1, 2)
    assert (hana.actions, hana.turns) == (1, 0)
    assert told.initiated == pytest.approx(2 / 3)
    assert told.speech == pytest.approx(gini([3, 2, 0]))


def test_feelings_turn_from_scene_to_scene(tell: Tell) -> None:
    """Only a change of sign is a turn; a surprise has no sign, a dream moves nobody."""
    felt = ["happy", "surprised", "sad", "afraid", "proud"]
    scenes: dict[str, Any] = {f"s{n}": {"cast": {"ren": {"emotion": name}}} for n, name in enumerate(felt)}
    scenes["dream"] = {"mode": "dream", "cast": {"ren": {"emotion": "furious"}}}
    story = tell(scenes, people={"ren": {"name": "Ren"}})
    told = feeling(story, fold(story))
    assert told.emotions == ("afraid", "furious", "happy", "proud", "sad", "surprised")
    assert told.turns == 2


def test_ties_are_those_of_the_end(tell: Tell) -> None:
    """A tie that is back at nothing is none; to oneself and to strangers there is none."""
    change = {"event": "relation", "from": "ren", "to": "mio"}
    script = [{**change, "trust": "+0.5"}, {**change, "rivalry": "+0.9"}, {**change, "to": "nobody", "fear": "+1"}]
    script += [{**change, "from": "mio", "to": "hana", "trust": "-0.2"}, {**change, "to": "ren", "trust": "+1"}]
    first = [{"from": "mio", "to": "hana", "trust": "0.2"}, {"from": "hana", "to": "ren", "affection": "1"}]
    story = tell({"a": {"script": script}}, relations=first)
    told = bonds(story, moment_at(fold(story)).state)
    assert told.ties == 2
    assert (told.negative, told.density) == (0.5, 2 / 6)


def test_repetition_is_counted_between_scenes(tell: Tell) -> None:
    """A run in one scene alone is not repeated; case and signs around a sentence don't matter."""
    scenes = {
        "a": {"script": [line("ren", "You took the window seat."), line("ren", "Rain again, rain again, rain again.")]},
        "b": {"script": [line("mio", "Yes! YOU took the window seat!")]},
    }
    told = repetition(tuple(passages(tell(scenes))))
    assert [run.text for run in told.runs] == ["took the window seat", "you took the window"]
    assert told.repeated == pytest.approx(2 / 5)
    assert (told.twice, told.sentences[0].text) == (1, "you took the window seat")
    assert told.distinct_1 == pytest.approx(8 / 17)


def test_repetition_of_japanese_needs_more_signs(tell: Tell) -> None:
    """Eight signs make a run, set without spaces."""
    say = "誰にも言わないでください。"
    scenes = {name: {"script": [line("ren", say), line("ren", "ありがとう。")]} for name in "ab"}
    told = repetition(tuple(passages(tell(scenes))))
    assert told.runs[0].text == "にも言わないでく"
    assert told.sentences[0].text == "誰にも言わないでください"


def test_a_long_story_is_not_less_varied_for_its_length(tell: Tell) -> None:
    """The same 500 words ten times have the variety of 500 words."""
    text = " ".join(f"w{number}" for number in range(500))
    short = repetition(tuple(passages(tell({"a": {"script": [line("ren", text)]}}))))
    long = repetition(tuple(passages(tell({name: {"script": [line("ren", text)]} for name in "abcdefghij"}))))
    assert short.distinct_1 == long.distinct_1 == 1


@pytest.mark.parametrize(
    ("say", "phrases"),
    [
        ("She let out a breath she didn't know she was holding.", ["a breath ~ didn't know ~ was holding"]),
        ("My heart skipped a beat; HER HEART SKIPPED A BEAT.", ["~ heart skipped a beat"] * 2),
        ("The heart skipped a beat.", []),
        ("Little did we know.", ["little did ~ know"]),
        ("遅刻遅刻。", ["遅刻遅刻"]),
        ("And then everything changed.", ["and then everything changed"]),
    ],
)
def test_stock_phrases(say: str, phrases: list[str], tell: Tell) -> None:
    """~ stands for whoever it is; the longest phrase that begins at a word counts, whatever the case."""
    story = tell({"a": {"script": [line("ren", say)]}})
    found = cliches(story, tuple(passages(story))).phrases
    assert [each.text for each in found for _ in range(each.times)] == phrases


def test_stock_names(tell: Tell) -> None:
    """A name counts where it is a word of somebody's name, not a part of one."""
    people = {"a": {"name": "Dr Elara Voss"}, "b": {"name": "Renata"}, "c": {"name": "Sarah Chen"}}
    story = tell({"a": {}}, people=people)
    found = cliches(story, tuple(passages(story)))
    assert [each.text for each in found.names] == ["Elara", "Voss", "Sarah Chen"]
    assert found.rate is None


def test_coherence_is_the_share_of_scenes_without_an_error(tell: Tell) -> None:
    """Warnings, waived findings and errors in no scene don't lower it."""
    story = tell({name: {} for name in "abcd"})
    error = Finding(rule="C07", message="No.", path="scenes/a.yaml", scene="a")
    findings = (
        error,
        replace(error, rule="C20"),
        replace(error, scene="b", severity="warning"),
        replace(error, scene="c", waived=True),
        replace(error, scene=None, path="characters/ren.yaml"),
    )
    told = coherence(story, findings)
    assert (told.score, told.faulty, told.elsewhere) == (0.75, ("a",), 1)
    assert coherence(tell({}), ()).score is None


def test_a_fault_lowers_coherence_by_its_scene(tell: Tell) -> None:
    """The figure is that of the real check."""
    scenes: dict[str, Any] = {name: {"cast": {"ren": {}}, "script": [line("ren", "Yes.")]} for name in "abcde"}
    scenes["b"]["script"] = [line("mio", "I am not here.")]
    story = tell(scenes)
    assert coherence(story, check(story)).score == pytest.approx(0.8)


@settings(max_examples=30, deadline=None)
@given(wild())
def test_any_story_is_measured(drawn: Wild) -> None:
    """Shares stay shares, whatever is wrong; equal stories have equal figures."""
    story = assemble(documents(drawn))
    told = measure(story, check(story))
    for share in shares(told):
        assert share is None or -1e-9 <= share <= 1 + 1e-9
    assert told == measure(assemble(documents(drawn)), check(story))


def shares(told: Stats) -> list[float | None]:
    numbers = [told.structure.balance, told.causality.caused, told.agency.initiated, told.agency.speech]
    numbers += [told.bonds.negative, told.bonds.density, told.repetition.repeated, told.repetition.distinct_1]
    return [*numbers, told.repetition.distinct_2, told.coherence.score]


def long_story(scenes: int, items: int) -> Story:
    """Return a story whose people say something else in every line."""
    script: list[list[dict[str, Any]]] = [
        [
            line("ren", f"Line {n} of scene {s} says {n * s % 97} and {(n + s) % 89} words. It ends with {n + s}.")
            if n % 2
            else {"event": "learns", "who": "mio", "fact": "f", "id": f"e{n}", "note": str(n)}
            for n in range(items)
        ]
        for s in range(scenes)
    ]
    told = [
        build("scene", f"s{s}", {"title": "S", "place": "p", "cast": {"ren": {}, "mio": {}}, "script": script[s]})
        for s in range(scenes)
    ]
    return assemble(
        [
            build("story", "story", {"format": "anime/1", "title": "T", "chapters": ["one"]}),
            build("chapter", "one", {"title": "One", "scenes": [scene.id for scene in told]}),
            *(build("character", name, {"name": name.title()}) for name in ("ren", "mio")),
            *told,
        ]
    )


def test_measuring_grows_with_the_story_and_no_faster() -> None:
    """Eight times the scenes take about eight times as long; twenty leave room for a busy machine."""
    small, large = long_story(40, 25), long_story(320, 25)
    took = []
    for story in (small, large):
        measure(story, ())
        begin = time.process_time()
        measure(story, ())
        took.append(time.process_time() - begin)
    assert took[1] < 20 * max(took[0], 0.005)
