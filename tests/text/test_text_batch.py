"""Many edits at once give the text that they give one after the other."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import reduce
from time import process_time
from typing import Any

import pytest
from documents import DOCUMENTS, LAYOUT
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from test_text_splice import SCENE, commented, edits

from anime_cli.text.batch import Batch, Course
from anime_cli.text.edits import made, same, steps
from anime_cli.text.errors import AlreadyThere, LostWords, NothingThere, SpliceError, TextError
from anime_cli.text.layout import Layout
from anime_cli.text.plain import Conflict, plain
from anime_cli.text.reader import read
from anime_cli.text.splice import Edit, Insert, Move, Remove, Set, splice, spliced
from anime_cli.text.writer import Writer, write

MANY = 2_000
TORN = Conflict({"id": "c1", "ours": "They run.", "theirs": "They hide."})


def one_by_one(text: str, wanted: list[Edit]) -> str:
    return reduce(lambda done, edit: splice(done, [edit], "", LAYOUT), wanted, text)


def together(text: str, wanted: list[Edit]) -> int:
    """Return how many steps of the edits are made on the first reading of TEXT."""
    batch = Batch(read(text, "", LAYOUT), Writer(LAYOUT))
    batch.fill(Course(wanted), MANY)
    return len(batch.taken)


SETS: dict[str, list[Edit]] = {
    "fields of different items": [
        Set(("script", 2, "say"), "Sakura? Was that you?"),
        Set(("script", 1, "say"), "It's cold."),
        Set(("day",), "4"),
    ],
    "from the end of a list backwards": [
        Remove(("script", 2)),
        Insert(("script", 1), {"shot": "medium"}),
        Set(("script", 0, "shot"), "close-up"),
    ],
    "a row of new items at one place": [
        Insert(("script", 1), {"action": "third"}),
        Insert(("script", 1), {"action": "second"}),
        Insert(("script", 1), {"action": "first"}),
        Insert(("script", 4), {"action": "fourth"}),
        Insert(("script", 0), {"action": "top"}),
    ],
    "places that earlier edits shift": [
        Insert(("script", 0), {"action": "new"}),
        Remove(("script", 2)),
        Set(("script", 2, "say"), "Sakura?"),
        Set(("script", 1, "shot"), "close-up"),
    ],
    "new keys side by side": [
        Insert(("summary",), "They meet."),
        Insert(("odd key",), "x"),
        Insert(("script", 2, "note"), "Later."),
        Insert(("script", 2, "id"), "a1"),
    ],
    "marks of conflicts": [
        Set(("script", 2, "say"), TORN),
        Set(("script", 1, "say"), TORN),
        Set(("cast", "ren", "emotion"), TORN),
        Set(("title",), TORN),
    ],
    "a line of flow in every item": [
        Set(("cast", "sakura", "emotion"), "angry"),
        Remove(("cast", "ren", "emotion")),
        Insert(("tags", 1), "dusk"),
    ],
    "neighbours removed": [Remove(("script", 2)), Remove(("script", 1)), Remove(("time",)), Remove(("day",))],
}


@pytest.mark.parametrize("name", SETS)
def test_edits_of_different_places_are_made_on_one_reading(name: str) -> None:
    """Not one of them waits for another, and the text is the same byte for byte."""
    wanted = SETS[name]
    assert together(SCENE, deepcopy(wanted)) == len(wanted)
    after = splice(SCENE, deepcopy(wanted), "", LAYOUT)
    assert after == one_by_one(SCENE, deepcopy(wanted)) != SCENE


WAITING: dict[str, list[Edit]] = {
    "what was just added": [Insert(("summary",), "They meet."), Set(("summary",), "They part.")],
    "inside what was just added": [Insert(("script", 1), {"shot": "wide"}), Set(("script", 1, "shot"), "close-up")],
    "inside what was just replaced": [Set(("script", 0), {"action": "x"}), Set(("script", 0, "action"), "y")],
    "around what was just changed": [Set(("script", 0, "shot"), "close-up"), Remove(("script", 0))],
    "the same line of flow": [Set(("cast", "ren", "emotion"), "calm"), Set(("cast", "ren", "pose"), "fists")],
    "the item that came to the head": [Remove(("script", 1, "who")), Remove(("script", 1, "say"))],
    "a key that is moved": [Set(("day",), "4"), Move(("day",), 0)],
    "the last that is left": [Remove(("script", 0)), Remove(("script", 0)), Remove(("script", 0))],
}


@pytest.mark.parametrize("name", WAITING)
def test_an_edit_of_what_was_changed_waits_for_the_next_reading(name: str) -> None:
    wanted = WAITING[name]
    assert together(SCENE, deepcopy(wanted)) < len(wanted)
    assert splice(SCENE, deepcopy(wanted), "", LAYOUT) == one_by_one(SCENE, deepcopy(wanted)) != SCENE


NEIGHBOURS: dict[str, tuple[str, list[Edit]]] = {
    "two new keys, the one before them going": (
        SCENE,
        [Insert(("script", 2, "day"), "1"), Remove(("script", 2, "say")), Insert(("script", 2, "cast"), "x")],
    ),
    "comments that came to stand above the first key": (
        "cast:\n  # note\n  ren: {emotion: sad}\ntags: [a]\n",
        [Set(("cast",), "one"), Insert(("title",), "Rain")],
    ),
    "comments below the last item, which goes": (
        "title:\n  - a\n\n  - b\n  # note\ntags: [a]\n",
        [Remove(("title", 1)), Insert(("day",), "1")],
    ),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_what_stands_beside_a_change_stays_where_one_change_leaves_it(name: str) -> None:
    text, wanted = NEIGHBOURS[name]
    after = splice(text, deepcopy(wanted), "", LAYOUT)
    assert after == one_by_one(text, deepcopy(wanted))
    assert after.count("# note") == text.count("# note")


def test_what_does_not_read_as_expected_together_is_tried_in_halves() -> None:
    """A comment may not stay beside a title that is no longer quoted, which shows only when the text is read."""
    text = 'day: 1\ntime: "18:40"\ntitle: "Rain"  # or snow\nplace: roof\nmode: dream\n'
    wanted: list[Edit] = [Set((key,), value) for key, value in (("day", "2"), ("time", "19:00"), ("title", None))]
    wanted += [Set(("place",), "quay"), Remove(("mode",))]
    batch = Batch(read(text, "", LAYOUT), Writer(LAYOUT))
    batch.fill(Course(wanted), MANY)
    with pytest.raises(LostWords):
        read(str(batch.text()), "", LAYOUT)
    assert splice(text, wanted, "", LAYOUT) == 'day: 2\ntime: "19:00"\n# or snow\ntitle:\nplace: quay\n'


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Remove(("script", 9)), NothingThere),
        (Insert(("title",), "x"), AlreadyThere),
        (Set(("day", "x"), "x"), NothingThere),
    ],
)
def test_a_wrong_address_behind_right_ones_is_the_same_error(wrong: Edit, error: type[Exception]) -> None:
    with pytest.raises(error):
        splice(SCENE, [Set(("day",), "4"), wrong, Set(("time",), "19:00")], "", LAYOUT)


def test_the_edits_themselves_stay_as_they_were() -> None:
    wanted = [
        Insert(("script", 1), {"who": ["ren"]}),
        Insert(("script", 1, "who", 1), "mio"),
        Set(("cast",), {"x": {}}),
    ]
    before = deepcopy(wanted)
    splice(SCENE, wanted, "", LAYOUT)
    assert wanted == before


def test_what_is_read_after_a_splice_is_its_text() -> None:
    parsed = spliced(read(SCENE, "a.yaml", LAYOUT), [Set(("day",), "4"), Set(("time",), "19:00")], LAYOUT)
    assert parsed.text == splice(SCENE, [Set(("day",), "4"), Set(("time",), "19:00")], "", LAYOUT)
    assert plain(parsed.root) == plain(read(parsed.text, "", LAYOUT).root)


@st.composite
def courses(draw: st.DrawFn, value: Any) -> list[Edit]:
    """Draw edits to be made one after the other on VALUE."""
    found: list[Edit] = []
    value = deepcopy(value)
    for _ in range(draw(st.integers(2, 6))):
        assume(value)
        found.append(draw(edits(value)))
        for step in list(steps(deepcopy(found[-1]), value, "")):
            value = made(step, value, "")
    return found


def outcome(text: str, wanted: list[Edit], make: Any) -> str:
    try:
        return str(make(text, deepcopy(wanted)))
    except (SpliceError, TextError) as error:
        return repr(error)


def agrees(document: dict[str, Any], data: st.DataObject) -> None:
    """Draw edits of DOCUMENT; all at once they mean what they mean one by one, and no comment is lost that way."""
    text = commented(write(document, LAYOUT), data.draw(st.integers(1, 4)))
    value = plain(read(text, "", LAYOUT).root)
    wanted = data.draw(courses(value))
    after = outcome(text, wanted, lambda text, edits: splice(text, edits, "", LAYOUT))
    singly = outcome(text, wanted, one_by_one)
    assert sorted(re.findall(r"# note \d+", after)) == sorted(re.findall(r"# note \d+", singly))
    if not after.startswith("SpliceFailed"):
        expected = value
        for edit in deepcopy(wanted):
            for step in list(steps(edit, expected, "")):
                expected = made(step, expected, "")
        assert same(plain(read(after, "", LAYOUT).root), expected, LAYOUT)
    assert after == singly


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(DOCUMENTS, st.data())
def test_all_at_once_is_one_by_one(document: dict[str, Any], data: st.DataObject) -> None:
    agrees(document, data)


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(DOCUMENTS, st.data())
def test_all_at_once_is_one_by_one_often(document: dict[str, Any], data: st.DataObject) -> None:
    agrees(document, data)


def lines(count: int) -> str:
    items = (f"  # note {n}\n  - who: ren\n    say: Line {n} of the night.\n    id: k{n:06d}\n" for n in range(count))
    return "title: Rain\nscript:\n" + "".join(items)


def test_the_cost_of_many_edits_grows_with_their_number() -> None:
    """Two thousand edits of a document take about a second: not more than a few hundred times what reading it takes."""
    text = lines(MANY // 4)
    wanted: list[Edit] = []
    for number in reversed(range(MANY // 4)):
        wanted += [
            Insert(("script", number + 1), {"action": "They wait."}),
            Insert(("script", number, "note"), "Quietly."),
            Set(("script", number, "say"), TORN),
            Set(("script", number, "who"), "mio"),
        ]
    layout = Layout(prose=frozenset({"say", "note"}))
    start = process_time()
    read(text, "", layout)
    reading = process_time() - start
    start = process_time()
    after = splice(text, wanted, "", layout)
    assert process_time() - start < 200 * reading + 1
    assert after.count("!conflict") == MANY // 4
    assert after.count("# note") == MANY // 4
