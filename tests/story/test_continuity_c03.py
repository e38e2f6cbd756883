"""C03: names that look alike."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from graver import found

if TYPE_CHECKING:
    from collections.abc import Callable

    from anime_cli.story.snapshot import Story

    Tell = Callable[..., Story]


def named(tell: Tell, *people: str, aliases: tuple[str, ...] = ()) -> Story:
    """Return a story of PEOPLE, the first of whom has ALIASES."""
    made: dict[str, Any] = {f"p{at}": {"name": name} for at, name in enumerate(people)}
    made["p0"]["aliases"] = list(aliases)
    return tell({"a": {"cast": dict.fromkeys(made)}}, people=made)


ALIKE = [("Akira", "Akiro"), ("Akiraa", "Akira"), ("Akira", "Akirra"), ("Rén  Ito", "ren ito"), ("橘澪", "橘 澪")]
APART = [
    ("Ren Aoyama", "Ren Ikeda"),
    ("Ren", "Rei"),
    ("Akira", "Akir"),
    ("Ward 1", "Ward 2"),
    ("Akira", "Akrai"),
    ("カイ", "ガイ"),
]


@pytest.mark.parametrize("people", [*ALIKE, ("Rei", "rei")])
def test_names_that_look_alike(tell: Tell, people: tuple[str, str]) -> None:
    """One letter replaced, left out or put in, or nothing but case, accents and spaces."""
    assert len(found(named(tell, *people), "C03")) == 1


@pytest.mark.parametrize("people", APART)
def test_names_that_can_be_told_apart(tell: Tell, people: tuple[str, str]) -> None:
    """A shared given name, short names, a number, two letters in the other order, and another letter of kana."""
    assert found(named(tell, *people), "C03") == ()


def test_an_alias_is_a_name_but_not_against_its_owner(tell: Tell) -> None:
    (finding,) = found(named(tell, "Akira", "Mioko", aliases=("Akiro", "Mioka")), "C03")
    assert finding.message == "The names 'Mioka' and 'Mioko' are hard to tell apart."
    assert (finding.path, finding.severity) == ("characters/p1.yaml", "warning")
    assert finding.hint == "Give one of the two another name, in characters/p0.yaml or characters/p1.yaml."
    assert [(each.path, each.address) for each in finding.evidence] == [("characters/p0.yaml", ("aliases", 1))]


def test_many_names_are_compared_quickly(tell: Tell) -> None:
    """Each is looked up, none compared with every other; the bound leaves room for a busy machine."""
    story = named(tell, *(f"{hash_of(at)} {at}" for at in range(3000)))
    begin = time.process_time()
    assert found(story, "C03") == ()
    assert time.process_time() - begin < 8


def hash_of(number: int) -> str:
    """Return a name of six letters that differs from its neighbours in more than one."""
    return "".join(chr(97 + number * factor % 26) for factor in (1, 3, 5, 7, 9, 11))
