"""Our merge is right on made-up pairs of concurrent edits, and the oracle that says so can be wrong about nothing."""

from __future__ import annotations

import ast
from functools import cache
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import engines
import merge_quality
import peers
import pytest
import reporting
from base_stories import story
from case import Case
from edits import AddRows, AddSentences, DropRow, EditWords, MoveRow, Rename, SetField
from generating import cases
from meaning import data, same
from meaning import words as words_of
from oracle import Unposed, answer, as_seen, clashes
from scoring import NEEDLESS, RIGHT, WRONG, Outcome, scored, story_problems
from scribe import Style, written
from world import Row, World, grown, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
ALLOWED = {"Versions", "merge_documents"}
SEED = 20260
PAIRS = 150


# Our engine.


@pytest.fixture(scope="module")
def report() -> merge_quality.Report:
    return merge_quality.run(PAIRS, SEED)


def test_our_merge_is_right(report) -> None:
    tally = report.by_merge[merge_quality.OURS]
    assert tally.right / tally.pairs >= 0.99
    assert tally.wrong == 0


def test_losing_ids_changes_a_file() -> None:
    """A file without ids has none to lose: nobody worked on it who is told to have done that alone."""
    lost = 0
    for case in islice(cases(Random(SEED), "ids"), 20):
        for line in case.told.splitlines():
            side, _, did = line.strip().partition(": ")
            if did.endswith(" loses its ids"):
                path = did.removesuffix(" loses its ids")
                assert getattr(case, side).get(path) != case.base[path]
                lost += 1
    assert lost >= 20


def test_no_word_and_no_comment_is_lost(report) -> None:
    tally = report.by_merge[merge_quality.OURS]
    assert (tally.pairs, tally.lost, tally.comments) == (PAIRS, 0, 0)


def test_the_pairs_are_hard_enough(report) -> None:
    """Every family of edits takes part, and some pairs only a person can decide."""
    families = {name for name in report.by_family if not name.startswith("further")}
    small_ones = {"comments", "entries", "fields", "format", "ids", "odd", "sentences", "sets", "words"}
    assert families == small_ones | {"cross", "documents", "insert", "move", "remove", "rename", "scenes", "swap"}
    assert 0.03 < report.by_merge[merge_quality.OURS].asked / PAIRS < 0.3


def test_the_further_kinds_take_part(report) -> None:
    """Fifteen of them, each with a row of its own, and none in the figures of the pairs."""
    further = {name: tally for name, tally in report.by_family.items() if name.startswith("further")}
    assert [(tally.pairs, tally.right, tally.lost) for tally in further.values()] == [(10, 10, 0)] * 15


# The oracle can fail a merge.


@cache
def made(number: int, seed: int = 3) -> tuple[Case, ...]:
    return tuple(islice(cases(Random(seed)), number))


def test_taking_one_side_is_wrong_and_loses_words() -> None:
    """A merge that takes one side whole is caught on nearly every pair, and what it drops is named."""
    scores = [scored(case, Outcome(case.ours, asked=False)) for case in made(40)]
    assert sum(score.verdict == WRONG for score in scores) >= 36
    assert sum(bool(score.lost) for score in scores) >= 30


def test_asking_always_is_needless() -> None:
    found = made(40)
    verdicts = [scored(case, Outcome(case.ours, asked=True)).verdict for case in found]
    assert verdicts == [NEEDLESS if case.expected is not None else RIGHT for case in found]


def test_the_right_result_is_right_in_any_style() -> None:
    """What the oracle expects scores as right, written anew; with one word more it is wrong."""
    for at, case in enumerate(case for case in made(30) if case.expected is not None):
        style = Style(
            prose=("line", "literal", "folded", "quoted")[at % 4], flow=at % 2 == 0, quotes=("", '"', "'")[at % 3]
        )
        texts = {path: written(document, style) for path, document in case.expected.items()}
        score = scored(case, Outcome(texts, asked=False), story_problems(case))
        assert (score.verdict, score.lost) == (RIGHT, ())
        path = next(path for path in texts if path.startswith("scenes/"))
        short = texts[path].replace("title:", "title: x", 1)
        assert scored(case, Outcome(texts | {path: short}, asked=False)).verdict == WRONG


def test_a_dropped_comment_is_counted() -> None:
    base, ours, theirs = ({"story.yaml": f"{text}\n"} for text in ("title: A", "# why\ntitle: A", "title: B"))
    case = Case("words", base, ours, theirs, {"story.yaml": {"title": "B"}})
    assert scored(case, Outcome({"story.yaml": "title: B\n"}, asked=False)).comments == ("why",)
    assert scored(case, Outcome({"story.yaml": "# why\ntitle: B\n"}, asked=False)).comments == ()


def test_a_line_break_in_quotes_is_no_part_of_a_word() -> None:
    assert words_of('say: "One.\\n\\nDrigran."') == {"say", "One", "Drigran"}


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert made(8, 5) == tuple(islice(cases(Random(5)), 8))
    assert made(8, 5) != made(8, 6)


def test_texts_say_what_the_data_says() -> None:
    """The writer of the benchmark and the reader of the product agree, whatever the style."""
    _, world = story(Random(1), 0)
    styles = product(("line", "literal", "folded", "quoted"), ("", '"', "'"), (True, False), ("given", "sorted"))
    for prose, quotes, flow, arranged in styles:
        style = Style(prose=prose, quotes=quotes, flow=flow, arranged=arranged, crlf=flow)
        texts = {path: written(document, style) for path, document in world.data.items()}
        assert same(world.data, {path: data(text, path) for path, text in texts.items()})


# The oracle, by hand.


SCENE = "scenes/rain.yaml"
LINES = ["One two three four five six seven.", "Eight nine ten.", "Rain on the roof.", "Nobody comes."]


def small() -> World:
    numbers = iter("abcdefgh")
    script = [{"who": "aki", "say": line, "id": f"i{at}"} for at, line in enumerate(LINES)]
    docs = {
        "story.yaml": {"format": "anime/1", "title": "Rain", "chapters": []},
        SCENE: {"title": "Rain", "place": "roof", "cast": {"aki": {}}, "script": script},
        "characters/aki.yaml": {"name": "Aki"},
    }
    return World({path: grown(doc, "", path, lambda: next(numbers)) for path, doc in docs.items()})


def right(ours: list, theirs: list) -> Iterator[list[str]]:
    """Yield what the script says in each right result."""
    for result in answer(small(), ours, theirs).right:
        yield [item["say"] for item in result[SCENE]["script"]]


def words(start: int, stop: int, new: str) -> EditWords:
    return EditWords(("item", "a"), "say", "a.say/0", start, stop, new, wide=False)


def line(uid: str, text: str, who: str = "aki") -> Row:
    return Row(uid, grown({"who": who, "say": text}, "", uid, str))


def test_two_edits_of_one_sentence_want_three_words_between() -> None:
    assert list(right([words(0, 1, "Uno")], [words(4, 5, "cinco")])) == [
        ["Uno two three four cinco six seven.", *LINES[1:]]
    ]
    assert list(right([words(0, 1, "Uno")], [words(3, 4, "cuatro")])) == []


def test_two_insertions_at_one_place_stay_in_either_order() -> None:
    found = list(right([AddRows(SCENE, "script", "b", (line("x", "X."), line("y", "Y.")))],
                       [AddRows(SCENE, "script", "b", (line("z", "Z."),))]))  # fmt: skip
    assert sorted(found) == sorted(
        [
            [*LINES[:2], "X.", "Y.", "Z.", *LINES[2:]],
            [*LINES[:2], "Z.", "X.", "Y.", *LINES[2:]],
        ]
    )


def test_a_line_that_both_moved_belongs_to_the_run_of_either() -> None:
    """What one side put behind it and what the other did stand in either order: no side's run is more of one piece."""
    moved = MoveRow("d", SCENE, SCENE, "script", None)
    found = list(right([moved, AddRows(SCENE, "script", None, (line("x", "X."),))],
                       [moved, AddRows(SCENE, "script", None, (line("z", "Z."),))]))  # fmt: skip
    rest = [LINES[3], *LINES[:3]]
    assert [rest[0], "X.", "Z.", *rest[1:]] in found
    assert [rest[0], "Z.", "X.", *rest[1:]] in found


def test_a_removed_line_that_the_other_side_edits_asks_a_person() -> None:
    assert list(right([DropRow(SCENE, "a")], [words(0, 1, "Uno")])) == []


def test_a_moved_line_keeps_the_other_sides_words() -> None:
    found = list(right([MoveRow("a", SCENE, SCENE, "script", "d")], [words(0, 1, "Uno")]))
    assert found == [[*LINES[1:], "Uno two three four five six seven."]]


def test_a_swap_beside_an_insertion_is_not_asked() -> None:
    """Which of two neighbours moved can't be told, so nothing is right or wrong just there."""
    swap = MoveRow("b", SCENE, SCENE, "script", "c")
    with pytest.raises(Unposed):
        answer(small(), [swap], [AddRows(SCENE, "script", "b", (line("x", "X."),))])
    assert len(list(right([swap], [words(0, 1, "Uno")]))) == 1


def test_one_place_told_in_two_ways_is_not_asked() -> None:
    """After a line that the same side removed is after the line before it: the texts tell no difference."""
    removed = DropRow(SCENE, "c")
    after_b, after_c, after_d = (MoveRow("a", SCENE, SCENE, "script", uid) for uid in "bcd")
    with pytest.raises(Unposed):
        answer(small(), [after_b], [removed, after_c])
    assert clashes(as_seen(small(), [after_b]), as_seen(small(), [after_c]))
    assert clashes(as_seen(small(), [after_b]), as_seen(small(), [removed, after_d]))


def test_a_swap_behind_what_is_gone_is_not_asked() -> None:
    """Where the line between is taken away, an insertion before it is beside the two that changed places."""
    swap = MoveRow("b", SCENE, SCENE, "script", "c")
    with pytest.raises(Unposed):
        answer(small(), [swap], [AddRows(SCENE, "script", None, (line("x", "X."),)), DropRow(SCENE, "a")])


def test_a_new_line_of_a_renamed_person_names_the_new_name() -> None:
    added = AddRows(SCENE, "script", "d", (line("x", "X."),), (("doc", "characters/aki.yaml"),))
    (result,) = answer(small(), [Rename("character", "aki", "aya")], [added]).right
    assert {item["who"] for item in result[SCENE]["script"]} == {"aya"}
    assert list(result[SCENE]["cast"]) == ["aya"]
    assert "characters/aya.yaml" in result
    assert "characters/aki.yaml" not in result


def test_different_values_ask_and_equal_ones_do_not() -> None:
    fog, snow = (SetField(("doc", SCENE), "weather", value) for value in ("fog", "snow"))
    assert list(right([fog], [snow])) == []
    assert len(list(right([fog], [fog]))) == 1


def test_a_sentence_meant_for_a_paragraph_stays_in_it() -> None:
    """A new paragraph and a sentence at the end of the one before: only one order is right."""
    paragraph = AddSentences(("item", "a"), "say", "a.say/0", (("x", "¶"), ("y", sentence("Later."))))
    more = AddSentences(("item", "a"), "say", "a.say/0", (("z", sentence("Eight.")),))
    assert [found[0] for found in right([paragraph], [more])] == [f"{LINES[0]} Eight.\n\nLater."]


# The peers and the page.


def test_git_merges_real_commits() -> None:
    """Plain git is right on some pairs and not on others; what it can't decide it shows."""
    found = made(30)
    for name, style in peers.LAYOUTS.items():
        outcomes = peers.Git(style)(found)
        verdicts = [scored(case, outcome).verdict for case, outcome in zip(found, outcomes, strict=True)]
        assert 0 < verdicts.count(RIGHT) < len(found), name


def test_the_page_gets_the_figures(report) -> None:
    page = f"before\n{reporting.BEGIN}\nyesterday\n{reporting.END}\nafter\n"
    written_page = reporting.replaced(page, reporting.page(report))
    assert "yesterday" not in written_page
    assert f"Seed {SEED}" in written_page
    assert written_page.startswith("before\n")
    assert written_page.endswith("\nafter\n")
    with pytest.raises(ValueError, match="begin"):
        reporting.replaced("nothing", "block")


# The contract: nothing of the merge but its one public function.


def merge_imports(text: str) -> set[str]:
    """Return what TEXT imports of the merge, as names of `anime_cli.merge.engine` or as whole modules."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names if each.name.startswith("anime_cli.merge")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("anime_cli"):
            whole = {f"{node.module}.{each.name}" for each in node.names}
            found |= {name for name in whole if name.startswith("anime_cli.merge")}
    return found - {f"anime_cli.merge.engine.{name}" for name in ALLOWED}


@pytest.mark.parametrize("path", sorted(HERE.glob("*.py")), ids=lambda path: path.name)
def test_the_benchmark_knows_only_the_public_function(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert merge_imports(text) == set()
    assert text.count("\n") < 400


@pytest.mark.parametrize(
    "breach",
    ["import anime_cli.merge.lists", "from anime_cli import merge", "from anime_cli.merge.engine import _merge"],
)
def test_a_broken_contract_is_seen(breach) -> None:
    assert merge_imports(breach)


def test_engine_is_the_public_one() -> None:
    """A pair without a difference comes out as it went in."""
    texts = made(1)[0].base
    outcome = engines.ours(Case("none", texts, texts, texts, {}))
    assert dict(outcome.texts) == dict(texts)
    assert not outcome.asked
