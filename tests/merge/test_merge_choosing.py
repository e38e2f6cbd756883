"""What may take a mark's place: both sides in an order of their own, words typed by the field, and what is advised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.merge.choosing import Written, both_texts, draft, without_comments, written
from anime_cli.merge.conflicts import MISSING, MergeConflict
from anime_cli.merge.engine import Merged, layout_for, merge_document, values_of
from anime_cli.merge.errors import BrokenMark, NotBoth, NotWritten
from anime_cli.merge.numbering import position
from anime_cli.merge.rereading import conflicts_in, recorded
from anime_cli.merge.resolve import resolve, unresolved
from anime_cli.merge.suggesting import kind_of_conflict, suggestion, ways
from anime_cli.text.prose import normal, sentences

PATH = "scenes/rain.yaml"
SCENE = """\
title: Rain
place: roof
lasts: 10m
script:
  - shot: wide
    on: mio
    id: s1a
  - who: mio
    say: It's warm.
    id: d1a
  - action: Petals turn.
    id: a1a
"""


def torn(ours: tuple[str, str], theirs: tuple[str, str], base: str = SCENE) -> tuple[Merged, MergeConflict]:
    """Merge two edits of one text and return the result with its one conflict."""
    result = merge_document(base, base.replace(*ours), base.replace(*theirs), PATH)
    (conflict,) = result.conflicts
    return result, conflict


def both_ways(ours: tuple[str, str], theirs: tuple[str, str], base: str = SCENE) -> object:
    """Return what --both makes of two edits, and make sure that it doesn't matter whose is ours."""
    made = []
    for pair in ((ours, theirs), (theirs, ours)):
        result, conflict = torn(*pair, base)
        made.append(values_of(resolve(result.text or "", PATH, {conflict.id: "both"}), PATH))
    assert made[0] == made[1]
    return made[0]["script"]


def test_both_of_a_line() -> None:
    """Two texts become one, each sentence once, in an order that no side decides."""
    script = both_ways(("It's warm.", "It burns. It hurts."), ("It's warm.", "It burns? It hurts."))
    assert script[1]["say"] == "It burns. It burns? It hurts."  # type: ignore[index]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=6),
    st.lists(st.sampled_from("ABCDE"), min_size=1, max_size=6),
)
def test_both_texts_lose_nothing(ours: list[str], theirs: list[str]) -> None:
    """Every sentence of either text is in the result as often as in the text that has it most, whatever the order."""
    one, two = (normal("\n".join(f"{letter} walks on." for letter in letters)) for letters in (ours, theirs))
    made = both_texts(one, two)
    assert made == both_texts(two, one)
    found = sentences(made)
    for letter in "ABCDE":
        wanted = max(ours.count(letter), theirs.count(letter))
        assert wanted <= found.count(f"{letter} walks on.") <= ours.count(letter) + theirs.count(letter)


def test_both_of_paragraphs_and_of_japanese() -> None:
    """The breaks between paragraphs stay, and no space comes between CJK sentences."""
    assert both_texts("One.\n\nTwo.", "One.\n\nThree.") == "One.\n\nThree. Two."
    assert both_texts("雨が降る。", "雪が降る。") == "雨が降る。雪が降る。"


def test_both_of_names() -> None:
    """Names are all kept."""
    result, conflict = torn(("on: mio", "on: ren"), ("on: mio", "on: aya"))
    text = resolve(result.text or "", PATH, {conflict.id: "both"})
    assert values_of(text, PATH)["script"][0]["on"] == ["aya", "ren"]  # type: ignore[index,call-overload]


def test_both_of_entries() -> None:
    """Two entries under one id both stay; the second gets an id that follows from its words."""
    script = both_ways(
        ("  - action: Petals turn.\n", "  - event: learns\n    who: mio\n    fact: x\n"),
        ("  - action: Petals turn.\n", "  - choice: Run.\n    to: roof\n"),
    )
    ids = [item["id"] for item in script]  # type: ignore[attr-defined]
    assert len(set(ids)) == len(ids) == 4
    assert "a1a" in ids


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        (("lasts: 10m", "lasts: 11m"), ("lasts: 10m", "lasts: 12m"), "One field holds one of the two."),
        (("lasts: 10m", "lasts: 11m"), ("lasts: 10m\n", ""), "so there is only one to keep."),
    ],
)
def test_both_of_what_is_one(ours: tuple[str, str], theirs: tuple[str, str], why: str) -> None:
    """A value, or a thing that one side removed, can't be kept twice."""
    result, conflict = torn(ours, theirs)
    with pytest.raises(NotBoth) as refused:
        resolve(result.text or "", PATH, {conflict.id: "both"})
    assert why in (refused.value.cause or "")


def test_a_text_is_typed_by_its_field() -> None:
    """Prose and values are words as they are; a list or an entry is read as YAML."""
    _, line = torn(("It's warm.", "It burns."), ("It's warm.", "It's cold."))
    assert written(line, "- not: a list\n") == Written("- not: a list")
    _, names = torn(("on: mio", "on: ren"), ("on: mio", "on: aya"))
    assert written(names, "[ren, aya]") == Written(["ren", "aya"])
    assert written(names, "- ren\n- aya\n") == Written(["ren", "aya"])
    assert written(names, "ren") == Written("ren")


def test_a_draft_says_every_side() -> None:
    """The editor's file has the sides as comments and ours below; without them ours is left."""
    result, line = torn(("It's warm.", "It burns."), ("It's warm.", "It's cold."))
    text = draft(line, "c1")
    assert "# base:   It's warm.\n# ours:   It burns.\n# theirs: It's cold.\n" in text
    assert without_comments(text) == "It burns.\n"
    assert without_comments("# a\n\n# b\n") == "\n# b\n"
    chosen = resolve(result.text or "", PATH, {"c1": written(line, "# Hush.")})
    assert values_of(chosen, PATH)["script"][1]["say"] == "# Hush."  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    ("address", "ours", "theirs"),
    [
        (("summary",), "One. Two.\n\nThree.", "Four."),
        (("lasts",), "10m", "12m"),
        (("script", 0, "on"), ["mio", "ren"], "aya"),
        (("script", 0), {"who": "mio", "say": "Oh: no. # 4", "id": "a1a"}, {"action": "A cat.", "id": "a1a"}),
        (("cast", "mio"), {"emotion": "sad"}, {}),
        (("tags",), ["a", "no", "1:30"], []),
    ],
)
def test_a_draft_saved_as_it_is_says_ours(address: tuple[str | int, ...], ours: object, theirs: object) -> None:
    """Whatever the field holds, the text in the editor reads as ours."""
    conflict = MergeConflict("c1", PATH, address, "it", "", MISSING, ours, theirs, "")  # type: ignore[arg-type]
    assert written(conflict, without_comments(draft(conflict, "c1"))) == Written(ours)  # type: ignore[arg-type]


def test_advice() -> None:
    """What holds all of the other is advised; two additions go together; a removal is told with what the other did."""
    _, value = torn(("lasts: 10m", "lasts: 11m"), ("lasts: 10m", "lasts: 12m"))
    assert (kind_of_conflict(value), " ".join(suggestion(value))) == (
        "value",
        "Only one can be so: anime story resolve c1 --ours, or --theirs.",
    )
    _, names = torn(("on: mio", "on: ren"), ("on: mio", "on: aya"))
    assert " ".join(suggestion(names)) == "Nothing contradicts itself if both stay: anime story resolve c1 --both."
    _, gone = torn(("lasts: 10m", "lasts: 11m"), ("lasts: 10m\n", ""))
    assert " ".join(suggestion(gone, "rain:c1")) == (
        "Theirs removed it; ours changed it: [-10m-]{+11m+}. Keep it: anime story resolve rain:c1 --ours. "
        "Let it go: anime story resolve rain:c1 --theirs."
    )
    assert "--base" in ways(gone)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "advice"),
    [
        (MISSING, "It rains.", "It rains. She waits.", "Theirs has all that ours has, and more"),
        (MISSING, "It snows. She waits.", "It snows.", "Ours has all that theirs has, and more"),
        (MISSING, "It snows.", "It rains.", "--both"),
        ("It rains.", "It rains hard.", "It rains now.", "--both"),
        ("It rains.", "It snows.", "It hails.", "--edit"),
    ],
)
def test_advice_on_prose(base: object, ours: str, theirs: str, advice: str) -> None:
    """What one side only adds to the other, what both add to the base, and what truly contradicts itself."""
    conflict = MergeConflict("c1", PATH, ("summary",), "scene rain", "summary", base, ours, theirs, "")  # type: ignore[arg-type]
    assert advice in " ".join(suggestion(conflict))


def test_marks_tell_what_the_record_tells() -> None:
    """Conflicts read back from the text are those that the merge recorded."""
    base = SCENE
    ours = base.replace("10m", "11m").replace("warm", "hot").replace("on: mio", "on: [mio, ren]")
    theirs = base.replace("10m", "12m").replace("warm", "cold").replace("    on: mio\n", "")
    result = merge_document(base, ours, theirs, PATH)
    assert len(result.conflicts) == 3
    assert conflicts_in(result.text or "", PATH) == result.conflicts
    assert recorded({"conflicts": [{"id": "c1"}]}) == recorded(None) == recorded({"conflicts": 1}) == ()


def test_numbers_follow_meaning() -> None:
    """The order of keys in a file changes neither the numbers nor what they stand for."""
    head, script = SCENE.split("script:\n")
    turned = f"script:\n{script}{head}"
    told = []
    for base in (SCENE, turned):
        ours = base.replace("10m", "11m").replace("warm", "hot").replace("title: Rain", "title: Drops")
        theirs = base.replace("10m", "12m").replace("warm", "cold").replace("title: Rain", "title: Storm")
        result = merge_document(base, ours, theirs, PATH, number=4)
        told.append([(conflict.id, conflict.field) for conflict in result.conflicts])
        assert {name for name, _ in unresolved(result.text or "", PATH)} == {"c4", "c5", "c6"}
        assert "title: !conflict\n  id: c4\n" in (result.text or "")
    assert told[0] == told[1] == [("c4", "title"), ("c5", "lasts"), ("c6", "say")]


def test_positions() -> None:
    """Known keys come first and in the layout's order, then unknown ones by name; entries by their place."""
    layout = layout_for(PATH)
    addresses = [
        ("zeal",),
        ("script", 10, "say"),
        ("aura",),
        ("script", 2, "id"),
        ("cast", "ren"),
        ("cast", "mio"),
        ("title",),
    ]
    found = sorted(addresses, key=lambda address: position(address, layout))
    assert found == [
        ("title",), ("cast", "mio"), ("cast", "ren"), ("script", 2, "id"), ("script", 10, "say"), ("aura",), ("zeal",)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  id: c1\n", "", 3),
        ("  id: c1\n  base: 10m\n  ours: 11m\n  theirs: 12m\n", "  id: c1\n", 3),
        ("ours:", "mine:", 3),
        (" !conflict", "", 3),
    ],
)
def test_broken_marks(old: str, new: str, line: int) -> None:
    """A mark that lost what every mark has is refused with its line."""
    result, _ = torn(("lasts: 10m", "lasts: 11m"), ("lasts: 10m", "lasts: 12m"))
    assert old in (result.text or "")
    with pytest.raises(BrokenMark) as refused:
        unresolved((result.text or "").replace(old, new), PATH)
    assert (refused.value.path, refused.value.line) == (PATH, line)


def test_a_text_for_two_places() -> None:
    """What the sides want at two places is settled by a side only."""
    path = "chapters/one.yaml"
    base = "title: A\nscenes: [a, b, c, d]\n"
    result = merge_document(base, base.replace("a, b, c", "b, c, a"), "title: A\nscenes: [b, c, d, a]\n", path)
    (conflict,) = result.conflicts
    assert (kind_of_conflict(conflict), ways(conflict)) == ("place", ("--ours", "--theirs", "--base"))
    with pytest.raises(NotWritten):
        resolve(result.text or "", path, {"c1": Written("a")})
    with pytest.raises(NotBoth):
        resolve(result.text or "", path, {"c1": "both"})
