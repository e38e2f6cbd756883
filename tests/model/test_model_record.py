"""Records as files, and what holds of them: whatever the order, and whatever the clocks say."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anime_cli.model.record import (
    WITHDRAWAL,
    DamagedRecord,
    Person,
    Record,
    _name,
    new_record,
    read_record,
    standing,
    withdrawal,
    written,
)

if TYPE_CHECKING:
    from random import Random

NOON = datetime(2026, 4, 8, 12, tzinfo=UTC)
MIO, REN = Person("Mio", "mio@example.org"), Person("Ren", "Ren@Example.org")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=100)
@given(st.text(), st.dictionaries(st.text(), values, max_size=4), st.integers(0, 10**9))
def test_a_record_reads_as_it_was_written(about: str, body: dict[str, object], second: int) -> None:
    """Under its name, whatever it says."""
    made = new_record("rating", about, MIO, NOON + timedelta(seconds=second), body=body, replaces=["b", "a"])
    assert read_record(made.id, written(made)) == made
    assert len(made.id) == 32


def test_one_word_more_is_another_record() -> None:
    """So two clones can't give one name to two records; the name is the hash of the very file."""
    one = new_record("rating", "a:b", MIO, NOON, body={"stars": 4})
    same = new_record("rating", "a:b", MIO, NOON, body={"stars": 4})
    others = [
        new_record("rating", "a:c", MIO, NOON, body={"stars": 4}),
        new_record("rating", "a:b", REN, NOON, body={"stars": 4}),
        new_record("rating", "a:b", MIO, NOON, body={"stars": 5}),
        new_record("rating", "a:b", MIO, NOON, body={"stars": 4}, replaces=[one.id]),
        new_record("rating", "a:b", MIO, NOON, body={"stars": 4}, schema=2),
    ]
    assert one == same
    assert len({one.id, *(each.id for each in others)}) == 6
    assert one.id == sha256(written(one)).hexdigest()[:32]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"at": 1}', b'"' + b"x" * 1000, b"1" * 5000,
        b'{"about": "\\ud800"}',
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedRecord) as refused:
        read_record(_name(data), data)
    assert (refused.value.cause or "").startswith("It is no record")


BENT = {
    "about": [3],
    "at": ["noon", "2026-04-08T12:00:00"],
    "body": ["text"],
    "kind": [3],
    "replaces": ["abc", [3]],
    "schema": ["one"],
    "who": ["Mio", {"name": "Mio"}],
}


@pytest.mark.parametrize("key", BENT)
def test_a_record_that_lacks_or_bends_a_field_is_refused(key: str) -> None:
    """Also under a name that would fit what it says now."""
    whole = json.loads(written(new_record("rating", "a:b", MIO, NOON)))
    lacking = {name: value for name, value in whole.items() if name != key}
    for bent in (lacking, {**whole, key: None}, *({**whole, key: value} for value in BENT[key])):
        data = json.dumps(bent).encode()
        with pytest.raises(DamagedRecord, match="can't be read"):
            read_record(_name(data), data)


def test_what_was_changed_afterwards_is_refused() -> None:
    """A vote can't be turned by editing its file."""
    made = new_record("rating", "a:b", MIO, NOON, body={"stars": 1})
    with pytest.raises(DamagedRecord) as refused:
        read_record(made.id, written(made).replace(b'"stars": 1', b'"stars": 5'))
    assert refused.value.cause == "It was changed after it was written."


def test_the_later_word_takes_the_place_of_one_it_knew_though_its_clock_is_slow() -> None:
    old = new_record("rating", "a:b", MIO, NOON)
    new = new_record("rating", "a:b", MIO, NOON - timedelta(days=400), replaces=[old.id])
    assert standing([new, old]) == (new,)


def test_a_withdrawal_ends_what_it_names_and_no_word_said_elsewhere_meanwhile() -> None:
    """And what was replaced before doesn't come back."""
    first = new_record("rating", "a:b", MIO, NOON)
    second = new_record("rating", "a:b", MIO, NOON + timedelta(1), replaces=[first.id])
    elsewhere = new_record("rating", "a:b", MIO, NOON + timedelta(2), replaces=[first.id])
    taken = withdrawal([second], "a:b", MIO, NOON + timedelta(3))
    assert taken.kind == WITHDRAWAL
    assert standing([first, second, taken]) == ()
    assert standing([taken, elsewhere, second, first]) == (elsewhere,)


def test_nobody_ends_what_another_said() -> None:
    """An address is the same person in whatever case it is written."""
    mine = new_record("rating", "a:b", MIO, NOON)
    ren = new_record("rating", "a:b", REN, NOON)
    small = Person("Ren A.", "ren@example.org")
    assert standing([mine, withdrawal([mine], "a:b", REN, NOON)]) == (mine,)
    assert standing([ren, withdrawal([ren], "a:b", small, NOON)]) == ()


def test_records_that_are_not_here_are_no_trouble() -> None:
    """Half of what is said may come with the next fetch."""
    known = new_record("vote", "x", MIO, NOON, replaces=["0" * 32])
    assert standing([known]) == (known,)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Draw records of two people on two things, each of which knew some of the earlier ones."""
    made: list[Record] = []
    for _ in range(draw(st.integers(0, 8))):
        who, about = draw(st.sampled_from((MIO, REN))), draw(st.sampled_from("xy"))
        at = NOON + timedelta(seconds=draw(st.integers(-2, 2)))
        knew = draw(st.lists(st.sampled_from([each.id for each in made]), max_size=2)) if made else []
        kind = draw(st.sampled_from(("rating", "vote", WITHDRAWAL)))
        made.append(new_record(kind, about, who, at, body={"n": draw(st.integers(0, 1))}, replaces=knew))
    return made


@settings(max_examples=100)
@given(histories(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_what_stands_is_the_same_in_any_order_and_however_it_came_together(
    made: list[Record], chance: Random, cut: int
) -> None:
    """Read at once, shuffled, twice, or as the union of two parts that overlap."""
    whole = standing(made)
    mixed = list(made)
    chance.shuffle(mixed)
    assert standing(mixed) == whole
    assert standing([*mixed[cut:], *made[: cut + 2], *mixed[:cut]]) == whole
    assert set(map(id, whole)) <= set(map(id, made))
